"""Asks until BGSAVE is accepted, reads INFO as text, and edits the configuration file by hand."""

import re
import time
from pathlib import Path

from redis import ResponseError

SURVIVORS = {
    "aof_until_the_next_start": "a",
    "aof_from_the_next_start_on": "",
    "snapshot_and_aof": "b",
    "torn_at_the_end": "a",
    "never_synced": "b, a",
    "flushed_after_a_snapshot": "",
    "written_during_a_snapshot": "a",
    "killed_during_a_snapshot": "a",
    "stopped_without_save_points": "a",
    "stopped_after_a_snapshot": "ba",
    "killed_after_a_snapshot": "a",
}

LOSSES = ("none", "a second or two", "all that the kernel still holds", "all since the snapshot")

POWER_CUT = {
    "save 3600 1": "all since the snapshot",
    "appendfsync always": "none",
    "appendfsync everysec": "a second or two",
    "appendfsync no": "all that the kernel still holds",
}


class SnapshotError(Exception):
    pass


def snapshot(client, timeout):
    end = time.time() + timeout
    while not accepted(client):
        nap(end)
    while says(client, "rdb_bgsave_in_progress") == "1":
        nap(end)
    if says(client, "rdb_last_bgsave_status") == "err":
        raise SnapshotError


def turn_on_aof(client, timeout):
    end = time.time() + timeout
    client.execute_command("CONFIG SET", "appendonly", "yes")
    while "1" in (says(client, "aof_rewrite_scheduled"), says(client, "aof_rewrite_in_progress")):
        nap(end)
    file = Path(client.info()["config_file"])
    file.write_text(re.sub(r"(?m)^appendonly no$", "appendonly yes", file.read_text()))


def accepted(client):
    try:
        client.execute_command("BGSAVE")
    except ResponseError as error:
        if "progress" not in str(error):
            raise
        return False
    return True


def says(client, field):
    with client.client() as line:
        connection = line.connection
        connection.send_command("INFO", "persistence")
        text = connection.read_response()
    text = text.decode() if isinstance(text, bytes) else text
    return re.search(rf"(?m)^{field}:(\w+)", text)[1]


def nap(end):
    if time.time() >= end:
        raise TimeoutError("too slow")
    time.sleep(0.01)
