from uuid import UUID

import psycopg
import pytest

from katas.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
    transfer,
)

TABLES = """
create table account (id int primary key, balance bigint not null check (balance >= 0));
create table transfer (request_id uuid primary key,
                       src int not null, dst int not null, amount bigint not null);
create table note (text text);
insert into account select n, 100 from generate_series(1, 4) n;
"""
BROKEN = """
create function fail() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$;
create trigger broken before {} for each row {} execute function fail();
"""
START = {1: 100, 2: 100, 3: 100, 4: 100}
REFUSED = [
    pytest.param((1, 2, 101), "InsufficientFunds", id="too much"),
    pytest.param((9, 2, 10), "UnknownAccount", id="unknown src"),
    pytest.param((1, 9, 10), "UnknownAccount", id="unknown dst"),
]


@pytest.fixture
def bank(pg):
    """Four accounts with 100 cents each."""
    pg.run(TABLES)
    return pg


@pytest.fixture
def conn(bank):
    return bank.connect()


@pytest.fixture
def caller(bank):
    """A connection in a transaction in which a note was written."""
    caller = bank.connect(autocommit=False)
    caller.execute("insert into note values ('before')")
    return caller


def attempt(conn, src, dst, amount, request=1):
    """Return what `transfer` returns, or the name of the exception that it raises."""
    try:
        return transfer(conn, src, dst, amount, UUID(int=request))
    except (InsufficientFunds, UnknownAccount, RequestReused, ValueError, psycopg.Error) as error:
        return type(error).__name__


def job(src, dst, amount, request=1):
    return lambda conn: attempt(conn, src, dst, amount, request)


def at_once(bank, account, *jobs):
    """Run the jobs while the account's row is locked, unlock it, return what became of them."""
    outcomes = bank.race(f"select from account where id = {account} for update", *jobs)
    for outcome in outcomes:
        if isinstance(outcome, BaseException):
            raise outcome
    return outcomes


def balances(bank):
    """Return the balances that everybody sees: those committed."""
    return dict(bank.run("select id, balance from account order by id"))


def records(bank):
    """Return the committed rows of the table transfer, the request as a number."""
    rows = bank.run("select request_id, src, dst, amount from transfer order by request_id")
    return [(request.int, src, dst, amount) for request, src, dst, amount in rows]


def notes(bank):
    return [text for (text,) in bank.run("select text from note")]


def write_on(caller, after):
    try:
        caller.execute("insert into note values ('after')")
    except psycopg.Error as error:
        pytest.fail(
            f"the caller's transaction must go on after {after}, but its next statement "
            f"failed: {type(error).__name__}"
        )


def assert_untouched(bank, after):
    got = balances(bank)
    assert got == START, f"{after} must leave all balances at 100; they are {got}"
    got = records(bank)
    assert got == [], f"{after} must leave no row in transfer; there is {got}"


def test_a_transfer_moves_the_money(bank, conn):
    got = attempt(conn, 1, 2, 20)
    assert got is True, f"20 of 100 cents from account 1 to 2 must give True, not {got}"
    got = balances(bank)
    assert got == {**START, 1: 80, 2: 120}, (
        f"20 cents from account 1 to 2 were to leave 80 and 120, committed; other connections "
        f"see {got}"
    )


def test_a_transfer_is_recorded(bank, conn):
    attempt(conn, 3, 2, 20, request=7)
    got = records(bank)
    assert got == [(7, 3, 2, 20)], (
        f"request 7, 20 cents from account 3 to 2, must leave (7, 3, 2, 20) in transfer, not {got}"
    )


@pytest.mark.parametrize("amount", [1, 100])
def test_one_cent_may_go_and_so_may_the_whole_balance(bank, conn, amount):
    got = attempt(conn, 1, 2, amount), balances(bank)
    assert got == (True, {**START, 1: 100 - amount, 2: 100 + amount}), (
        f"{amount} of 100 cents from account 1 to 2 may go; got {got}"
    )


