import time
from threading import Event

import pytest

from katas.concurrency.lost_update import Account, Counter, LazyConfig, transfer


def tried(function, *arguments):
    """Return what the call returns, or the name of the error that it raises."""
    try:
        return function(*arguments)
    except (ValueError, OSError) as error:
        return type(error).__name__


class Slow(int):
    """An amount that is added or taken away only when the event comes."""

    def __new__(cls, amount, event):
        self = super().__new__(cls, amount)
        self.event = event
        return self

    def __add__(self, other):
        self.event.wait()
        return int(self) + other

    __radd__ = __add__

    def __rsub__(self, other):
        self.event.wait()
        return other - int(self)


class Key:
    """All are equal, and comparing two of them takes a second."""

    def __eq__(self, other):
        time.sleep(1)
        return True

    def __hash__(self):
        return 0


class Loader:
    """Takes a second; the first `failures` calls raise, others return the call's number."""

    def __init__(self, failures=0):
        self.failures = failures
        self.calls = 0

    def __call__(self):
        self.calls += 1
        call = self.calls
        time.sleep(1)
        if call <= self.failures:
            raise OSError("no file")
        return f"value {call}"


HELPERS = {"tried": tried, "Slow": Slow, "Event": Event, "Key": Key, "Loader": Loader}
KATA = {"Account": Account, "transfer": transfer, "Counter": Counter, "LazyConfig": LazyConfig}

ONE = "account = Account(100)"
TWO = "a, b = Account(100), Account(100)"


@pytest.fixture
def judge(interleave):
    """Judge what `see` is in the end, of a single thread too: a deadlock is told, not a hang."""

    def judge(promise, start, *threads, see="seen", right, preemptions=2):
        interleave.always(
            KATA | HELPERS,
            start=start,
            threads=threads,
            observe=see,
            allowed=right,
            promise=promise,
            preemptions=preemptions if len(threads) > 1 else 0,
            schedules=400,
        )

    return judge


# One account


def test_a_deposit_is_added(judge):
    judge(
        "a deposit is added to the balance",
        ONE,
        "account.deposit(1); account.deposit(20); seen = account.balance",
        right=[121],
    )


def test_a_withdrawal_is_taken_away(judge):
    judge(
        "a withdrawal that the balance covers is made, and gives True",
        ONE,
        "seen = account.withdraw(1), account.withdraw(99), account.balance",
        right=[(True, True, 0)],
    )


def test_a_withdrawal_that_is_too_large_changes_nothing(judge):
    judge(
        "a withdrawal that the balance does not cover gives False and changes nothing",
        ONE,
        "seen = account.withdraw(101), account.balance",
        right=[(False, 100)],
    )


@pytest.mark.parametrize("method", ["deposit", "withdraw"])
@pytest.mark.parametrize("amount", [0, -1])
def test_an_amount_below_one_is_refused(judge, method, amount):
    judge(
        "an amount below 1 raises ValueError and changes nothing",
        ONE,
        f"seen = tried(account.{method}, {amount}), account.balance",
        right=[("ValueError", 100)],
    )


def test_no_lock_is_kept_when_a_call_ends(judge):
    judge(
        "however a call ends, it has given back the locks that it took",
        ONE,
        "account.deposit(1); account.withdraw(999); tried(account.withdraw, 0)",
        "account.deposit(1); ended = True",
        see="ended",
        right=[True],
        preemptions=0,
    )


def test_no_deposit_is_lost(judge):
    judge(
        "no deposit is lost",
        ONE,
        "account.deposit(10)",
        "account.deposit(20)",
        see="account.balance",
        right=[130],
    )


def test_an_account_is_never_overdrawn(judge):
    judge(
        "an account of 100 pays out 60 only once",
        ONE,
        "one = account.withdraw(60)",
        "two = account.withdraw(60)",
        see="one, two, account.balance",
        right=[(True, False, 40), (False, True, 40)],
    )


def test_a_withdrawal_loses_no_deposit(judge):
    judge(
        "a withdrawal loses no deposit",
        ONE,
        "account.withdraw(10)",
        "account.deposit(20)",
        see="account.balance",
        right=[110],
    )


