# expect: a long chain binds nobody
"""Takes all services that wait for each other for one monolith."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403
from solutions.microservices.distributed_monolith_audit import _findings, _reached, _sync_calls


def monoliths(system, releases):
    bonds = [bond for bond in _findings(system, releases) if len(bond[1]) > 1]
    calls = _sync_calls(system)
    bonds += [("sync cycle", frozenset({a, b})) for a in calls for b in calls[a] if a != b]
    tied = {n: {other for _, some in bonds if n in some for other in some} for n in system}
    return {
        group: {kind for kind, some in bonds if some <= group}
        for group in (_reached({name}, tied) for name in system)
        if len(group) > 1
    }
