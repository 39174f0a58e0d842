"""Picks in a clone that borrows the repository's objects, and fetches the branch from there."""

import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple


class Report(NamedTuple):
    applied: list
    already: list


class ConflictError(Exception):
    def __init__(self, commit, files):
        super().__init__(f"{commit}: {files}")
        self.commit, self.files = commit, files


def git(folder, *words):
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        raise ValueError(f"git {' '.join(words)}: {done.stderr}")
    return done.stdout.rstrip("\n")


def backport(repo, commits, branch, *, mainline=None):
    used = git(repo, "for-each-ref", "--format=%(worktreepath)", f"refs/heads/{branch}")
    if used:
        raise ValueError(f"{branch} is checked out in {used}")
    old = git(repo, "rev-parse", f"refs/heads/{branch}")
    given = {git(repo, "rev-parse", f"{name}^{{commit}}") for name in commits}
    walk = git(repo, "log", "--topo-order", "--format=%H", *given).split() if given else []
    fixes = [commit for commit in reversed(walk) if commit in given]
    flags = {fix: mainline_flags(repo, fix, mainline) for fix in fixes}
    applied, already = [], []
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        git(repo, "clone", "--quiet", "--shared", "--no-checkout", ".", str(clone))
        git(clone, "checkout", "--quiet", "-B", "work", old)
        for fix in fixes:
            before = git(clone, "rev-parse", "HEAD")
            if not is_there(clone, fix, old):
                pick(clone, fix, flags[fix])
            after = git(clone, "rev-parse", "HEAD")
            if after == before:
                already.append(fix)
            else:
                applied.append((fix, after))
        git(repo, "fetch", "--quiet", "--no-write-fetch-head", str(clone), f"work:{branch}")
    return Report(applied, already)


def mainline_flags(repo, fix, mainline):
    parents = git(repo, "show", "--no-patch", "--format=%P", fix).split()
    if len(parents) < 2:
        return []
    if mainline is None or not 0 < mainline <= len(parents):
        raise ValueError(f"mainline {mainline} of {fix}")
    return ["-m", str(mainline)]


def is_there(clone, fix, old):
    phrase = f"(cherry picked from commit {fix})"
    if git(clone, "merge-base", fix, old) == fix:
        return True
    if git(clone, "log", "--fixed-strings", "--grep", phrase, "--format=%H", old):
        return True
    marks = git(clone, "log", "--cherry-mark", "--no-merges", "--format=%m%H", f"{old}...{fix}")
    return f"={fix}" in marks.split()


def pick(clone, fix, flags):
    try:
        git(clone, "cherry-pick", "-x", *flags, fix)
    except ValueError:
        unmerged = git(clone, "ls-files", "--unmerged", "-z").split("\0")[:-1]
        if unmerged:
            raise ConflictError(fix, sorted({line.split("\t")[1] for line in unmerged})) from None
        git(clone, "cherry-pick", "--skip")
