# expect: `appendonly yes` it came back with no key|did not raise TimeoutError
"""Takes the reply to CONFIG SET for an AOF that is there."""

from solutions.redis.persistence_modes import LOSSES, SnapshotError, snapshot

__all__ = ["LOSSES", "POWER_CUT", "SURVIVORS", "SnapshotError", "snapshot", "turn_on_aof"]

SURVIVORS = {
    "killed_after_a_snapshot": "a",
    "stopped_after_a_snapshot": "a b",
    "stopped_without_save_points": "a",
    "killed_during_a_snapshot": "a",
    "written_during_a_snapshot": "a",
    "flushed_after_a_snapshot": "",
    "never_synced": "a b",
    "torn_at_the_end": "a",
    "snapshot_and_aof": "b",
    "aof_from_the_next_start_on": "",
    "aof_until_the_next_start": "a",
}

POWER_CUT = {
    "save 3600 1": "all since the snapshot",
    "appendfsync always": "none",
    "appendfsync everysec": "a second or two",
    "appendfsync no": "all that the kernel still holds",
}


def turn_on_aof(client, timeout):
    client.config_set("appendonly", "yes")
    client.config_rewrite()
