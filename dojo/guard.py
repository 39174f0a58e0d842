"""Keeps judged code from spoiling the judgement: what it must not write, and not replace.

Its mistakes are meant, not its malice: a stub that tidies up the wrong folder must not
take somebody's work with it. An audit hook would see more, but every `eval` pays for it.
"""

import builtins
import io
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

OWN = ("_pytest", "pytest", "dojo")
CHANGES = {
    os: ["link", "mkdir", "remove", "rename", "replace", "rmdir", "symlink", "truncate", "unlink"],
    shutil: ["rmtree"],
}
TREES = (os.rename, os.replace, shutil.rmtree)
"""These may take a whole folder with the course in it."""
CACHES = ("__pycache__", ".pytest_cache", ".hypothesis")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Tampering(Exception):
    """The judged code replaced a name that the judgement rests on."""


class Guard:
    def __init__(self, root: Path) -> None:
        self._root = f"{root}{os.sep}"
        self._refused: dict[str, None] = {}

    def start(self) -> None:
        """Refuse, from now on and for good, changes among the course's files."""
        for module in (builtins, io):
            module.open = partial(self._open, module.open)  # type: ignore[attr-defined]
        os.open = partial(self._os_open, os.open)
        for module, names in CHANGES.items():
            for name in names:
                setattr(module, name, partial(self._change, getattr(module, name)))
        self._names = {
            (module, name): value
            for module in _trusted()
            for name, value in vars(module).items()
            if callable(value)
        }

    def check(self) -> None:
        """Put back what was replaced of the judge's names; raise `Tampering` if anything was."""
        replaced = [
            (module, name)
            for (module, name), value in self._names.items()
            if vars(module).get(name) is not value
        ]
        for module, name in replaced:
            setattr(module, name, self._names[module, name])
        if replaced:
            module, name = replaced[0]
            raise Tampering(f"it replaced {module.__name__}.{name}, which the tests rely on")

    def remarks(self) -> list[str]:
        return [f"tried to change {path}" for path in self._refused]

    def _open(self, original: Callable[..., Any], file: Any, mode: Any = "r", *rest: Any,
              **named: Any) -> Any:  # fmt: skip
        if isinstance(mode, str) and set("wax+") & set(mode):
            self._refuse(file)
        return original(file, mode, *rest, **named)

    def _os_open(self, original: Callable[..., int], path: Any, flags: int, *rest: Any,
                 **named: Any) -> int:  # fmt: skip
        if flags & WRITING and named.get("dir_fd") is None:
            self._refuse(path)
        return original(path, flags, *rest, **named)

    def _change(self, original: Callable[..., Any], *paths: Any, **named: Any) -> Any:
        if not any(name.endswith("dir_fd") for name in named):
            for path in paths[:2]:
                self._refuse(path, is_tree=original in TREES)
        return original(*paths, **named)

    def _refuse(self, path: object, *, is_tree: bool = False) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return
        full = os.path.abspath(os.fsdecode(path))
        inside = full.removeprefix(self._root)
        is_around = is_tree and self._root.startswith(os.path.join(full, ""))
        if not is_around and (inside == full or _is_cache(inside)):
            return
        self._refused[inside] = None
        raise PermissionError(f"a kata must not change the course's own files: {inside}")


def _is_cache(inside: str) -> bool:
    """Tell what Python and pytest write by themselves."""
    parts = inside.split(os.sep)
    return any(part in CACHES for part in parts) or parts[0].startswith(".coverage")


def _trusted() -> list[ModuleType]:
    loaded = [
        module for name, module in sys.modules.copy().items() if name.partition(".")[0] in OWN
    ]
    return [builtins, *loaded]
