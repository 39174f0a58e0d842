"""Code with switch points means what it meant before, and stops where it should."""

import ast
import sys

import pytest

from dojo.kit.interleave_points import POINT, STEPS, with_points
from dojo.kit.reimport import twin
from tests.kit import cost_programs

SILENT = {POINT: lambda value: value, STEPS: iter}


@pytest.fixture(scope="module")
def copy():
    return twin(cost_programs, with_points, SILENT, {})


def story(program):
    said = []
    value = program(lambda what: said.append(repr(what)))
    return said, repr(value)


@pytest.mark.parametrize("program", cost_programs.PROGRAMS, ids=lambda program: program.__name__)
def test_points_change_nothing(copy, program):
    assert story(getattr(copy, program.__name__)) == story(program)


def lines(body):
    """Return what stands at the switch points of a function, one for each."""
    tree = with_points(ast.parse(f"def function(self, shared, item):\n    {body}"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    names = [node.func.id for node in calls if isinstance(node.func, ast.Name)]
    return sum(name in (POINT, STEPS) for name in names)


@pytest.mark.parametrize(
    ("body", "points"),
    [
        ("item = 1", 0),
        ("item = item + 1", 0),
        ("self.n", 1),
        ("self.n = item", 1),
        ("self.n += 1", 2),
        ("self.n = self.n + 1", 2),
        ("del self.n", 1),
        ("shared[item]", 1),
        ("shared[item] = 1", 1),
        ("shared[item] += 1", 2),
        ("shared[1:2] = []", 1),
        ("del shared[item]", 1),
        ("item in shared", 1),
        ("shared.append(item)", 1),
        ("shared.clear()", 1),
        ("shared.update(a=1)", 1),
        ("print(*shared)", 1),
        ("for each in shared: pass", 1),
        ("[each for each in shared]", 1),
        ("while item: pass", 1),
        ("global n; n += 1", 2),
        ("global n; n = n + 1", 2),
        ("item: list[int] = shared", 0),
        ("with self.lock: self.n = 1", 2),
    ],
)
def test_a_point_stands_before_whatever_is_shared(body, points):
    assert lines(body) == points


def test_modules_and_annotations_have_no_points():
    source = "import time\nx = y.z[0]\ndef f(a: b.c) -> d.e: return time.sleep\n"
    assert ast.unparse(with_points(ast.parse(source))) == ast.unparse(ast.parse(source))


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax is new in 3.12")
def test_newer_syntax_is_left_as_it_is():
    source = "type Pair[T] = tuple[T, T]\ndef first[T](xs: list[T]) -> T: return xs[0]\n"
    scope = dict(SILENT)
    exec(compile(with_points(ast.parse(source)), "<source>", "exec"), scope)
    assert scope["first"]([1]) == 1
