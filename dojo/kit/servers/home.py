"""Where the servers of a run live, and how they learn that it is over.

A run is one process: `dojo check`, `dojo watch`, a judge of the gate, a plain pytest. A server
is started by whoever needs it first, perhaps a child that judges one kata, and serves all
others of the run. What ends it is a pipe: servers hold the reading end, and the run's process
alone has the writing end, which the system closes when the process ends, however it ends.

A private home is one for servers that a process shares with nobody.
"""

import fcntl
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dojo.kit.servers import supervisor

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

    def supervise(self, command: Sequence[str], log: Path, stop: int, user: str = "") -> int:
        """Start a server that ends with this home, and return its process id.

        `stop` is the signal that ends it. Root can start it as another user.
        """
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", supervisor.__file__, str(self.pulse), self.folder,
             str(int(stop)), user, log, *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=[self.pulse],
            start_new_session=True,
        )  # fmt: skip
        assert process.stdout
        with process.stdout as said:
            pid = int(said.readline())
        process.returncode = 0  # it outlives this process, and is nobody's business here
        return pid


def current() -> Home:
    """Return the home of the run that this process belongs to, its own if there is none."""
    folder, _, numbers = os.environ.get(VARIABLE, "").partition("|")
    pulse, _, inode = numbers.partition("|")
    if folder and _is_open(int(pulse), int(inode)):
        return Home(Path(folder), int(pulse))
    return _open()


@contextmanager
def private() -> Iterator[Home]:
    """Open a home that is over when this process closes it, or ends."""
    home, writing_end = _made()
    try:
        home.folder.mkdir(mode=0o700)
        yield home
    finally:
        os.close(writing_end)
        os.close(home.pulse)


def _open() -> Home:
    home, writing_end = _made()
    _writing_ends.append(writing_end)
    os.environ[VARIABLE] = f"{home.folder}|{home.pulse}|{os.fstat(home.pulse).st_ino}"
    return home


def _made() -> tuple[Home, int]:
    pulse, writing_end = os.pipe()
    return Home(Path(f"/tmp/kata-servers-{secrets.token_hex(6)}"), pulse), writing_end


def _is_open(descriptor: int, inode: int) -> bool:
    """Tell whether this is the pipe that was meant: a subprocess inherits the variable alone."""
    try:
        return os.fstat(descriptor).st_ino == inode
    except OSError:
        return False