def test_nobody_sees_a_balance_below_zero(judge):
    judge(
        "a withdrawal that is refused never shows in the balance",
        ONE,
        "account.withdraw(101)",
        "seen = account.balance",
        right=[100],
    )


# Two accounts


def test_a_transfer_moves_money(judge):
    judge(
        "a transfer that the source covers is made, and gives True",
        TWO,
        "seen = transfer(a, b, 1), transfer(a, b, 99), a.balance, b.balance",
        right=[(True, True, 0, 200)],
    )


def test_a_transfer_that_is_too_large_changes_nothing(judge):
    judge(
        "a transfer that the source does not cover gives False and changes nothing",
        TWO,
        "seen = transfer(a, b, 101), a.balance, b.balance",
        right=[(False, 100, 100)],
    )


@pytest.mark.parametrize("amount", [0, -1])
def test_a_transfer_of_less_than_one_is_refused(judge, amount):
    judge(
        "an amount below 1 raises ValueError and changes nothing",
        TWO,
        f"seen = tried(transfer, a, b, {amount}), a.balance, b.balance",
        right=[("ValueError", 100, 100)],
    )


def test_no_lock_is_kept_when_a_transfer_ends(judge):
    judge(
        "however a transfer ends, it has given back the locks that it took",
        TWO,
        "transfer(a, b, 1); transfer(a, b, 999); tried(transfer, a, b, 0)",
        "a.deposit(1); b.deposit(1); ended = True",
        see="ended",
        right=[True],
        preemptions=0,
    )


@pytest.mark.parametrize(("amount", "is_covered"), [(100, True), (101, False)])
def test_an_account_may_transfer_to_itself(judge, amount, is_covered):
    judge(
        "an account may transfer to itself, which leaves it as it was",
        ONE,
        f"seen = transfer(account, account, {amount}), account.balance",
        right=[(is_covered, 100)],
    )


@pytest.mark.parametrize("other", ["a", "b"])
def test_a_transfer_loses_no_deposit(judge, other):
    money = {"a": (95, 110), "b": (90, 115)}
    judge(
        "a transfer loses no deposit",
        TWO,
        "transfer(a, b, 10)",
        f"{other}.deposit(5)",
        see="a.balance, b.balance",
        right=[money[other]],
    )


def test_a_transfer_never_overdraws_its_source(judge):
    judge(
        "an account of 100 pays out 60 only once",
        TWO,
        "one = transfer(a, b, 60)",
        "two = a.withdraw(60)",
        see="one, two, a.balance, b.balance",
        right=[(True, False, 40, 160), (False, True, 40, 100)],
    )


def test_opposite_transfers_do_not_wait_for_each_other(judge):
    judge(
        "transfers in opposite directions both end",
        TWO,
        "transfer(a, b, 10)",
        "transfer(b, a, 30)",
        see="a.balance, b.balance",
        right=[(120, 80)],
    )


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_nobody_sees_half_a_transfer(judge, order):
    one, two = order
    before, after = {"a": 100, "b": 100}, {"a": 90, "b": 110}
    judge(
        "whoever has seen a transfer in one balance sees it in the other one too",
        TWO,
        "transfer(a, b, 10)",
        f"seen = {one}.balance, {two}.balance",
        right=[(before[one], before[two]), (before[one], after[two]), (after[one], after[two])],
    )


@pytest.mark.parametrize(
    ("slow", "other"),
    [("a.deposit(slow)", "c.deposit(1)"), ("transfer(a, b, slow)", "transfer(c, d, 1)")],
    ids=["deposit", "transfer"],
)
def test_work_on_some_accounts_does_not_hold_up_others(judge, slow, other):
    judge(
        "T1 works slowly, until T2 is done; on other accounts T2 can work meanwhile",
        "a, b, c, d = [Account(100) for _ in 'abcd']; done = Event(); slow = Slow(10, done)",
        slow,
        f"{other}; done.set()",
        see="done.is_set()",
        right=[True],
        preemptions=0,
    )


