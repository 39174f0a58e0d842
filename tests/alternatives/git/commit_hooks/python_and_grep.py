"""A hook in Python, a search by `git grep`, and a message that is taken apart by hand."""

import contextlib
import os
import re
import subprocess
import sys

SCISSORS = "# ------------------------ >8 ------------------------"
FIRST = "# a hook of install"
TRAILER = re.compile(r"([A-Za-z-]+): ")


def _ask(*words, cwd=None):
    asked = subprocess.run(["git", *words], cwd=cwd, capture_output=True)
    return os.fsdecode(asked.stdout)


def install(repository, hook, command):
    folder = _ask("rev-parse", "--path-format=absolute", "--git-path", "hooks", cwd=repository)
    os.makedirs(folder.rstrip("\n"), exist_ok=True)
    file = os.path.join(folder.rstrip("\n"), hook)
    with contextlib.suppress(FileNotFoundError):
        with open(file, "rb") as there:
            if FIRST.encode() not in there.read():
                raise FileExistsError(file)
        os.unlink(file)
    with open(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o777), "w") as script:
        print(f"#!{sys.executable}", FIRST, "import os, sys", sep="\n", file=script)
        print(f"command = {[*command]!a} + sys.argv[1:]", file=script)
        print("os.execvp(command[0], command)", file=script)


def pre_commit():
    changes = _ask("diff", "--cached", "--name-status", "-z", "--find-renames").split("\0")
    staged = set()
    while len(changes) > 1:
        status = changes.pop(0)
        if status[0] in "RC":
            changes.pop(0)
        name = changes.pop(0)
        if status != "D":
            staged.add(name)
    found = _ask("grep", "--cached", "-z", "-l", "--fixed-strings", "-e", "NOCOMMIT").split("\0")
    return [name for name in found if name in staged]


def commit_msg(message):
    text = message.read_text(encoding="utf-8")
    text = f"\n{text}\n".partition(f"\n{SCISSORS}\n")[0]
    lines = [line.rstrip() for line in text.split("\n") if not line.startswith("#")]
    text = "\n".join(lines).strip("\n")
    if not text:
        return []
    lines = text.split("\n")
    refused = [line for i, line in enumerate(lines) if len(line) > 72 or (i == 1 and line)]
    branch = _ask("branch", "--show-current")
    ticket = re.search(r"[A-Z]{2,}-\d+", branch)
    if not refused and ticket:
        message.write_text(_with(text, f"Ticket: {ticket[0]}") + "\n", encoding="utf-8")
    return refused


def _with(text, trailer):
    *_, last = re.split(r"\n\n+", text)
    keys = [TRAILER.match(line) for line in last.split("\n")]
    if last == text or not all(keys):
        return f"{text}\n\n{trailer}"
    return text if "Ticket" in [key[1] for key in keys] else f"{text}\n{trailer}"
