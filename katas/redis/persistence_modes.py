"""Persistence modes: predict what a killed server still knows, then let it forget less.

Next to this file, `_persistence_modes_lives.py` holds eleven lives of a server,
one for each row of `SURVIVORS`. Open it beside this one; it tells how to read
them. Write out which keys are there after the last start, such as "a b" or "":

    >>> from katas.redis import _persistence_modes_lives as lives
    >>> print(lives.NEVER_SYNCED)
    start: save ""; appendonly yes; appendfsync no
    SET a 1
    SET b 1
    SIGKILL
    start

A real server lives each life; Redis 6.2, Redis 7.0 and Valkey 9 agree about them.
A power cut takes what the kernel has not written yet, too. For each way to keep
data, `POWER_CUT` tells which writes may be missing then, though the client had
its reply: one of `LOSSES`. There the documentation judges.

Then write two functions for a server in use. `snapshot` returns when dump.rdb
holds all that was written before the call; a snapshot at work already at the call
may lack some of it and does not count. Off limits: SAVE, for which all others wait.

`turn_on_aof` is given a server without AOF, with `appendfsync always`. Once it has
returned, a kill loses nothing, neither what was there nor what came later, if the
server is started again with its configuration file. So that must say `appendonly
yes` by then, but not before all is in the AOF: after a `TimeoutError` it says `no`.

Both give up after `timeout` seconds, or little more, and raise `TimeoutError`.
"""

import redis

SURVIVORS: dict[str, object] = {
    # snapshots
    "killed_after_a_snapshot": ...,
    "stopped_after_a_snapshot": ...,
    "stopped_without_save_points": ...,
    "killed_during_a_snapshot": ...,
    "written_during_a_snapshot": ...,
    "flushed_after_a_snapshot": ...,
    # the append-only file
    "never_synced": ...,
    "torn_at_the_end": ...,
    # both
    "snapshot_and_aof": ...,
    "aof_from_the_next_start_on": ...,
    "aof_until_the_next_start": ...,
}

LOSSES = ("none", "a second or two", "all that the kernel still holds", "all since the snapshot")

POWER_CUT: dict[str, object] = {
    "save 3600 1": ...,
    "appendfsync always": ...,
    "appendfsync everysec": ...,
    "appendfsync no": ...,
}


class SnapshotError(Exception):
    """The server could not write the snapshot."""


def snapshot(client: redis.Redis, timeout: float) -> None:
    """Have a snapshot written; raise `SnapshotError` if that fails."""
    raise NotImplementedError


def turn_on_aof(client: redis.Redis, timeout: float) -> None:
    """Have the server keep an append-only file, now and after each start to come."""
    raise NotImplementedError
