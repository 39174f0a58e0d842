# expect: 15 has no partition, so no row has it
"""Lets NoPartition out of prune when a key that matches could not be stored."""

from solutions.postgres.partition_router import *  # noqa: F403
from solutions.postgres.partition_router import NoPartition
from solutions.postgres.partition_router import RangePartitioned as Reference


class RangePartitioned(Reference):
    def prune(self, predicate):
        spare = Reference({name: (low, high) for low, high, name in self._ranges}, "spare")
        found = spare.prune(predicate)
        if "spare" in found and self._default is None:
            raise NoPartition(predicate)
        return {self._default if name == "spare" else name for name in found}
