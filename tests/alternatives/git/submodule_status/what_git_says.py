"""`git status` and `git submodule status` know nearly all of it; this only asks them."""

import subprocess

from solutions.git.submodule_status import Submodule


def git(folder, *words):
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True)
    return done.stdout.decode()


def gitlinks(repository):
    form = "--format=%(objectmode) %(objectname) %(stage) %(path)"
    items = [item.split(" ", 3) for item in git(repository, "ls-files", "-z", form).split("\0")]
    links = [item[1:] for item in items if item[0] == "160000"]
    return {path: None if int(stage) else commit for commit, stage, path in links}


def entries(repository):
    pattern = r"^submodule\..*\.path$"
    words = "config", "-z", "--file", ".gitmodules", "--get-regexp", pattern
    items = [item.split("\n", 1) for item in git(repository, *words).split("\0")[:-1]]
    return {path: key.split(".", 1)[1].rsplit(".", 1)[0] for key, path in items}


def inspect(repository):
    links, names = gitlinks(repository), entries(repository)
    return [submodule(repository, path, links, names) for path in sorted(set(links) | set(names))]


def submodule(repository, path, links, names):
    name, recorded = names.get(path), links.get(path)
    is_there = git(repository, "rev-parse", "--resolve-git-dir", f"{path}/.git")
    actual = git(repository / path, "rev-parse", "HEAD")[:40] if is_there else None
    sign = git(repository, "submodule", "status", "--", path)[:1]
    if sign in ("", "U"):
        problem = "no_gitlink" if path not in links else "no_entry" if not name else "conflict"
        return Submodule(path, name, recorded, actual, (problem,))
    problems = []
    if not git(repository, "config", f"submodule.{name}.url"):
        problems.append("uninitialised")
    if not is_there:
        problems.append("not_cloned")
    words = "status", "--porcelain=v2", "--ignore-submodules=none", "--", path
    state = [each.split(" ")[2] for each in git(repository, *words).splitlines()]
    if any("C" in each for each in state):
        problems.append("other_commit")
    if any("M" in each or "U" in each for each in state):
        problems.append("dirty")
    return Submodule(path, name, recorded, actual, tuple(problems))


def line(submodule):
    path, _, recorded, actual, problems = submodule
    match problems:
        case ("no_gitlink" | "no_entry",):
            return None
        case ("conflict",):
            return "U" + "0" * 40 + " " + path
        case ("uninitialised" | "not_cloned", *_):
            return f"-{recorded} {path}"
        case ("other_commit", *_):
            return f"+{actual} {path}"
    return f" {recorded} {path}"
