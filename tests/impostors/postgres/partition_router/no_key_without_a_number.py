# expect: and false for numbers(?s:.*)where not \(k is null\): prune must give \{all\}
"""Has no key to try but null where neither bounds nor predicate contain a number."""

from math import isfinite

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import RangePartitioned as Reference
from solutions.postgres.partition_router import _numbers


class RangePartitioned(Reference):
    def prune(self, predicate):
        bounds = [bound for *both, _ in self._ranges for bound in both]
        if not [*filter(isfinite, bounds), *_numbers(predicate)]:
            predicate = ("and", predicate, ("is null",))
        return super().prune(predicate)
