# expect: comes back to b, and passes four services
"""Looks for paths that pass no service twice, and so leaves cycles by halves."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403


def longest_chain(system):
    def onward(path):
        calls = (system[path[-1]].needs | system[path[-1]].tries) - {*path}
        return max((onward([*path, callee]) for callee in calls), key=len, default=path)

    return frozenset(max((onward([name]) for name in system), key=len, default=()))
