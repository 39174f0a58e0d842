"""The real git for the tests of this topic."""

import os
from pathlib import Path

import pytest

from dojo.kit.git import NoGit, Repository, isolated, require_git
from dojo.kit.servers.absent import not_checked_without


@pytest.fixture(scope="session", autouse=True)
def git_is_there() -> None:
    """Without a git that is new enough the tests count as not checked."""
    with not_checked_without("git", NoGit):
        require_git()


@pytest.fixture(autouse=True)
def git_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whoever calls git in a test, the learner as well, calls it alone."""
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in isolated(tmp_path_factory.mktemp("home")).items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Give the test a repository without commits, on the branch main."""
    return Repository(tmp_path / "repository")
