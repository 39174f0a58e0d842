import functools
import textwrap
from typing import NamedTuple

import pytest

from katas.postgres._crash_disk import Disk
from katas.postgres.wal_kv_store import KVStore

SCRIPTS = {
    "one key": [{"a": b"1"}, {"a": b"2"}],
    "two keys": [{"a": b"1", "b": b"1"}, {"a": b"2", "b": b"2"}],
    "add and delete": [{"a": b"1", "b": b"1"}, {"a": None, "c": b"2"}],
}
each_script = pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)


def attempt(function, *args):
    """Return what the function gives, or the error that it raises, as text."""
    try:
        return function(*args)
    except NotImplementedError:
        raise
    except Exception as error:
        return f"{type(error).__name__}: {error}"


@functools.cache
def recovered(*files):
    """Return all that a store recovers from these (name, bytes), or the error that was raised."""
    return attempt(lambda: KVStore(Disk(dict(files))).items())


def store_of(*commits):
    """Return a disk, and a store on it that made these commits."""
    disk = Disk()
    store = KVStore(disk)
    for changes in commits:
        attempt(store.commit, changes)
    return disk, store


def after(state, changes):
    """Return the state once the changes are made."""
    merged = {**state, **changes}
    return {key: value for key, value in merged.items() if value is not None}


def shown(state):
    return dict(sorted(state.items(), key=repr)) if isinstance(state, dict) else state


def test_a_new_disk_is_a_store_without_keys():
    _, store = store_of()
    got = attempt(store.items), attempt(store.get, "a")
    assert got == ({}, None), f"on a new disk items() and get('a') are {got}, not ({{}}, None)"


def test_committed_values_can_be_read():
    _, store = store_of({"a": b"1", "b": b"2"}, {"b": b"new"})
    got = attempt(store.get, "a"), attempt(store.get, "b"), shown(attempt(store.items))
    assert got == (b"1", b"new", {"a": b"1", "b": b"new"}), (
        f"a and b were committed, then b as b'new'; get('a'), get('b') and items() are {got}"
    )


def test_none_deletes_and_nothing_else_does():
    changes = {"a": None, "b": b"", "missing": None}
    _, store = store_of({"a": b"1", "b": b"2"}, changes)
    got = shown(attempt(store.items)), attempt(store.get, "a"), attempt(store.get, "b")
    assert got == ({"b": b""}, None, b""), (
        f"a and b were there, then {changes} was committed: None deletes, b'' is a value; "
        f"items(), get('a') and get('b') are {got}"
    )


def test_nobody_changes_a_store_but_by_commit():
    changes = {"a": b"1"}
    _, store = store_of(changes)
    changes["a"] = b"by the caller"
    attempt(lambda: store.items().update(a=b"by a reader"))
    got = attempt(store.get, "a")
    assert got == b"1", (
        "a was committed as b'1'; then the dict given to commit and the one got from items() "
        f"were changed, and get('a') gave {got!r}"
    )


@pytest.mark.parametrize("wrong", [{7: b"2"}, {b"b": b"2"}, {"b": "2"}, {"b": 2}])
def test_a_commit_of_the_wrong_types_is_refused_as_a_whole(wrong):
    disk, store = store_of({"a": b"1"})
    changes = {"a": b"2", **wrong, "c": b"2"}
    raised = str(attempt(store.commit, changes))
    assert raised.startswith("TypeError"), f"commit({changes}) must raise TypeError, not {raised!r}"
    got = shown(attempt(store.items)), shown(attempt(lambda: KVStore(disk).items()))
    assert got == ({"a": b"1"}, {"a": b"1"}), (
        f"{{'a': b'1'}}, then commit({changes}), which was refused and must change nothing; "
        f"items() and, opened again, items() are {got}"
    )


ODD = {
    "an empty key, an empty value": {"": b""},
    "text": {"ключ\n": "значение\n".encode()},
    "separators": {"a=b\n,:\0\"'\\": b"a=b\n,:\0\"'\\\r\n"},
    "every byte": {"a": bytes(range(256)), "b": bytes(range(256))[::-1]},
    "long": {"a" * 300: b"x" * 300, "b": b"y" * 70_000},
    "many": {f"key {n}": b"%d" % n for n in range(300)},
    "nothing": {},
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD)
def test_a_store_opened_again_holds_what_was_committed(changes):
    disk, _ = store_of({"first": b"1", "old": b"1"}, changes, {"last": b"3", "old": None})
    got, due = attempt(lambda: KVStore(disk).items()), {"first": b"1", "last": b"3", **changes}
    lacking = [key for key in due if not isinstance(got, dict) or got.get(key) != due[key]]
    assert got == due, textwrap.shorten(
        f"commits before, with and after {changes}, then KVStore(disk) again: "
        f"wrong or lost {lacking}, items() gave {got}",
        600,
    )


OPENING, INSIDE, RETURNED = "while a store opens", "inside a commit", "after a commit"


