import re
import time
from pathlib import Path

import pytest
import redis

from dojo.kit import predictions
from katas.redis import _persistence_modes_lives as lives
from katas.redis import persistence_modes as kata
from katas.redis.persistence_modes import SnapshotError, snapshot, turn_on_aof

ROWS = [name.lower() for name in vars(lives) if name.isupper()]
#: As the documentation of `save` and `appendfsync` has it; no test can cut the power.
LOST_IN_THE_DARK = {
    "save 3600 1": ("all since the snapshot", "only what is in dump.rdb was ever on a disk"),
    "appendfsync always": ("none", "each reply waits for the fsync of its write"),
    "appendfsync everysec": ("a second or two", "a thread calls fsync once in a second"),
    "appendfsync no": (
        "all that the kernel still holds",
        "the server never calls fsync, and the kernel writes when it likes, say every 30 s",
    ),
}
#: The server looks after its children this often in a second.
SETTINGS = {"hz": "500"}
WORKS = ("rdb_bgsave_in_progress", "aof_rewrite_in_progress", "aof_rewrite_scheduled")
#: Microseconds that a process in the background spends on each key.
FOR_EVER, A_WHILE, NO_TIME = 10_000_000, 50_000, 0
#: Seconds of patience.
LONG, SHORT = 10, 0.05


def write_slowly(client, delay):
    """Slow down the processes in the background that begin from now on."""
    client.config_set("rdb-key-save-delay", delay)


def work(client):
    """Tell what is at work in the background, in INFO's words."""
    info = client.info("persistence")
    return ", ".join(f"{name}:{info[name]}" for name in WORKS if info[name])


def rest(client):
    """Wait until nothing is at work in the background."""
    while work(client):
        time.sleep(0.002)


def keys(server):
    with server.connect(decode_responses=True) as client:
        return sorted(client.keys())


def shown(letters):
    return " ".join(letters) or "no key"


# Predictions


class Life:
    """Lives a life from `_persistence_modes_lives.py`, and tells of it."""

    def __init__(self, server, folder):
        self._server, self._folder = server, folder
        self._client = None
        self.story = []

    def live(self, life):
        """Return the keys that are there in the end."""
        lines = life.splitlines()
        for number, line in enumerate(lines):
            word, _, settings = line.partition(": ")
            if word == "start":
                self._start(line, settings)
                continue
            self.story.append(line)
            if line in ("SIGTERM", "SIGKILL"):
                self._client.close()
                self._server.stop() if line == "SIGTERM" else self._server.kill()
            elif line == "tear":
                [log] = self._folder.rglob("*.aof")
                log.write_bytes(log.read_bytes()[:-1])
            elif line == "wait":
                rest(self._client)
            else:
                is_endless = line == "BGSAVE" and "wait" not in lines[number:]
                write_slowly(self._client, FOR_EVER if is_endless else NO_TIME)
                self._client.execute_command(*line.split())
        return keys(self._server)

    def _start(self, line, settings):
        for setting in settings.split("; ") if settings else ():
            name, _, value = setting.partition(" ")
            self._server.settings[name] = value
        files = sorted(file.name for file in self._folder.rglob("*") if file.is_file())
        self.story.append(f"{line}  (on the disk: {', '.join(files) or 'nothing'})")
        self._server.start()
        self._client = self._server.connect(single_connection_client=True)


@pytest.mark.parametrize("row", ROWS)
def test_the_server_agrees_about(row, redis_lives, tmp_path):
    entry = predictions.entry(kata, "SURVIVORS", row)
    assert isinstance(entry, str), f'SURVIVORS[{row!r}] must be such as "a b" or "", not {entry!r}'
    predicted = sorted({letter for letter in entry if letter.isalpha()})
    life = Life(redis_lives(**SETTINGS), tmp_path)
    survivors = life.live(getattr(lives, row.upper()))
    assert predicted == survivors, (
        f"{row}: you wrote {shown(predicted)}, and the server came back with {shown(survivors)}."
        " Its life:\n" + "\n".join(f"    {line}" for line in life.story)
    )


@pytest.mark.parametrize("row", LOST_IN_THE_DARK)
def test_the_documentation_agrees_about(row):
    lost, reason = LOST_IN_THE_DARK[row]
    entry = predictions.entry(kata, "POWER_CUT", row, among=kata.LOSSES)
    assert entry == lost, f"{row}: you wrote {entry!r}; a power cut may take {lost!r}: {reason}"


# Functions


@pytest.fixture
def server(redis_lives):
    """A server with save points, in its first life, with a key."""
    server = redis_lives(save="3600 1", appendfsync="always", **SETTINGS)
    server.start()
    with server.connect() as client:
        client.set("a", 1)
    return server


@pytest.fixture
def client(server):
    with server.connect() as client:
        yield client


def called(function, client):
    """Call the function, which has time enough."""
    try:
        function(client, LONG)
    except TimeoutError:
        pytest.fail(
            f"{function.__name__}(client, {LONG}) raised TimeoutError, though the server did its"
            f" part long ago; at work was {work(client) or 'nothing'}",
            pytrace=False,
        )
    except redis.RedisError as error:
        pytest.fail(
            f"{function.__name__}(client, {LONG}) let {type(error).__name__} out, {error}; at work"
            f" was {work(client) or 'nothing'}",
            pytrace=False,
        )


