"""`dojo compare`: the learner's kata beside the reference."""

import re

import pytest

from dojo import compare, source
from dojo.verdict import Result, State, Verdict
from tests.conftest import ROOT

COST_TESTS = """
import pytest
from katas.numbers.running_total import RunningTotal

def filled(total, n):
    for number in range(n):
        total.take(number)
    return total

def test_taking_and_reading(cost):
    counted = cost.twin(RunningTotal)
    cost.at_most("O(n)", lambda n: filled(counted(), n), promise="to take n numbers is O(n)")
    cost.at_most(
        "O(1)",
        lambda total: total.value(),
        prepare=lambda n: filled(counted(), n),
        promise="to read is O(1)",
    )

def test_a_total_of_nothing_is_zero(cost):
    assert RunningTotal().value() == 0
    cost.at_most("O(1)", lambda n: cost.twin(RunningTotal)(), promise="to make one is O(1)")
"""
KEEPS_ALL = '''"""Keeps every number."""


class RunningTotal:
    def __init__(self):
        self._numbers = []

    def take(self, amount):
        self._numbers.append(amount)

    def value(self):
        return sum(self._numbers)
'''


def table(run):
    """Return the rows of the table by their first cells."""
    lines = run.stdout.partition("\n\n")[2].partition("\n\n")[0].splitlines()
    rows = [re.split(r"\s{3,}", line.strip()) for line in lines]
    return {label: values for label, *values in rows}


def with_cost(course, learner):
    kata = course.kata("running_total")
    kata.tests.write_text(COST_TESTS)
    kata.stub.write_text(learner)
    return kata


def test_before_it_is_done_it_stays_shut(dojo, solved):
    solved.kata("add").stub.write_text("def add(a, b):\n    return a + b\n")
    run = dojo(solved.root, "compare", "add")
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout == (
        "numbers/add: 2 of 3; compare opens when it is done. "
        "To look anyway: make compare KATA=numbers/add ANYWAY=1\n"
    )


def test_when_it_is_done_all_is_shown(dojo, solved):
    run = dojo(solved.root, "compare", "add")
    assert (run.returncode, run.stderr) == (0, "")
    rows = table(run)
    assert rows["tests"] == ["3 of 3", "3 of 3"]
    assert (rows["statements"], rows["branches"]) == (["4", "4"], ["2", "2"])
    assert run.stdout.startswith("numbers/add: done\n")
    assert run.stdout.endswith(
        "\n\nFrom your code to the reference\n\nthe same code\n\nDebrief\n\n"
        "Addition, left to the machine.\n\n"
        "Interview: which types add, and which only look as if they did?\n"
    ), run.stdout
    assert "\x1b" not in run.stdout, "a pipe gets plain text"


def test_an_untouched_stub_can_be_looked_at_anyway(dojo, toy):
    run = dojo(toy.root, "compare", "add", "--anyway")
    assert run.returncode == 0
    assert table(run)["tests"] == ["0 of 3", "3 of 3"]
    assert table(run)["statements"] == ["2", "4"]


def test_without_a_solution_there_is_nothing_to_compare_with(dojo, solved):
    solved.kata("add").solution.unlink()
    run = dojo(solved.root, "compare", "add")
    assert run.returncode == 2
    assert run.stderr == "dojo: numbers/add has no solution to compare with\n"


def test_each_cost_that_a_test_measured_has_a_row(dojo, solved):
    with_cost(solved, KEEPS_ALL)
    rows = table(dojo(solved.root, "compare", "running_total", "--anyway", COLUMNS="140"))
    assert rows["tests"] == ["1 of 2", "2 of 2"], "yours fails the test that it measured"
    assert rows["to take n numbers is O(n) · steps, n = 32 → 2048"][0].startswith("O(n)")
    yours, reference = rows["to read is O(1) · steps, n = 32 → 2048"]
    assert yours.startswith("O(n)  ")
    assert re.fullmatch(r"O\(1\)  (\d+) → \1", reference), reference
    assert "to make one is O(1) · steps, n = 32 → 2048" in rows


def test_a_cost_that_only_one_side_measured_has_a_dash(dojo, solved):
    with_cost(solved, KEEPS_ALL.replace("return sum(self._numbers)", "return None"))
    rows = table(dojo(solved.root, "compare", "running_total", "--anyway", COLUMNS="140"))
    assert rows["to make one is O(1) · steps, n = 32 → 2048"][0] == "—"
    with_cost(solved, KEEPS_ALL)
    solution = solved.kata("running_total").solution
    solution.write_text(solution.read_text().replace("return self._sum", "return None"))
    rows = table(dojo(solved.root, "compare", "running_total", "--anyway", COLUMNS="140"))
    assert rows["to make one is O(1) · steps, n = 32 → 2048"][1] == "—"


