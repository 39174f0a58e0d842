"""Backport tool, solved with a worktree of its own and one move of the branch at the end.

A pick needs a place to merge in, and the user's is taken. `git worktree add --detach` makes
another one over the same objects, with a HEAD and an index of its own. Copies are made there,
on no branch; a conflict throws the place away, and nobody has seen it. The last step is one
`update-ref`, which also names the old tip, so that a branch which somebody else has moved
meanwhile is not overwritten. All or nothing comes from that, not from undoing.

Each check for copies covers for another. The line of `-x` survives a pick whose conflict was
resolved, where the change is no longer the same. The patch id survives a pick without `-x`, and
a new message. Neither sees a fix that is part of a larger commit; then the three-way merge finds
both sides equal. To try first and look at the outcome is not enough, for when the lines were
changed after the backport, a second pick conflicts. And to look at what this very call has
built is too much: a fix, its revert and the fix again have one patch id at both ends.

Order is ancestry, hence `--topo-order`; dates come from clocks, and a rebase mixes them. Cost:
one walk over the branch, one `git cherry` for each fix, a checkout of the whole tree. Where that
is large, `git merge-tree --write-tree` merges without one, and `git replay` (2.44) picks so.
At work: a bot does this when a merged pull request gets a label, and opens another one for it.

Interview: "What does cherry-pick do, and what do merge and rebase?" All are three-way merges.
- Cherry-pick: the base is the commit's parent, one side is HEAD, the other the commit. What
  differs between parent and commit is brought here, as a new commit with one parent. It does not
  bring the commits that the fix builds on, which is why it conflicts, or worse, merges
  cleanly and does not work: run the tests of the release.
- Merge: the base is the common ancestor, and the new commit has both sides for its parents. All
  of the other side comes, and history remembers, so the next merge starts from there.
- Rebase: picks one after another, onto a new base, then the branch moves. The old commits stay as
  they were, the new ones have other names. Not for what others have built on.
A merge commit has two parents, so "its change" needs `-m` to say against which.

"What is a patch id, and what is `git cherry` for?" A hash of a commit's diff without line
numbers and white space; message, author and place in history do not count. `git cherry upstream
topic` marks the commits of topic with - if upstream has the same patch, else +. `git log
--cherry-pick --right-only A...B` leaves them out, and rebase drops them. Context lines do count,
so a pick into other surroundings, or one with a resolved conflict, has another id.

"What of the duplicates, if the branches are merged later?" Git merges trees, not patches: both
sides have made the same change, and that is taken once, with no conflict. History has two
commits. Trouble starts when one side changed the lines again: the merge sees two changes of one
place. And a side that reverted its copy looks as if it had never touched the lines, so the merge
takes the fix of the other side, and the revert is lost silently. Hence: merge where you want
everything, pick where you want one thing.

"How do you backport, and what are release branches for?" A release branch takes fixes and
nothing else, while main goes on; tags mark what was shipped. Upstream first: the fix goes to main,
is tested there, and is picked from there to each supported release, newest first, so no upgrade
loses it. The other way (fix on the release, merge the release into main, as GitFlow does) keeps
names and needs no picks, but a forgotten merge is a regression. Small fixes that stand on their
own, no features or refactorings, `-x` always, the same CI, a list of what is still missing
(`git cherry`), and an end of support. With one version in production, you need none of this.

Hints
-----
1. Where can you merge while the user's working tree, index and HEAD stay as they are? What
   does `git worktree add --detach` give you, and what must be cleaned up, after an error too?
2. How many times does the branch have to move, and when? What is then left to undo?
3. `rev-list --topo-order --reverse` knows which commit comes first. What tells you a merge?
4. Three signs of a copy: `rev-list` and `log --format=%B` of the old tip, and `git cherry`.
   Ask them before you pick anything. When would asking in between go wrong?
5. `cherry-pick -x --keep-redundant-commits` fails only on conflicts and errors; a copy with its
   parent's tree is taken back. Which files? `diff --name-only --diff-filter=U -z`.
"""

import contextlib
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_COPY = re.compile(r"^\(cherry picked from commit (\w+)\)$", re.MULTILINE)


class Report(NamedTuple):
    applied: list[tuple[str, str]]
    already: list[str]


