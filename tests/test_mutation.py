"""Mutants: every kind of edit is made, each is one wrong program, and nothing else is touched."""

import ast
import doctest
import importlib.util
from pathlib import Path
from textwrap import dedent

import pytest

from dojo import mutation
from dojo.mutation import mutants, operators

# One row an operator: a sample, and what each of its mutants is called and says.
CASES = [
    (
        "swap_comparison",
        "a < b <= c",
        {
            "module: `a < b <= c` with <= for <": "a <= b <= c",
            "module: `a < b <= c` with >= for <": "a >= b <= c",
            "module: `a < b <= c` with < for <=": "a < b < c",
            "module: `a < b <= c` with > for <=": "a < b > c",
        },
    ),
    ("swap_comparison", "a is b", {"module: `a is b` with is not for is": "a is not b"}),
    ("swap_comparison", "a not in b", {"module: `a not in b` with in for not in": "a in b"}),
    ("swap_comparison", "a == b", {"module: `a == b` with != for ==": "a != b"}),
    ("swap_arithmetic", "a + b", {"module: `a + b` with - for +": "a - b"}),
    ("swap_arithmetic", "a << b", {"module: `a << b` with >> for <<": "a >> b"}),
    ("swap_arithmetic", "n += a", {"module: `n += a` with -= for +=": "n -= a"}),
    ("swap_arithmetic", "a @ b", {}),
    ("swap_and_or", "a and b", {"module: `a and b` with or for and": "a or b"}),
    (
        "drop_operand",
        "a or b or c",
        {
            "module: `a` dropped from or": "b or c",
            "module: `b` dropped from or": "a or c",
            "module: `c` dropped from or": "a or b",
        },
    ),
    ("drop_sign", "not a", {"module: `not a` without not": "a"}),
    ("drop_sign", "-a", {"module: `-a` without -": "a"}),
    ("change_constant", "x = True", {"module: `x = True` with False for True": "x = False"}),
    (
        "change_constant",
        "x = 7",
        {"module: `x = 7` with 8 for 7": "x = 8", "module: `x = 7` with 0 for 7": "x = 0"},
    ),
    ("change_constant", "x = 0.0", {"module: `x = 0.0` with 1.0 for 0.0": "x = 1.0"}),
    ("change_constant", "x = 'a'", {"module: `x = 'a'` with '' for 'a'": "x = ''"}),
    ("change_constant", "x = b'a'", {"module: `x = b'a'` with b'' for b'a'": "x = b''"}),
    ("change_constant", "x = ('', None, ...)", {}),
    (
        "change_default",
        "def f(a=None, *, b=MISSING, c): pass",
        {
            "f: `def f(a=None, *, b=MISSING, c)` with 0 for None": (
                "def f(a=0, *, b=MISSING, c):\n    pass"
            ),
            "f: `MISSING` default as None": "def f(a=None, *, b=None, c):\n    pass",
        },
    ),
    (
        "fix_condition",
        "if a: b()",
        {
            "module: `if a` always true": "if True:\n    b()",
            "module: `if a` never true": "if False:\n    b()",
        },
    ),
    (
        "fix_condition",
        "a if b else c",
        {
            "module: `a if b else c` always true": "a if True else c",
            "module: `a if b else c` never true": "a if False else c",
        },
    ),
    ("fix_condition", "while a: b()", {"module: `while a` never true": "while False:\n    b()"}),
    ("fix_condition", "while True: b()", {}),
    (
        "fix_condition",
        "[a for a in b if c]",
        {
            "module: `c` always true": "[a for a in b]",
            "module: `c` never true": "[a for a in b if False]",
        },
    ),
    (
        "fix_condition",
        "match a:\n    case b if c:\n        pass",
        {"module: `c` always true": "match a:\n    case b:\n        pass"},
    ),
    (
        "stop_loop",
        "while a: b()",
        {"module: `while a` at most once": "while a:\n    b()\n    break"},
    ),
    (
        "stop_loop",
        "for a in b: c()",
        {"module: `for a in b` at most once": "for a in b:\n    c()\n    break"},
    ),
    ("stop_loop", "for a in b:\n    c()\n    break", {}),
    (
        "swap_break_continue",
        "for a in b:\n    if a: break\n    continue",
        {
            "module: `break` as continue": (
                "for a in b:\n    if a:\n        continue\n    continue"
            ),
            "module: `continue` as break": "for a in b:\n    if a:\n        break\n    break",
        },
    ),
    ("delete_statement", "a = b", {"module: `a = b` deleted": "pass"}),
    ("delete_statement", "a += b", {"module: `a += b` deleted": "pass"}),
    ("delete_statement", "a: int = b", {"module: `a: int = b` without its value": "a: int"}),
    ("delete_statement", "a: int", {}),
    ("delete_statement", "del a", {"module: `del a` deleted": "pass"}),
    ("delete_statement", "raise A", {"module: `raise A` deleted": "pass"}),
    ("delete_statement", "assert a", {"module: `assert a` deleted": "pass"}),
    ("delete_statement", "assert isinstance(a, B); assert a is not None", {}),
    (
        "delete_statement",
        "class A:\n    b = c",
        {"A: `b = c` deleted": "class A:\n    pass"},
    ),
    (
        "delete_statement",
        "class A:\n    def f(self):\n        super().f()\n        return",
        {
            "A.f: `super().f()` deleted": (
                "class A:\n\n    def f(self):\n        pass\n        return"
            ),
            "A.f: `return` deleted": (
                "class A:\n\n    def f(self):\n        super().f()\n        pass"
            ),
        },
    ),
    (
        "delete_statement",
        "async def f(): await a()",
        {"f: `await a()` deleted": "async def f():\n    pass"},
    ),
    ("delete_statement", "def f(): yield a", {"f: `yield a` deleted": "def f():\n    pass"}),
    (
        "return_none",
        "def f(): return a",
        {"f: `return a` with None for its value": "def f():\n    return None"},
    ),
    ("return_none", "def f(): return None", {}),
    ("return_none", "def f(): return False", {}),
    (
        "drop_branch",
        "if a: b()\nelif c: d()\nelse: e()",
        {
            "module: `if a` without its else": "if a:\n    b()",
            "module: `elif c` without its else": "if a:\n    b()\nelif c:\n    d()",
        },
    ),
    (
        "drop_branch",
        "for a in b: c()\nelse: d()",
        {"module: `for a in b` without its else": "for a in b:\n    c()"},
    ),
    (
        "drop_branch",
        "match a:\n    case b.c: d()\n    case _: e()",
        {
            "module: `b.c` case dropped": "match a:\n    case _:\n        e()",
            "module: `_` case dropped": "match a:\n    case b.c:\n        d()",
        },
    ),
    (
        "drop_handler",
        "try: a()\nexcept B: c()\nelse: d()",
        {"module: `except B` removed": "a()\nd()"},
    ),
    (
        "drop_handler",
        "try: a()\nexcept B: c()\nfinally: d()",
        {"module: `except B` removed": "try:\n    a()\nfinally:\n    d()"},
    ),
    (
        "change_caught",
        "try: a()\nexcept (B, C): d()",
        {
            "module: `except (B, C)` with Exception": ("try:\n    a()\nexcept Exception:\n    d()"),
            "module: `B` no longer caught": "try:\n    a()\nexcept (C,):\n    d()",
            "module: `C` no longer caught": "try:\n    a()\nexcept (B,):\n    d()",
        },
    ),
    (
        "change_caught",
        "try: a()\nexcept Exception: b()",
        {
            "module: `except Exception` with BaseException": (
                "try:\n    a()\nexcept BaseException:\n    b()"
            )
        },
    ),
    (
        "change_raised",
        "raise KeyError(a) from b",
        {"module: `raise KeyError(a) from b` with Exception": "raise Exception(a) from b"},
    ),
    ("change_raised", "raise error", {}),
    ("unwrap_with", "with a: b()", {"module: `a` not entered": "b()"}),
    (
        "unwrap_with",
        "async def f():\n    async with a, b as c: d()",
        {"f: `a` not entered": "async def f():\n    async with b as c:\n        d()"},
    ),
    (
        "flatten_finally",
        "try: a()\nfinally: b()",
        {"module: `b()` moved out of finally": "a()\nb()"},
    ),
    (
        "flatten_finally",
        "try: a()\nexcept B: c()\nfinally: d()",
        {
            "module: `d()` moved out of finally": "try:\n    a()\nexcept B:\n    c()\nd()",
        },
    ),
    (
        "drop_decorator",
        "@a\n@b(c)\ndef f(): pass",
        {
            "f: `a` decorator dropped": "@b(c)\ndef f():\n    pass",
            "f: `b(c)` decorator dropped": "@a\ndef f():\n    pass",
        },
    ),
    ("drop_decorator", "@typing.final\nclass A: pass", {}),
    (
        "drop_bound",
        "a[b:c:d]",
        {
            "module: `b:c:d` without lower": "a[:c:d]",
            "module: `b:c:d` without upper": "a[b::d]",
            "module: `b:c:d` without step": "a[b:c]",
        },
    ),
    (
        "swap_arguments",
        "f(a, b, 1, *c)",
        {"module: `f(a, b, 1, *c)` with arguments 1 and 2 swapped": "f(b, a, 1, *c)"},
    ),
    ("swap_arguments", "max(a, b); f(a, a)", {}),
    (
        "drop_keyword",
        "f(a, key=b, **c)",
        {
            "module: `key=b` keyword dropped": "f(a, **c)",
            "module: `**c` keyword dropped": "f(a, key=b)",
        },
    ),
    ("drop_keyword", "f(a, reverse=True)", {}),
    (
        "drop_keyword",
        "class A(metaclass=B): pass",
        {"A: `metaclass=B` keyword dropped": "class A:\n    pass"},
    ),
]


