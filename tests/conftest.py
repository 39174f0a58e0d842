"""Fixtures of the repository's own suite: toy courses to break, and a judge to judge them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dojo.course import Course
from dojo.judge import Judge

ROOT = Path(__file__).resolve().parents[1]
TOY = ROOT / "tests" / "toy"

collect_ignore = ["alternatives", "impostors", "toy"]


@pytest.fixture
def toy(tmp_path: Path) -> Course:
    """A course of four small katas, all untouched, that a test may spoil."""
    root = tmp_path / "toy"
    shutil.copytree(TOY, root)
    for name in ("conftest.py", "pyproject.toml", "katas/__init__.py"):
        shutil.copy(ROOT / name, root / name)
    return Course(root)


@pytest.fixture
def solved(toy: Course) -> Course:
    """The toy course with every kata done."""
    shutil.copytree(toy.root / "solutions", toy.root / "katas", dirs_exist_ok=True)
    return toy


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    with Judge(ROOT, hash_seed=0, at_once=2) as judge:
        yield judge


@pytest.fixture
def dojo() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command of the engine in a course, as somebody would type it."""

    def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        code = "import sys; from dojo.cli import main; sys.exit(main(sys.argv[1:]))"
        return subprocess.run(
            [sys.executable, "-c", code, *arguments],
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
