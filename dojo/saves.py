"""Tells which Python files were saved under a folder: a process of its own.

The process that judges must not have threads, since it forks; to watch files takes some.
Each line is a JSON list of paths. The first says that from now on nothing is missed.
"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from watchfiles import PythonFilter, watch

STEP = 5
"""Milliseconds without another save after which the saves so far are told."""
READY = 200


class Saves:
    """Use as a context manager; `fileno` can be read when `read` has something to return."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._partial = b""

    def __enter__(self) -> "Saves":
        self._process = subprocess.Popen(
            [sys.executable, "-m", __spec__.name, str(self._folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is not for it
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def fileno(self) -> int:
        assert self._process.stdout
        return self._process.stdout.fileno()

    def read(self) -> list[Path]:
        """Return the files that were saved; wait if nothing was. At the end raise EOFError."""
        data = os.read(self.fileno(), 1 << 16)
        if not data:
            raise EOFError("files cannot be watched here")
        *lines, self._partial = (self._partial + data).split(b"\n")
        return [Path(path) for line in lines for path in json.loads(line)]


def main(folder: str) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    is_ready = False
    for changes in watch(
        folder,
        watch_filter=PythonFilter(),
        step=STEP,
        rust_timeout=READY,
        yield_on_timeout=True,
    ):
        if changes or not is_ready:
            print(json.dumps(sorted({path for _, path in changes})), flush=True)
        is_ready = True


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
