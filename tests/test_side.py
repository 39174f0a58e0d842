"""`--impl` and KATA_IMPL: which tree is judged, however pytest is started."""

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

CHILDREN = """
import multiprocessing
import subprocess
import sys


def where(queue):
    from katas.numbers import add

    queue.put(add.__file__)


def test_spawned_children_see_the_same_side():
    from katas.numbers import add

    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    child = context.Process(target=where, args=(queue,))
    child.start()
    assert queue.get(timeout=50) == add.__file__, "spawn"
    child.join()
    code = "from katas.numbers import add; print(add.__file__)"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout
    assert seen.strip() == add.__file__, "subprocess"
"""


def pytest_in(course, *arguments, **environment):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=course.root,
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def closing_line(run):
    return run.stdout.strip().splitlines()[-1]


@pytest.mark.parametrize("mode", ["importlib", "prepend", "append"])
def test_the_option_works_in_every_import_mode(toy, mode):
    stubs = pytest_in(toy, f"--import-mode={mode}")
    assert "7 failed" in closing_line(stubs), stubs.stdout
    assert f"judging: the stubs in {toy.root}/katas" in stubs.stdout
    solutions = pytest_in(toy, f"--import-mode={mode}", "--impl", "solutions")
    assert "7 passed" in closing_line(solutions), solutions.stdout
    assert f"judging: {toy.root}/solutions" in solutions.stdout


def test_the_variable_works_like_the_option(toy):
    run = pytest_in(toy, KATA_IMPL="solutions")
    assert "7 passed" in closing_line(run), run.stdout


def test_the_option_works_under_xdist(toy):
    run = pytest_in(toy, "-n", "2", "--impl", "solutions")
    assert "7 passed" in closing_line(run), run.stdout


def test_spawned_children_see_the_same_side(toy):
    (toy.root / "katas/numbers/test_children.py").write_text(CHILDREN)
    (toy.root / "solutions/numbers/children.py").write_text("")
    (toy.root / "katas/numbers/children.py").write_text("")
    run = pytest_in(toy, "katas/numbers/test_children.py", "--impl", "solutions")
    assert "1 passed" in closing_line(run), run.stdout


def test_one_file_and_a_keyword_work(toy):
    run = pytest_in(toy, "katas/numbers/test_add.py", "-k", "order", "--impl", "solutions")
    assert "1 passed, 2 deselected" in closing_line(run), run.stdout


def test_a_tree_outside_the_repository_works(toy, tmp_path):
    other = tmp_path / "submission" / "numbers"
    other.mkdir(parents=True)
    (other / "add.py").write_text((toy.root / "solutions/numbers/add.py").read_text())
    run = pytest_in(toy, "katas/numbers/test_add.py", f"--impl={other.parent}")
    assert "3 passed" in closing_line(run), run.stdout


def test_tests_and_fixtures_never_come_from_the_other_side(toy):
    fake = toy.root / "solutions/numbers/test_add.py"
    fake.write_text("def test_nothing(): pass\n")
    run = pytest_in(toy, "katas/numbers/test_add.py", "--impl", "solutions")
    assert "3 passed" in closing_line(run), run.stdout


def test_a_kata_that_the_side_lacks_is_an_error_and_the_others_are_judged(toy):
    (toy.root / "solutions/numbers/add.py").unlink()
    run = pytest_in(toy, "--impl", "solutions")
    assert run.returncode == 1
    assert "4 passed, 1 error" in closing_line(run), run.stdout
    assert f"missing: there is no {toy.root}/solutions/numbers/add.py" in run.stdout


def test_a_stub_that_does_not_parse_leaves_the_other_katas_judged(solved):
    solved.kata("add").stub.write_text("def add(\n")
    run = pytest_in(solved)
    assert "4 passed, 1 error" in closing_line(run), run.stdout


def test_a_folder_that_does_not_exist_is_a_usage_error(toy):
    run = pytest_in(toy, "--impl", "nowhere")
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--impl: there is no folder nowhere" in run.stderr
