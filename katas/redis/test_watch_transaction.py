import shlex
import time

import pytest
import redis

from dojo.kit import predictions
from dojo.kit.redis_pauses import Pause, pauses
from katas.redis import _watch_transaction_sessions as sessions
from katas.redis import watch_transaction as kata
from katas.redis.watch_transaction import ContentionError, atomic_update, transfer

ROWS = [name.lower() for name in vars(sessions) if name.isupper()]
REFUSED = ("ValueError", "ResponseError")
MANY = 50
EVERY_STEP = range(1, 1_000)


# Predictions


class Played:
    """A session from `_watch_transaction_sessions.py`, played, with each reply."""

    def __init__(self, rds, session):
        self._rds = rds
        self._lines = {name: rds.connect(single_connection_client=True).connection for name in "AB"}
        self.story = []
        self._is_timely = False
        while not self._is_timely:
            rds.client.flushall()
            self.story, self._is_timely = [], True
            for line in session.splitlines():
                self._play(line)

    def _play(self, line):
        if line == "wait":
            self._is_timely = self._rds.client.exists("a") == 1
            while self._rds.client.exists("a"):
                time.sleep(0.002)
            self.story.append(line)
        else:
            name, _, command = line.partition(": ")
            self._lines[name].send_command(*shlex.split(command))
            self.story.append(f"{line}  -> {self._reply(self._lines[name])}")

    def _reply(self, line):
        try:
            return shown(line.read_response())
        except redis.ResponseError as error:
            return shown(error)


def shown(reply):
    if isinstance(reply, list):
        return f"[{', '.join(map(shown, reply))}]"
    if isinstance(reply, Exception):
        return f"error: {reply}"
    return "nil" if reply is None else reply.decode() if isinstance(reply, bytes) else str(reply)


@pytest.mark.parametrize("row", ROWS)
def test_the_server_agrees_about(row, rds):
    entry = predictions.entry(kata, "KEYS_LEFT", row)
    assert isinstance(entry, str), f'KEYS_LEFT[{row!r}] must be such as "a b" or "", not {entry!r}'
    predicted = " ".join(sorted({letter for letter in entry if letter.isalpha()}))
    played = Played(rds, getattr(sessions, row.upper()))
    left = " ".join(sorted(key.decode() for key in rds.client.scan_iter()))
    assert predicted == left, (
        f"{row}: you wrote {predicted or 'no key'}, and the server has {left or 'no key'}."
        " The session:\n" + "\n".join(f"    {line}" for line in played.story)
    )


# What the functions are asked about


class Fn:
    """Notes what it is given, and returns this; before, others write, as often as told."""

    def __init__(self, new, write=lambda: None, times=0):
        self._new, self._write, self._times = new, write, times
        self.given = []

    def __call__(self, value):
        self.given.append(value)
        if len(self.given) > 2 * MANY:
            pytest.fail(f"fn was called more than {2 * MANY} times")
        if len(self.given) <= self._times:
            self._write()
        return self._new(value)


def plus_one(value):
    return b"%d" % (int(value or 0) + 1)


def outcome(call, *given, **named):
    """Return what the call returns, or tell which exception it raises."""
    try:
        return call(*given, **named)
    except ValueError:
        return "ValueError"
    except redis.ResponseError:
        return "ResponseError"
    except (ContentionError, redis.RedisError) as error:
        return type(error).__name__


def content(rds, key):
    """Return what an account holds: a number, or else what stands there instead."""
    if rds.client.type(key) == b"list":
        return rds.client.lrange(key, 0, -1)
    value = rds.client.get(key)
    try:
        return int(value or 0)
    except ValueError:
        return value


def accounts(rds):
    return content(rds, "src"), content(rds, "dst")


def assert_watches_nothing(rds, client, keys, after):
    """Let another client write to the keys, then the client carry out a transaction."""
    for key in keys:
        rds.client.set(key, "by another")
    try:
        client.pipeline().set("next", 1).execute()
    except redis.WatchError:
        pytest.fail(
            f"{after}: its client still watches. Another client wrote to {' and '.join(keys)}, and "
            f"the client's next transaction, which has nothing to do with them, was refused"
        )


# atomic_update


