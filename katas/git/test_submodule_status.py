import re
import shutil

import pytest

from dojo.kit.git import Repository
from katas.git.submodule_status import Submodule, entries, gitlinks, inspect, line

CORE, WEB = "libs/core", "libs-web"
NAMES = {CORE: "Core v1.0", WEB: "web"}
OLD, NEW = "8c" * 20, "d4" * 20


@pytest.fixture(autouse=True)
def no_sample_hooks(git_environment, monkeypatch):
    monkeypatch.setenv("GIT_TEMPLATE_DIR", "")


def made(folder):
    """Make a library of two commits, and a project that has it twice, but uses only one."""
    library = Repository(folder / "library")
    library.commit("old", {"core.txt": "old\n", ".gitignore": "*.log\n"})
    library.commit("new", {"core.txt": "new\n"})
    project = Repository(folder / "project")
    for path, name in NAMES.items():
        add = "submodule", "--quiet", "add", "--name", name, "../library", path
        project.git("-c", "protocol.file.allow=always", *add)
    project.commit("project", {"a.txt": "a\n", "run.sh": "true\n"})
    project.git("submodule", "--quiet", "deinit", WEB)
    shutil.rmtree(project.folder / ".git/modules" / NAMES[WEB])
    project.git("gc", "--quiet")
    project.git("-C", CORE, "gc", "--quiet")


@pytest.fixture
def project(tmp_path, tmp_path_factory):
    """Return a copy of the project; nothing is wrong with core, and web was not initialised."""
    template = tmp_path_factory.getbasetemp() / "submodule_status"
    if not template.exists():
        made(template)
    no_logs = shutil.ignore_patterns("logs")
    shutil.copytree(template / "project", tmp_path / "project", ignore=no_logs)
    return Repository(tmp_path / "project")


@pytest.fixture
def clone(project, tmp_path):
    """Return a clone of the project without its submodules, as `git clone` makes it."""
    project.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    return Repository(tmp_path / "clone")


def inside(project, *words):
    return project.git("-C", CORE, *words)


def new(project):
    return inside(project, "rev-parse", "main")


def old(project):
    return inside(project, "rev-parse", "main~")


# Gitlinks


def judge_gitlinks(repository, due, promise):
    got = gitlinks(repository.folder)
    assert got == due, f"{promise}:\ngitlinks must be {due}\nand not {got!r}"


def test_a_gitlink_is_what_has_the_mode_160000(project):
    project.git("update-index", "--chmod=+x", "run.sh")
    due = {WEB: new(project), CORE: new(project)}
    judge_gitlinks(project, due, "files and executables are no gitlinks, submodules are")


def test_a_repository_without_submodules_has_no_gitlinks(repository):
    judge_gitlinks(repository, {}, "in a repository without commits")
    repository.commit("a", {"a.txt": "a\n"})
    judge_gitlinks(repository, {}, "in a repository with one file")


def test_gitlinks_are_those_of_the_index(project):
    inside(project, "checkout", "--quiet", "main~")
    due = {WEB: new(project), CORE: new(project)}
    judge_gitlinks(project, due, "what is checked out was not added to the index")
    project.git("add", CORE)
    due[CORE] = old(project)
    judge_gitlinks(project, due, "what was added to the index counts, though it is not committed")


def test_the_path_of_a_gitlink_may_be_any_text(repository):
    for path in "my libs/co re", 'a"b\\c', "tab\there", "код":
        repository.git("rm", "--quiet", "--cached", "--ignore-unmatch", "*")
        repository.git("update-index", "--add", "--cacheinfo", f"160000,{NEW},{path}")
        judge_gitlinks(repository, {path: NEW}, f"the path {path!r} stays as it is")


def in_conflict(project, stages):
    """Put the gitlink of core in conflict, as a merge does."""
    commits = {1: OLD, 2: NEW, 3: "a5" * 20}
    lines = [f"0 {'0' * 40}\t{CORE}", *(f"160000 {commits[n]} {n}\t{CORE}" for n in stages)]
    project.git("update-index", "--index-info", stdin="\n".join(lines) + "\n")


@pytest.mark.parametrize("stages", [(1, 2, 3), (1, 2)], ids=["both", "deleted"])
def test_a_gitlink_in_conflict_has_no_commit(project, stages):
    in_conflict(project, stages)
    due = {WEB: new(project), CORE: None}
    judge_gitlinks(project, due, f"{CORE} is in conflict, in the stages {stages}")


# .gitmodules


def judge_entries(repository, due, promise):
    got = entries(repository.folder)
    listing = repository.folder / ".gitmodules"
    text = listing.read_text(encoding="utf-8") if listing.exists() else "(there is no such file)"
    assert got == due, f"{promise}: entries must be {due}\nand not {got!r}\n.gitmodules:\n{text}"


def test_an_entry_has_the_name_of_a_path(project):
    judge_entries(project, NAMES, "the name need not be the path")


