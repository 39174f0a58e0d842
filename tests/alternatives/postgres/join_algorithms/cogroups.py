"""Letters say what a kind shows; two sorted sides are merged into one that tells them apart."""

from heapq import merge
from itertools import groupby
from operator import itemgetter

WANTED = {"inner": "p", "left": "pl", "right": "pr", "full": "plr", "anti": "l"}


def nested_loop(left, right, how, on):
    """Find everything before anything is handed out."""
    found, lonely = [], dict.fromkeys(range(len(right)))
    for row in left:
        if how in ("semi", "anti"):
            if any(on(row, other) for other in right) is (how == "semi"):
                found.append((row, None))
            continue
        places = [place for place in range(len(right)) if on(row, right[place])]
        for place in places:
            lonely.pop(place, None)
        found.extend((row, right[place]) for place in places)
        if not places and "l" in WANTED[how]:
            found.append((row, None))
    if how in ("right", "full"):
        found.extend((None, right[place]) for place in lonely)
    return iter(found)


def hash_join(left, right, how, left_key, right_key):
    table = {}
    for other in right:
        table.setdefault(right_key(other), []).append(other)
    waiting = dict(table)
    for row in left:
        key = left_key(row)
        others = None if None in key else table.get(key)
        yield from picked(how, (row,), others or ())
        if others:
            waiting.pop(key, None)
    for others in waiting.values():
        yield from picked(how, (), others)


def merge_join(left, right, how, left_key, right_key):
    def tagged(rows, key_of, side):
        for row in rows:
            key = key_of(row)
            yield [(column is None, column) for column in key], side, row

    both = merge(tagged(left, left_key, 0), tagged(right, right_key, 1), key=itemgetter(0))
    for rank, entries in groupby(both, itemgetter(0)):
        sides = [], []
        for _, side, row in entries:
            sides[side].append(row)
        if any(is_null for is_null, _ in rank):
            yield from picked(how, sides[0], ())
            yield from picked(how, (), sides[1])
        else:
            yield from picked(how, *sides)


def picked(how, rows, others):
    if how == "semi":
        return [(row, None) for row in rows] if others else []
    found = []
    if "p" in WANTED[how]:
        found += [(row, other) for row in rows for other in others]
    if "l" in WANTED[how] and not others:
        found += [(row, None) for row in rows]
    if "r" in WANTED[how] and not rows:
        found += [(None, other) for other in others]
    return found
