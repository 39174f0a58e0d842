"""As git does it: one queue, oldest last, and colours that are handed down to the parents."""

from graphlib import TopologicalSorter
from heapq import heappop, heappush

LEFT, RIGHT, STALE = 1, 2, 4
BOTH = LEFT | RIGHT


def painted(parents, a, b):
    """Return the colours of all ancestors, and the candidates, in the order of the visits."""
    order = {name: -place for place, name in enumerate(TopologicalSorter(parents).static_order())}
    colours = {a: LEFT}
    colours[b] = colours.get(b, 0) | RIGHT
    queue, candidates = [], []
    for name in colours:
        heappush(queue, (order[name], name))
    while queue:
        _, name = heappop(queue)
        colour = colours[name]
        if colour == BOTH:
            candidates.append(name)
            colour |= STALE
        for parent in parents[name]:
            if parent not in colours:
                heappush(queue, (order[parent], parent))
            colours[parent] = colours.get(parent, 0) | colour
    return colours, candidates


def is_ancestor(parents, a, b):
    return bool(painted(parents, a, b)[0][a] & RIGHT)


def two_dot(parents, a, b):
    colours, _ = painted(parents, a, b)
    return {name for name, colour in colours.items() if colour == RIGHT}


def ahead_behind(parents, a, b):
    colours, candidates = painted(parents, a, b)
    found = [colour for name, colour in colours.items() if name not in set(candidates)]
    return found.count(LEFT), found.count(RIGHT)


def merge_bases(parents, a, b):
    return set(painted(parents, a, b)[1])


def merge_kind(parents, head, other):
    if is_ancestor(parents, other, head):
        return "up to date"
    if is_ancestor(parents, head, other):
        return "fast-forward"
    return "merge" if merge_bases(parents, head, other) else "unrelated"
