"""Owns one server process: starts it, waits until the run is over, and leaves nothing behind.

    python supervisor.py PULSE FOLDER SIGNAL USER LOG COMMAND...

PULSE is a descriptor that can be read when the run is over. Then SIGNAL asks the server to
stop, SIGKILL ends what is left of its process group, and FOLDER is removed. USER is the user
that the server runs as, "" for the same. The server's process id is printed first.
"""

import contextlib
import os
import pwd
import resource
import select
import shutil
import signal
import subprocess
import sys
from typing import Any

PATIENCE = 2.0


def main(pulse: int, folder: str, stop: int, user: str, log: str, command: list[str]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for kind in (resource.RLIMIT_CPU, resource.RLIMIT_AS):
        hard = resource.getrlimit(kind)[1]
        resource.setrlimit(kind, (hard, hard))  # the limits were meant for a kata
    ended = _wakes_at(signal.SIGCHLD)
    with open(log, "ab") as output:
        server = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            start_new_session=True,
            **identity(user),
        )
    print(server.pid, flush=True)
    os.close(1)
    while server.poll() is None and pulse not in select.select([pulse, ended], [], [])[0]:
        os.read(ended, 1)
    if server.poll() is None:
        server.send_signal(stop)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(PATIENCE)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    select.select([pulse], [], [])
    shutil.rmtree(folder, ignore_errors=True)


def _wakes_at(number: int) -> int:
    """Return a file descriptor that can be read once the signal has come."""
    reading_end, writing_end = os.pipe()
    os.set_blocking(writing_end, False)
    signal.set_wakeup_fd(writing_end)
    signal.signal(number, lambda number, frame: None)
    return reading_end


def identity(user: str) -> dict[str, Any]:
    """Return what makes `subprocess` run something as another user, as root can."""
    if not user:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


if __name__ == "__main__":
    pulse, folder, stop, user, log, *command = sys.argv[1:]
    main(int(pulse), folder, int(stop), user, log, command)