@pytest.mark.parametrize(("operator", "sample", "expected"), CASES)
def test_an_operator_makes_these_edits_and_no_others(monkeypatch, operator, sample, expected):
    monkeypatch.setattr(operators, "OPERATORS", (getattr(operators, operator),))
    assert {mutant.name: mutant.source for mutant in mutants(sample)} == expected


def test_every_operator_is_tested():
    assert [operator.__name__ for operator in operators.OPERATORS] == list(
        dict.fromkeys(operator for operator, _, _ in CASES)
    )


@pytest.mark.parametrize(
    "source",
    [
        pytest.param('"""Docstring."""', id="docstring"),
        pytest.param('def f():\n    "Docstring."', id="docstring of a function"),
        pytest.param("import a\nfrom b import c", id="imports"),
        pytest.param("if TYPE_CHECKING:\n    a = 1", id="type checking"),
        pytest.param("if typing.TYPE_CHECKING:\n    a = 1", id="type checking, qualified"),
        pytest.param("if __name__ == '__main__':\n    main()", id="main guard"),
        pytest.param("__all__ = ['a']\n__all__ += ['b']", id="__all__"),
        pytest.param("class A:\n    __slots__ = ('a',)", id="__slots__"),
        pytest.param("class A:\n    __match_args__ = ('a',)", id="__match_args__"),
        pytest.param("class A:\n    a: int\n    b: Literal['x', 1]", id="annotations"),
        pytest.param("def f(a: 'A' | 1) -> Literal[True]: pass", id="signature"),
        pytest.param("T = TypeVar('T', bound='A')\nP = typing.ParamSpec('P')", id="type variable"),
        pytest.param("Id = NewType('Id', int)", id="new type"),
        pytest.param("_Key = tuple[int, str]\nValue = int | None", id="alias"),
        pytest.param("A: TypeAlias = 'list[A]'", id="alias, declared"),
        pytest.param("class A:\n    def __repr__(self): return f'<{self.a + 1}>'", id="repr"),
        pytest.param("class A:\n    def __str__(self): return 'a' + self.b", id="str"),
        pytest.param("@overload\ndef f(a: int = 1) -> int: ...", id="overload"),
    ],
)
def test_what_nobody_promises_is_left_alone(source):
    assert [mutant.name for mutant in mutants(source)] == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        (
            "raise ValueError(f'{a + 1} of {b}', c, key=1)",
            ["raise ValueError(f'{a + 1} of {b}', c, key=1)` deleted"],
        ),
        ("x(TimeoutError('late', a, b, by=1))", ["x(TimeoutError('late', a, b, by=1))` deleted"]),
        ("assert a, 'text'", ["assert a, 'text'` deleted"]),
        ("f(f'a {b:>10}')", ["f(f'a {b:>10}')` deleted"]),
        ("f(cast('A', b))", ["f(cast('A', b))` deleted"]),
        ("class A:\n    @abstractmethod\n    def f(self): raise NotImplementedError", []),
    ],
)
def test_texts_are_never_edited(source, names):
    unwanted = ("decorator dropped", "with Exception", "swapped")
    found = [mutant.name for mutant in mutants(source) if not mutant.name.endswith(unwanted)]
    assert [name.partition("`")[2] for name in found] == names


