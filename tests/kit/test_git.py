"""The git of a test is alone, and makes the same commits each time."""

import pytest

from dojo.kit import git
from dojo.kit.git import GitError, NoGit, Repository, isolated, require_git


@pytest.fixture(autouse=True)
def alone(monkeypatch, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / ".gitconfig").write_text("[user]\nname = Other\n[core]\neditor = vi\n")
    for name, value in isolated(home).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


def test_nothing_is_known_of_the_user(repository):
    assert repository.git("config", "--list", "--show-origin", "--includes").count("user.name") == 0
    repository.commit("first")
    assert repository.git("log", "--format=%an <%ae> %cn") == "Ann <ann@example.com> Ann"
    assert repository.git("branch", "--show-current") == "main"


def test_the_same_calls_make_the_same_commits(tmp_path):
    names = []
    for folder in "one", "two":
        repository = Repository(tmp_path / folder)
        names.append(
            [repository.commit("a", {"d/f": "1\n"}), repository.commit("b", {"d/f": None})]
        )
        names[-1] += repository.history({"x": [], "y": ["x"]}).values()
    assert names[0] == names[1]
    assert len(set(names[0])) == 4


def test_commits_are_a_minute_apart(repository):
    repository.commit("a")
    repository.commit("b")
    assert repository.git("log", "--format=%ct") == f"{git.BEGIN + 120}\n{git.BEGIN + 60}"


def test_files_are_written_and_removed(repository):
    repository.commit("a", {"text": "1\n", "bytes": b"\xff", "deep/er": ""})
    repository.commit("b", {"text": None})
    assert repository.git("ls-tree", "-r", "--name-only", "HEAD") == "bytes\ndeep/er"
    assert repository.git("status", "--short") == ""


def test_a_history_has_the_shape_that_is_asked_for(repository):
    shas = repository.history(
        {"a": [], "b": ["a"], "c": ["a"], "d": ["b", "c"]}, files={"b": {"a.txt": None, "n": "1"}}
    )
    lines = repository.git("log", "--format=%H %P", "d").splitlines()
    found = {line.split()[0]: line.split()[1:] for line in lines}
    assert found == {
        shas["a"]: [],
        shas["b"]: [shas["a"]],
        shas["c"]: [shas["a"]],
        shas["d"]: [shas["b"], shas["c"]],
    }
    assert repository.git("ls-tree", "--name-only", "d").split() == ["d.txt", "n"]
    assert repository.git("merge-base", "b", "c") == shas["a"]


def test_a_command_that_fails_tells_why(repository):
    with pytest.raises(GitError, match=r"git log exited with 128: .*does not have any commits"):
        repository.git("log")
    assert repository.run("log").returncode == 128


def test_an_editor_fails_and_does_not_wait(repository):
    repository.commit("a")
    with pytest.raises(GitError, match="editor"):
        repository.git("commit", "--amend", "--allow-empty")


def test_no_git_or_an_old_one_is_said(monkeypatch, tmp_path):
    require_git()
    old = tmp_path / "git"
    old.write_text("#!/bin/sh\necho git version 2.37.9\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoGit, match=r"git 2\.38 or later is needed; this is git version 2\.37\.9"):
        require_git()
    old.unlink()
    with pytest.raises(NoGit, match="git does not run"):
        require_git()
