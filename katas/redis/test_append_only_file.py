import itertools
import time

import pytest

from dojo.kit.redis import NoRedis
from katas.redis._append_only_file_keyspace import CommandError, Item, Keyspace
from katas.redis.append_only_file import AofServer, CorruptAof, Replay, encode, replay, rewrite

NOW = 4_102_444_800_000
"""2100: what expires then is there for any server that loads the log."""
BINARY = [b"", b"\r\na\r\n", b"*1\r\n$4\r\nEXEC\r\n", "ключ".encode(), bytes(range(256))]


def words(command):
    """Return the words of a command, such as "SET k 1"."""
    return command.encode().split() if isinstance(command, str) else command


def written(*commands):
    """Return the log of these commands."""
    log = b""
    for command in map(words, commands):
        log += b"*%d\r\n" % len(command)
        log += b"".join(b"$%d\r\n%b\r\n" % (len(word), word) for word in command)
    return log


def read(log):
    """Return the commands in a log that the kata has written."""
    log, commands = bytes(log), []
    try:
        rest = log
        while rest:
            head, rest = rest.split(b"\r\n", 1)
            commands.append([])
            for _ in range(int(head[1:])):
                head, rest = rest.split(b"\r\n", 1)
                commands[-1].append(rest[: int(head[1:])])
                rest = rest[int(head[1:]) + 2 :]
    except ValueError:
        pass
    if written(*commands) != log:
        pytest.fail(f"these are not whole commands, one after the other: {log!r}", pytrace=False)
    return commands


def shown(log):
    return "; ".join(repr(b" ".join(command))[2:-1] for command in read(log)) or "nothing"


def reloaded(log):
    """Return the databases that there are once the log is executed."""
    keyspace, db = Keyspace(), 0
    for name, *args in read(log):
        if name == b"SELECT":
            db = int(args[0])
        elif name not in (b"MULTI", b"EXEC"):
            try:
                keyspace.execute(db, name, *args)
            except CommandError as error:
                pytest.fail(f"{error}, in the log `{shown(log)}`", pytrace=False)
    return keyspace.dbs


def replayed(data):
    """Return the databases and `good_bytes`, or what else there was, as text."""
    try:
        found = replay(data)
    except CorruptAof as error:
        return f"CorruptAof({error})", None
    if not isinstance(found, Replay):
        return f"{found!r}, which is no Replay", None
    return found.keyspace.dbs, found.good_bytes


# Writing and reading commands


def test_a_command_is_its_words_with_their_lengths():
    got, due = encode(b"SET", b"k", b"value"), b"*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nvalue\r\n"
    assert got == due, f"encode(b'SET', b'k', b'value') is {got!r}, not {due!r}"


def test_a_word_may_be_any_bytes():
    for word in BINARY:
        got, due = encode(b"SET", b"k", word), written([b"SET", b"k", word])
        assert got == due, f"encode(b'SET', b'k', {word!r}) is {got!r}, not {due!r}"


def judge_whole(log, due):
    dbs, good_bytes = replayed(log)
    assert dbs == due, f"replay of `{shown(log)}` gave {dbs}, not {due}"
    assert good_bytes == len(log), (
        f"the log `{shown(log)}` is whole and has {len(log)} bytes; good_bytes is {good_bytes}"
    )


def test_an_empty_log_has_no_keys():
    judge_whole(b"", {})


def test_a_log_is_executed_from_first_to_last():
    log = written("SET k 1", "SET gone 1", "INCRBY k 5", "DEL gone", "RPUSH l a b", "RPUSH l c")
    judge_whole(log, {0: {b"k": Item(b"6"), b"l": Item((b"a", b"b", b"c"))}})


def test_words_are_read_by_their_lengths():
    for word in BINARY:
        log = written([b"SET", word, word], "SET last 1")
        judge_whole(log, {0: {word: Item(word), b"last": Item(b"1")}})