def test_the_condition_and_the_type_of_an_error_are_edited():
    names = {mutant.name for mutant in mutants("if a < 1:\n    raise KeyError('text')")}
    assert names >= {
        "module: `if a < 1` always true",
        "module: `a < 1` with <= for <",
        "module: `raise KeyError('text')` with Exception",
        "module: `raise KeyError('text')` deleted",
    }


SAMPLE = dedent(
    '''\
    """Sample."""

    import threading


    class Counter:
        __slots__ = ("_n", "_lock")

        @property
        def label(self, width: int = 3) -> str:
            return f"n={self._n + 1:>{width}}" if self else (
                f"""none
                {self._n - 1}"""
            )

        def add(self, step=None):  # comment
            with self._lock:
                self._n += step or 1; self._n += step or 1
            if (step
                    and step > 10):  # comment
                raise ValueError("é: too big")
            elif step: return self.add("é", limit=step)[1:]

        async def drain(self):
            while self._n > 0:
                try:
                    await self.take()
                finally:
                    self._n -= 1
    '''
)


EXPECTED = '''\
9 Counter.label: `property` decorator dropped
10 Counter.label: `def label(self, width: int = 3) -> str` with 4 for 3
10 Counter.label: `def label(self, width: int = 3) -> str` with 0 for 3
11 Counter.label: `return f"n={self._n + 1:>{width}}" if self else...` with None for its value
11 Counter.label: `f"n={self._n + 1:>{width}}" if self else ( f"""...` always true
11 Counter.label: `f"n={self._n + 1:>{width}}" if self else ( f"""...` never true
11 Counter.label: `f"n={self._n + 1:>{width}}"` with - for +
11 Counter.label: `f"n={self._n + 1:>{width}}"` with 2 for 1
11 Counter.label: `f"n={self._n + 1:>{width}}"` with 0 for 1
12 Counter.label: `f"""none {self._n - 1}"""` with + for -
12 Counter.label: `f"""none {self._n - 1}"""` with 2 for 1
12 Counter.label: `f"""none {self._n - 1}"""` with 0 for 1
16 Counter.add: `def add(self, step=None)` with 0 for None
17 Counter.add: `self._lock` not entered
18 Counter.add: `self._n += step or 1` with -= for +=
18 Counter.add: `self._n += step or 1` deleted
18 Counter.add: `step or 1` with and for or
18 Counter.add: `step` dropped from or
18 Counter.add: `self._n += step or 1` dropped from or
18 Counter.add: `self._n += step or 1` with 2 for 1
18 Counter.add: `self._n += step or 1` with 0 for 1
18 Counter.add: `self._n += step or 1` with -= for += (2)
18 Counter.add: `self._n += step or 1` deleted (2)
18 Counter.add: `step or 1` with and for or (2)
18 Counter.add: `step` dropped from or (2)
18 Counter.add: `self._n += step or 1` dropped from or (2)
18 Counter.add: `self._n += step or 1` with 2 for 1 (2)
18 Counter.add: `self._n += step or 1` with 0 for 1 (2)
19 Counter.add: `if (step and step > 10)` always true
19 Counter.add: `if (step and step > 10)` never true
19 Counter.add: `if (step and step > 10)` without its else
19 Counter.add: `step and step > 10` with or for and
19 Counter.add: `step` dropped from and
20 Counter.add: `step > 10` dropped from and
20 Counter.add: `step > 10` with >= for >
20 Counter.add: `step > 10` with <= for >
20 Counter.add: `if (step and step > 10)` with 11 for 10
20 Counter.add: `if (step and step > 10)` with 0 for 10
21 Counter.add: `raise ValueError("é: too big")` deleted
21 Counter.add: `raise ValueError("é: too big")` with Exception
22 Counter.add: `elif step` always true
22 Counter.add: `elif step` never true
22 Counter.add: `return self.add("é", limit=step)[1:]` with None for its value
22 Counter.add: `limit=step` keyword dropped
22 Counter.add: `return self.add("é", limit=step)[1:]` with '' for 'é'
22 Counter.add: `1:` without lower
22 Counter.add: `return self.add("é", limit=step)[1:]` with 2 for 1
22 Counter.add: `return self.add("é", limit=step)[1:]` with 0 for 1
25 Counter.drain: `while self._n > 0` never true
25 Counter.drain: `while self._n > 0` at most once
25 Counter.drain: `self._n > 0` with >= for >
25 Counter.drain: `self._n > 0` with <= for >
25 Counter.drain: `while self._n > 0` with 1 for 0
27 Counter.drain: `await self.take()` deleted
29 Counter.drain: `self._n -= 1` moved out of finally
29 Counter.drain: `self._n -= 1` with += for -=
29 Counter.drain: `self._n -= 1` deleted
29 Counter.drain: `self._n -= 1` with 2 for 1
29 Counter.drain: `self._n -= 1` with 0 for 1
'''.splitlines()


