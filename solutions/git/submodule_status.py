"""Submodule status, solved by asking each place once and comparing.

`ls-files --stage -z` lists the index, and `git config` reads what only git can read
rightly: quotes, escapes, comments, sections in capitals. `-z` matters in both. Without
it a path with a blank, an umlaut or a tab comes quoted, or falls apart. A name may
contain dots, so it is what stands between the first dot of the key and the last.

One question must not be put to git: what is HEAD in this folder? If a submodule was not
cloned, its folder is there and empty, git climbs to the repository above, and answers
with the HEAD of the superproject. So look for `.git` first. It is mostly a file, which
points to `.git/modules/<name>` of the superproject: that is why a branch without the
submodule can be checked out, and nothing has to be cloned again after it.

What is recorded is the index, not the last commit: after `git add libs/core` all is well
for `git submodule status`, though nothing is committed. Dirt has no sign there, either;
`git status` shows it, and in its porcelain v2 as `S` with `C` (commit), `M` (modified),
`U` (untracked). For a gitlink without an entry the real one just dies, with "no submodule
mapping found"; it comes from `git add` of a folder in which somebody had cloned.

Left out: `submodule.<name>.active` and `ignore`, nested submodules, relative URLs (they
count from the remote of the superproject), and that git, where the working tree has no
`.gitmodules`, takes the one of the index or of the last commit. The file comes from
whoever wrote the repository, so git refuses names with `..` and URLs with a leading
dash, once ways to run code, and clones submodules from local paths only with
`protocol.file.allow=always`.

Interview: "What are submodules, and when would you use one?"
- A gitlink pins one commit of another repository; the superproject has neither its
  files nor its history. Every bump is a commit of the superproject, in plain sight.
- Clone: `git clone --recurse-submodules`, or `git submodule update --init --recursive`
  after it. A pull moves the gitlink and not the folder, which then shows `+`; whoever
  commits everything now takes the bump back. `submodule.recurse=true` spares you that.
- Detached HEAD: an update checks out a commit, no branch. Switch to a branch before you
  commit there, or the next update leaves your commits to the reflog.
- Forgotten push: the superproject is pushed, the commit it names is not, and all others
  get "not our ref". `git push --recurse-submodules=check` refuses, `on-demand` pushes both.
- URL: it was copied at init, so after a change in `.gitmodules` everyone needs `git
  submodule sync --recursive`. CI needs credentials for each URL.
- Conflict on a gitlink: git resolves it if one commit contains the other; if not, merge
  inside the submodule, then `git add` its path.
- Subtree: `git subtree add --prefix=libs/core <url> main --squash` copies the files into
  the superproject. Who clones needs to know nothing, and one commit may change both; but
  the repository grows, and to send changes back you have to split them off again.
- Packages: versions, ranges, a resolver and a lock file. The default for code that has
  releases; a submodule has no ranges, and two users of a library may pin two commits.
- Monorepo: one history, a change of library and users in one commit, no pins to bump;
  the price is tooling for builds, permissions and size.
- So: a submodule where you need the exact sources of something with a life of its own
  (firmware, a vendored fork, test data, protocol definitions) and bump it seldom.

Hints
-----
1. Which two dicts, both by path, tell what is in the index and what is in .gitmodules?
   Which of all their keys have to be in the result?
2. Look at the output of `git ls-files --stage -z` and of `git config --file .gitmodules
   --list -z` in a repository with a path such as `libs/my core`. What ends each item?
3. A name may be `v1.2`. Which part of `submodule.v1.2.path` is it, and which part of the
   repository's configuration do you look into with it?
4. Run `git -C libs/core rev-parse HEAD` after a clone without submodules. Whose HEAD is
   it, and what has to be in the folder for that to be the right question?
5. Return early for the first three problems. Put the other four into a dict from problem
   to whether it is so, and take the keys that are; `git status --porcelain` in the
   submodule prints something if it is dirty.
"""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

GITLINK = "160000"
NO_COMMIT = "0" * 40


class Submodule(NamedTuple):
    path: str
    name: str | None
    recorded: str | None
    checked_out: str | None
    problems: tuple[str, ...]


def gitlinks(repository: Path) -> dict[str, str | None]:
    links: dict[str, str | None] = {}
    for item in _items(repository, "ls-files", "--stage"):
        about, _, path = item.partition("\t")
        mode, commit, stage = about.split()
        if mode == GITLINK:
            links[path] = commit if stage == "0" else None
    return links


def entries(repository: Path) -> dict[str, str]:
    if not (repository / ".gitmodules").exists():
        return {}
    names = {}
    for item in _items(repository, "config", "--file", ".gitmodules", "--list"):
        key, _, value = item.partition("\n")
        if found := re.fullmatch(r"submodule\.(.+)\.path", key):
            names[value] = found[1]
    return names


def inspect(repository: Path) -> list[Submodule]:
    links, names = gitlinks(repository), entries(repository)
    keys = set(_items(repository, "config", "--list", "--name-only"))
    submodules = []
    for path in sorted(links.keys() | names.keys()):
        name, recorded, checked_out = names.get(path), links.get(path), _head(repository / path)
        if path not in links:
            problems: tuple[str, ...] = ("no_gitlink",)
        elif name is None:
            problems = ("no_entry",)
        elif recorded is None:
            problems = ("conflict",)
        else:
            is_initialised = f"submodule.{name}.url" in keys
            problems = _problems(repository / path, is_initialised, recorded, checked_out)
        submodules.append(Submodule(path, name, recorded, checked_out, problems))
    return submodules


def _problems(
    folder: Path, is_initialised: bool, recorded: str, checked_out: str | None
) -> tuple[str, ...]:
    is_cloned = checked_out is not None
    answers = {
        "uninitialised": not is_initialised,
        "not_cloned": not is_cloned,
        "other_commit": is_cloned and checked_out != recorded,
        "dirty": is_cloned and _git(folder, "status", "--porcelain") != "",
    }
    return tuple(problem for problem, is_so in answers.items() if is_so)


def line(submodule: Submodule) -> str | None:
    path, _, recorded, checked_out, problems = submodule
    if "no_gitlink" in problems or "no_entry" in problems:
        return None
    if "conflict" in problems:
        return f"U{NO_COMMIT} {path}"
    if "uninitialised" in problems or "not_cloned" in problems:
        return f"-{recorded} {path}"
    if "other_commit" in problems:
        return f"+{checked_out} {path}"
    return f" {recorded} {path}"


def _head(folder: Path) -> str | None:
    if not (folder / ".git").exists():
        return None
    return _git(folder, "rev-parse", "HEAD").strip()


def _items(folder: Path, *words: str) -> list[str]:
    return _git(folder, *words, "-z").split("\0")[:-1]


def _git(folder: Path, *words: str) -> str:
    return subprocess.check_output(["git", *words], cwd=folder, encoding="utf-8")