@pytest.mark.parametrize(("old", "new"), [(b"1", b""), (b"", b"\xff\r\n")])
def test_the_value_becomes_what_fn_makes_of_it(rds, old, new):
    rds.client.set("k", old)
    fn = Fn(lambda value: new)
    got = atomic_update(rds.client, "k", fn)
    assert fn.given == [old], f"k holds {old!r}, and fn gets that, once; it got {fn.given}"
    held = rds.client.get("k")
    assert held == new, f"fn made {new!r} of {old!r}, and k must hold that; it holds {held!r}"
    assert got == new, f"fn made {new!r} of {old!r}, and that is returned; got {got!r}"


def test_a_key_that_does_not_exist_is_none(rds):
    fn = Fn(lambda value: b"new")
    got = atomic_update(rds.client, "k", fn), rds.client.get("k")
    assert fn.given == [None], f"there is no k: fn gets None, once; it got {fn.given}"
    assert got == (b"new", b"new"), (
        f"fn made b'new' of None: it is returned, and k holds it; got {got}"
    )


@pytest.mark.parametrize("old", [b"1", None])
def test_to_become_none_is_to_be_deleted(rds, old):
    if old:
        rds.client.set("k", old)
    got = atomic_update(rds.client, "k", lambda value: None), rds.client.exists("k")
    assert got == (None, 0), (
        f"k was {old!r}, and fn returned None: so does atomic_update, and there is no k; "
        f"got {got[0]!r}, and {'a k' if got[1] else 'no k'}"
    )


@pytest.mark.parametrize(
    ("old", "command", "now", "new"),
    [
        (b"5", "SET k 10", b"10", b"11"),
        (None, "SET k 10", b"10", b"11"),
        (b"5", "DEL k", None, b"1"),
    ],
)
def test_fn_is_called_again_with_what_is_there_now(rds, old, command, now, new):
    if old:
        rds.client.set("k", old)
    fn = Fn(plus_one, write=lambda: rds.client.execute_command(*command.split()), times=1)
    got = atomic_update(rds.client, "k", fn), rds.client.get("k")
    story = f"k was {old!r}; while fn added 1, another client sent {command}"
    assert fn.given == [old, now], f"{story}: fn must run again, on {now!r}; it got {fn.given}"
    assert got == (new, new), (
        f"{story}, and fn ran again on {now!r}: {new!r} is returned, and k holds it; got {got}"
    )


def test_nothing_is_deleted_that_has_changed(rds):
    rds.client.set("k", 0)
    fn = Fn(
        lambda value: None if value == b"0" else value, write=lambda: rds.client.incr("k"), times=1
    )
    got = atomic_update(rds.client, "k", fn), rds.client.get("k")
    assert got == (b"1", b"1"), (
        f"fn makes None of b'0' and leaves other values as they are; while it looked at b'0', "
        f"another client added 1: b'1' is returned, and k holds it; got {got}"
    )


def test_other_keys_may_change(rds):
    fn = Fn(plus_one, write=lambda: rds.client.incr("other"), times=MANY)
    got = outcome(atomic_update, rds.client, "k", fn)
    assert (got, fn.given) == (b"1", [None]), (
        f"while fn ran, another client wrote to another key, which must not matter: b'1', after "
        f"one call of fn; got {got!r}, and fn got {fn.given}"
    )


def test_no_update_is_lost_wherever_another_gets_in(rds):
    for pause in pauses(rds):
        rds.client.set("k", 5)
        pause.arm(lambda: rds.client.incrby("k", 10))
        got = atomic_update(pause.client, "k", plus_one), rds.client.get("k")
        if pause.reached:
            assert got in [(b"16", b"16"), (b"6", b"16")], (
                f"k was 5; atomic_update adds 1, and {pause}, another client added 10: k must be "
                f"b'16' in the end; atomic_update returned {got[0]!r}, and k is {got[1]!r}"
            )


@pytest.mark.parametrize("attempts", [1, None])
def test_an_update_gives_up_after_the_last_attempt(rds, attempts):
    fn = Fn(lambda value: b"mine", write=lambda: rds.client.set("k", "other"), times=MANY)
    named, client = {"attempts": attempts} if attempts else {}, rds.connect()
    got = outcome(atomic_update, client, "k", fn, **named)
    calls, allowed = len(fn.given), attempts or 10
    story = f"attempts={attempts or '10, the default'}, and another wrote to k whenever fn ran"
    assert got == "ContentionError", f"{story}: ContentionError; got {got!r} after {calls} calls"
    assert calls == allowed, f"{story}: fn must be called {allowed} times; it was called {calls}"
    held = rds.client.get("k")
    assert held == b"other", f"{story}: k must hold what the other wrote; it holds {held!r}"
    assert_watches_nothing(rds, client, ["k"], "atomic_update raised ContentionError")


