"""A second copy of a module, and not a trace of it elsewhere."""

import ast
import importlib
import sys

import pytest

from dojo.kit.cost import Cost
from dojo.kit.reimport import reimport


class _Louder(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.Constant(node.value.upper()) if isinstance(node.value, str) else node


def louder(tree):
    return ast.fix_missing_locations(_Louder().visit(tree))


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Return a function that writes modules, which are forgotten in the end."""
    monkeypatch.syspath_prepend(tmp_path)
    before = set(sys.modules)

    def write(**sources):
        for name, source in sources.items():
            path = tmp_path.joinpath(*name.split("__")).with_suffix(".py")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        importlib.invalidate_caches()
        return tmp_path

    yield write
    for name in set(sys.modules) - before:
        del sys.modules[name]


def names(root):
    return {name: module for name, module in sys.modules.items() if name.startswith(root)}


def test_the_copy_is_transformed_and_the_module_is_not(files):
    files(word="text = 'quiet'")
    word = importlib.import_module("word")
    copy = reimport("word", louder, {})
    assert (word.text, copy.text) == ("quiet", "QUIET")
    assert sys.modules["word"] is word


def test_the_copy_finds_extra_globals_and_the_rest_of_a_module(files):
    root = files(word="'''docs'''\nfile, name, extra = __file__, __name__, given")
    copy = reimport("word", lambda tree: tree, {"given": 7})
    assert (copy.file, copy.name, copy.extra) == (str(root / "word.py"), "word", 7)
    assert copy.__doc__ == "docs"
    assert "word" not in sys.modules


def test_a_stale_pyc_is_neither_read_nor_written(files):
    root = files(word="text = 'quiet'")
    importlib.import_module("word")
    cached = {path: path.read_bytes() for path in root.glob("__pycache__/*")}
    assert reimport("word", louder, {}).text == "QUIET"
    assert {path: path.read_bytes() for path in root.glob("__pycache__/*")} == cached


def test_what_the_copy_imports_from_its_tree_is_copied_along(files):
    files(
        farm__animals__cat="sound = 'meow'",
        farm__yard="from farm.animals.cat import sound\nimport farm.animals.cat",
        farm__animals__dog="sound = 'wuff'",
    )
    cat, yard = (importlib.import_module(f"farm.{name}") for name in ("animals.cat", "yard"))
    before = names("farm")
    attributes = {name: dict(vars(module)) for name, module in before.items()}
    copy = reimport("farm.yard", louder, {})
    assert (yard.sound, copy.sound, cat.sound) == ("meow", "MEOW", "meow")
    assert names("farm") == before
    assert {name: dict(vars(module)) for name, module in before.items()} == attributes


def test_copies_may_be_shared(files):
    files(farm__cat="class Cat: pass", farm__yard="from farm.cat import Cat")
    copies = {}
    yard = reimport("farm.yard", louder, {}, copies)
    assert reimport("farm.cat", louder, {}, copies).Cat is yard.Cat
    assert reimport("farm.yard", louder, {}, copies) is yard


def test_a_failed_import_leaves_nothing_behind(files):
    files(farm__cat="sound = 'meow'", farm__yard="import farm.cat\nraise OSError('rain')")
    importlib.import_module("farm.cat")
    before, finders = names("farm"), list(sys.meta_path)
    with pytest.raises(OSError, match="RAIN"):
        reimport("farm.yard", louder, {})
    assert names("farm") == before
    assert sys.meta_path == finders


def test_test_modules_stay_as_they_are(files):
    files(farm__test_cat="asked = []", farm__yard="from farm.test_cat import asked")
    test = importlib.import_module("farm.test_cat")
    assert reimport("farm.yard", louder, {}).asked is test.asked


def test_a_missing_module_is_an_import_error():
    with pytest.raises(ModuleNotFoundError):
        reimport("no_such_module", louder, {})


KATA = """
class Cache:
    def find(self, key):
        return key in self.order()

    def order(self):
        return (1, 2, 3)
"""
VARIANT = """
from solutions.made_up.cache import Cache as Reference


class Cache(Reference):
    def order(self):
        return list(range(100))
"""


def test_the_side_under_judgement_decides_which_file_is_counted(files, monkeypatch):
    """And the methods that a variant inherits from a solution are counted as well."""
    root = files(
        katas__made_up__cache="class Cache: pass",
        solutions__made_up__cache=KATA,
        side__made_up__cache=VARIANT,
    )
    for name in ("katas", "solutions"):
        package = importlib.import_module(name)
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(root / name)])
    monkeypatch.setenv("KATA_IMPL", str(root / "side"))
    module = importlib.import_module("katas.made_up.cache")
    before = names("katas") | names("solutions")
    cost = Cost()
    cache = cost.twin(module.Cache)()
    meter = cost.measure(lambda: cache.find(-1))
    assert names("katas") | names("solutions") == before
    assert {file for file, _line in meter.lines} == {
        str(root / "side" / "made_up" / "cache.py"),
        str(root / "solutions" / "made_up" / "cache.py"),
    }
    assert meter.total > 200
