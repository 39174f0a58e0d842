"""Persistence modes, told by who holds the bytes when the lights go out.

An acknowledged write is in up to three places: the memory of the server, the
memory of the kernel, the disk. SIGKILL empties the first, a power cut the second
too. A snapshot is a copy of the whole memory, taken by a fork: the child sees the
moment of the fork (copy-on-write), writes to a temporary file and renames it, so
that dump.rdb is always a whole one, and always an old one. The AOF gets each
write with `write(2)` before the reply goes out, and the kernel does not care who
is killed then. `appendfsync` decides only when the disk has it.

The traps are at the edges. SIGTERM saves, if there are save points and only then;
so does FLUSHALL, which is how a mistake reaches the file that was to undo it. A
transaction is in the AOF between MULTI and EXEC, and one without its EXEC is not
replayed. And the files are never merged: with `appendonly yes` a server reads the
AOF, and if there is none it begins with nothing, beside a good dump.rdb.

Therefore `turn_on_aof` does it at run time: CONFIG SET has the server write its
memory to a first AOF, which may be due only after a running snapshot, hence
`aof_rewrite_scheduled`. Only when nothing is due, CONFIG REWRITE makes the file
agree; earlier, a crash would meet `appendonly yes` and no AOF. `snapshot` asks
INFO, and not LASTSAVE, which counts whole seconds and says nothing of failures.
If a save point is faster in the instant before BGSAVE, that is refused, and the
caller hears of it.

Costs: a fork copies page tables, about 10 ms for each GiB, and then all pages
that are written meanwhile, at worst the memory twice. `always` is one fsync for
each turn of the event loop. With `everysec` a thread calls fsync; while it is slow
the server holds back its `write(2)`, up to two seconds, so in that window even
SIGKILL loses what was acknowledged. Here that happened on a busy disk right after
a first AOF; hence `appendfsync always` in this kata.

At work: both, with `everysec`; copies of dump.rdb, taken elsewhere, are the
backup; watch `rdb_last_bgsave_status` and `aof_last_write_status`. For a pure
cache `save ""` and no AOF. WAITAOF (Redis 7.2, Valkey) waits for the fsync of this
client's writes, so `always` can be chosen for a single write.

Interview: "What are the ways to persist, and what does each lose?" RDB: compact,
quick to load, good for backups; loses all since the last one, minutes, at any
crash. AOF: each write, replayed at the start, rewritten when it has grown (since
7.0 a base, increments and a manifest; the base is RDB). Tell the crash of a
process from a power cut: the first costs an AOF nothing or, at `everysec`, the
little that was held back; the second costs nothing, a second or two, or what the
kernel had, about 30 s. With both, the AOF is loaded. To enable it, use CONFIG
SET on the living server, wait, and then change the file. A replica is no backup,
and a failover may lose acknowledged writes whatever the disk has.

"Is Redis ACID?" A command, a script and MULTI/EXEC are isolated, as one thread
executes them in a row, and atomic but for one thing: a command that fails at run
time undoes nothing. There are no constraints beyond types. Durability is a setting,
at its strictest `appendfsync always`, and only for this one machine.

Hints
-----
1. For each life: which files are on the disk when it ends, of which moment is
   each, and which of them does the last start read?
2. For a power cut: who calls fsync, when, and has the client its reply by then?
3. `snapshot`: BGSAVE replies at once. INFO has a section `persistence`; what in it
   changes when a snapshot begins, ends, and fails? When does BGSAVE refuse?
4. `turn_on_aof`: what if the server is killed between any two of your commands?
   Sort CONFIG SET, CONFIG REWRITE and the wait so that each such moment is safe.
5. The wait: until none of `rdb_bgsave_in_progress`, `aof_rewrite_in_progress` and
   `aof_rewrite_scheduled` is 1, or the time is over.
"""

import time
from typing import Any

import redis

SURVIVORS: dict[str, object] = {
    # snapshots
    "killed_after_a_snapshot": "a",
    "stopped_after_a_snapshot": "a b",
    "stopped_without_save_points": "a",
    "killed_during_a_snapshot": "a",
    "written_during_a_snapshot": "a",
    "flushed_after_a_snapshot": "",
    # the append-only file
    "never_synced": "a b",
    "torn_at_the_end": "a",
    # both
    "snapshot_and_aof": "b",
    "aof_from_the_next_start_on": "",
    "aof_until_the_next_start": "a",
}

LOSSES = ("none", "a second or two", "all that the kernel still holds", "all since the snapshot")

POWER_CUT: dict[str, object] = {
    "save 3600 1": "all since the snapshot",
    "appendfsync always": "none",
    "appendfsync everysec": "a second or two",
    "appendfsync no": "all that the kernel still holds",
}

_BUSY = ("rdb_bgsave_in_progress", "aof_rewrite_in_progress", "aof_rewrite_scheduled")


class SnapshotError(Exception):
    """It was begun, and could not be written."""


def snapshot(client: redis.Redis, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    _rest(client, deadline)
    client.bgsave()
    status = _rest(client, deadline)["rdb_last_bgsave_status"]
    if status != "ok":
        raise SnapshotError(f"rdb_last_bgsave_status is {status!r}")


def turn_on_aof(client: redis.Redis, timeout: float) -> None:
    deadline = time.monotonic() + timeout
    client.config_set("appendonly", "yes")
    _rest(client, deadline)
    client.config_rewrite()


def _rest(client: redis.Redis, deadline: float) -> dict[str, Any]:
    """Return what INFO says as soon as nothing is written, or due, in the background."""
    while True:
        info: dict[str, Any] = client.info("persistence")
        if not any(info[name] for name in _BUSY):
            return info
        if time.monotonic() > deadline:
            raise TimeoutError("the server is still writing in the background")
        time.sleep(0.005)
