"""Counted code means what it meant before."""

import ast
import importlib.util
import sys
import types
from pathlib import Path

import pytest

from dojo.kit.cost import Cost
from dojo.kit.cost_import import NAME, counted
from dojo.kit.cost_probe import Probe
from tests.kit import cost_programs


@pytest.fixture(scope="module")
def twin():
    return Cost().twin(cost_programs)


def story(program):
    said = []
    value = program(lambda what: said.append(repr(what)))
    return said, repr(value)


@pytest.mark.parametrize("program", cost_programs.PROGRAMS, ids=lambda program: program.__name__)
def test_a_twin_tells_the_same_story(twin, program):
    assert story(getattr(twin, program.__name__)) == story(program)


def run(source, transform):
    scope = {NAME: Probe(), "__file__": "source.py", "__name__": "source"}
    tree = transform(ast.parse(source))
    exec(compile(tree, "source.py", "exec", dont_inherit=True), scope)
    return scope["result"]


NEWER = [
    """type Pair[T] = tuple[T, T]
result = Pair.__value__""",
    """def first[T: int](xs: list[T]) -> T:
    return xs[0]
result = first([1]), first.__type_params__""",
    """class Box[T]:
    def get(self, x: T) -> list[T]:
        return [x][:]
result = Box[int]().get(1)""",
    """def quoted(xs):
    return f"{xs["a"]!r} {', '.join(f'{x:>{3}}' for x in xs)}"
result = quoted({"a": 1})""",
]


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the syntax is new in 3.12")
@pytest.mark.parametrize("source", NEWER)
def test_newer_syntax_means_the_same(source):
    got, due = run(source, counted), run(source, lambda tree: tree)
    assert str(got) == str(due)


LIBRARY = [
    ("textwrap", "fill(TEXT, 20), indent(dedent(TEXT), TEXT[:2])"),
    ("difflib", "list(ndiff(TEXT.split(), TEXT.upper().split()))"),
    ("fractions", "sum(Fraction(1, n) for n in range(1, 30))"),
    ("statistics", "quantiles(map(ord, TEXT), n=7)"),
    ("pprint", "pformat({word: [word] * 9 for word in TEXT.split()})"),
    ("collections", "ChainMap(Counter(TEXT), OrderedDict(a=1)), UserList(TEXT)[3:6] + [1]"),
    ("argparse", "told(ArgumentParser(prog='demo'))"),
    ("graphlib", "list(TopologicalSorter({4: [2, 3], 2: [1], 3: [1]}).static_order())"),
    ("dataclasses", "make_dataclass('P', [('x', int), ('y', list, field(default=()))])(3)"),
    (
        "heapq",
        "heapify(xs := [5, 3, 8, 1]), heappop(xs), xs, nsmallest(3, TEXT), [*merge('ac', 'b')]",
    ),
    ("bisect", "insort(xs := ['a', 'c', 'e'], 'b'), bisect(xs, 'd'), bisect_left(xs, 'a'), xs"),
]


@pytest.mark.parametrize(("name", "expression"), LIBRARY)
def test_the_standard_library_works_when_it_is_counted(name, expression, monkeypatch):
    """Thousands of lines that were not written with counting in mind."""
    for faster in ("_heapq", "_bisect"):
        monkeypatch.setitem(sys.modules, faster, None)
    counting, plain = Probe(), Probe()
    due = shown(name, expression, lambda tree: tree, plain, monkeypatch)
    assert shown(name, expression, counted, counting, monkeypatch) == due
    assert counting.meter.total > plain.meter.total == 0


def shown(name, expression, transform, probe, monkeypatch):
    """Return what the expression gives in a copy of the module, while it stands in for it."""
    file = importlib.util.find_spec(name).origin
    module = types.ModuleType(name)
    scope = vars(module)
    scope |= {"__file__": file, NAME: probe}
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, name, module)
        tree = transform(ast.parse(Path(file).read_bytes()))
        exec(compile(tree, file, "exec", dont_inherit=True), scope)
        scope |= {"TEXT": "The quick brown fox jumps over the lazy dog. " * 4, "told": told}
        return repr(eval(expression, scope))


def told(parser):
    parser.add_argument("--size", type=int, help="how large")
    parser.add_argument("names", nargs="*")
    return parser.parse_args(["--size", "3", "a", "b"]), parser.format_help()


def test_modules_have_one_name_more_and_functions_none(twin):
    added = vars(twin).keys() - vars(cost_programs).keys()
    assert added == {NAME}
    plain, own = cost_programs.names_and_scopes.__code__, twin.names_and_scopes.__code__
    assert (own.co_varnames, own.co_cellvars) == (plain.co_varnames, plain.co_cellvars)
