# expect: is_ancestor takes O\(n log n\) steps, though after n merges in a row 2\*\*n ways
"""Follows every way back to the root, and so visits a commit once for each way to it."""


def ancestors(parents, commit):
    found, waiting = {commit}, [commit]
    while waiting:
        commit = waiting.pop()
        found.add(commit)
        waiting.extend(parents[commit])
    return found


def is_ancestor(parents, a, b):
    return a in ancestors(parents, b)


def two_dot(parents, a, b):
    return ancestors(parents, b) - ancestors(parents, a)


def ahead_behind(parents, a, b):
    return len(two_dot(parents, b, a)), len(two_dot(parents, a, b))


def merge_bases(parents, a, b):
    common = ancestors(parents, a) & ancestors(parents, b)
    return common - {parent for commit in common for parent in parents[commit]}


def merge_kind(parents, head, other):
    bases = merge_bases(parents, head, other)
    if not bases:
        return "unrelated"
    if other in bases:
        return "up to date"
    return "fast-forward" if head in bases else "merge"