def test_the_last_attempt_counts(rds):
    fn = Fn(plus_one, write=lambda: rds.client.incrby("k", 10), times=2)
    got = outcome(atomic_update, rds.client, "k", fn, attempts=3)
    assert got == b"21", (
        f"attempts=3, and another client wrote to k during the first two only: the third gets "
        f"through and makes b'21'; got {got!r}"
    )


def test_three_at_once_lose_no_update(rds):
    got = rds.race(*[lambda client: atomic_update(client, "k", plus_one)] * 3)
    for one in got:
        if isinstance(one, BaseException):
            raise one
    held = rds.client.get("k")
    assert (sorted(got), held) == ([b"1", b"2", b"3"], b"3"), (
        f"three clients at once add 1 to a k that does not exist; all had read it when the first "
        f"wrote. They return b'1', b'2', b'3', and k is b'3'; got {sorted(got)}, and {held!r}"
    )


def test_an_exception_of_fn_passes_through(rds):
    rds.client.set("k", 1)
    error, caught = KeyError("own"), None

    def fn(value):
        raise error

    client = rds.connect()
    try:
        atomic_update(client, "k", fn)
    except KeyError as passed:
        caught = passed
    assert caught is error, f"fn raised KeyError('own'), and that must pass; got {caught!r}"
    held = rds.client.get("k")
    assert held == b"1", f"fn raised, so k must hold b'1', as before; it holds {held!r}"
    assert_watches_nothing(rds, client, ["k"], "fn raised in atomic_update")


def test_an_update_needs_an_attempt(rds):
    fn = Fn(plus_one)
    got, sent = outcome(atomic_update, rds.client, "k", fn, attempts=0), rds.calls()
    assert got == "ValueError", f"attempts=0 must raise ValueError; got {got!r}"
    assert (sent, fn.given) == ({}, []), (
        f"attempts=0 must be refused before anything is sent or fn is called; "
        f"sent {dict(sent)}, and fn got {fn.given}"
    )


# transfer


@pytest.mark.parametrize(
    ("src", "dst", "amount", "expected"),
    [
        (100, 5, 30, (True, 70, 35)),
        (100, None, 1, (True, 99, 1)),
        (30, 5, 30, (True, 0, 35)),
        (29, 5, 30, (False, 29, 5)),
        (None, 5, 30, (False, 0, 5)),
    ],
)
def test_the_amount_is_moved_if_there_is_that_much(rds, src, dst, amount, expected):
    rds.client.mset({k: v for k, v in [("src", src), ("dst", dst)] if v is not None})
    got = outcome(transfer, rds.client, "src", "dst", amount), *accounts(rds)
    assert got == expected, (
        f"src={src} and dst={dst} (None: no such key), and {amount} is to be moved: "
        f"{expected[0]}, and then src={expected[1]}, dst={expected[2]}; got {got}"
    )


@pytest.mark.parametrize(("key", "kind"), [("src", "text"), ("dst", "text"), ("dst", "list")])
def test_what_holds_no_integer_gets_and_gives_nothing(rds, key, kind):
    rds.client.mset({"src": 100, "dst": 5})
    rds.client.delete(key)
    if kind == "text":
        rds.client.set(key, "closed")
    else:
        rds.client.rpush(key, "closed")
    before, client = accounts(rds), rds.connect()
    got, after = outcome(transfer, client, "src", "dst", 30), accounts(rds)
    story = f"{key} holds a {kind}, and 30 is to be moved from src to dst"
    assert after == before, (
        f"{story}: nothing may be written, and Redis takes nothing back. src and dst were "
        f"{before}, and now are {after}"
    )
    assert got in REFUSED, f"{story}: {' or '.join(REFUSED)}; got {got!r}"
    assert_watches_nothing(rds, client, ["src", "dst"], f"transfer raised ({story})")


@pytest.mark.parametrize("dst", ["5", "closed"])
def test_nobody_sees_half_a_transfer(rds, dst):
    for pause in pauses(rds):
        rds.client.mset({"src": 100, "dst": dst})
        before, seen = accounts(rds), []
        pause.arm(lambda seen=seen: seen.append(accounts(rds)))
        outcome(transfer, pause.client, "src", "dst", 30)
        whole = [before] if dst == "closed" else [before, (70, 35)]
        if pause.reached:
            assert seen[0] in whole, (
                f"src=100, dst={dst}, and 30 is being moved: whoever looks sees "
                f"{' or '.join(map(str, whole))}; {pause}, another client saw {seen[0]}"
            )


