# expect: a is down; b does not need a
"""Spreads an outage to those that are called, not to those that call."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403
from solutions.microservices.distributed_monolith_audit import _reached


def blast_radius(system, down):
    return _reached({down}, {name: one.needs for name, one in system.items()})
