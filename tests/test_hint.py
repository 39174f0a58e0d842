"""`dojo hint`: the solution's hints, one at a time, and how many were taken."""

import json


def taken(course):
    return json.loads((course.root / ".progress.json").read_text())["numbers/add"]["hints"]


def test_the_first_hint_comes_first(dojo, toy):
    run = dojo(toy.root, "hint", "add")
    assert run.stdout == (
        "hint 1 of 3: What does `+` do with two texts?\nnext: make hint KATA=numbers/add\n"
    )


def test_each_time_the_next_hint_comes_and_is_counted(dojo, toy):
    runs = [dojo(toy.root, "hint", "add") for _ in range(3)]
    assert [run.stdout[:12] for run in runs] == ["hint 1 of 3:", "hint 2 of 3:", "hint 3 of 3:"]
    assert taken(toy) == 3


def test_a_hint_of_two_lines_is_read_as_one(dojo, toy):
    run = dojo(toy.root, "hint", "add", "2")
    assert run.stdout.startswith("hint 2 of 3: Ask each argument for its type before you add.\n")


def test_the_last_hint_promises_no_other(dojo, toy):
    assert dojo(toy.root, "hint", "add", "3").stdout == "hint 3 of 3: `isinstance`, twice.\n"


def test_when_all_are_taken_it_says_so(dojo, toy):
    dojo(toy.root, "hint", "add", "3")
    run = dojo(toy.root, "hint", "add")
    again = "all 3 hints are taken; the first again: make hint KATA=numbers/add N=1"
    assert (run.returncode, run.stdout) == (0, f"numbers/add: {again}\n")


def test_to_read_a_hint_again_takes_none(dojo, toy):
    dojo(toy.root, "hint", "add", "2")
    assert dojo(toy.root, "hint", "add", "1").stdout.startswith("hint 1 of 3:")
    assert taken(toy) == 2


def test_a_hint_that_is_not_there_is_refused(dojo, toy):
    run = dojo(toy.root, "hint", "add", "4")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "dojo: numbers/add has hints 1 to 3, and no hint 4\n"


def test_a_topic_has_no_hints(dojo, toy):
    run = dojo(toy.root, "hint", "numbers")
    assert run.stderr == "dojo: numbers is a topic of 2 katas; name one: numbers/add\n"
