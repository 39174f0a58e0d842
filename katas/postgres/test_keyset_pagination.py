import itertools
import re
import string
from datetime import UTC, datetime, timedelta, timezone

import psycopg
import pytest

from katas.postgres.keyset_pagination import (
    Entry,
    InvalidCursor,
    decode,
    encode,
    index,
    page,
)

SECRET = b"the server's secret"
NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
KEY = ("ann", NOON, 7)
TABLE = """
    create table entry (id bigint primary key, actor text not null,
                        at timestamptz not null, action text not null)
"""
BIG = """
    insert into entry
    select n, 'user ' || n / 10000, timestamptz '2025-01-01' + n / 5000 * interval '1 hour',
           repeat('x', 100)
    from generate_series(0, 19999) n;
"""
BLOCKS = """
    select sum(heap_blks_read + heap_blks_hit + coalesce(idx_blks_read + idx_blks_hit, 0))::int
    from pg_statio_user_tables where relid = 'entry'::regclass
"""
MOST_BLOCKS = 20


@pytest.fixture
def log(pg):
    pg.run(TABLE)
    return pg


def write(log, *keys):
    """Make the entries of the log those of the keys."""
    log.run("truncate entry")
    with log.connection.cursor() as cursor:
        cursor.executemany(
            "insert into entry (actor, at, id, action) values (%s, %s, %s, 'did')", keys
        )


def numbered(*ids):
    """Return keys that differ in nothing but their ids."""
    return [("ann", NOON, number) for number in ids]


def page_of(log, limit, cursor=None):
    try:
        return page(log.connection, limit, SECRET, cursor)
    except psycopg.Error as error:
        pytest.fail(f"a statement of page failed: {type(error).__name__} {error.sqlstate}: {error}")
    except InvalidCursor:
        pytest.fail("page refused the cursor that it gave out itself, with the same secret")


def walk(log, limit, most=50):
    """Return the ids on each page, from the first on."""
    pages, cursor = [], None
    while len(pages) < most:
        got = page_of(log, limit, cursor)
        pages.append([entry.id for entry in got.entries])
        cursor = got.next
        if cursor is None:
            return pages
    pytest.fail(f"{most} pages of {limit} were read, and still there is a next one: {pages[:3]}...")


def outcome(cursor, secret=SECRET):
    """Return the key that `decode` gives, or the name of the exception that it raises."""
    try:
        return decode(cursor, secret)
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error).__name__


@pytest.mark.parametrize(
    "key",
    [
        pytest.param(KEY, id="plain"),
        pytest.param(("ann", NOON + MICROSECOND, 7), id="a microsecond"),
        pytest.param(("ann", datetime(9999, 12, 31, 23, 59, 59, 999999, UTC), 7), id="late"),
        pytest.param(
            ("ann", datetime(2025, 6, 1, 12, tzinfo=timezone(timedelta(hours=-3.5))), 7),
            id="another time zone",
        ),
        pytest.param(("ann", NOON, 2**63 - 1), id="greatest id"),
        pytest.param((f" {string.punctuation}\\'\n\t ", NOON, 7), id="punctuation"),
        pytest.param(("Zoë, 李, 🙂", NOON, 7), id="not ASCII"),
        pytest.param(("", NOON, 0), id="empty actor"),
    ],
)
def test_a_cursor_gives_its_key_back(key):
    cursor = encode(key, SECRET)
    got = outcome(cursor)
    assert got == key, f"the cursor of {key} must give that key back; got {got}"
    odd = sorted(set(re.findall(r"[^A-Za-z0-9\-._~=]", cursor)))
    assert not odd, f"a cursor stands in a URL as it is; the one of {key} has {odd}"


def test_a_changed_cursor_gives_no_other_key():
    cursor = encode(KEY, SECRET)
    for place, other in itertools.product(range(len(cursor)), "A0.z"):
        changed = cursor[:place] + other + cursor[place + 1 :]
        got = outcome(changed)
        assert got in (KEY, "InvalidCursor"), (
            f"character {place} of the cursor of {KEY} became {other!r}: anybody can do that, and "
            f"it must raise InvalidCursor; got {got}"
        )