class ConflictError(Exception):
    def __init__(self, commit: str, files: Sequence[str]) -> None:
        super().__init__(f"{commit} conflicts in {', '.join(files)}")
        self.commit = commit
        self.files = list(files)


def backport(
    repo: Path, commits: Sequence[str], branch: str, *, mainline: int | None = None
) -> Report:
    tip = _tip_of_free(repo, branch)
    fixes = _ancestors_first(repo, [_commit(repo, name) for name in commits])
    options = {fix: _options(fix, parents, mainline) for fix, parents in fixes.items()}
    there = _there(repo, list(fixes), tip)
    if there == set(fixes):
        return Report([], list(fixes))
    report = Report([], [])
    with _worktree(repo, tip) as tree:
        for fix in fixes:
            copy = None if fix in there else _pick(tree, fix, options[fix])
            if copy:
                report.applied.append((fix, copy))
            else:
                report.already.append(fix)
    if report.applied:
        _git(repo, "update-ref", f"refs/heads/{branch}", report.applied[-1][1], tip)
    return report


def _tip_of_free(repo: Path, branch: str) -> str:
    """Return the last commit of a branch that no worktree has checked out."""
    ref = f"refs/heads/{branch}"
    found = _run(repo, "rev-parse", "--verify", "--quiet", ref)
    if found.returncode:
        raise ValueError(f"there is no branch {branch}")
    if f"branch {ref}" in _git(repo, "worktree", "list", "--porcelain").splitlines():
        raise ValueError(f"{branch} is checked out")
    return found.stdout.strip()


def _commit(repo: Path, name: str) -> str:
    found = _run(repo, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found.returncode:
        raise ValueError(f"there is no commit {name}")
    return found.stdout.strip()


def _ancestors_first(repo: Path, commits: list[str]) -> dict[str, list[str]]:
    """Return the commits with their parents."""
    if not commits:
        return {}
    history = _git(repo, "rev-list", "--topo-order", "--reverse", "--parents", *commits)
    parents = {commit: before for commit, *before in map(str.split, history.splitlines())}
    return {commit: before for commit, before in parents.items() if commit in commits}


def _options(fix: str, parents: list[str], mainline: int | None) -> list[str]:
    """Return what cherry-pick must be told about this fix."""
    if len(parents) < 2:
        return []
    if mainline is None:
        raise ValueError(f"{fix} is a merge, and no mainline is given")
    if not 1 <= mainline <= len(parents):
        raise ValueError(f"{fix} has {len(parents)} parents, and none is number {mainline}")
    return ["--mainline", str(mainline)]


def _there(repo: Path, fixes: list[str], tip: str) -> set[str]:
    """Return what the branch has, or has copies of; each commit is a copy of itself."""
    messages = _git(repo, "log", "--format=(cherry picked from commit %H)%n%B", tip)
    copied = set(_COPY.findall(messages))
    return {fix for fix in fixes if fix in copied or _has_same_change(repo, fix, tip)}


def _has_same_change(repo: Path, fix: str, tip: str) -> bool:
    return f"- {fix}" in _git(repo, "cherry", tip, fix).splitlines()


@contextlib.contextmanager
def _worktree(repo: Path, tip: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        _git(repo, "worktree", "add", "--quiet", "--detach", str(tree), tip)
        try:
            yield tree
        finally:
            _git(repo, "worktree", "remove", "--force", str(tree))


def _pick(tree: Path, fix: str, options: list[str]) -> str | None:
    """Return the copy, or None if there is nothing left to change."""
    done = _run(tree, "cherry-pick", "-x", "--keep-redundant-commits", *options, fix)
    if done.returncode:
        unmerged = _git(tree, "diff", "--name-only", "--diff-filter=U", "-z")
        if unmerged:
            raise ConflictError(fix, unmerged.split("\0")[:-1])
        raise RuntimeError(f"cherry-pick of {fix} failed: {done.stderr}")
    copy, new, old = _git(tree, "rev-parse", "HEAD", "HEAD^{tree}", "HEAD^^{tree}").split()
    if new != old:
        return copy
    _git(tree, "reset", "--quiet", "--hard", "HEAD^")
    return None


def _git(folder: Path, *words: str) -> str:
    done = _run(folder, *words)
    if done.returncode:
        raise RuntimeError(f"git {' '.join(words)} failed: {done.stderr}")
    return done.stdout


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), *words],
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
    )
