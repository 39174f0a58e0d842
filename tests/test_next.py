"""`dojo next`: the first kata that is not done, by what is known or else by judging it."""


def test_it_shows_the_brief_and_where_to_begin(dojo, toy):
    run = dojo(toy.root, "next")
    assert run.returncode == 0
    brief = toy.kata("add").stub.read_text().split('"""')[1]
    assert run.stdout == (
        f"{brief}\n"
        "\n"
        "numbers · Numbers · Числа\n"
        "  · add  not started    3 tests\n"
        "\n"
        "Next: numbers/add, 3 tests.\n"
        "  edit   katas/numbers/add.py:10\n"
        "  check  make check TOPIC=numbers/add\n"
        "  hint   make hint KATA=numbers/add\n"
    ), run.stdout


def test_what_is_done_is_passed_over_though_nothing_was_recorded(dojo, solved):
    stub = solved.kata("greet").stub
    stub.write_text(stub.read_text().replace("return", "raise NotImplementedError  #"))
    run = dojo(solved.root, "next")
    assert "Next: text/greet, 1 test.\n" in run.stdout
    assert '"numbers/add": {"state": "done"' in (solved.root / ".progress.json").read_text()


def test_a_topic_narrows_it_down(dojo, toy):
    assert "Next: text/greet, 1 test.\n" in dojo(toy.root, "next", "text").stdout


def test_a_kata_that_was_begun_is_told_with_its_failure(dojo, toy):
    toy.kata("add").stub.write_text('"""Add."""\n\n\ndef add(a, b):\n    return a - b\n')
    run = dojo(toy.root, "next")
    assert run.stdout.startswith("Add.\n\n")
    assert "  ◐ add  1 of 3\n" in run.stdout
    assert "    add(2, 2) gave 0, not 4\n" in run.stdout


def test_a_kata_that_does_not_parse_is_still_next(dojo, toy):
    toy.kata("add").stub.write_text("def add(:\n")
    assert "SyntaxError" in dojo(toy.root, "next").stdout


def test_when_all_is_done_it_says_so(dojo, solved):
    run = dojo(solved.root, "next")
    assert (run.returncode, run.stdout) == (0, "Nothing is left to do: 4 of 4 done.\n")