def hurried(function, client):
    """Call the function, which has not enough time."""
    try:
        function(client, SHORT)
    except TimeoutError:
        return
    pytest.fail(
        f"{function.__name__}(client, {SHORT}) returned, and did not raise TimeoutError, while"
        f" the server had not done it yet; at work was {work(client) or 'nothing'}",
        pytrace=False,
    )


def last_status(client):
    return client.info("persistence")["rdb_last_bgsave_status"]


def crash(server):
    """Kill the server, and start it again with its configuration file as it left it."""
    server.settings["appendonly"] = configured(server)
    server.kill()
    server.start()


def configured(server):
    """Return what the server's configuration file says about the AOF."""
    with server.connect() as client:
        file = Path(client.info("server")["config_file"])
    return re.findall(r"(?m)^appendonly (\w+)", file.read_text())[-1]


def test_a_snapshot_survives_a_kill(server, client):
    client.set("b", 1)
    write_slowly(client, A_WHILE)
    called(snapshot, client)
    assert "cmdstat_save" not in client.info("commandstats"), (
        "SAVE was sent: the server answers nobody until all is on the disk"
    )
    crash(server)
    assert keys(server) == ["a", "b"], (
        "a and b were written before snapshot was called, and the server was killed when it had"
        f" returned: it came back with {shown(keys(server))}"
    )


def test_snapshots_may_follow_each_other_within_a_second(client):
    for turn in ("first", "second", "third"):
        client.set("b", turn)
        called(snapshot, client)
        unsaved = client.info("persistence")["rdb_changes_since_last_save"]
        assert unsaved == 0, (
            f"one key was written, snapshot was called for the {turn} time and returned, and INFO"
            f" says rdb_changes_since_last_save:{unsaved}"
        )


def test_a_snapshot_that_is_not_there_in_time_is_a_timeout(client):
    write_slowly(client, FOR_EVER)
    hurried(snapshot, client)


def test_a_snapshot_that_fails_is_an_error(client, tmp_path):
    blocked = tmp_path / "dump.rdb"
    blocked.mkdir()
    try:
        called(snapshot, client)
    except SnapshotError:
        pass
    else:
        pytest.fail(
            "the server could not write dump.rdb, and snapshot returned: SnapshotError was due;"
            f" INFO says rdb_last_bgsave_status:{last_status(client)}",
            pytrace=False,
        )
    blocked.rmdir()
    called(snapshot, client)
    assert last_status(client) == "ok", (
        "a snapshot failed, the next could be written and snapshot returned, yet INFO says"
        f" rdb_last_bgsave_status:{last_status(client)}"
    )


def test_a_snapshot_at_work_already_does_not_count(server, client):
    write_slowly(client, 5 * A_WHILE)
    client.bgsave()
    write_slowly(client, NO_TIME)
    client.set("late", 1)
    called(snapshot, client)
    crash(server)
    assert "late" in keys(server), (
        "the key 'late' was written while another snapshot was at work, then snapshot was called,"
        f" and when it had returned the server was killed: it came back with {shown(keys(server))}"
    )


def test_with_the_aof_turned_on_a_kill_loses_nothing(server, client):
    write_slowly(client, A_WHILE)
    called(turn_on_aof, client)
    client.set("b", 1)
    server.kill()
    server.settings["appendonly"] = "yes"
    server.start()
    assert keys(server) == ["a", "b"], (
        "there was a when turn_on_aof was called and b was written when it had returned, then the"
        f" server was killed. With `appendonly yes` it came back with {shown(keys(server))}"
    )


def test_the_aof_stays_on_at_the_next_start(server, client):
    called(turn_on_aof, client)
    client.set("b", 1)
    said = configured(server)
    crash(server)
    assert keys(server) == ["a", "b"], (
        f"after turn_on_aof the configuration file says `appendonly {said}`. So started after a"
        f" kill the server came back with {shown(keys(server))}, not a b"
    )


def test_an_aof_that_is_not_there_in_time_is_a_timeout(server, client, monkeypatch):
    client.bgsave()
    rest(client)
    write_slowly(client, FOR_EVER)
    said_meanwhile, execute = [], client.execute_command

    def watched(*words, **options):
        reply = execute(*words, **options)
        said_meanwhile.append(configured(server))
        return reply

    with monkeypatch.context() as patch:
        patch.setattr(client, "execute_command", watched)
        hurried(turn_on_aof, client)
    said = configured(server)
    crash(server)
    assert keys(server) == ["a"], (
        "the snapshot has a, and turn_on_aof raised TimeoutError, as it should; but then the file"
        f" says `appendonly {said}`, and so started the server came back with {shown(keys(server))}"
    )
    assert "yes" not in said_meanwhile, (
        "while turn_on_aof waited for the first AOF the file said `appendonly yes`: killed in that"
        " moment the server would have come back with no key, though the snapshot has a"
    )


def test_an_aof_that_waits_for_a_snapshot_is_not_there_yet(client):
    write_slowly(client, FOR_EVER)
    client.bgsave()
    write_slowly(client, NO_TIME)
    hurried(turn_on_aof, client)
