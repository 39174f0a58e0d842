# expect: larger sets are no keys
"""Calls every set that determines the whole relation a candidate key."""

from itertools import chain, combinations

from solutions.postgres.functional_dependencies import closure, normal_form

__all__ = ["candidate_keys", "closure", "normal_form"]


def candidate_keys(relation, fds):
    subsets = (combinations(relation, size) for size in range(len(relation) + 1))
    candidates = map(frozenset, chain.from_iterable(subsets))
    return {names for names in candidates if closure(names, fds) >= relation}