def test_a_log_begins_in_database_0_and_select_chooses_another():
    log = written("SET k 0", "SELECT 12", "SET k 12", "SELECT 0", "RPUSH l 0")
    judge_whole(log, {0: {b"k": Item(b"0"), b"l": Item((b"0",))}, 12: {b"k": Item(b"12")}})


def test_a_key_whose_time_has_come_is_there_until_a_del():
    log = written("SET k 1", "PEXPIREAT k 5", "INCRBY k 1", "SET l 1", "PEXPIREAT l 5", "DEL l")
    judge_whole(log, {0: {b"k": Item(b"2", 5)}})


def test_a_transaction_with_its_exec_is_executed():
    log = written("MULTI", "SET a 1", "SELECT 2", "INCRBY a 1", "EXEC", "INCRBY a 1")
    judge_whole(log, {0: {b"a": Item(b"1")}, 2: {b"a": Item(b"2")}})


# Torn and corrupt logs


def judge_cuts(changes, promise):
    """Cut the log of these changes at every byte."""
    logs = [written(*commands) for commands in changes]
    ends = list(itertools.accumulate(map(len, logs), initial=0))
    log = b"".join(logs)
    for size in range(len(log) + 1):
        good = max(end for end in ends if end <= size)
        (dbs, good_bytes), due = replayed(log[:size]), reloaded(log[:good])
        torn = f"{promise}\nthe log was `{shown(log[:good])}`, and then {log[good:size]!r}:"
        assert dbs == due, f"{torn} replay gave {dbs}, not {due}"
        assert good_bytes == good, f"{torn} good_bytes is {good_bytes}, not {good}"


def test_a_torn_command_is_left_out():
    commands = "SET a 1", "SELECT 3", "INCRBY a 40", "RPUSH l x y", "SELECT 0", "DEL a"
    judge_cuts([[command] for command in commands], "a command counts when it is whole")


def test_a_transaction_torn_before_its_exec_is_left_out():
    judge_cuts(
        [
            ["SET a 1"],
            ["MULTI", "INCRBY a 1", "SELECT 3", "SET b 2", "EXEC"],
            ["RPUSH l x"],
            ["MULTI", "DEL b", "EXEC"],
        ],
        "what is between MULTI and EXEC is one change: all of it counts, or nothing",
    )


def test_a_length_that_points_beyond_the_end_looks_like_a_torn_log():
    good = written("SET a 1")
    log = good + b"*3\r\n$3\r\nSET\r\n$1\r\nb\r\n$300\r\n2\r\n" + written("SET c 3")
    got, due = replayed(log), ({0: {b"a": Item(b"1")}}, len(good))
    assert got == due, (
        f"in {log!r} a word of 300 bytes begins, which are not there: the log may have been torn in"
        f" it. Keys and good_bytes are {got}, not {due}"
    )


CORRUPT = {
    "text": b"SET k 1\r\n",
    "an empty line": b"\r\n",
    "no number of words": b"*x\r\n$3\r\nDEL\r\n$1\r\na\r\n",
    "a wrong mark of a word": b"*2\r\n$3\r\nDEL\r\n#1\r\na\r\n",
    "a negative length": b"*2\r\n$3\r\nDEL\r\n$-1\r\n",
    "a word longer than its length": b"*2\r\n$3\r\nDEL\r\n$1\r\nabc\r\n",
    "a word shorter than its length": b"*2\r\n$3\r\nDEL\r\n$2\r\na\r\n",
    "no line end after a word": b"*2\r\n$3\r\nDEL\r\n$1\r\naXX",
    "a word too many": b"*2\r\n$3\r\nDEL\r\n$1\r\na\r\n$1\r\nb\r\n",
    "a command that nobody knows": written("FLY a"),
    "a command that fails": written("RPUSH a x"),
    "a database that has no number": written("SELECT x"),
}