@pytest.mark.parametrize(("wanted", "name"), REFUSED)
def test_a_refused_transfer_changes_nothing(bank, conn, wanted, name):
    src, dst, amount = wanted
    got = attempt(conn, *wanted)
    what = f"{amount} cents from account {src} to {dst} (1 to 4 exist, with 100 cents each)"
    assert got == name, f"{what} must raise {name}; got {got}"
    assert_untouched(bank, what)


@pytest.mark.parametrize(("src", "dst", "amount"), [(1, 2, 0), (1, 2, -5), (1, 1, 5)])
def test_bad_input_is_refused_before_anything_is_sent(bank, conn, src, dst, amount):
    with bank.statements() as sent:
        got = attempt(conn, src, dst, amount)
    assert got == "ValueError", (
        f"{amount} cents from account {src} to {dst} must raise ValueError; got {got}"
    )
    assert not sent, f"bad input must be refused before anything is sent; sent {sent}"


def test_a_request_that_was_applied_gives_false(bank, conn):
    got = attempt(conn, 1, 2, 20), attempt(bank.connect(), 1, 2, 20)
    assert got == (True, False), f"the same request twice must give True and False; got {got}"
    got = balances(bank)
    assert got == {**START, 1: 80, 2: 120}, (
        f"20 cents, the same request twice, must move once: 80 and 120; there is {got}"
    )


def test_an_applied_request_gives_false_whatever_the_balance(bank, conn):
    attempt(conn, 1, 2, 100)
    got = attempt(conn, 1, 2, 100)
    assert got is False, (
        f"request 1 took all the money of account 1; sent again, it was applied before and must "
        f"give False, not {got}"
    )


@pytest.mark.parametrize("other", [(3, 2, 20), (1, 3, 20), (1, 2, 21)])
def test_a_request_id_with_other_contents_is_refused(bank, conn, other):
    attempt(conn, 1, 2, 20)
    got = attempt(conn, *other)
    assert got == "RequestReused", (
        f"request 1 was (src, dst, amount) = (1, 2, 20); the same id with {other} must raise "
        f"RequestReused; got {got}"
    )
    got = balances(bank), records(bank)
    assert got == ({**START, 1: 80, 2: 120}, [(1, 1, 2, 20)]), (
        f"a reused request id must change nothing; got {got}"
    )


@pytest.mark.parametrize(("wanted", "name"), REFUSED[::2])
def test_a_refused_request_may_be_sent_again(bank, conn, wanted, name):
    attempt(conn, *wanted)
    bank.run("insert into account values (9, 100); update account set balance = 200 where id = 1")
    got = attempt(conn, *wanted)
    assert got is True, (
        f"{name} left no trace, so the same request, now that it can be met, must give True; "
        f"got {got}"
    )


@pytest.mark.parametrize(
    ("event", "condition", "place"),
    [
        pytest.param("update on account", "when (new.id = 2)", "update of dst", id="credit"),
        pytest.param("insert on transfer", "", "insert into transfer", id="record"),
    ],
)
def test_what_fails_half_way_leaves_nothing(bank, conn, event, condition, place):
    bank.run(BROKEN.format(event, condition))
    got = attempt(conn, 1, 2, 20)
    assert_untouched(bank, f"a transfer whose {place} fails, by a trigger,")
    assert got == "RaiseException", (
        f"a trigger raised RaiseException at the {place}: it must pass through; got {got}"
    )
    bank.run("drop function fail cascade")
    got = attempt(conn, 1, 2, 20)
    assert got is True, f"after the cause is gone, the same request must give True; got {got}"


