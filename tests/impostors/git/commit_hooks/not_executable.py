# expect: git did not run it: the hook must be an executable file
"""Writes the hook and does not make it executable: git skips it."""

import shlex
import subprocess

from solutions.git.commit_hooks import *  # noqa: F403


def install(repository, hook, command):
    asked = ["git", "rev-parse", "--git-path", f"hooks/{hook}"]
    found = subprocess.run(asked, cwd=repository, capture_output=True, text=True).stdout
    file = repository / found.rstrip("\n")
    if file.exists() and "# ours" not in file.read_text():
        raise FileExistsError(file)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'#!/bin/sh\n# ours\nexec {shlex.join(command)} "$@"\n')
