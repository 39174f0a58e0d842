"""A process that is paused between two of its commands, while others go on.

    for pause in pauses(rds):
        lock = Lock(pause.client, "orders", ttl_ms=60_000)
        pause.arm(meanwhile)
        lock.acquire()

The first time, `meanwhile` is called before the first command of `acquire` is sent, then, on an
empty server, before its second one, and so on: the last time it is not reached any more. A
transaction is one step; the commands of any other pipeline are sent, and executed, one by one.
"""

import io
import socket
import time
from collections.abc import Callable, Container, Iterator
from typing import Any

import pytest

from dojo.kit.racers import PATIENCE
from dojo.kit.redis import Rds

MOST = 12


def pauses(rds: Rds, **named: Any) -> Iterator["Pause"]:
    """Yield, each time on an empty server, a process that will be paused one step later.

    `named` is what its client is made with, as in `Rds.connect`.
    """
    for step in range(1, MOST):
        rds.client.flushall()
        pause = Pause(rds, [step], **named)
        yield pause
        if not pause.reached:
            return
    pytest.fail(f"one call sends {MOST} commands and more")


class Pause:
    """A client that lets others in before some of its commands, the first being number 1."""

    def __init__(self, rds: Rds, steps: Container[int] = (), **named: Any) -> None:
        self._steps = steps
        self._sent: list[str] = []
        self._paused = 0
        self._meanwhile: Callable[[], object] | None = None
        self.client = rds.connect(**named)
        pool: Any = self.client.connection_pool
        self._make = pool.connection_class
        pool.connection_class = self._line
        self.client.ping()  # the greeting is over before anything is counted

    def __str__(self) -> str:
        *before, last = self._sent[: self._paused]
        return f"before its {last}" + (f", after {', '.join(before)}" if before else "")

    @property
    def reached(self) -> bool:
        return self._paused > 0

    def arm(self, meanwhile: Callable[[], object], steps: Container[int] | None = None) -> None:
        """Count from here on, and call `meanwhile` before each of these steps."""
        self._sent, self._paused, self._meanwhile = [], 0, meanwhile
        if steps is not None:
            self._steps = steps

    def _line(self, **named: Any) -> Any:
        """Return a connection that sends step by step."""
        line = self._make(**named)
        send = line.send_packed_command

        def step_by_step(packed: Any, check_health: bool = True) -> None:
            unread = 0
            steps = _steps(packed if isinstance(packed, bytes) else b"".join(packed))
            for place, (name, step) in enumerate(steps):
                if place:
                    unread = _await_more_than(unread, line)
                self._before(name)
                send([step], check_health)

        line.send_packed_command = step_by_step
        return line

    def _before(self, name: str) -> None:
        if self._meanwhile is None:
            return
        self._sent.append(name)
        if len(self._sent) in self._steps:
            self._paused = len(self._sent)
            self._meanwhile()


def _await_more_than(unread: int, line: Any) -> int:
    """Return how many bytes have come, the reply to the last command among them."""
    deadline = time.monotonic() + PATIENCE
    while (come := len(line._sock.recv(1 << 16, socket.MSG_PEEK))) <= unread:
        assert time.monotonic() < deadline, "the server does not reply"
    return come


def _steps(packed: bytes) -> list[tuple[str, bytes]]:
    """Return the name and the bytes of each command, or of a whole transaction as one."""
    stream = io.BytesIO(packed)
    found = []
    while header := stream.readline():
        start = stream.tell() - len(header)
        words = []
        for _ in range(int(header[1:])):
            size = int(stream.readline()[1:])
            words.append(stream.read(size + 2)[:size])
        found.append((words[0].decode().upper(), packed[start : stream.tell()]))
    names = [name for name, _ in found]
    if names[0] == "MULTI" and names[-1] == "EXEC":
        return [(" ".join(names), packed)]
    return found
