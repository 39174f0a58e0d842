# expect: no walk has b and c
"""Takes all services that a request may reach for a chain."""

from solutions.microservices.distributed_monolith_audit import *  # noqa: F403
from solutions.microservices.distributed_monolith_audit import _reached, _sync_calls


def longest_chain(system):
    calls = _sync_calls(system)
    return max((_reached({name}, calls) for name in system), key=len, default=frozenset())
