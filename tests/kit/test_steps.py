"""A process is paused, or killed, before the step that is asked for."""

import pytest

from dojo.kit.steps import Pause, kill_before


@pytest.mark.parametrize(("number", "seen"), [(0, []), (2, ["a", "b"]), (3, None)])
def test_something_happens_before_a_step(number, seen):
    taken = []
    pause = Pause(number, lambda: list(taken))
    for name in "abc":
        pause.step(name)
        taken.append(name)
    assert pause.outcome == seen
    assert pause.steps == ["a", "b", "c"]


def test_what_happens_may_fail():
    pause = Pause(0, lambda: {}["a"])
    pause.step("a")
    assert isinstance(pause.outcome, KeyError)


@pytest.mark.parametrize(("number", "left"), [(0, ""), (1, "a"), (5, "abc")])
def test_a_killed_process_takes_no_further_step(tmp_path, number, left):
    file = tmp_path / "file"
    file.touch()

    def job(step):
        for name in "abc":
            step(name)
            file.write_text(file.read_text() + name)

    kill_before(number, job)
    assert file.read_text() == left
