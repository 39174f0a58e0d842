# expect: a larger key with no smaller one
"""Takes a candidate key for a superkey with the fewest attributes."""

from solutions.postgres.functional_dependencies import candidate_keys as reference
from solutions.postgres.functional_dependencies import closure, normal_form

__all__ = ["candidate_keys", "closure", "normal_form"]


def candidate_keys(relation, fds):
    keys = reference(relation, fds)
    fewest = min(map(len, keys))
    return {key for key in keys if len(key) == fewest}
