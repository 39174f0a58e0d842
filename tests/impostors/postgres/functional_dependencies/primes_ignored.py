# expect: city is prime
"""Wants every determinant to be a superkey for 3NF too, whatever it determines."""

from solutions.postgres.functional_dependencies import candidate_keys, closure

__all__ = ["candidate_keys", "closure", "normal_form"]


def normal_form(relation, fds):
    keys = candidate_keys(relation, fds)
    prime = frozenset().union(*keys)
    if any(closure(key - {name}, fds) - prime for key in keys for name in key):
        return "1NF"
    suspects = set()
    for left, right in fds:
        if not closure(left, fds) >= relation:
            suspects |= right - left
    if suspects:
        return "2NF"
    return "3NF" if suspects else "BCNF"
