# expect: two ways to d are no way back
"""Takes a service that is reached twice for one that is reached again."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403


def sync_cycles(system):
    found = set()
    for name in system:
        seen, waiting = set(), [name]
        while waiting:
            here = waiting.pop()
            if here in seen:
                found.add(frozenset(seen))
                break
            seen.add(here)
            waiting += sorted(system[here].needs | system[here].tries)
    return found
