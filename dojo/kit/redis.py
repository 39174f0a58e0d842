"""What tests ask of Redis: an empty server, what was sent to it, races.

    def test_two_holders_never_share_the_lock(rds):
        results = rds.race(lambda client: acquire(client, "l"), lambda client: acquire(client, "l"))

A race is the same every time: the server holds every client at its first write, scripts and
EXEC included, while reads go through; each job starts in its own thread and connection and is
awaited until it is held, in the order given; then all go on, in that order.
"""

import ast
import contextlib
import functools
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import redis

from dojo.kit.racers import Racer, line_up, outcomes
from dojo.kit.servers.redis import Cluster, NoRedis, Server

__all__ = ["Client", "Cluster", "NoRedis", "Rds", "Server"]

Client = redis.Redis

PAUSE = 20_000
"""Milliseconds after which the server lets go by itself."""
FORBIDDEN = ("keys", "flushall", "flushdb", "swapdb", "randomkey")
"""What the restricted user may not call, directly or in a script."""
NOISE = ("acl", "auth", "client", "command", "echo", "hello", "info", "ping", "select")
"""What clients send to greet a server, and tests to ask it something: left out."""
MARK = b"this is the end"
WORD = re.compile(rb'"(?:[^"\\]|\\.)*"')


class Rds:
    """A server that holds nothing, with nothing counted."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._opened: list[Client] = []
        self._admin = server.connect(decode_responses=True)
        self._admin.client_unpause()
        self._admin.flushall()
        self._admin.script_flush()
        self._before = self._counted()
        self.version = server.version
        self.client = self.connect()

    def connect(self, **named: Any) -> Client:
        """Return one more client, closed when the test ends."""
        client = self._server.connect(**named)
        self._opened.append(client)
        return client

    def restricted(self, **named: Any) -> Client:
        """Return a client of a user who may do anything but what is `FORBIDDEN`."""
        self._admin.acl_setuser(
            "restricted",
            enabled=True,
            nopass=True,
            keys=["*"],
            channels=["*"],
            categories=["+@all"],
            commands=[f"-{name}" for name in FORBIDDEN],
            reset=True,
        )
        return self.connect(username="restricted", password="", **named)

    def calls(self) -> Counter[str]:
        """Count the commands since the test began, those in scripts too: {"set": 2, "get": 1}.

        The server's own statistics tell, so it does not matter how they were sent.
        """
        return self._counted() - self._before

    def ttls(self) -> dict[str, int]:
        """Return in how many milliseconds each key expires; -1: never."""
        keys: list[Any] = list(self.client.scan_iter())
        left: list[Any] = [self.client.pttl(key) for key in keys]
        names = [key.decode(errors="backslashreplace") for key in keys]
        return dict(zip(names, left, strict=True))

    def let_expire(self) -> None:
        """Let the time of everything that has a TTL be over."""
        keys: list[Any] = list(self.client.scan_iter())
        for key in keys:
            left: Any = self.client.pttl(key)
            if left >= 0:
                self.client.delete(key)

    @contextlib.contextmanager
    def commands(self) -> Iterator[list[list[bytes]]]:
        """Yield a list that holds, afterwards, what was sent meanwhile: [[b"SET", b"a", b"1"]].

        What a script calls stands behind the script.
        """
        found: list[list[bytes]] = []
        with self._server.connect() as listener:
            line = listener.connection_pool.get_connection()
            line.send_command("MONITOR")
            line.read_response()
            yield found
            self._admin.echo(MARK)
            while (words := _words(line.read_response()))[-1] != MARK:
                if words[0].decode().lower() not in NOISE:
                    found.append([words[0].upper(), *words[1:]])
            line.disconnect()

    def race(self, *jobs: Callable[[Client], object], **named: Any) -> list[Any]:
        """Run the jobs at once; each is held at its first write, and goes on in its turn.

        Each job gets a client. Return what each returned, or the exception it raised.
        """
        racers = [Racer(job, self.connect(**named)) for job in jobs]
        for racer in racers:
            racer.line.ping()
        self._admin.client_pause(PAUSE, all=False)
        try:
            for racer in racers:
                line_up(racer, functools.partial(self._holds_more_than, self._held()))
        finally:
            self._admin.client_unpause()
        return outcomes(racers)

    def close(self) -> None:
        for client in (*self._opened, self._admin):
            client.close()

    def _counted(self) -> Counter[str]:
        """Return how often each command was called, "config|set" for one that has parts."""
        found: dict[str, dict[str, int]] = self._admin.info("commandstats")
        counted = {name.removeprefix("cmdstat_"): one["calls"] for name, one in found.items()}
        return Counter({n: calls for n, calls in counted.items() if n.split("|")[0] not in NOISE})

    def _holds_more_than(self, clients: int) -> bool:
        return self._held() > clients

    def _held(self) -> int:
        info: dict[str, int] = self._admin.info("clients")
        return info["blocked_clients"]


def _words(line: bytes) -> list[bytes]:
    """Read a line of MONITOR: when, where, and the words in quotes."""
    return [ast.literal_eval(f"b{word.decode()}") for word in WORD.findall(line)]