# Hits


def test_hits_are_counted_by_key(judge):
    judge(
        "a hit counts once for each of its keys",
        "hits = Counter()",
        "hits.hit('a'); hits.hit('b', 'a'); seen = hits.snapshot()",
        right=[{"a": 2, "b": 1}],
    )


def test_a_counter_starts_empty(judge):
    judge(
        "a counter knows only what was hit, and only by itself",
        "Counter().hit('a'); hits = Counter()",
        "seen = hits.snapshot()",
        right=[{}],
    )


def test_a_snapshot_is_a_copy(judge):
    judge(
        "a snapshot is a copy: later hits do not change it, and it does not change the hits",
        "hits = Counter(); hits.hit('a')",
        "one = hits.snapshot(); hits.hit('a'); two = hits.snapshot(); two['b'] = 3; "
        "seen = one, hits.snapshot()",
        right=[({"a": 1}, {"a": 2})],
    )


def test_no_hit_is_lost(judge):
    judge(
        "no hit is lost",
        "hits = Counter()",
        "hits.hit('a')",
        "hits.hit('a')",
        see="hits.snapshot()",
        right=[{"a": 2}],
    )


def test_no_hit_is_lost_while_keys_are_compared(judge):
    judge(
        "no hit is lost, even if other threads get in while two keys are compared",
        "hits = Counter(); hits.hit(Key())",
        "hits.hit(Key())",
        "hits.hit(Key())",
        see="list(hits.snapshot().values())",
        right=[[3]],
    )


def test_a_snapshot_shows_all_keys_of_a_hit_or_none(judge):
    judge(
        "a snapshot shows all keys of a hit or none",
        "hits = Counter(); hits.hit('a')",
        "hits.hit('b', 'a')",
        "seen = hits.snapshot()",
        right=[{"a": 1}, {"a": 2, "b": 1}],
    )


# A config


def test_the_loader_is_called_by_the_first_get(judge):
    judge(
        "the loader is called by the first get and by nothing else",
        "load = Loader(); config = LazyConfig(load)",
        "calls = load.calls; seen = calls, config.get(), config.get(), load.calls",
        right=[(0, "value 1", "value 1", 1)],
    )


@pytest.mark.parametrize("value", ["None", "{}"])
def test_any_value_is_kept(judge, value):
    judge(
        f"{value} is a value as any other, and the loader is called once",
        f"calls = []; config = LazyConfig(lambda: calls.append(1) or {value})",
        "one, two = config.get(), config.get(); seen = one is two, one, len(calls)",
        right=[(True, eval(value), 1)],
    )


def test_after_an_error_the_next_get_loads_again(judge):
    judge(
        "an error of the loader goes through get, and the next get calls the loader again",
        "load = Loader(failures=1); config = LazyConfig(load)",
        "seen = tried(config.get), tried(config.get), tried(config.get), load.calls",
        right=[("OSError", "value 2", "value 2", 2)],
    )


def test_the_loader_is_called_once_for_all(judge):
    judge(
        "the loader is called once, and everybody gets its value",
        "load = Loader(); config = LazyConfig(load)",
        "one = config.get()",
        "two = config.get()",
        see="one, two, load.calls",
        right=[("value 1", "value 1", 1)],
    )


def test_an_error_reaches_only_the_get_that_called(judge):
    judge(
        "an error reaches only the get that called the loader; the one that waits calls it again",
        "load = Loader(failures=1); config = LazyConfig(load)",
        "one = tried(config.get)",
        "two = tried(config.get)",
        see="one, two, load.calls",
        right=[("OSError", "value 2", 2), ("value 2", "OSError", 2)],
    )


def test_a_slow_loader_does_not_hold_up_other_configs(judge):
    judge(
        "one loader waits until the other one has run, so both must be able to run at once",
        "done = Event(); waits, sets = LazyConfig(done.wait), LazyConfig(done.set)",
        "waits.get()",
        "sets.get()",
        see="done.is_set()",
        right=[True],
        preemptions=0,
    )
