"""The algebra of keys views, put back in order; unique as a filter, common as a comprehension."""

from typing import Any, NamedTuple


class Plan(NamedTuple):
    to_add: list[Any]
    to_remove: list[Any]
    to_update: list[Any]
    unchanged: list[Any]


def indexed(items, key):
    pairs = [(key(item), item) for item in items]
    index = dict(pairs)
    if len(index) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(next(name for name in names if names.count(name) > 1))
    return index


def reconcile(current, desired, *, key):
    have, want = indexed(current, key), indexed(desired, key)
    new, gone = want.keys() - have.keys(), have.keys() - want.keys()
    changed = {name for name in have.keys() & want.keys() if have[name] != want[name]}
    same = have.keys() - gone - changed
    return Plan(
        [want[name] for name in want if name in new],
        [have[name] for name in have if name in gone],
        [(have[name], want[name]) for name in have if name in changed],
        [have[name] for name in have if name in same],
    )


def unique(items, key=None):
    seen, odd = set(), []

    def is_new(item):
        mark = item if key is None else key(item)
        try:
            known, remember = mark in seen, seen.add
            hash(mark)
        except TypeError:
            known, remember = mark in odd, odd.append
        if not known:
            remember(mark)
        return not known

    return filter(is_new, items)


def common_to_all(sets):
    if not (sets := sorted(sets, key=len)):
        return set()
    return {each for each in sets[0] if all(each in other for other in sets)}
