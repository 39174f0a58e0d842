# expect: a cycle binds a to b, a table binds b to c
"""Reports the services of each finding as a group of their own."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403
from solutions.microservices.distributed_monolith_audit import _findings


def monoliths(system, releases):
    bonds = [bond for bond in _findings(system, releases) if len(bond[1]) > 1]
    return {group: {kind for kind, some in bonds if some == group} for _, group in bonds}