def test_the_sizes_are_those_that_both_sides_have():
    mine = {"promise": "p", "grows": "O(n)", "work": {"32": 10, "64": 20, "128": 4_000}}
    reference = {"promise": "p", "grows": "O(1)", "work": {"64": 5, "128": 6, "256": 7}}
    [row] = compare._work({("t", 0): mine}, {("t", 0): reference}, "  ")
    assert [str(cell) for cell in row] == [
        "p · steps, n = 64 → 128", "O(n)  20 → 4,000", "O(1)  5 → 6",
    ]  # fmt: skip


def test_memory_is_told_for_the_test_that_needs_most(dojo, solved):
    kata = solved.kata("greet")
    kata.tests.write_text(
        "from katas.text.greet import greet\n\n"
        "def test_little():\n    assert bytes(1 << 20)\n\n"
        "def test_a_name_of_any_length():\n    assert greet('Ann' * 1_000_000)\n"
    )
    kata.stub.write_text("def greet(name):\n    return bytearray(20 << 20)\n")
    rows = table(dojo(solved.root, "compare", "greet"))
    assert rows["peak memory · a name of any length"] == ["23 MiB", "5.7 MiB"], rows


@pytest.mark.parametrize(
    "left_out",
    [
        "import tracemalloc; tracemalloc.start(); bytes(4 << 20); tracemalloc.stop()",
        "import tracemalloc; tracemalloc.stop(); tracemalloc.start(); bytes(4 << 20)",
        "bytes(4 << 20); compile('1', '<row>', 'eval')",
        "bytes(4 << 20); assert greet('Ann') is None",
    ],
    ids=["stops tracing", "starts it again", "compiles", "fails"],
)
def test_a_test_whose_memory_says_nothing_is_left_out(dojo, solved, left_out):
    kata = solved.kata("greet")
    kata.tests.write_text(
        "from katas.text.greet import greet\n\n"
        f"def test_much():\n    {left_out}\n\n"
        "def test_little():\n    assert greet('Ann')\n"
    )
    rows = table(dojo(solved.root, "compare", "greet", "--anyway"))
    assert "peak memory · little" in rows, rows


def test_the_memory_of_the_counted_twin_is_not_told(dojo, solved):
    more = "\n".join(f"X{n} = [{n}] + [{n}]" for n in range(5_000))
    kata = with_cost(solved, f"{solved.kata('running_total').stub.read_text()}\n{more}\n")
    rows = table(dojo(solved.root, "compare", kata.id, COLUMNS="140"))
    [label] = [label for label in rows if label.startswith("peak memory")]
    assert label.endswith(" taking and reading"), rows
    yours, reference = rows[label]
    assert yours == reference, "the length of the file does not count"


def test_a_run_that_was_cut_off_tells_no_memory(dojo, solved):
    body = "import os\ndef add(a, b):\n    if a == 1:\n        os._exit(3)\n    return a + b\n"
    solved.kata("add").stub.write_text(body)
    run = dojo(solved.root, "compare", "add", "--anyway")
    assert run.stdout.startswith("numbers/add: crashed; ended the process with status 3")
    rows = table(run)
    assert rows["tests"] == ["1 of 3", "3 of 3"]
    [memory] = [values for label, values in rows.items() if label.startswith("peak memory · ")]
    assert memory[0] == "—"
    assert "KiB" in memory[1]


@pytest.mark.parametrize(
    ("size", "shown"),
    [(4_471, "4.4 KiB"), (455_516, "440 KiB"), (1_022_000, "1000 KiB"), (5_875_257, "5.6 MiB")],
)
def test_memory_is_told_in_two_digits(size, shown):
    assert compare._size(size) == shown


def test_one_test_stands_for_both_sides():
    row = compare._memory({"test_a": 3, "test_b": 9}, {"test_a": 8, "test_b": 1, "test_c": 99})
    assert str(row[0]) == "peak memory · a", "of those that both sides have"


def test_the_diff_leaves_the_docstrings_out_and_counts_lines_as_the_files_do(dojo, solved):
    solved.kata("greet").stub.write_text(
        '"""A brief."""\n\n\ndef greet(name: str) -> str:\n    return "Hello, " + name + "!"\n'
    )
    run = dojo(solved.root, "compare", "greet")
    shown = run.stdout.partition("From your code to the reference\n\n")[2]
    assert shown.startswith(
        "@@ -4,2 +13,2 @@\n"
        " def greet(name: str) -> str:\n"
        '-    return "Hello, " + name + "!"\n'
        '+    return f"Hello, {name}!"\n'
        "\n"
        "Debrief\n"
    ), shown


def test_code_that_does_not_parse_is_shown_with_dashes(dojo, solved):
    solved.kata("greet").stub.write_text('"""A brief."""\n\ndef greet(name):\n    return (\n')
    run = dojo(solved.root, "compare", "greet", "--anyway")
    assert (run.returncode, run.stderr) == (0, "")
    assert "greet: broken; SyntaxError: '(' was never closed, line 4\n" in run.stdout
    rows = table(run)
    assert rows["tests"] == ["—", "1 of 1"]
    assert rows["statements"] == ["—", "2"]
    assert "\n-    return (\n" in run.stdout
    assert "A brief" not in run.stdout


