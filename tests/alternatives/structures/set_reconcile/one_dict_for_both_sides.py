"""Files both sides in one dict of pairs, then deals the pairs out."""

from collections import Counter, namedtuple

Plan = namedtuple("Plan", "to_add to_remove to_update unchanged")
CURRENT, DESIRED = range(2)


def reconcile(current, desired, *, key):
    pairs = {}
    for side, items in ((CURRENT, current), (DESIRED, desired)):
        for item in items:
            pair = pairs.setdefault(name := key(item), {})
            if side in pair:
                raise ValueError(f"{name} is there twice")
            pair[side] = item
    plan = Plan([], [], [], [])
    for pair in pairs.values():
        if CURRENT not in pair:
            plan.to_add.append(pair[DESIRED])
        elif DESIRED not in pair:
            plan.to_remove.append(pair[CURRENT])
        elif pair[CURRENT] == pair[DESIRED]:
            plan.unchanged.append(pair[CURRENT])
        else:
            plan.to_update.append((pair[CURRENT], pair[DESIRED]))
    return plan


def unique(items, key=None):
    seen, odd = set(), []
    for item in items:
        mark = key(item) if key is not None else item
        try:
            before = len(seen)
            seen.add(mark)
            is_new = len(seen) > before
        except TypeError:
            is_new = mark not in odd
            odd += [mark] * is_new
        if is_new:
            yield item


def common_to_all(sets):
    sets = list(sets)
    tally = Counter()
    smallest = min(sets, key=len, default=())
    for other in sets:
        tally.update(each for each in smallest if each in other)
    return {each for each, times in tally.items() if times == len(sets)}