@pytest.mark.parametrize("damage", CORRUPT.values(), ids=CORRUPT)
def test_damage_that_no_crash_leaves_is_refused(damage):
    for before in (["SET a 1"], ["SET a 1", "MULTI"]):
        log = written(*before) + damage + written("SET a 2", "EXEC")
        try:
            got = replay(log)
        except CorruptAof:
            continue
        except (CommandError, ValueError, LookupError, TypeError) as error:
            got = f"{type(error).__name__}({error})"
        pytest.fail(
            f"CorruptAof was due: after `{shown(written(*before))}` there is {damage!r}, and then"
            f" there are more commands. replay gave {got}",
            pytrace=False,
        )


# A server that keeps a log


class World:
    """A server with a clock and a log, which may hold something already."""

    def __init__(self, *before):
        self.now = NOW
        self.log = bytearray(written(*before))
        self.keyspace = Keyspace()
        self.keyspace.dbs = reloaded(self.log)
        self._server = AofServer(self.keyspace, self.log.extend, lambda: self.now)

    def do(self, command, db=0):
        """Return the reply, or the name of the error."""
        try:
            return self._server.execute(db, *words(command))
        except CommandError:
            return "CommandError"

    def wait(self, milliseconds):
        self.now += milliseconds

    def keys(self):
        """Return what is in the log, without what has expired by now."""
        return alive(reloaded(self.log), self.now)


def alive(dbs, now):
    found = {}
    for db, items in dbs.items():
        for key, item in items.items():
            if item.expires_at is None or item.expires_at > now:
                found.setdefault(db, {})[key] = item
    return found


def judge_log(world, story, due):
    got = world.keys()
    assert got == due, (
        f"{story}: there is {due} now. The log is `{shown(world.log)}`: executing it gives {got}"
    )


def test_a_change_is_in_the_log_when_its_reply_comes():
    world, story = World(), []
    replies = {"SET k 41": b"OK", "INCRBY k 1": 42, "GET k": b"42", "RPUSH l a b": 2, "DEL l": 1}
    for command, reply in replies.items():
        story.append(command)
        got = world.do(command)
        assert got == reply, f"{', '.join(story)}: the reply is {got!r}, not {reply!r}"
        judge_log(world, ", ".join(story), world.keyspace.dbs)
    due = {0: {b"k": Item(b"42")}}
    assert world.keyspace.dbs == due, f"{', '.join(story)}: the keyspace is {world.keyspace.dbs}"


def test_what_changes_nothing_is_not_logged():
    world = World()
    world.do("SET k text")
    before = shown(world.log)
    replies = {"GET k": b"text", "DEL x": 0, "PEXPIRE x 9": 0, "INCRBY k 1": "CommandError"}
    for command, reply in replies.items():
        got = world.do(command)
        assert got == reply, f"SET k text, {command}: the reply is {got!r}, not {reply!r}"
        assert shown(world.log) == before, (
            f"SET k text, {command}: that changed nothing; yet the log was `{before}` and is now"
            f" `{shown(world.log)}`"
        )


def test_a_change_is_logged_for_its_own_database():
    world = World()
    for db in (0, 3, 3, 0):
        world.do(f"RPUSH l {db}", db=db)
        judge_log(world, f"RPUSH in databases 0, 3, 3, 0, up to a {db}", world.keyspace.dbs)


def test_a_log_that_holds_something_may_be_in_any_database():
    world = World("SELECT 5", "SET old 1")
    world.do("SET new 1")
    due = {5: {b"old": Item(b"1")}, 0: {b"new": Item(b"1")}}
    judge_log(world, "the log held SELECT 5, SET old 1; then a server did SET new 1 in 0", due)


