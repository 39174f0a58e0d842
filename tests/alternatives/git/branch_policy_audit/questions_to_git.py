"""Asks git one small question after another, always by full ref name."""

import subprocess

from solutions.git.branch_policy_audit import MAX_AGE as MAX_AGE
from solutions.git.branch_policy_audit import Breach

MAIN = "refs/heads/main"


def audit(folder, now):
    def ask(*words):
        return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True)

    def lines(*words):
        return ask(*words).stdout.split()

    if ask("show-ref", "--verify", MAIN).returncode or "true" in lines(
        "rev-parse", "--is-shallow-repository"
    ):
        raise ValueError("main or its history is missing")
    found = []
    for child in lines("log", "--first-parent", "--format=%H", MAIN):
        if len(lines("rev-parse", f"{child}^@")) == 1:
            found.append(("direct commit", "main", child))
    for ref in lines("for-each-ref", "--format=%(refname)", "refs/heads/"):
        name = ref.split("/", 2)[2]
        (tip,) = lines("rev-parse", ref)
        if name.startswith("release/"):
            picked = ("--right-only", "--cherry-pick", "--no-merges")
            for commit in lines("rev-list", *picked, f"{MAIN}...{ref}"):
                found.append(("not upstream", name, commit))
        elif ask("merge-base", "--is-ancestor", ref, MAIN).returncode == 0:
            if tip not in lines("rev-list", "--first-parent", MAIN):
                found.append(("not deleted", name, tip))
        elif now - min(map(int, lines("log", "--format=%at", ref, "--not", MAIN))) > MAX_AGE:
            found.append(("long-lived", name, tip))
    return frozenset(Breach(*one) for one in found)