def test_a_cut_or_lengthened_cursor_gives_no_other_key():
    cursor = encode(KEY, SECRET)
    cuts = [cursor[:end] for end in range(len(cursor))] + [cursor[start:] for start in (1, 2, 3, 4)]
    for changed in [*cuts, cursor + "A", cursor + "=", "A" + cursor, cursor + cursor]:
        got = outcome(changed)
        assert got in (KEY, "InvalidCursor"), (
            f"{len(changed)} characters of or around a cursor of {len(cursor)}, that of {KEY}, "
            f"must raise InvalidCursor; got {got}"
        )


def test_two_cursors_make_no_third():
    one, other = ("ann", NOON, 71), ("bob", NOON + MICROSECOND, 92)
    first, second = encode(one, SECRET), encode(other, SECRET)
    for place in range(1, len(first)):
        got = outcome(first[:place] + second[place:])
        assert got in (one, other, "InvalidCursor"), (
            f"the first {place} characters of the cursor of {one} and the rest of that of {other} "
            f"must raise InvalidCursor; got {got}"
        )


def test_a_cursor_made_with_another_secret_is_refused():
    got = outcome(encode(KEY, b"theirs"), b"ours")
    assert got == "InvalidCursor", (
        f"a cursor made with the secret b'theirs', read with b'ours', must raise InvalidCursor; "
        f"got {got}"
    )


@pytest.mark.parametrize("cursor", ["", "nonsense", ".", "AAAA.AAAA", "é.é"])
def test_nonsense_is_refused(cursor):
    got = outcome(cursor)
    assert got == "InvalidCursor", f"{cursor!r} must raise InvalidCursor; got {got}"


def test_the_first_page_holds_the_first_entries(log):
    write(log, ("bob", NOON, 1), ("ann", NOON + MICROSECOND, 2), ("ann", NOON, 4), ("ann", NOON, 3))
    got = page_of(log, 2).entries
    expected = [Entry("ann", NOON, 3, "did"), Entry("ann", NOON, 4, "did")]
    assert got == expected, (
        f"the first 2 of 4, by actor, time and id, are {expected}, as entries; got {got}"
    )


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_pages_hold_each_entry_once_and_in_order(log, limit):
    times = [NOON, NOON + MICROSECOND]
    wanted = [
        (actor, at, (5 * number) % 13)
        for number, (actor, at, _) in enumerate(itertools.product(["ann", "bob"], times, "abc"))
    ]
    write(log, *wanted)
    got = list(itertools.chain(*walk(log, limit)))
    expected = [number for _, _, number in sorted(wanted)]
    lost = [number for number in expected if number not in got]
    assert not lost, (
        f"of 12 entries of 2 actors, 3 each at 12:00 and 3 a microsecond later, pages of {limit} "
        f"missed {len(lost)}: ids {lost}"
    )
    assert got == expected, (
        f"12 entries by actor, time and id, in pages of {limit}, have the ids {expected}; got {got}"
    )


@pytest.mark.parametrize("actor", ["O'Hara", '100% %s "x" \\y'])
def test_the_text_of_an_actor_is_only_text(log, actor):
    write(log, *[(actor, NOON, number) for number in (1, 2, 3)])
    got = walk(log, 2)
    assert got == [[1, 2], [3]], (
        f"3 entries of the actor {actor!r} are two pages of at most 2; got {got}"
    )


@pytest.mark.parametrize(("count", "limit"), [(0, 2), (1, 2), (2, 2), (4, 2)])
def test_the_last_page_has_no_next_one(log, count, limit):
    write(log, *numbered(*range(count)))
    got = [len(ids) for ids in walk(log, limit)]
    expected = [min(limit, count - start) for start in range(0, count, limit)] or [0]
    assert got == expected, (
        f"{count} entries by {limit} make pages of {expected}, and the last has None for the next; "
        f"got pages of {got}"
    )


@pytest.mark.parametrize("gone", [1, 3, 4])
def test_entries_that_go_hide_no_other(log, gone):
    write(log, *numbered(1, 2, 3, 4, 5, 6))
    first = page_of(log, 3)
    log.run("delete from entry where id = %s", [gone])
    second = page_of(log, 3, first.next).entries
    got = [entry.id for entry in second]
    expected = [number for number in (4, 5, 6) if number != gone]
    assert got == expected, (
        f"entries 1 to 6 by 3: after the first page, {gone} was deleted, and the second must "
        f"be {expected}; got {got}"
    )