@pytest.mark.parametrize("content", [None, b"", b"\0", b"\xff = 1\n"])
def test_whatever_the_file_is_there_is_no_traceback(dojo, solved, content):
    stub = solved.kata("greet").stub
    stub.unlink()
    if content is not None:
        stub.write_bytes(content)
    run = dojo(solved.root, "compare", "greet", "--anyway")
    assert (run.returncode, run.stderr) == (0, "")
    assert '\n+    return f"Hello, {name}!"\n' in run.stdout


def test_a_terminal_gets_colours(dojo, solved):
    solved.kata("greet").stub.write_text("def greet(name):\n    return f'Hello, {name}!'\n")
    run = dojo(solved.root, "compare", "greet", FORCE_COLOR="1", TERM="xterm-256color")
    assert "\x1b[31m-def greet(name):\x1b[0m" in run.stdout
    assert "\x1b[32m+def greet(name: str) -> str:\x1b[0m" in run.stdout


@pytest.mark.parametrize("width", [60, 100, 200])
def test_the_table_and_the_debrief_keep_within_the_terminal(dojo, solved, width):
    kata = with_cost(solved, solved.kata("running_total").stub.read_text())
    text = kata.solution.read_text()
    kata.solution.write_text(text.replace("Interview:", f"Interview: {'word ' * 50}\nand so on:"))
    run = dojo(solved.root, "compare", kata.id, COLUMNS=str(width))
    assert max(map(len, run.stdout.splitlines())) <= width
    assert "how much memory does a sum of a million numbers take?" in " ".join(run.stdout.split())
    assert "…" not in run.stdout, "and nothing is cut off"


def test_a_table_in_the_debrief_is_left_as_it_is():
    text = f"{'word ' * 20}\nmore\n\n    list   append\n    dict   {'x' * 60}"
    first, second = compare._fitted(text, 60).split("\n\n")
    assert max(map(len, first.splitlines())) <= 60
    assert second == text.split("\n\n")[1]


def test_the_costs_of_a_test_are_told_apart_by_their_places():
    note = {"promise": "p", "grows": "O(1)", "work": {"1": 1}}
    properties = (("cost", note), ("other", 1), ("cost", note))
    test = Result("test_a", "failed", "call", 0.0, properties=properties)
    verdict = Verdict(None, ROOT, State.IN_PROGRESS, tests=[test])
    assert list(compare._costs(verdict)) == [("test_a", 0), ("test_a", 1)]


@pytest.mark.parametrize(
    ("code", "statements", "branches"),
    [
        ('"""Doc."""', 0, 0),
        ('"""Doc."""\nclass A:\n    """Doc."""\n    x = 1\n', 2, 0),
        ("def f():\n    'Doc.'\n    return 1; pass\n", 3, 0),
        ("if a:\n    pass\nelif b:\n    pass\nelse:\n    pass\n", 5, 2),
        ("for a in b:\n    pass\nelse:\n    pass\nwhile a:\n    pass\n", 5, 2),
        ("async def f():\n    async for a in b: pass\n", 3, 1),
        ("[a for b in c for a in b if a if b]\n", 1, 4),
        ("a if b else c\n", 1, 1),
        ("a and b and c or d\n", 1, 3),
        ("try: pass\nexcept A: pass\nexcept B: pass\nfinally: pass\n", 5, 2),
        ("match a:\n    case 1: pass\n    case b if c: pass\n    case _: pass\n", 4, 2),
        ("match a:\n    case [1, b] if c: pass\n", 2, 2),
        ("if a:\n", None, None),
    ],
)
def test_statements_and_branches(tmp_path, code, statements, branches):
    file = tmp_path / "code.py"
    file.write_text(code)
    read = source.read(file)
    assert (read.statements, read.branches) == (statements, branches)


@pytest.mark.parametrize(
    ("text", "code", "above"),
    [
        ('"""Doc\nof two lines."""\n\n\nx = 1\n', ["x = 1"], 4),
        ('# First.\n"""Doc."""\nx = 1\n\n', ["x = 1"], 2),
        ("# First.\nx = 1\n", ["# First.", "x = 1"], 0),
        ('"""Doc."""\r\nx = 1\r\n', ["x = 1"], 1),
        ('"""Doc."""\nx = (\n', ["x = ("], 1),
        ('"""Doc.\nx = 1\n', ['"""Doc.', "x = 1"], 0),
        ('"""Doc."""', [], 1),
        ("x = '\\d'\n", ["x = '\\d'"], 0),
    ],
)
@pytest.mark.filterwarnings("error")
def test_the_code_begins_below_the_docstring(tmp_path, text, code, above):
    file = tmp_path / "code.py"
    file.write_bytes(text.encode())
    read = source.read(file)
    assert (read.code, read.above) == (code, above)
