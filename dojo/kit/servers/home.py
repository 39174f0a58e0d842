"""Where the servers of a run live, and how they learn that it is over.

A run is one process: `dojo check`, `dojo watch`, a judge of the gate, a plain pytest. A server
is started by whoever needs it first, perhaps a child that judges one kata, and serves all
others of the run. What ends it is a pipe: servers hold the reading end, and the run's process
alone has the writing end, which the system closes when the process ends, however it ends.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "KATA_SERVERS"

_writing_ends: list[int] = []


@dataclass(frozen=True)
class Home:
    folder: Path
    """Made when the first server needs it; short, for a socket's path has 100 characters."""
    pulse: int
    """A file descriptor; it can be read when the run is over."""

    @contextmanager
    def turn(self, server: str) -> Iterator[Path]:
        """Be the only process that starts such a server; yield the server's folder."""
        self.folder.mkdir(mode=0o755, exist_ok=True)
        folder = self.folder / server
        with (self.folder / f"{server}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            folder.mkdir(mode=0o755, exist_ok=True)
            yield folder


def current() -> Home:
    """Return the home of the run that this process belongs to, its own if there is none."""
    folder, _, numbers = os.environ.get(VARIABLE, "").partition("|")
    pulse, _, inode = numbers.partition("|")
    if folder and _is_open(int(pulse), int(inode)):
        return Home(Path(folder), int(pulse))
    return _open()


def _open() -> Home:
    pulse, writing_end = os.pipe()
    _writing_ends.append(writing_end)
    folder = f"/tmp/kata-servers-{secrets.token_hex(6)}"
    os.environ[VARIABLE] = f"{folder}|{pulse}|{os.fstat(pulse).st_ino}"
    return Home(Path(folder), pulse)


def _is_open(descriptor: int, inode: int) -> bool:
    """Tell whether this is the pipe that was meant: a subprocess inherits the variable alone."""
    try:
        return os.fstat(descriptor).st_ino == inode
    except OSError:
        return False