def test_a_relative_time_is_logged_as_an_absolute_one():
    world = World()
    world.do("SET k 1")
    reply = world.do("PEXPIRE k 100")
    assert reply == 1, f"SET k 1, PEXPIRE k 100: the reply is {reply!r}, not 1"
    names = [name for name, *_ in read(world.log)]
    assert b"PEXPIRE" not in names, (
        f"PEXPIRE k 100 was logged as it came, `{shown(world.log)}`: who reads the log tomorrow"
        " counts 100 ms from tomorrow"
    )
    due = {0: {b"k": Item(b"1", NOW + 100)}}
    judge_log(world, f"SET k 1 and, at {NOW}, PEXPIRE k 100", due)


EXPIRED = {"GET k": None, "INCRBY k 1": 1, "RPUSH k x": 1, "DEL k": 0, "PEXPIRE k 9": 0}


@pytest.mark.parametrize(("command", "reply"), EXPIRED.items())
def test_an_expired_key_is_missing_in_the_log_as_well(command, reply):
    world, other = World(), World()
    for line in ("SET k 5", "PEXPIRE k 100"):
        world.do(line, db=3)
    world.wait(101)
    got, _ = world.do(command, db=3), other.do(command, db=3)
    story = f"SET k 5, PEXPIRE k 100, and 101 ms later {command}"
    assert got == reply, f"{story}: k has expired, so the reply is {reply!r}, not {got!r}"
    judge_log(world, f"{story}: k had expired", other.keyspace.dbs)


class SlowWorld:
    """Has no log; before each command it deletes whatever has expired, in all databases."""

    def __init__(self):
        self.now = NOW
        self.keyspace = Keyspace()

    def do(self, command, db=0):
        self.keyspace.dbs = self.keys()
        name, *args = words(command)
        if name == b"PEXPIRE":
            name, args[1] = b"PEXPIREAT", b"%d" % (self.now + int(args[1]))
        try:
            return self.keyspace.execute(db, name, *args)
        except CommandError:
            return "CommandError"

    def wait(self, milliseconds):
        self.now += milliseconds

    def keys(self):
        return alive(self.keyspace.dbs, self.now)


def test_every_short_history_can_be_read_back(histories):
    histories.agree(
        {"World": World},
        {"World": SlowWorld},
        start="world = World()",
        operations=[
            "world.do('INCRBY k 1')",
            "world.do('INCRBY k 1', db=1)",
            "world.do('RPUSH k x')",
            "world.do('PEXPIRE k 10')",
            "world.do('DEL k')",
            "world.wait(11)",
        ],
        observe=["world.keys()"],
        length=4,
        promise="executing the log gives the keys that there are (World is in the test file)",
    )


# Rewriting


def rewritten(*commands):
    """Return the keys that there are after the commands, and the log that `rewrite` makes."""
    keyspace = Keyspace()
    keyspace.dbs = reloaded(written(*commands))
    log = rewrite(keyspace)
    assert isinstance(log, bytes), f"rewrite returned {log!r}, not bytes"
    return reloaded(written(*commands)), log


def numbers(count):
    return [b"RPUSH", b"l", *(b"%d" % number for number in range(count))]


STATES = {
    "no keys": [],
    "a string": ["SET k 1", "INCRBY k 41"],
    "a list": ["RPUSH l a b", "RPUSH l c"],
    "binary": [[b"SET", word, word] for word in BINARY],
    "keys that expire": ["SET k 1", "RPUSH l a", f"PEXPIREAT k {NOW}", "PEXPIREAT l 1"],
    "databases": ["SELECT 7", "SET k 7", "SELECT 0", "SET k 0", "SELECT 3", "SET k 3"],
}


@pytest.mark.parametrize("commands", STATES.values(), ids=STATES)
def test_a_rewritten_log_has_the_same_keys_in_few_commands(commands):
    due, log = rewritten(*commands)
    got, count = reloaded(log), len(read(log))
    assert got == due, f"{due} was rewritten as `{shown(log)}`, and executing that gives {got}"
    items = [item for db in due.values() for item in db.values()]
    enough = len(due) + len(items) + sum(item.expires_at is not None for item in items)
    assert count <= enough, (
        f"{due} was rewritten as `{shown(log)}`, {count} commands: {enough} are enough, with a"
        " SELECT for each database"
    )


