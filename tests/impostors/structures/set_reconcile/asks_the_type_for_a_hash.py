# expect: takes items without a hash, but the call raised TypeError
"""Asks `isinstance(item, Hashable)`, which a tuple always is, even around a list."""

from collections.abc import Hashable

from solutions.structures.set_reconcile import Plan, common_to_all, reconcile

__all__ = ["Plan", "common_to_all", "reconcile", "unique"]


def unique(items, key=None):
    seen, unhashable = set(), []
    for item in items:
        mark = item if key is None else key(item)
        if isinstance(mark, Hashable):
            if mark not in seen:
                seen.add(mark)
                yield item
        elif mark not in unhashable:
            unhashable.append(mark)
            yield item