def test_names_and_lines_are_the_same_on_every_python():
    assert [f"{mutant.line} {mutant.name}" for mutant in mutants(SAMPLE)] == EXPECTED


def test_an_edit_elsewhere_changes_no_name():
    before = [mutant.name for mutant in mutants(SAMPLE)]
    edited = "import os\n\n\n" + SAMPLE.replace("# comment", "# another") + "\nx = 1\n"
    assert [mutant.name for mutant in mutants(edited)][: len(before)] == before


def test_the_same_edit_twice_gets_a_number():
    assert [mutant.name for mutant in mutants("f()\ng()\nf()\nf()")] == [
        "module: `f()` deleted",
        "module: `g()` deleted",
        "module: `f()` deleted (2)",
        "module: `f()` deleted (3)",
    ]


def test_long_code_is_quoted_in_fifty_characters_of_one_line():
    (mutant,) = mutants(
        "f(\n    aaaaaaaaaaaaaaaaaaaaaaaa,  # why\n    *bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb,\n)"
    )
    quoted = mutant.name.split("`")[1]
    assert quoted == "f( aaaaaaaaaaaaaaaaaaaaaaaa, *bbbbbbbbbbbbbbbbb..."
    assert len(quoted) == 50


def test_mutants_come_in_the_order_of_lines():
    lines = [mutant.line for mutant in mutants(SAMPLE)]
    assert lines == sorted(lines)


def test_no_mutant_loops_for_ever_where_the_original_did_not_say_so():
    assert not any("while True" in mutant.source for mutant in mutants(SAMPLE))


@pytest.mark.parametrize("name", ["bisect", "graphlib"])
def test_mutants_of_real_modules_compile_and_differ(name):
    source = source_of(name)
    docstring = ast.get_docstring(ast.parse(source), clean=False)
    programs, names = {ast.dump(ast.parse(source))}, set()
    for count, mutant in enumerate(mutants(source), start=1):
        compile(mutant.source, mutant.name, "exec")
        tree = ast.parse(mutant.source)
        programs.add(ast.dump(tree))
        names.add(mutant.name)
        assert len(programs) == count + 1, f"{mutant.name}: this program was there before"
        assert len(names) == count, f"{mutant.name}: this name was there before"
        assert ast.get_docstring(tree, clean=False) == docstring, mutant.name
    assert len(names) > 100, "the module is too small to say anything"


def source_of(name):
    return Path(importlib.util.find_spec(name).origin).read_text(encoding="utf-8")


def test_the_example_in_the_docstring_is_true():
    assert doctest.testmod(mutation).failed == 0
