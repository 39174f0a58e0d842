"""Commit hooks, solved by asking git, and only git, what it is about to commit.

A commit is made from an index, so the index is what must be read. `git diff --cached --raw`
lists what differs from HEAD, also where there is none yet, and names the blob of each new
content. From there on, names are labels only, and the working tree is never opened.

    -z               names as they are, ended by a zero byte; without it git quotes some
    --no-renames     a file under a new name is added; the filter ACM of many a blog
                     drops it, for R is another letter, and so is T
    --diff-filter=d  all but deletions, whichever letters git may learn
    GIT_INDEX_FILE   for `git commit FILE` and `git commit -a`, git makes another index, and
                     names it there; a hook that cleans its environment judges the wrong one

The message has rules of its own, and git has tools for them: `stripspace` cleans as the commit
will, `interpret-trailers` finds the last paragraph, above comments and scissors, and with
`--no-divider` is not misled by a line of three hyphens. `if-exists=doNothing` makes the hook
idempotent, as it must be: an amend runs it again on its own work. `symbolic-ref` knows
the branch even before its first commit, where `rev-parse HEAD` fails.

The installed file is two lines of shell. In front of Python they spare the shebang, which has one
argument, a limit of length, and no way to quote a space. Give it `sys.executable`, for `python3`
is another interpreter once the commit comes from an IDE. A file without x is skipped
with a hint at most; a missing interpreter refuses every commit.

Limits: an amend is compared with HEAD, not with its parent, for no variable tells of it. After
`git commit -m` git keeps lines with #, unlike after an editor. `core.commentChar` may be another.

Interview: "What are git hooks, and what do you use them for?" Programs that git runs at fixed
moments and finds by their names; most of those that come before something can refuse it, by
their exit status.

    on the client    pre-commit, prepare-commit-msg, commit-msg, post-commit; pre-merge-commit,
                     pre-rebase, post-checkout, post-merge, post-rewrite; pre-push
    on the server    pre-receive once for a push, update for each ref, post-receive to notify;
                     what is pushed waits in quarantine until they have agreed

"Can you rely on them?" On the client's, no. `--no-verify` skips pre-commit and commit-msg, a
clone brings no hooks, `-c core.hooksPath=/dev/null` turns them all off, and a merge in a web
page runs none. They are a courtesy: an answer in a second, not in ten minutes. What must hold
is checked again where nobody can leave it out: in CI as a required check of a protected
branch, or in pre-receive if the server is yours. Let both run the same command.

"How does a team share them?" Not by `.git/hooks`, which is no part of the history, and never by
itself, as it would run strangers' code on each clone. Either a folder in the repository and
`git config core.hooksPath .githooks`, once per clone, or the pre-commit framework: a
`.pre-commit-config.yaml` with pinned revisions, an environment for each tool, unstaged changes set
aside while it runs, files passed as arguments, and `pre-commit run --all-files` in CI. Keep
hooks fast, look at what changed only, and leave whole test suites to pre-push or CI. A hook that
formats must not `git add` whole files, or it commits what its author had left out.

Hints
-----
1. Stage a file, edit it, and compare `git diff`, `git diff HEAD` and `git diff --cached`. Which
   of them speaks of the commit to come?
2. Print the environment from a hook, for `git commit`, `git commit -a` and `git commit FILE`.
   What differs, and what does a `git` that you start make of it?
3. Where does git look for hooks? `git rev-parse` can tell, also in a linked worktree. Which quoting
   does a shell need, and which module knows it? How will you know your own hook again?
4. Look at `git help stripspace` and `git help interpret-trailers`; for the latter find three
   options: for writing in place, for a key that exists, for lines of `---`.
5. `pre_commit`: split `git diff --cached --raw -z --no-renames --no-abbrev --diff-filter=d` at zero
   bytes; every second piece is a name, the one before has modes and blobs. Ask `git cat-file
   blob` for the content, unless the mode is 160000.
"""

import itertools
import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

SCISSORS = "# ------------------------ >8 ------------------------"
MARK = b"NOCOMMIT"
LONGEST = 72
OURS = b"# written by commit_hooks.install"
SUBMODULE = "160000"


def install(repository: Path, hook: str, command: Sequence[str]) -> None:
    found = _git("rev-parse", "--git-path", f"hooks/{hook}", folder=repository)
    file = repository / os.fsdecode(found).removesuffix("\n")
    if file.exists() and OURS not in file.read_bytes():
        raise FileExistsError(f"{file} was written by somebody else")
    file.parent.mkdir(parents=True, exist_ok=True)
    start = f'exec {shlex.join(command)} "$@"\n'
    file.write_bytes(b"#!/bin/sh\n%s\n%s" % (OURS, os.fsencode(start)))
    file.chmod(0o755)


def pre_commit() -> list[str]:
    options = ("--raw", "-z", "--no-renames", "--no-abbrev", "--diff-filter=d")
    pieces = os.fsdecode(_git("diff", "--cached", *options)).split("\0")
    changes = zip(pieces[::2], pieces[1::2], strict=False)
    return [name for change, name in changes if MARK in _content(change)]


def _content(change: str) -> bytes:
    """Return the new content, for ":old-mode new-mode old-blob new-blob status"."""
    _, mode, _, blob, _ = change.split()
    return b"" if mode == SUBMODULE else _git("cat-file", "blob", blob)


def commit_msg(message: Path) -> list[str]:
    lines = _kept(message.read_text(encoding="utf-8"))
    refused = [
        line for place, line in enumerate(lines) if len(line) > LONGEST or (place == 1 and line)
    ]
    ticket = re.search(r"[A-Z]{2,}-[0-9]+", _branch())
    if lines and ticket and not refused:
        once = ("--in-place", "--no-divider", "--if-exists=doNothing")
        _git("interpret-trailers", *once, f"--trailer=Ticket: {ticket[0]}", str(message))
    return refused


def _kept(text: str) -> list[str]:
    """Return the lines that git will keep."""
    above = itertools.takewhile(lambda line: line != SCISSORS, text.split("\n"))
    kept = _git("stripspace", "--strip-comments", stdin="\n".join(above).encode())
    return kept.decode().split("\n")[:-1]


def _branch() -> str:
    asked = ["git", "symbolic-ref", "--quiet", "--short", "HEAD"]
    return subprocess.run(asked, capture_output=True, text=True).stdout


def _git(*words: str, folder: Path | None = None, stdin: bytes = b"") -> bytes:
    command = ["git", *words]
    return subprocess.run(
        command, cwd=folder, input=stdin, stdout=subprocess.PIPE, check=True
    ).stdout