def test_the_caller_commits_what_is_in_its_transaction(bank, caller):
    got = attempt(caller, 1, 2, 20), attempt(caller, 2, 3, 120, request=2)
    assert got == (True, True), (
        f"20 cents from 1 to 2, then 120 from 2 to 3, in one transaction must give True twice; "
        f"got {got}"
    )
    got = notes(bank)
    assert got == [], f"the caller's transaction was committed for it: others see its note {got}"
    assert_untouched(bank, "in the caller's transaction, a transfer not committed yet")
    caller.commit()
    got = balances(bank), notes(bank)
    assert got == ({**START, 1: 80, 2: 0, 3: 220}, ["before"]), (
        f"20 cents from 1 to 2 and 120 from 2 to 3 were committed together with a note; got {got}"
    )


def test_the_caller_rolls_back_what_is_in_its_transaction(bank, conn, caller):
    attempt(caller, 1, 2, 20)
    caller.rollback()
    assert_untouched(bank, "the caller's rollback")
    got = attempt(conn, 1, 2, 20)
    assert got is True, f"request 1 was rolled back; sent again, it must give True, not {got}"


@pytest.mark.parametrize(("wanted", "name"), REFUSED)
def test_a_refused_transfer_lets_the_callers_transaction_go_on(bank, caller, wanted, name):
    got = attempt(caller, *wanted)
    assert got == name, f"in the caller's transaction {wanted} must raise {name}; got {got}"
    write_on(caller, name)
    caller.commit()
    got = notes(bank)
    assert got == ["before", "after"], (
        f"the caller wrote 'before', a transfer raised {name}, it wrote 'after' and committed; "
        f"the notes are {got}"
    )
    assert_untouched(bank, f"{name}, caught in the caller's transaction that then commits,")


@pytest.mark.parametrize(("amount", "expected"), [(20, False), (30, "RequestReused")])
def test_a_known_request_lets_the_callers_transaction_go_on(bank, conn, caller, amount, expected):
    attempt(conn, 1, 2, 20)
    got = attempt(caller, 1, 2, amount)
    assert got == expected, (
        f"request 1 moved 20 cents; in a caller's transaction, the same with {amount} must come "
        f"to {expected}; got {got}"
    )
    write_on(caller, f"a request that was applied before ({expected})")
    caller.commit()
    got = balances(bank), notes(bank)
    assert got == ({**START, 1: 80, 2: 120}, ["before", "after"]), (
        f"20 cents moved once and both the caller's notes were to stay; got {got}"
    )


def test_an_inner_block_of_the_caller_can_be_rolled_back_alone(bank, conn):
    with conn.transaction():
        first = attempt(conn, 1, 2, 20)
        with conn.transaction(force_rollback=True):
            inner = attempt(conn, 1, 2, 30, request=2)
    got = first, inner, balances(bank)
    assert got == (True, True, {**START, 1: 80, 2: 120}), (
        f"two transfers, and the inner block with the second was rolled back: True, True and "
        f"20 cents moved; got {got}"
    )


