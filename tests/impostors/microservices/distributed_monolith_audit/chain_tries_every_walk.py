# expect: have 177,147 walks.*must take less than
"""Finds the longest chain by trying every walk over the cycles."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403
from solutions.microservices.distributed_monolith_audit import sync_cycles


def longest_chain(system):
    group = {name: frozenset({name}) for name in system}
    group |= {name: cycle for cycle in sync_cycles(system) for name in cycle}

    def chain(services):
        best = frozenset()
        for name in services:
            for callee in system[name].needs | system[name].tries:
                if callee not in services:
                    best = max(best, chain(group[callee]), key=len)
        return services | best

    return max(map(chain, group.values()), key=len, default=frozenset())