class Moment(NamedTuple):
    """A moment at which the power may fail."""

    when: str
    disk: Disk
    past: list[dict]
    """The states before those that are allowed."""
    allowed: list[dict]
    """What may be recovered: what was there or, inside a commit, what will be."""
    story: tuple[str, ...]

    def starts(self):
        """Judge whatever may survive, and yield what the next life may begin with."""
        for files, loss in self.disk.survivors():
            story = (*self.story, f"# power cut: {loss}")
            got = recovered(*files.items())
            if got not in self.allowed:
                fail(f"{self.fault(got)}: the power failed {self.when}", story, got, self.allowed)
            yield Start(files, self.past, self.allowed, story)

    def fault(self, got):
        if not isinstance(got, dict):
            return "recovery fails"
        if got in self.past:
            return "a commit that had returned is lost"
        old, new = self.allowed[0], self.allowed[-1]
        if all(got.get(key) in (old.get(key), new.get(key)) for key in {*got, *old, *new}):
            return "half of a commit survives"
        return "what is recovered was never committed"


def fail(fault, story, got, allowed):
    due = " or ".join(str(shown(state)) for state in allowed)
    code = textwrap.indent("\n".join((*story, "KVStore(disk).items()")), "    ")
    pytest.fail(f"{fault}\n{code}\ngot {shown(got)}, due is {due}")


class Start(NamedTuple):
    """What a life begins with."""

    files: dict
    past: list[dict]
    allowed: list[dict]
    story: tuple[str, ...]


NEW = Start({}, [], [{}], ())


def life(commits, start):
    """Return the moments of one life: a store opens and makes the commits."""
    disk, story, moments = Disk(start.files), [*start.story], []
    when, past, allowed = OPENING, start.past, start.allowed

    def note(operation=""):
        if operation:
            story.append(f"    disk.{operation}")
        moments.append(Moment(when, disk.snapshot(), past, allowed, tuple(story)))

    disk.watch = note
    story.append("store = KVStore(disk)")
    store = KVStore(disk)
    state = attempt(store.items)
    allowed = [state]
    note()
    for changes in commits:
        made = after(state, changes)
        when, allowed = INSIDE, [state] if made == state else [state, made]
        story.append(f"store.commit({changes})")
        raised = attempt(store.commit, changes)
        if isinstance(raised, str):
            fail("a commit fails", story, raised, allowed)
        when, past, state, allowed = RETURNED, [*past, state], made, [made]
        note()
    return moments


def lives(*scripts):
    """Yield the moments of the first life, then of all that may come after it, and so on."""
    starts = [NEW]
    for commits in scripts:
        moments = distinct(
            (moment for start in starts for moment in life(commits, start)),
            key=lambda moment: (moment.disk.state(), moment.when, str(moment.allowed)),
        )
        yield from moments
        starts = distinct(
            (start for moment in moments for start in moment.starts()),
            key=lambda start: str(start[:3]),
        )


def distinct(things, key):
    """Return the first of each that are the same by their key."""
    found = {}
    for thing in things:
        found.setdefault(key(thing), thing)
    return list(found.values())


def judge(moments, *when):
    for moment in moments:
        if moment.when in when:
            list(moment.starts())


LATER = [{"b": None}, {"a": b"3", "c": b"3"}]


@each_script
def test_what_commit_returned_for_survives(script):
    judge(lives(script), RETURNED)


@each_script
def test_a_commit_survives_as_a_whole_or_not_at_all(script):
    judge(lives(script), INSIDE)


@each_script
def test_a_power_cut_during_recovery_loses_nothing(script):
    judge(lives(script, []), OPENING)


@each_script
def test_what_is_committed_after_a_recovery_survives(script):
    judge(lives(script, LATER), INSIDE, RETURNED)


def test_three_lives_survive_every_power_cut():
    first, second, third = [{"a": b"1"}], [{"a": b"2", "b": b"2"}], [{"b": None}]
    judge(lives(first, second, third), OPENING, INSIDE, RETURNED)


DISTINCT = [{"a": b"one"}, {"b": b"two"}, {"c": b"three"}]


def damaged():
    """Yield the files of a store with one bit flipped, every bit in turn, and words for it."""
    disk, _ = store_of(*DISTINCT)
    *_, (files, _) = disk.survivors()
    for name, content in files.items():
        for place in range(len(content)):
            for bit in range(8):
                flipped = bytearray(content)
                flipped[place] ^= 1 << bit
                yield files | {name: bytes(flipped)}, f"byte {place} of {name!r}, {content!r},"


def test_a_flipped_bit_never_turns_into_a_wrong_value():
    states = [{}]
    for changes in DISTINCT:
        states.append(after(states[-1], changes))
    for files, place in damaged():
        try:
            got = KVStore(Disk(files)).items()
        except NotImplementedError:
            raise
        except ValueError:
            continue
        except Exception as error:
            pytest.fail(
                f"damage raises {type(error).__name__}, not ValueError\n"
                f"one bit was flipped in {place}: {error!r}"
            )
        skips = isinstance(got, dict) and got.items() <= states[-1].items()
        fault = "a later commit is applied without an earlier one" if skips else "a wrong value"
        assert got in states, (
            f"damage on the disk: {fault}\none bit was flipped in {place} and items() gave "
            f"{shown(got)}; due is ValueError, or one of {', '.join(map(str, states))}"
        )