def test_a_long_day_agrees_with_a_ledger_kept_in_python(bank, conn):
    expected, applied = dict(START), {}
    for n in range(40):
        src, amount, request = n % 4 + 1, n % 12 * 37 % 150 + 1, n % 18
        dst = (src + n // 4 % 3) % 4 + 1
        if request in applied:
            right = applied[request] != (src, dst, amount) and "RequestReused"
        elif expected[src] < amount:
            right = "InsufficientFunds"
        else:
            right = True
            applied[request] = src, dst, amount
            expected[src] -= amount
            expected[dst] += amount
        got = attempt(conn, src, dst, amount, request)
        assert got == right, (
            f"step {n}: request {request}, {amount} cents from {src} to {dst}, is {right} by a "
            f"ledger with {expected} after it; got {got}"
        )
        got = balances(bank)
        assert got == expected, f"step {n}: balances are {got}, by the ledger {expected}"


@pytest.mark.parametrize(
    ("shared", "pairs", "after"),
    [
        (1, [(1, 2), (1, 2)], {1: 80, 2: 120}),
        (3, [(1, 3), (2, 3)], {1: 90, 2: 90, 3: 120}),
    ],
)
def test_no_update_is_lost_between_transfers_at_once(bank, shared, pairs, after):
    jobs = [job(src, dst, 10, request) for request, (src, dst) in enumerate(pairs)]
    got = at_once(bank, shared, *jobs)
    what = f"10 cents each along {pairs}, at once,"
    assert got == [True, True], f"{what} must give True twice; got {got}"
    got = balances(bank)
    assert got == START | after, f"{what} must come to {after}; an update was lost: {got}"


def test_transfers_at_once_cannot_overdraw(bank):
    got = at_once(bank, 1, job(1, 2, 60, 1), job(1, 3, 60, 2))
    assert got == [True, "InsufficientFunds"], (
        f"two transfers of 60 from account 1 at once, and it has 100: the second comes too late "
        f"and must raise InsufficientFunds; got {got}"
    )
    got = balances(bank)
    assert got == {**START, 1: 40, 2: 160}, f"60 cents were to go from 1 to 2; got {got}"


def test_the_same_request_at_once_is_applied_once(bank):
    got = at_once(bank, 1, job(1, 2, 20), job(1, 2, 20))
    assert got == [True, False], (
        f"the same request twice at once must give True and False; got {got}"
    )
    got = balances(bank)
    assert got == {**START, 1: 80, 2: 120}, f"20 cents were to move once; got {got}"


def test_the_same_request_id_with_other_contents_at_once_is_refused(bank):
    got = at_once(bank, 1, job(1, 2, 20), job(3, 4, 20))
    assert sorted(map(str, got)) == ["RequestReused", "True"], (
        f"one request id at once, for 20 cents from 1 to 2 and from 3 to 4: one is applied, one "
        f"raises RequestReused; got {got}"
    )
    total, moved = sum(balances(bank).values()), len(records(bank))
    assert (total, moved) == (400, 1), f"one transfer and 400 cents in all; got {moved}, {total}"


def test_a_request_waits_and_is_applied_if_the_first_is_rolled_back(bank):
    def rolled_back(conn):
        with conn.transaction(force_rollback=True):
            return attempt(conn, 1, 2, 20)

    got = at_once(bank, 1, rolled_back, job(1, 2, 20))
    assert got == [True, True], (
        f"the same request at once, and the caller rolls the first back: the second is the first "
        f"that counts and must give True; got {got}"
    )
    got = balances(bank)
    assert got == {**START, 1: 80, 2: 120}, f"20 cents were to move once; got {got}"


def test_opposite_transfers_at_once_do_not_deadlock(bank):
    got = at_once(bank, 1, job(1, 2, 10, 1), job(2, 1, 30, 2))
    assert got == [True, True], (
        f"10 cents from 1 to 2 and 30 from 2 to 1 at once must give True twice; got {got}"
    )
    got = balances(bank)
    assert got == {**START, 1: 120, 2: 80}, f"balances of 120 and 80 were to be left; got {got}"


def test_both_directions_lock_the_same_account_first(bank):
    def is_locked(conn):
        free = conn.execute("select id from account where id = 2 for no key update skip locked")
        return not free.fetchall()

    there = at_once(bank, 1, job(1, 2, 10, 1), is_locked)[1]
    back = at_once(bank, 1, job(2, 1, 10, 2), is_locked)[1]
    assert there == back, (
        f"while it waits for account 1, a transfer from 1 to 2 {'holds' if there else 'leaves'} "
        f"account 2 and one from 2 to 1 {'holds' if back else 'leaves'} it: such a pair deadlocks"
    )


def test_transfers_that_share_no_account_do_not_wait(bank):
    def seen(conn):
        return conn.execute("select balance from account where id = 4").fetchall()

    got = at_once(bank, 1, job(1, 2, 10, 1), job(3, 4, 10, 2), seen)
    assert got == [True, True, [(110,)]], (
        f"while a transfer from 1 to 2 waits for account 1, one from 3 to 4 must not wait: "
        f"account 4 was to have 110 by then; got {got}"
    )
