"""Merge bases: what two branches have in common, read from the commit graph.

The history is data: each commit with its parents, none for a root, two or more for a merge.
Every commit that is named is a key, and the keys stand in no particular order.

      t --- u             topic, where u has merged a
     /     /
    o --- a --- b         main

    >>> history = {"o": [], "a": ["o"], "b": ["a"], "t": ["o"], "u": ["t", "a"]}
    >>> is_ancestor(history, "o", "u"), is_ancestor(history, "b", "u")
    (True, False)
    >>> sorted(two_dot(history, "b", "u"))
    ['t', 'u']
    >>> ahead_behind(history, "u", "b")
    (2, 1)
    >>> merge_bases(history, "u", "b")
    {'a'}
    >>> merge_kind(history, "o", "u"), merge_kind(history, "b", "u")
    ('fast-forward', 'merge')

The ancestors of a commit are itself, its parents, their parents, and so on through every
parent. An ancestor that two commits have in common is a merge base of them unless it is also
an ancestor of another one that they have in common. There may be one, several or none. Where
in doubt, ask the real git: the tests do.

With every merge the walks back to the root may double in number, and a history may be
thousands of commits deep. Each function takes at most O(n log n) steps, n being the commits
and parents in the history. No argument is changed.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

Parents = Mapping[str, Sequence[str]]
Kind = Literal["up to date", "fast-forward", "merge", "unrelated"]


def is_ancestor(parents: Parents, a: str, b: str) -> bool:
    """Tell whether a is an ancestor of b, as `git merge-base --is-ancestor a b` does."""
    raise NotImplementedError


def two_dot(parents: Parents, a: str, b: str) -> set[str]:
    """Return the ancestors of b that are not ancestors of a: what `git log a..b` lists."""
    raise NotImplementedError


def ahead_behind(parents: Parents, a: str, b: str) -> tuple[int, int]:
    """Return how many commits a has that b lacks, and how many b has that a lacks."""
    raise NotImplementedError


def merge_bases(parents: Parents, a: str, b: str) -> set[str]:
    """Return all merge bases of a and b, as `git merge-base --all a b` does."""
    raise NotImplementedError


def merge_kind(parents: Parents, head: str, other: str) -> Kind:
    """Tell what `git merge other` does on a branch whose tip is head.

    `up to date`: nothing, the branch has it all; `fast-forward`: the branch moves on to other;
    `merge`: a new commit joins the two; `unrelated`: git refuses, for they have no common ancestor.
    """
    raise NotImplementedError
