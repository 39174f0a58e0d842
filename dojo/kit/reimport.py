"""A second copy of a module, its source rewritten on the way in.

The first copy stays what everybody else sees: when `reimport` returns, `sys.modules` is
what it was. While it runs, the module and whatever it imports from the katas and their
solutions are imported anew, through the ordinary finders, so that the side under
judgement decides which file is read.
"""

import ast
import importlib
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, SourceFileLoader
from types import CodeType, ModuleType
from typing import Any

#: The trees whose modules are copied along, where the copy imports them.
ROOTS = ("katas", "solutions")

Transform = Callable[[ast.Module], ast.Module]


def reimport(
    name: str,
    transform: Transform,
    extra_globals: Mapping[str, object],
    copies: MutableMapping[str, ModuleType] | None = None,
) -> ModuleType:
    """Import the module again and return the copy.

    Two calls that are given the same `copies` share what both import.
    """
    copies = {} if copies is None else copies
    if name in copies:
        return copies[name]
    root = name.partition(".")[0]
    if root != name:
        importlib.import_module(root)
    roots = {*ROOTS, root}
    with _set_aside(name, roots):
        sys.modules.update(copies)
        finder = _Finder(name, roots, transform, extra_globals)
        sys.meta_path.insert(0, finder)
        try:
            copy = importlib.import_module(name)
            copies.update(_ours(name, roots))
        finally:
            sys.meta_path.remove(finder)
    return copy


def twin(
    thing: Any,
    transform: Transform,
    extra_globals: Mapping[str, object],
    copies: MutableMapping[str, ModuleType],
) -> Any:
    """Return the same module, class or function out of the copy of its module.

    What comes from the standard library is returned as it is.
    """
    name = thing.__name__ if isinstance(thing, ModuleType) else thing.__module__
    if name.partition(".")[0] in sys.stdlib_module_names:
        return thing
    if isinstance(thing, ModuleType):
        return reimport(name, transform, extra_globals, copies)
    path: str = getattr(thing, "__qualname__", "<no name>")
    if "<" in path:
        raise ValueError(f"there is no twin of {path}: import can only find what has a name")
    found: Any = reimport(name, transform, extra_globals, copies)
    for part in path.split("."):
        found = getattr(found, part)
    return found


def _is_ours(candidate: str, name: str, roots: set[str]) -> bool:
    """Say whether the candidate is copied along with the module of that name."""
    first, _, rest = candidate.partition(".")
    is_test = candidate.rpartition(".")[2].startswith("test_")
    return candidate == name or bool(rest and first in roots and not is_test)


def _ours(name: str, roots: set[str]) -> dict[str, ModuleType]:
    # Another thread may import meanwhile: list() copies the items in one step.
    return {key: module for key, module in list(sys.modules.items()) if _is_ours(key, name, roots)}


@contextmanager
def _set_aside(name: str, roots: set[str]) -> Iterator[None]:
    """Forget our modules, and in the end whatever was imported in their place.

    An import also binds the module in its parent, so the parents' names are kept as well.
    """
    originals = _ours(name, roots)
    parents = {root: dict(vars(sys.modules[root])) for root in roots if root in sys.modules}
    for key in originals:
        del sys.modules[key]
    try:
        yield
    finally:
        for key in [*_ours(name, roots), *(roots - parents.keys())]:
            sys.modules.pop(key, None)
        sys.modules.update(originals)
        for root, names in parents.items():
            _restore(vars(sys.modules[root]), names)


def _restore(namespace: dict[str, object], names: dict[str, object]) -> None:
    for added in namespace.keys() - names.keys():
        del namespace[added]
    namespace.update(names)


class _Finder:
    def __init__(
        self, name: str, roots: set[str], transform: Transform, extra_globals: Mapping[str, object]
    ) -> None:
        self._name = name
        self._roots = roots
        self._transform = transform
        self._extra_globals = extra_globals

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not _is_ours(name, self._name, self._roots):
            return None
        spec = self._ordinary(name, path, target)
        if spec and isinstance(spec.loader, SourceFileLoader):
            loader = spec.loader
            spec.loader = _Loader(loader.name, loader.path, self._transform, self._extra_globals)
        return spec

    def _ordinary(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None
    ) -> ModuleSpec | None:
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(name, path, target)
            if spec:
                return spec
        return None


class _Loader(SourceFileLoader):
    def __init__(
        self, name: str, path: str, transform: Transform, extra_globals: Mapping[str, object]
    ) -> None:
        super().__init__(name, path)
        self._transform = transform
        self._extra_globals = extra_globals

    def get_code(self, fullname: str) -> CodeType:
        """Compile the source: a .pyc would hold the code that was not rewritten."""
        path = self.get_filename(fullname)
        tree = self._transform(ast.parse(self.get_data(path), path))
        code: CodeType = compile(tree, path, "exec", dont_inherit=True)
        return code

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(self._extra_globals)
        super().exec_module(module)