@pytest.mark.parametrize(
    ("command", "transfer_first", "other_first"),
    [
        ("INCRBY src 7", (True, 77, 35), (True, 77, 35)),
        ("DECRBY src 80", (True, -10, 35), (False, 20, 5)),
        ("INCRBY dst 7", (True, 70, 42), (True, 70, 42)),
        ("SET dst closed", (True, 70, b"closed"), ("refused", 100, b"closed")),
    ],
)
def test_another_write_comes_before_or_after(rds, command, transfer_first, other_first):
    for pause in pauses(rds):
        rds.client.mset({"src": 100, "dst": 5})
        seen = []

        def meanwhile(seen=seen):
            seen.append(accounts(rds))
            rds.client.execute_command(*command.split())

        pause.arm(meanwhile)
        got = outcome(transfer, pause.client, "src", "dst", 30)
        got = "refused" if got in REFUSED else got, *accounts(rds)
        if not pause.reached:
            continue
        expected = other_first if seen[0] == (100, 5) else transfer_first
        assert got == expected, (
            f"src=100, dst=5, and 30 is being moved; {pause}, another client sent {command}, when "
            f"src and dst were {seen[0]}: the transfer must come to {expected[0]}, and src and dst "
            f"to {expected[1:]}, as if one came after the other; got {got[0]} and {got[1:]}"
        )


@pytest.mark.parametrize("attempts", [1, None])
def test_a_transfer_gives_up_after_the_last_attempt(rds, attempts):
    rds.client.set("src", 1_000)
    pause = Pause(rds)
    writes = []

    def another_deposits():
        if len(writes) < 5 * MANY:
            writes.append(rds.client.incr("src"))

    pause.arm(another_deposits, EVERY_STEP)
    named = {"attempts": attempts} if attempts else {}
    got = outcome(transfer, pause.client, "src", "dst", 30, **named)
    ends, allowed = rds.calls()["exec"], attempts or 10
    story = (
        f"attempts={attempts or '10, the default'}, and another client adds 1 to src before every "
        f"command of the transfer"
    )
    assert got == "ContentionError", f"{story}: ContentionError; got {got!r} after {ends} EXEC"
    assert ends == allowed, f"{story}: {allowed} attempts, each with an EXEC; there were {ends}"
    held = accounts(rds)
    assert held == (1_000 + len(writes), 0), f"{story}: nothing may be moved; src, dst = {held}"
    pause.arm(lambda: None)
    assert_watches_nothing(rds, pause.client, ["src", "dst"], "transfer raised ContentionError")


def test_a_transfer_that_is_not_made_watches_nothing(rds):
    client = rds.connect()
    got = outcome(transfer, client, "src", "dst", 30)
    assert got is False, f"src does not exist, so it has not 30: False; got {got!r}"
    assert_watches_nothing(rds, client, ["src", "dst"], "transfer returned False")


def test_money_is_not_spent_twice_at_once(rds):
    rds.client.set("src", 100)
    got = rds.race(
        *[lambda client, dst=dst: transfer(client, "src", dst, 60) for dst in ("dst", "d2", "d3")]
    )
    for one in got:
        if isinstance(one, BaseException):
            raise one
    held = [content(rds, key) for key in ("src", "dst", "d2", "d3")]
    assert (sorted(got), sorted(held)) == ([False, False, True], [0, 0, 40, 60]), (
        f"src has 100, and three clients at once move 60 each to dst, d2 and d3: one succeeds, and "
        f"src has 40; got {got}, and src, dst, d2, d3 = {held}"
    )


@pytest.mark.parametrize(
    ("dst", "amount", "attempts", "what"),
    [
        ("dst", 0, 10, "amount=0"),
        ("src", 5, 10, "the same account twice"),
        ("dst", 5, 0, "attempts=0"),
    ],
)
def test_bad_input_is_refused_before_anything_is_sent(rds, dst, amount, attempts, what):
    got = outcome(transfer, rds.client, "src", dst, amount, attempts=attempts)
    sent = rds.calls()
    assert got == "ValueError", f"{what} must raise ValueError; got {got!r}"
    assert not sent, f"{what} must be refused before anything is sent; sent {dict(sent)}"
