"""No working tree at all: three-way merges of trees, commits written by hand, patch ids asked."""

import os
import re
import subprocess
from typing import NamedTuple

TRAILER = re.compile(r"[\w-]+: .+|\(cherry picked from commit \w+\)")


class Report(NamedTuple):
    applied: list
    already: list


class ConflictError(Exception):
    def __init__(self, commit, files):
        super().__init__(commit, files)
        self.commit, self.files = commit, files


def backport(repo, commits, branch, *, mainline=None):
    git = Git(repo)
    try:
        old = git("show-ref", "--verify", "--hash", f"refs/heads/{branch}").strip()
    except subprocess.CalledProcessError:
        raise ValueError(f"{branch} is no branch") from None
    if git("for-each-ref", "--format=%(worktreepath)", f"refs/heads/{branch}").strip():
        raise ValueError(f"{branch} is in use")
    fixes = git.sorted([git.commit(name) for name in commits])
    bases = {fix: git.base(fix, mainline) for fix in fixes}
    history = git("log", "--format=%H%n%B", old).splitlines()
    merged = set(git("rev-list", old).split())
    ids = git.patch_ids("log", "-p", old)
    applied, already, tip = [], [], old
    for fix in fixes:
        is_copied = f"(cherry picked from commit {fix})" in history
        same = git.patch_ids("diff", bases[fix], fix) & ids
        copy = None if fix in merged or is_copied or same else git.copy(fix, bases[fix], tip)
        if copy:
            applied.append((fix, copy))
            tip = copy
        else:
            already.append(fix)
    git("update-ref", f"refs/heads/{branch}", tip, old)
    return Report(applied, already)


class Git:
    def __init__(self, repo):
        self._repo = repo

    def __call__(self, *words, stdin="", allowed=(0,), **env):
        done = subprocess.run(
            ["git", *words],
            cwd=self._repo,
            input=stdin.encode(),
            capture_output=True,
            env=os.environ | env,
        )
        if done.returncode not in allowed:
            raise subprocess.CalledProcessError(done.returncode, words, stderr=done.stderr)
        return done.stdout.decode()

    def commit(self, name):
        try:
            return self("rev-parse", "--verify", f"{name}^{{commit}}").strip()
        except subprocess.CalledProcessError:
            raise ValueError(f"{name} is no commit") from None

    def sorted(self, commits):
        """Take again and again a commit that descends from none of the others."""
        left, order = sorted(set(commits)), []
        while left:
            first = self("merge-base", "--independent", *left).split()[0]
            left.remove(first)
            order.insert(0, first)
        return order

    def base(self, fix, mainline):
        parents = self("rev-parse", f"{fix}^@").split()
        if len(parents) == 1:
            return parents[0]
        if mainline not in range(1, len(parents) + 1):
            raise ValueError(f"{fix}: no parent {mainline}")
        return parents[mainline - 1]

    def patch_ids(self, *diff):
        lines = self("patch-id", "--stable", stdin=self(*diff)).splitlines()
        return {line.split()[0] for line in lines}

    def copy(self, fix, base, tip):
        """Give the tip's tree the fix's base for a parent, so that they meet in it."""
        ours = self("commit-tree", f"{tip}^{{tree}}", "-p", base, stdin="ours").strip()
        words = "merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, fix
        tree, *files = self(*words, allowed=(0, 1)).rstrip("\0").split("\0")
        if files:
            raise ConflictError(fix, sorted(files))
        if tree == self("rev-parse", f"{tip}^{{tree}}").strip():
            return None
        author = self("log", "-1", "--format=%an%n%ae%n%ad", "--date=raw", fix).splitlines()
        names = "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_AUTHOR_DATE"
        message = self("log", "-1", "--format=%B", fix).rstrip()
        *others, last = message.split("\n\n")
        is_trailers = others and all(TRAILER.fullmatch(line) for line in last.splitlines())
        message += "\n" if is_trailers else "\n\n"
        message += f"(cherry picked from commit {fix})\n"
        env = dict(zip(names, author, strict=True))
        return self("commit-tree", tree, "-p", tip, stdin=message, **env).strip()
