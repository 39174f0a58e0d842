# expect: b does not wait for a
"""Counts messages through a queue as synchronous calls."""

from dataclasses import replace

from solutions.microservices import distributed_monolith_audit as reference
from solutions.microservices.distributed_monolith_audit import *  # noqa: F403


def sync_cycles(system):
    return reference.sync_cycles(
        {name: replace(one, needs=one.needs | one.tells) for name, one in system.items()}
    )
