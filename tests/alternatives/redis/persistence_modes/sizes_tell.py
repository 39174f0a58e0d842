"""Looks at the size of the AOF, waits in a thread, and turns it off again when it gives up."""

import threading

import redis

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

LOSSES = ("none", "a second or two", "all that the kernel still holds", "all since the snapshot")

POWER_CUT = {
    "save 3600 1": "all since the snapshot",
    "appendfsync always": "none",
    "appendfsync everysec": "a second or two",
    "appendfsync no": "all that the kernel still holds",
}


class SnapshotError(RuntimeError):
    pass


def snapshot(client, timeout):
    def work(is_over):
        while not is_over.is_set():
            try:
                client.bgsave(schedule=False)
                break
            except redis.RedisError:
                is_over.wait(0.02)
        while client.info()["rdb_bgsave_in_progress"] and not is_over.is_set():
            is_over.wait(0.02)

    in_time(work, timeout)
    if client.info()["rdb_last_bgsave_status"] != "ok":
        raise SnapshotError("no snapshot")


def turn_on_aof(client, timeout):
    def work(is_over):
        client.config_set("appendonly", "yes")
        # Stays 0 until the first one is there.
        while not client.info("persistence")["aof_base_size"] and not is_over.is_set():
            is_over.wait(0.02)

    try:
        in_time(work, timeout)
    except TimeoutError:
        client.config_set("appendonly", "no")
        raise
    client.config_rewrite()


def in_time(work, timeout):
    is_over = threading.Event()
    thread = threading.Thread(target=work, args=[is_over])
    thread.start()
    thread.join(timeout)
    is_late = thread.is_alive()
    is_over.set()
    thread.join()
    if is_late:
        raise TimeoutError
