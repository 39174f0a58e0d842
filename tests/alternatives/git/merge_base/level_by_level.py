"""Sets grow by whole levels; a base is a common ancestor with no common child."""


def above(parents, *tips):
    found, level = set(), frozenset(tips)
    while level:
        found |= level
        level = frozenset(parent for name in level for parent in parents[name]) - found
    return frozenset(found)


def is_ancestor(parents, a, b):
    return above(parents, a, b) == above(parents, b)


def two_dot(parents, a, b):
    return above(parents, a, b) - above(parents, a)


def ahead_behind(parents, a, b):
    either = above(parents, a, b)
    return len(either) - len(above(parents, b)), len(either) - len(above(parents, a))


def merge_bases(parents, a, b):
    common = above(parents, a).intersection(above(parents, b))
    children = {name: [] for name in common}
    for child in common:
        for name in parents[child]:
            children[name].append(child)
    return {name for name, its in children.items() if not its}


def merge_kind(parents, head, other):
    ahead, behind = ahead_behind(parents, head, other)
    if not behind:
        return "up to date"
    if not ahead:
        return "fast-forward"
    return "merge" if merge_bases(parents, head, other) else "unrelated"
