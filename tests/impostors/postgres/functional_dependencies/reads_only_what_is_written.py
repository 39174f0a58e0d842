# expect: id -> name follows
"""Looks for partial dependencies among the written ones only, not among those that follow."""

from solutions.postgres.functional_dependencies import candidate_keys, closure

__all__ = ["candidate_keys", "closure", "normal_form"]


def normal_form(relation, fds):
    keys = candidate_keys(relation, fds)
    prime = frozenset().union(*keys)
    if any(left < key and right - left - prime for left, right in fds for key in keys):
        return "1NF"
    suspects = set()
    for left, right in fds:
        if not closure(left, fds) >= relation:
            suspects |= right - left
    if suspects - prime:
        return "2NF"
    return "3NF" if suspects else "BCNF"