def test_without_a_gitmodules_file_there_are_no_entries(repository):
    judge_entries(repository, {}, "without a .gitmodules file")


def judge_entry(repository, path, name, promise):
    repository.write({".gitmodules": ""})
    repository.git("config", "--file", ".gitmodules", f"submodule.{name}.path", path)
    repository.git("config", "--file", ".gitmodules", f"submodule.{name}.url", "../core")
    judge_entries(repository, {path: name}, promise)


def test_a_name_may_be_any_text(repository):
    for name in "v1.2", "my.path", "Core", "a b", 'a"b\\c', "a=b", "код":
        judge_entry(repository, CORE, name, f"the name {name!r} stays as it is")


def test_the_path_of_an_entry_may_be_any_text(repository):
    for path in "a b", "libs/c#", "a;b", 'a"b\\c', "a = b", "tab\there", "код":
        judge_entry(repository, path, "core", f"the path {path!r} stays as it is")


def test_the_file_is_read_as_git_reads_it(repository):
    text = f'; ours\n[SubModule "Core"] PATH = {CORE} # here\n[submodule "b"]\npath=b\\\nc\n'
    repository.write({".gitmodules": text})
    promise = "comments go, sections and keys have no case, a backslash continues a line"
    judge_entries(repository, {CORE: "Core", "bc": "b"}, promise)


def test_an_entry_without_a_path_does_not_count(repository):
    text = '[submodule "a"]\nurl = ../a\n[other "b"]\npath = b\n[submodule "core"]\n'
    repository.write({".gitmodules": f"{text}path = {CORE}\n"})
    judge_entries(repository, {CORE: "core"}, "one has only a URL, one is no submodule")


# Comparing


def inspected(repository):
    found = inspect(repository.folder)
    if not isinstance(found, list) or not all(isinstance(each, Submodule) for each in found):
        pytest.fail(f"inspect must return a list of Submodules; got {found!r}", pytrace=False)
    return found


def judge(repository, promise, path=CORE, **due):
    """Judge fields of the submodule at the path."""
    found = inspected(repository)
    chosen = [each for each in found if each.path == path]
    assert len(chosen) == 1, f"{promise}: inspect must return {path} once; got {found}"
    for field, value in due.items():
        got = getattr(chosen[0], field)
        assert got == value, f"{promise}: {field} of {path} must be {value!r}; got {got!r}"


def test_a_submodule_that_is_as_recorded_has_no_problems(project):
    is_new = {"recorded": new(project), "checked_out": new(project), "problems": ()}
    judge(project, "nothing is wrong", name=NAMES[CORE], **is_new)


def test_a_repository_without_submodules_has_nothing_to_inspect(repository):
    found = inspected(repository)
    assert found == [], f"there are no submodules, so inspect must return []; got {found}"


def test_submodules_are_sorted_by_path(project):
    project.git("update-index", "--add", "--cacheinfo", f"160000,{NEW},m")
    for path in "z", "a":
        project.git("config", "--file", ".gitmodules", f"submodule.{path}.path", path)
    got, due = [each.path for each in inspected(project)], ["a", WEB, CORE, "m", "z"]
    assert got == due, (
        "what has a gitlink or an entry must be there, and sorted by path (a and z have only "
        f"an entry, m has only a gitlink): {due}, not {got}"
    )


def test_another_commit_may_be_checked_out(project):
    inside(project, "checkout", "--quiet", "main~")
    due = {"recorded": new(project), "checked_out": old(project), "problems": ("other_commit",)}
    judge(project, "main~ was checked out in the submodule", **due)


def test_what_is_in_the_index_is_recorded(project):
    inside(project, "checkout", "--quiet", "main~")
    project.git("add", CORE)
    due = {"recorded": old(project), "checked_out": old(project), "problems": ()}
    judge(project, "main~ was checked out, and added to the index", **due)


@pytest.mark.parametrize(
    ("files", "is_staged", "promise"),
    [
        ({"core.txt": "mine\n"}, False, "a file of the submodule is changed"),
        ({"core.txt": "mine\n"}, True, "a change of a file is staged in the submodule"),
        ({"mine/new.txt": "mine\n"}, False, "there is an untracked file in the submodule"),
        ({"a.log": "mine\n"}, False, None),
    ],
    ids=["changed", "staged", "untracked", "ignored"],
)
def test_changes_and_untracked_files_make_a_submodule_dirty(project, files, is_staged, promise):
    project.write({f"{CORE}/{name}": content for name, content in files.items()})
    if is_staged:
        inside(project, "add", ".")
    due = {"checked_out": new(project), "problems": ("dirty",) if promise else ()}
    judge(project, promise or "a file in the submodule is ignored", **due)


def test_after_a_clone_there_are_only_empty_folders(clone):
    promise = "the project was cloned without its submodules, and the folder is empty"
    recorded = clone.git("rev-parse", f":{CORE}")
    problems = "uninitialised", "not_cloned"
    judge(clone, promise, checked_out=None, recorded=recorded, problems=problems)


