"""One log of all branches, whose graph is walked here; `git patch-id` tells the changes."""

import subprocess
from typing import NamedTuple

from solutions.git.branch_policy_audit import MAX_AGE as MAX_AGE
from solutions.git.branch_policy_audit import Breach


class Commit(NamedTuple):
    date: int
    parents: list[str]


class Graph:
    def __init__(self, folder):
        self.folder = folder
        self.tips = {}
        for line in self.git("show-ref").decode().splitlines():
            commit, ref = line.split()
            if ref.startswith("refs/heads/"):
                self.tips[ref.removeprefix("refs/heads/")] = commit
        self.commits = {}
        for line in self.git("log", "--branches", "--format=%H %at %P").decode().splitlines():
            name, date, *parents = line.split()
            self.commits[name] = Commit(int(date), parents)

    def git(self, *words, stdin=b""):
        command = ["git", "-C", str(self.folder), *words]
        return subprocess.run(command, input=stdin, capture_output=True).stdout

    def reached(self, tip):
        found, waiting = set(), [tip]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self.commits[name].parents
        return found

    def line(self, tip):
        line = [tip]
        while self.commits[line[-1]].parents:
            line.append(self.commits[line[-1]].parents[0])
        return line

    def patches(self, commits):
        """Return the patch id of each commit that is no merge."""
        plain = [name for name in sorted(commits) if len(self.commits[name].parents) < 2]
        stdin = "".join(f"{name}\n" for name in plain).encode()
        shown = self.git("diff-tree", "--stdin", "--root", "-p", stdin=stdin)
        ids = self.git("patch-id", "--stable", stdin=shown).decode().splitlines()
        return {name: patch for patch, name in map(str.split, ids)}


def audit(folder, now):
    graph = Graph(folder)
    if (folder / ".git" / "shallow").exists() or "main" not in graph.tips:
        raise ValueError(folder)
    return set(breaches(graph, now))


def breaches(graph, now):
    line = graph.line(graph.tips["main"])
    main = graph.reached(graph.tips["main"])
    yield from (Breach("direct commit", "main", name) for name in line if is_plain(graph, name))
    for branch, tip in graph.tips.items():
        on_branch = graph.reached(tip)
        own = on_branch - main
        if branch == "main":
            continue
        if branch.startswith("release/"):
            upstream = set(graph.patches(main - on_branch).values())
            for name, patch in graph.patches(own).items():
                if patch not in upstream:
                    yield Breach("not upstream", branch, name)
        elif any(graph.commits[name].date < now - MAX_AGE for name in own):
            yield Breach("long-lived", branch, tip)
        elif not own and tip not in line:
            yield Breach("not deleted", branch, tip)


def is_plain(graph, name):
    return len(graph.commits[name].parents) == 1
