"""Rebase with a rule, solved by letting git replay and answering it from the index.

When a pick stops, the index holds each conflicted file in up to three stages: 1 is the parent
of the commit that is replayed, 2 is HEAD, 3 is the commit. The markers in the working tree are
only a rendering of that, and binary files, deletions and links have none. Since a rebase has
put HEAD on upstream, stage 2, "ours", is upstream's, and "theirs" is your own work: it is
you who comes from elsewhere. From the second commit on, stage 2 is what you settled before.

A settled commit is made by `commit --reuse-message REBASE_HEAD`, with the author's name, date
and words. `rebase --continue` would open an editor; answered with GIT_EDITOR=true it treats the
message as if a person had edited it, and lines with a # vanish as comments. With nothing left
to commit, `--continue` goes on to the next. Exactly the paths that were in conflict are
staged, in a form that knows no patterns; `add --all` would take what lies around as well.

All that can be refused is refused first. Git would refuse a dirty tree too, but then the
conflicts in the index are somebody else's merge, and the rebase to abort is somebody else's
rebase. From there on everything is ours, so one `except BaseException` may abort: Ctrl-C in
the callback is no Exception. Untracked files are safe: git overwrites only ignored ones.

Cost: a few processes for a commit. At work: a merge driver in .gitattributes for kinds of files
(lock files, changelogs), `-X theirs` if a side shall win in each hunk, `rerere` for the same
conflict again. A service works in a worktree of its own (`git worktree add --detach`) and
moves the branch at the end: a failure then has nothing to undo. One of the alternatives is so.

Interview: "Merge or rebase?" Both are three-way merges. A merge makes one commit with two
parents: history stays as it happened, conflicts are settled once, no commit changes its name. A
rebase makes new commits with new names: a straight line that is easy to read, bisect and revert,
at the price of a conflict for each commit and of commits that nobody has tested as they are now.
Rebase what is yours alone, to tidy it before review; merge what others have built upon.
A squash merge keeps neither the commits nor the ancestry, so never go on with that branch.

"Interactive rebase?" The to-do list, editable: reword, edit, squash, fixup, drop, exec,
any order. `commit --fixup=SHA` and `rebase -i --autosquash` sort corrections to where they
belong; `--exec "make test"` tests each commit; `--onto new old` moves only a part, as when a
branch stood on another that was squashed; `--rebase-merges` keeps merges, else they go.

"Ours and theirs in a rebase?" Swapped, compared with a merge of main into topic: there ours
is topic, in a rebase main. So `checkout --ours`, `-X ours` keep upstream's side. `-X ours` favours
a side in hunks that conflict; the strategy `-s ours` ignores the other side altogether, and in a
rebase drops all your changes.

"rerere?" Reuse recorded resolution: with rerere.enabled git keeps conflict and answer, and
gives the answer when the same hunks collide again, as with a branch rebased often. It leaves
staging to you unless rerere.autoUpdate is set; a wrong answer goes with `rerere forget PATH`.

"--force-with-lease?" After a rebase the push is no fast-forward. `--force` overwrites what a
colleague has pushed since; the lease overwrites only if the remote branch is where your
remote-tracking branch says. A fetch in the background renews it without your seeing it, so add
`--force-if-includes`, or name the commit: `--force-with-lease=topic:SHA`.

"How do I undo it?" While it runs: `rebase --abort`. Afterwards the old commits are still there:
`git reset --hard ORIG_HEAD`, if nothing has moved ORIG_HEAD since (another rebase, merge, reset),
or for sure `topic@{1}` of the branch's reflog, where a whole rebase is one step; that of HEAD
has a line for each pick. Reflogs are local and expire, by default after 90 days, for what is no
longer reachable after 30. What was never committed is in none of them: hence the refusal.

Hints
-----
1. Try it by hand: start a rebase with a conflict and read `git status`, `git ls-files -u` and
   .git/rebase-merge. Which version is in stage 2? Why, if you ask what HEAD is now?
2. Which states can the repository be in when you are called? Which of them would make an
   "abort if it fails" abort the work of others? Ask `symbolic-ref` and `status` first.
3. A loop: `rebase` stops; collect the stages with `ls-files -u -z` and `cat-file`; write what
   `resolve` says; stage these paths only; go on. What if it stopped and no stage is there?
4. Who writes the message of a settled commit, if no editor can? REBASE_HEAD names the
   commit, and `git commit -C` takes author, date and message of one.
5. Is there still something to commit? `git diff --cached`. And what ends the rebase if
   `resolve` raises KeyboardInterrupt?
"""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_REGULAR = ("100644", "100755")


class RebaseError(Exception):
    """The text is git's own, where git has said something."""


class Conflict(NamedTuple):
    path: str
    base: bytes | None
    onto: bytes | None
    mine: bytes | None


Resolve = Callable[[Conflict], bytes | None]


def rebase(repo: Path, upstream: str, resolve: Callable[[Conflict], bytes | None]) -> None:
    _require_a_clean_branch(repo)
    try:
        stopped = _try(repo, "rebase", "--merge", upstream)
        while stopped.returncode:
            _settle(repo, resolve, stopped)
            stopped = _try(repo, "rebase", "--continue")
    except BaseException:
        _try(repo, "rebase", "--abort")
        raise


def _require_a_clean_branch(repo: Path) -> None:
    if _try(repo, "symbolic-ref", "--quiet", "HEAD").returncode:
        raise RebaseError("HEAD is on no branch")
    if changes := _git(repo, "status", "--porcelain", "--untracked-files=no"):
        raise RebaseError(f"not committed: {changes.decode(errors='replace')}")


def _settle(repo: Path, resolve: Resolve, stopped: subprocess.CompletedProcess[bytes]) -> None:
    """Commit what `resolve` makes of the commit at which the rebase has stopped."""
    conflicts = _conflicts(repo)
    if not conflicts:
        raise RebaseError(stopped.stderr.decode(errors="replace"))
    for conflict in conflicts:
        _write(repo / conflict.path, resolve(conflict))
    paths = os.fsencode("\0".join(conflict.path for conflict in conflicts))
    _git(repo, "update-index", "--remove", "-z", "--stdin", stdin=paths)
    if _git(repo, "diff", "--cached", "--name-only"):
        _git(repo, "commit", "--quiet", "--reuse-message", "REBASE_HEAD")


def _conflicts(repo: Path) -> list[Conflict]:
    stages: dict[str, dict[str, bytes]] = {}
    for entry in _git(repo, "ls-files", "--unmerged", "-z").split(b"\0")[:-1]:
        about, path = os.fsdecode(entry).split("\t", 1)
        mode, blob, stage = about.split()
        if mode not in _REGULAR:
            raise RebaseError(f"{path} is no regular file: mode {mode}")
        stages.setdefault(path, {})[stage] = _git(repo, "cat-file", "blob", blob)
    return [
        Conflict(path, base=held.get("1"), onto=held.get("2"), mine=held.get("3"))
        for path, held in stages.items()
    ]


def _write(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _git(repo: Path, *words: str, stdin: bytes = b"") -> bytes:
    done = _try(repo, *words, stdin=stdin)
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        raise RebaseError(f"git {' '.join(words)} exited with {done.returncode}: {said}")
    return done.stdout


def _try(repo: Path, *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *words], cwd=repo, input=stdin, capture_output=True)