@pytest.mark.parametrize("new", [15, 25, 35])
def test_entries_that_come_double_no_other_and_are_found_behind_the_page(log, new):
    write(log, *numbered(10, 20, 30, 40))
    first = page_of(log, 2)
    write(log, *numbered(10, 20, 30, 40, new))
    second = page_of(log, 5, first.next).entries
    got = [entry.id for entry in second]
    expected = sorted(number for number in (30, 40, new) if number > 20)
    doubled = [number for number in (10, 20) if number in got]
    assert not doubled, (
        f"the first page had 10 and 20; then {new} came, and the second has {doubled} once more: "
        f"{got}"
    )
    assert got == expected, (
        f"the first page had 10 and 20; then {new} came, and what is behind 20 is {expected}; "
        f"got {got}"
    )


def test_entries_that_come_behind_the_last_page_but_one_are_found(log):
    write(log, *numbered(1, 2, 3))
    cursor = page_of(log, 2).next
    write(log, *numbered(1, 2))
    got = page_of(log, 2, cursor)
    assert (got.entries, got.next) == ([], None), (
        f"the entries of the second page went: it must be empty, and the last; got {got}"
    )
    write(log, *numbered(1, 2, 3, 4, 5))
    got = page_of(log, 2, cursor)
    assert [entry.id for entry in got.entries] == [3, 4], (
        f"the same cursor, behind entry 2, asked again when there are 3, 4 and 5: got {got}"
    )


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_1_is_refused_before_anything_is_sent(log, limit):
    with log.statements() as sent:
        try:
            got = page(log.connection, limit, SECRET)
        except (ValueError, psycopg.Error) as error:
            got = type(error).__name__
    assert got == "ValueError", f"limit {limit} must raise ValueError; got {got}"
    assert not sent, f"limit {limit} must be refused before anything is sent; sent {sent}"


@pytest.mark.parametrize("cursor", ["", "nonsense"])
def test_a_page_behind_nonsense_is_refused_before_anything_is_sent(log, cursor):
    with log.statements() as sent:
        try:
            got = page(log.connection, 2, SECRET, cursor)
        except (InvalidCursor, ValueError, psycopg.Error) as error:
            got = type(error).__name__
    assert got == "InvalidCursor", (
        f"the cursor {cursor!r} must raise InvalidCursor: only None is the first page; got {got}"
    )
    assert not sent, f"{cursor!r} must be refused before anything is sent; sent {sent}"


def test_a_page_made_with_another_secret_is_not_continued(log):
    write(log, *numbered(1, 2, 3))
    foreign = page(log.connection, 2, b"theirs").next
    try:
        got = page(log.connection, 2, SECRET, foreign)
    except InvalidCursor:
        return
    pytest.fail(f"a cursor of a page with another secret must raise InvalidCursor; got {got}")


def test_a_page_costs_the_same_wherever_it_is(log):
    log.run(BIG)
    ddl = index()
    assert isinstance(ddl, str), f"index() must be the text of a statement, not {ddl!r}"
    try:
        log.run(ddl)
    except psycopg.Error as error:
        pytest.fail(f"index() must be SQL that runs; {type(error).__name__}: {error}")
    log.run("vacuum analyze entry")
    cursor, first = None, None
    for number in range(1, 201):
        if number % 10 != 1:
            cursor = page_of(log, 100, cursor).next
            continue
        before = blocks(log)
        with log.statements() as sent:
            cursor = page_of(log, 100, cursor).next
        cost = blocks(log) - before
        first = first or cost
        assert cost <= MOST_BLOCKS, (
            f"page {number} of 200 read {cost} blocks, page 1 read {first}; a page of 100 may read "
            f"{MOST_BLOCKS}.\nExplain (analyze, buffers) what it sent, "
            f"with your index ({ddl.strip()}):\n{'; '.join(sent)}"
        )
    assert cursor is None, "20,000 entries are 200 pages of 100; there is one more"


def blocks(log):
    """Return how many blocks of the table and its indexes were read until now."""
    log.run("select pg_stat_force_next_flush()")
    [(count,)] = log.run(BLOCKS)
    return count
