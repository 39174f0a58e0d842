# expect: b falls back, so a has its answer as well
"""Spreads an outage to callers that have a fallback."""

from dataclasses import replace

from solutions.microservices import distributed_monolith_audit as reference
from solutions.microservices.distributed_monolith_audit import *  # noqa: F403


def blast_radius(system, down):
    return reference.blast_radius(
        {name: replace(one, needs=one.needs | one.tries) for name, one in system.items()}, down
    )
