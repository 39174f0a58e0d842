# expect: a is a parent of the merge u, though the second
"""Goes back through first parents only, so what was merged does not count."""


def line(parents, commit):
    found = [commit]
    while parents[commit]:
        commit = parents[commit][0]
        found.append(commit)
    return found


def is_ancestor(parents, a, b):
    return a in set(line(parents, b))


def two_dot(parents, a, b):
    return set(line(parents, b)) - set(line(parents, a))


def ahead_behind(parents, a, b):
    return len(two_dot(parents, b, a)), len(two_dot(parents, a, b))


def merge_bases(parents, a, b):
    others = set(line(parents, b))
    return set([commit for commit in line(parents, a) if commit in others][:1])


def merge_kind(parents, head, other):
    bases = merge_bases(parents, head, other)
    if not bases:
        return "unrelated"
    if other in bases:
        return "up to date"
    return "fast-forward" if head in bases else "merge"