def test_a_submodule_can_be_initialised_and_not_cloned(clone):
    clone.git("submodule", "--quiet", "init", CORE)
    promise = f"after `git clone` and `git submodule init {CORE}`"
    judge(clone, promise, checked_out=None, problems=("not_cloned",))
    judge(clone, promise, WEB, checked_out=None, problems=("uninitialised", "not_cloned"))


def test_the_name_leads_to_the_configuration(project):
    project.git("config", "--remove-section", f"submodule.{NAMES[CORE]}")
    promise = f"submodule.{NAMES[CORE]}.url is not in the configuration"
    judge(project, promise, checked_out=new(project), problems=("uninitialised",))


def test_a_folder_that_was_removed_is_not_cloned(project):
    shutil.rmtree(project.folder / CORE)
    judge(project, "the folder was removed", checked_out=None, problems=("not_cloned",))


def test_a_repository_may_have_its_git_folder_at_the_path(clone, project):
    clone.git("clone", "--quiet", str(project.folder / CORE), CORE)
    due = {"checked_out": new(project), "problems": ("uninitialised",)}
    judge(clone, "it was cloned by hand, so that .git is a folder", **due)


def test_all_that_is_wrong_is_told_in_order(project):
    project.git("config", "--remove-section", f"submodule.{NAMES[CORE]}")
    inside(project, "checkout", "--quiet", "main~")
    project.write({f"{CORE}/new.txt": "mine\n"})
    due = {"checked_out": old(project), "problems": ("uninitialised", "other_commit", "dirty")}
    judge(project, "no URL in the configuration, main~ checked out, an untracked file", **due)


def test_an_entry_may_have_no_gitlink(project):
    due = {"name": NAMES[CORE], "recorded": None, "checked_out": new(project)}
    project.git("rm", "--quiet", "--cached", CORE)
    project.write({f"{CORE}/new.txt": "mine\n"})
    judge(project, f"after `git rm --cached {CORE}`", problems=("no_gitlink",), **due)


def test_a_gitlink_may_have_no_entry(project):
    due = {"name": None, "recorded": new(project), "checked_out": old(project)}
    section = f"submodule.{NAMES[CORE]}"
    project.git("config", "--file", ".gitmodules", "--remove-section", section)
    inside(project, "checkout", "--quiet", "main~")
    judge(project, "its section was removed from .gitmodules", problems=("no_entry",), **due)


def test_a_gitlink_may_be_in_conflict(project):
    due = {"name": NAMES[CORE], "recorded": None, "checked_out": new(project)}
    in_conflict(project, (1, 2, 3))
    judge(project, "the gitlink is in conflict", problems=("conflict",), **due)


# Lines


@pytest.mark.parametrize(
    ("problems", "due"),
    [
        ((), f" {OLD} {CORE}"),
        (("dirty",), f" {OLD} {CORE}"),
        (("other_commit", "dirty"), f"+{NEW} {CORE}"),
        (("not_cloned",), f"-{OLD} {CORE}"),
        (("uninitialised", "other_commit", "dirty"), f"-{OLD} {CORE}"),
        (("conflict",), f"U{'0' * 40} {CORE}"),
        (("no_gitlink",), None),
        (("no_entry",), None),
    ],
    ids=lambda value: "-".join(value) or "nothing" if isinstance(value, tuple) else "",
)
def test_a_line_has_a_sign_and_a_commit(problems, due):
    recorded = None if {"no_gitlink", "conflict"} & {*problems} else OLD
    checked_out = {"other_commit": NEW, "not_cloned": None}
    head = next((checked_out[each] for each in problems if each in checked_out), OLD)
    name = None if "no_entry" in problems else "core"
    submodule = Submodule(CORE, name, recorded, head, problems)
    got = line(submodule)
    assert got == due, f"for the problems {problems} the line must be {due!r}; got {got!r}"


def moved(project):
    inside(project, "checkout", "--quiet", "main~")


def dirty(project):
    project.write({f"{CORE}/core.txt": "mine\n", f"{CORE}/new.txt": "mine\n"})


def deinitialised(project):
    project.git("submodule", "--quiet", "deinit", CORE)


def conflicting(project):
    in_conflict(project, (1, 2, 3))


def unlinked(project):
    project.git("rm", "--quiet", "--cached", CORE)


@pytest.mark.parametrize("change", [moved, dirty, deinitialised, conflicting, unlinked])
def test_git_says_the_same(project, change):
    change(project)
    said = project.git("submodule", "status").split("\n")
    due = [re.sub(r" \([^()]*\)$", "", each) for each in said]
    got = [text for text in map(line, inspected(project)) if text is not None]
    assert got == due, f"`git submodule status` says\n{due}\nthe lines for inspect are\n{got}"
