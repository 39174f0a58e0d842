"""The real git, alone: no configuration of the user or the system, no editor, no prompt.

    repository = Repository(tmp_path / "repository")
    base = repository.commit("base", {"a.txt": "one\\n"})
    repository.git("switch", "-c", "topic")

    shas = repository.history({"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]})

Whoever calls git in the environment of `isolated` gets the same identity and date, so that
the same calls make the same commits.
"""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

OLDEST = (2, 38)
"""Since then `merge-tree --write-tree` merges without a working tree."""
BEGIN = 1_700_000_000
"""Seconds since the epoch: the date of all commits but those of `Repository.commit`, which are
a minute apart, and of `history`, a second."""
CONFIGURATION = {"core.fsync": "none", "init.defaultBranch": "main", "maintenance.auto": "false"}
"""What is safe or tidy takes time, and matters to nobody here."""
NOBODY = "Ann <ann@example.com>"

Content = str | bytes | None
"""What a file holds; None for no such file."""


class NoGit(Exception):
    """There is no git, or one that is too old; the text says which."""


class GitError(Exception):
    """A git command failed; the text has the command and what it said."""


def isolated(home: Path) -> dict[str, str]:
    """Return what the environment must have; all other names with GIT_ must go.

    New repositories get the folders that they always have, from a template in `home`, and none of
    the samples, which take most of the time that `git init` takes.
    """
    template = home / "template"
    for folder in ("hooks", "info"):
        (template / folder).mkdir(parents=True, exist_ok=True)
    return {
        "GIT_AUTHOR_DATE": f"@{BEGIN} +0000",
        "GIT_AUTHOR_EMAIL": "ann@example.com",
        "GIT_AUTHOR_NAME": "Ann",
        "GIT_COMMITTER_DATE": f"@{BEGIN} +0000",
        "GIT_COMMITTER_EMAIL": "ann@example.com",
        "GIT_COMMITTER_NAME": "Ann",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_EDITOR": "false",
        "GIT_PAGER": "cat",
        "GIT_TEMPLATE_DIR": str(template),
        "GIT_TERMINAL_PROMPT": "0",
        "HOME": str(home),
        "LC_ALL": "C",
        "TZ": "UTC",
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_COUNT": str(len(CONFIGURATION)),
        **{f"GIT_CONFIG_KEY_{place}": key for place, key in enumerate(CONFIGURATION)},
        **{
            f"GIT_CONFIG_VALUE_{place}": CONFIGURATION[key]
            for place, key in enumerate(CONFIGURATION)
        },
    }


def require_git() -> None:
    """Raise `NoGit` unless there is one that is new enough."""
    try:
        said = subprocess.run(["git", "version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise NoGit(f"git does not run: {error}") from None
    found = re.search(r"(\d+)\.(\d+)", said)
    if not found or (int(found[1]), int(found[2])) < OLDEST:
        raise NoGit(f"git {'.'.join(map(str, OLDEST))} or later is needed; this is {said.strip()}")


class Repository:
    """A repository with its working tree in a folder, which is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._commits = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *words: str, stdin: str | bytes = b"", **variables: str) -> str:
        """Run a git command, and return what it prints, without the last line break."""
        done = self.run(*words, stdin=stdin, **variables)
        if done.returncode:
            said = (done.stderr or done.stdout).decode(errors="replace").strip()
            raise GitError(f"git {' '.join(words)} exited with {done.returncode}: {said}")
        return done.stdout.decode().removesuffix("\n")

    def run(
        self, *words: str, stdin: str | bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a git command that may fail."""
        return subprocess.run(
            ["git", *words],
            cwd=self.folder,
            input=_raw(stdin),
            capture_output=True,
            env=os.environ | variables,
        )

    def write(self, files: Mapping[str, Content]) -> None:
        """Write or remove files of the working tree."""
        for name, content in files.items():
            path = self.folder / name
            if content is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_raw(content))

    def commit(self, message: str, files: Mapping[str, Content] | None = None) -> str:
        """Write files, commit all that has changed, and return the commit's full name."""
        self.write(files or {})
        self._commits += 1
        date = f"@{BEGIN + 60 * self._commits} +0000"
        self.git("add", "--all")
        self.git(
            *("commit", "--quiet", "--no-verify", "--allow-empty", "--message", message),
            GIT_AUTHOR_DATE=date,
            GIT_COMMITTER_DATE=date,
        )
        return self.git("rev-parse", "HEAD")

    def history(
        self,
        parents: Mapping[str, Sequence[str]],
        files: Mapping[str, Mapping[str, Content]] | None = None,
    ) -> dict[str, str]:
        """Make a commit for each name, parents first, and return the commits by name.

        A commit changes the files given for it, or else a file of its own; beyond that it has
        those of its first parent. Each is the tip of a branch of its name. The working tree
        stays as it is.
        """
        marks = {name: number for number, name in enumerate(parents, 1)}
        stream = bytearray()
        for name, before in parents.items():
            number = marks[name]
            stream += f"commit refs/heads/{name}\nmark :{number}\n".encode()
            stream += f"committer {NOBODY} {BEGIN + number} +0000\n".encode() + _data(name)
            for place, parent in enumerate(before):
                stream += f"{'merge' if place else 'from'} :{marks[parent]}\n".encode()
            for path, content in (files or {}).get(name, {f"{name}.txt": f"{name}\n"}).items():
                if content is None:
                    stream += f"D {path}\n".encode()
                else:
                    stream += f"M 100644 inline {path}\n".encode() + _data(content)
        self.git("fast-import", "--quiet", "--force", stdin=bytes(stream))
        names = self.git("rev-parse", *(f"refs/heads/{name}" for name in parents)).split()
        return dict(zip(parents, names, strict=True))


def _raw(content: str | bytes) -> bytes:
    return content.encode() if isinstance(content, str) else content


def _data(content: str | bytes) -> bytes:
    raw = _raw(content)
    return b"data %d\n%s\n" % (len(raw), raw)