def test_a_long_list_is_rewritten_in_pieces():
    for count in (63, 64, 65, 128, 129):
        due, log = rewritten(numbers(count))
        got, pieces = reloaded(log), [len(args) for name, _, *args in read(log) if name == b"RPUSH"]
        story = f"a list of {count} items was rewritten in RPUSH of {pieces} items"
        assert got == due, f"{story}: executing that gives {got}"
        assert max(pieces) <= 64, f"{story}: no more than 64 may be in one"
        assert len(pieces) <= (count + 63) // 64, f"{story}: fewer are enough"


# The real server


@pytest.fixture
def live(redis_lives, tmp_path):
    """Return what starts a server, with this log if there is one, and returns it."""

    def start(log=b""):
        server = redis_lives(appendonly="yes", appendfsync="no", aof_use_rdb_preamble="no")
        if log:
            (tmp_path / "appendonly.aof").write_bytes(log)
        try:
            server.start()
        except NoRedis as error:
            pytest.fail(f"with the log {log!r} the server did not start: {error}", pytrace=False)
        return server

    return start


def held(server):
    """Return the databases of a server."""
    found = {}
    for db in (0, 3):
        with server.connect(db=db) as client:
            for key in client.scan_iter(count=1000):
                is_list = client.type(key) == b"list"
                value = tuple(client.lrange(key, 0, -1)) if is_list else client.get(key)
                left = client.pttl(key)
                at = None if left < 0 else pytest.approx(time.time() * 1000 + left, abs=10_000)
                found.setdefault(db, {})[key] = Item(value, at)
    return found


def on_disk(folder):
    """Return the log that a server keeps; of the files of Redis 7 only one holds anything here."""
    return b"".join(file.read_bytes() for file in folder.rglob("*.aof"))


def test_the_server_loads_a_rewritten_log_and_what_came_after_it(live):
    _, log = rewritten(*STATES["binary"], numbers(100), "SELECT 3", "SET k 3")
    world = World(*read(log))
    for command in ("SET k 41", "INCRBY k 1", "INCRBY k x", "SET gone 5", "PEXPIRE gone 100"):
        world.do(command)
    world.do("PEXPIRE k 60000", db=3)
    world.wait(101)
    world.do("INCRBY gone 1")
    got, due = held(live(world.log)), world.keyspace.dbs
    assert got == due, f"with the log `{shown(world.log)}` the server has {got}, not {due}"


def test_the_log_of_the_server_is_replayed(live, tmp_path):
    server = live()
    with server.connect() as client, server.connect(db=3) as other:
        client.set("k", 41)
        client.incrby("k", 1)
        client.rpush("l", *range(100))
        client.pexpire("l", 600_000)
        other.set("k", "\r\n")
        client.set("gone", 1)
        client.pexpireat("gone", 1)
        with other.pipeline(transaction=True) as transaction:
            transaction.incrby("n", 1)
            transaction.rpush("l", "x")
            transaction.execute()
    due, log = held(server), on_disk(tmp_path)
    got = replayed(log)
    assert got == (due, len(log)), (
        f"the server has {due}, and its log is `{shown(log)}`, {len(log)} bytes; replay gave keys"
        f" and good_bytes {got}"
    )


def test_the_server_makes_the_same_of_a_damaged_log(live, tmp_path):
    whole = written("SET k 1", "SELECT 3", "SET v old", "MULTI", "INCRBY n 1", "EXEC")
    log = whole.replace(b"old", b"0ld") + written("MULTI", "DEL v")
    keys, good_bytes = replayed(log)
    due = held(live(log))
    assert keys == due, f"of the damaged log {log!r} the server makes {due}, and replay {keys}"
    kept = len(on_disk(tmp_path))
    assert good_bytes == kept, (
        f"of the damaged log {log!r} the server kept {kept} bytes; good_bytes is {good_bytes}"
    )
