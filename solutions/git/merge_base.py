"""Merge bases, solved with one walk and the algebra of sets.

`_ancestors` visits each commit once, however many ways lead to it, and keeps a list of what
is waiting, for a recursion would be as deep as the history. All else is said with sets:
two dots are a difference, ahead and behind are its two directions.

The bases are the tops of what is common. To find them nobody has to compare all pairs: the
ancestors of a common ancestor are common, too. So if x lies below another common commit, some
commit on the way down has x for a parent and is common itself. Strike out whatever is a parent
of a common commit, and the tops remain. And if one of the two commits is itself a base, it is
an ancestor of the other: up to date one way round, a fast-forward the other.

Git does the same without reading the whole history: it walks from both tips at once, newest
first by commit date or by the generation numbers of the commit-graph file, paints what each
side reaches and stops when only what is below a base is left. Dates can lie; generations
cannot. At work: `git merge-base --all a b`, `git rev-list --left-right --count a...b`.

Interview: "Merge or rebase?"
- Merge joins two histories: a commit with two parents, everything that was there stays as it
  was, hashes included. It tells what happened; conflicts are resolved once; `git log
  --first-parent` and `git revert -m 1` treat the branch as a whole. Many small merges make a
  graph that is hard to read.
- Rebase takes `upstream..head` without the merges, and applies each change anew on top of
  upstream, skipping what is there already. Same changes, other parents, so new commits with new
  hashes. A straight line, easy to read and to bisect, but no intermediate commit was ever
  tested so, and a conflict may come back at each commit (`rerere` remembers).
- When: rebase your own branch before review, tidy it with `-i --autosquash`, `pull --rebase`;
  merge into what is shared. Never rebase what others have built on: they keep the old commits,
  merge them back in, and everything is there twice. If you must, agree on it, and push with
  `--force-with-lease`, never with `--force`. The old tip is in the reflog.
- In a rebase "ours" is upstream and "theirs" your commit, since it is upstream that is checked
  out while your commits are picked onto it.
- Squash makes one commit with one parent. The base stays where it was, so work on after a
  squash on a new branch: the old one meets its own changes again, often as conflicts.

"What is a fast-forward?" If head is an ancestor of the other, there is nothing to join: the
branch moves its pointer and no commit is made. `--ff-only` refuses anything else, as a push
does by default; `--no-ff` makes a merge commit all the same, so that the branch stays visible.

"How does a three-way merge work, and why does the base matter?" Two versions differ in a line:
was it added here or deleted there? Only the version both began with can tell. Where one side
equals the base, the other side has the change, and is taken; both made the same change: fine;
two different ones: a conflict. With too old a base, changes that both have look like changes
on each side, and conflicts which were resolved come back. That is why merging main into a topic
helps (the base moves up), and why reverting a merge does not undo it: the base stays above those
commits, so merging again brings nothing. Revert the revert. Nor is a merge right because it
had no conflict: text that fits may still not work together.

"What is a criss-cross, and what do recursive and ort do?" Two branches have each merged the
other's earlier tip, so both of those tips are bases, neither better. To pick either may
call up the other's settled conflicts, or undo a change without a word. So `recursive` merges the
bases first, by the same means, into a virtual commit, conflict markers and all if need be,
and takes that as the base. `ort`, the default since 2.34, does the same in memory, faster, and
with better renames. `git diff a...b` compares b with the base; `git log a...b` lists what either
has and the other lacks.

Hints
-----
1. All five need one thing: the set of all ancestors. How do you make sure that a commit which
   two ways lead to is visited once, and what replaces the recursion?
2. Say `a..b` as an operation on two sets. What are ahead and behind, then?
3. `merge_bases`: the common ancestors are a set as well. Is a parent of one of them in it,
   always? What does that say about commits which lie far below?
4. A commit that is a parent of a common ancestor is no base. Is every other common one a base?
5. `common - {parent for commit in common for parent in parents[commit]}`. For `merge_kind`, ask
   whether head or other is in there; mind that they may be the same commit.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

Parents = Mapping[str, Sequence[str]]
Kind = Literal["up to date", "fast-forward", "merge", "unrelated"]


def is_ancestor(parents: Parents, a: str, b: str) -> bool:
    return a in _ancestors(parents, b)


def two_dot(parents: Parents, a: str, b: str) -> set[str]:
    return _ancestors(parents, b) - _ancestors(parents, a)


def ahead_behind(parents: Parents, a: str, b: str) -> tuple[int, int]:
    return len(two_dot(parents, b, a)), len(two_dot(parents, a, b))


def merge_bases(parents: Parents, a: str, b: str) -> set[str]:
    common = _ancestors(parents, a) & _ancestors(parents, b)
    return common - {parent for commit in common for parent in parents[commit]}


def merge_kind(parents: Parents, head: str, other: str) -> Kind:
    bases = merge_bases(parents, head, other)
    if not bases:
        return "unrelated"
    if other in bases:
        return "up to date"
    return "fast-forward" if head in bases else "merge"


def _ancestors(parents: Parents, commit: str) -> set[str]:
    found: set[str] = set()
    waiting = [commit]
    while waiting:
        commit = waiting.pop()
        if commit not in found:
            found.add(commit)
            waiting.extend(parents[commit])
    return found
