"""Single keys from the terminal, without Return."""

import os
import signal
import sys
import termios
import tty
from types import FrameType, TracebackType
from typing import Any

RUSSIAN = str.maketrans("трсдкй", "nhclrq")
"""What the Russian layout has on these keys."""


class Keyboard:
    """Use as a context manager; `fileno` can be read when a key was pressed."""

    def __init__(self) -> None:
        self._mode: list[Any] = []

    def __enter__(self) -> "Keyboard":
        self._mode = termios.tcgetattr(self.fileno())
        signal.signal(signal.SIGCONT, self._resume)
        self._resume()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        signal.signal(signal.SIGCONT, signal.SIG_DFL)
        termios.tcsetattr(self.fileno(), termios.TCSADRAIN, self._mode)

    def fileno(self) -> int:
        return sys.stdin.fileno()

    def read(self) -> str:
        """Return what was pressed, in small Latin letters; arrows and the like are nothing."""
        keys = os.read(self.fileno(), 64).decode(errors="ignore")
        if not keys:
            raise EOFError("the terminal is gone")
        return "" if keys.startswith("\x1b") else keys.lower().translate(RUSSIAN)

    def _resume(self, signum: int = 0, frame: FrameType | None = None) -> None:
        """Ask for single keys; a shell that stopped this process has set its own mode since."""
        tty.setcbreak(self.fileno(), termios.TCSADRAIN)
