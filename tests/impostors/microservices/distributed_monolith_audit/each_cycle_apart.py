# expect: two cycles that share b are one component
"""Reports each simple cycle, also where two share a service."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403


def sync_cycles(system):
    found = set()

    def follow(path):
        for callee in system[path[-1]].needs | system[path[-1]].tries:
            if callee == path[0]:
                found.add(frozenset(path))
            elif callee not in path:
                follow([*path, callee])

    for name in system:
        follow([name])
    return found
