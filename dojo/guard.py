"""Keeps judged code from spoiling the judgement: what it must not write, and not replace."""

import builtins
import os
import sys
from pathlib import Path
from types import ModuleType

OWN = ("_pytest", "pytest", "dojo")
CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Tampering(Exception):
    """The judged code replaced a name that the judgement rests on."""


class Guard:
    def __init__(self, root: Path) -> None:
        self._root = f"{root}{os.sep}"
        self._names = {
            (module, name): value
            for module in _trusted()
            for name, value in vars(module).items()
            if callable(value)
        }
        self._refused: dict[str, None] = {}

    def start(self) -> None:
        """Refuse, from now on and for good, writing among the course's files."""
        sys.addaudithook(self._audit)

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
        return [f"tried to write {path}" for path in self._refused]

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & WRITING:
                self._refuse(path)
        elif event in CHANGES:
            for path in arguments[:2]:
                self._refuse(path)

    def _refuse(self, path: object) -> None:
        if not isinstance(path, str | bytes | os.PathLike):
            return
        full = os.path.abspath(os.fsdecode(path))
        inside = full.removeprefix(self._root)
        if inside == full or inside.startswith(".") or "__pycache__" in inside:
            return
        self._refused[inside] = None
        raise PermissionError(f"a kata must not change the course's own files: {inside}")


def _trusted() -> list[ModuleType]:
    loaded = [
        module for name, module in sys.modules.copy().items() if name.partition(".")[0] in OWN
    ]
    return [builtins, *loaded]
