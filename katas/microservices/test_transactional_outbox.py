import contextlib
import json
import shutil
import sqlite3
import textwrap
from collections import Counter

import pytest

from dojo.kit.steps import Pause, kill_before
from katas.microservices.transactional_outbox import (
    Event,
    consume,
    create_inbox,
    create_shop,
    place_order,
    relay,
)

ORDERS = [("o-3", 300), ("o-1", 100), ("o-2", 200)]
EVENTS = [Event("b", "o-1", 100), Event("c", "o-2", 200), Event("a", "o-3", 400)]
MOST_PUBLISHED = 60
"""No test publishes as many, but a relay that never comes to its end."""


class BrokenError(Exception):
    """What our callbacks raise, and nobody else."""


class World:
    """The databases of a shop and a ledger, and a broker: files, which outlive every process."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._messages = folder / "messages"
        self._messages.touch()

    def copy(self, name):
        return World(shutil.copytree(self._folder, self._folder.with_name(name)))

    @contextlib.contextmanager
    def process(self, database, step=None):
        """Connect to the shop or the ledger; `step` is told of each statement before it runs."""
        path = self._folder / database
        with contextlib.closing(sqlite3.connect(path, timeout=0)) as conn:
            conn.execute("PRAGMA synchronous = OFF")
            conn.set_trace_callback(step)
            yield conn
            conn.set_trace_callback(None)

    def create(self):
        with self.process("shop") as conn:
            create_shop(conn)
        with self.process("ledger") as conn:
            create_inbox(conn)
            conn.executescript(
                "CREATE TABLE applied (order_id); CREATE TABLE revenue AS SELECT 0 AS cents"
            )
        return self

    def place(self, *orders):
        with self.process("shop") as conn:
            for order_id, cents in orders:
                place_order(conn, order_id, cents)
        return self

    def relay(self, publish=None):
        with self.process("shop") as conn:
            return relay(conn, publish or self.publish)

    def consume(self, *events, apply=None):
        """Deliver the events, one after another, and return what came of each."""
        with self.process("ledger") as conn:
            return [consume(conn, event, apply or add) for event in events]

    def publish(self, event):
        if len(self.published()) == MOST_PUBLISHED:
            pytest.fail(f"the relay published {MOST_PUBLISHED} events and goes on, last {event}")
        with self._messages.open("a") as messages:
            messages.write(json.dumps(event) + "\n")

    def published(self):
        return [Event(*json.loads(line)) for line in self._messages.read_text().splitlines()]

    def announced(self):
        """Return the orders that were published, in the order of the first time."""
        return [(event.order_id, event.cents) for event in dict.fromkeys(self.published())]

    def orders(self):
        with self.process("shop") as conn:
            return dict(conn.execute("SELECT id, cents FROM orders"))

    def ledger(self):
        """Return which orders were added, and the revenue."""
        with self.process("ledger") as conn:
            applied = [order_id for (order_id,) in conn.execute("SELECT order_id FROM applied")]
            [(revenue,)] = conn.execute("SELECT cents FROM revenue")
        return sorted(applied), revenue


def add(conn, event):
    conn.execute("INSERT INTO applied VALUES (?)", [event.order_id])
    conn.execute("UPDATE revenue SET cents = cents + ?", [event.cents])


def due(events):
    """Return the ledger that has each of these once."""
    return sorted(event.order_id for event in events), sum(event.cents for event in events)


def attempt(function, *args):
    """Return what the function gives, or the error if it is one that the brief allows for."""
    try:
        return function(*args)
    except (sqlite3.Error, BrokenError) as error:
        return error


@pytest.fixture
def world(tmp_path):
    return World(tmp_path / "world")


# A shop


def test_an_order_is_there_for_other_processes(world):
    world.create().place(("o-1", 250))
    orders = world.orders()
    assert orders == {"o-1": 250}, (
        f"place_order(conn, 'o-1', 250) returned and the process ended; another found {orders}"
    )


@pytest.mark.parametrize("refused", [("o-1", 7), ("o-2", 0), ("o-2", -5)])
def test_an_order_that_the_table_refuses_leaves_nothing_behind(world, refused):
    world.create()
    with world.process("shop") as conn:
        place_order(conn, "o-1", 100)
        error = attempt(place_order, conn, *refused)
        assert isinstance(error, sqlite3.IntegrityError), (
            f"'o-1' for 100 is there; place_order(conn, {refused[0]!r}, {refused[1]}) must raise "
            f"sqlite3.IntegrityError, and came to {error!r}"
        )
        place_order(conn, "o-9", 900)
    world.relay()
    told = f"'o-1' was placed, {refused} was refused, then 'o-9' was placed on the same connection"
    assert world.orders() == {"o-1": 100, "o-9": 900}, f"{told}: the orders are {world.orders()}"
    assert world.announced() == [("o-1", 100), ("o-9", 900)], (
        f"{told}: events of those two are due, and these were published: {world.published()}"
    )


def test_a_shop_that_starts_again_keeps_what_it_has(world):
    world.create().place(*ORDERS)
    with world.process("shop") as conn:
        create_shop(conn)
    assert world.orders() == dict(ORDERS), (
        f"{ORDERS} were placed, and create_shop was called again: the orders are {world.orders()}"
    )
    world.relay()
    assert world.announced() == ORDERS, (
        f"{ORDERS} were placed, and create_shop was called again; then the relay published "
        f"{world.published()}"
    )


# A relay


def test_each_order_is_published_once(world):
    world.create().place(*ORDERS)
    counts = [world.relay(), world.relay()]
    assert world.announced() == ORDERS, (
        f"{ORDERS} were placed, and the relay published {world.published()}"
    )
    assert len(world.published()) == 3, (
        f"three orders, and relay was called twice; it published {world.published()}"
    )
    assert counts == [3, 0], f"relay published three events, then none, and returned {counts}"


def test_what_is_published_is_an_event(world):
    world.create().place(("o-1", 250))
    got = []
    world.relay(got.append)
    types = [(type(thing), *map(type, thing)) for thing in got]
    assert types == [(Event, str, str, int)], (
        f"publish must be called with an Event of a str, a str and an int; it got {got}"
    )


@pytest.mark.parametrize("order_id", ["", "it's", 'a "b", %s ?', "заказ\n№ 1", "7"])
def test_an_order_may_have_any_id(world, order_id):
    world.create().place((order_id, 5))
    world.relay()
    assert world.announced() == [(order_id, 5)], (
        f"an order with the id {order_id!r} was placed; published was {world.published()}"
    )


def test_events_come_in_the_order_of_their_commits(world):
    orders = [(f"o-{number * 7 % 12}", 12 - number) for number in range(12)]
    world.create()
    for start in (0, 5, 10):
        world.place(*orders[start : start + 5]).relay()
    assert world.announced() == orders, (
        f"placed were {orders}, and three times a relay ran; published was {world.announced()}"
    )


def test_no_two_events_have_the_same_id(world):
    world.create()
    for order in ORDERS:
        world.place(order).relay()
    ids = [event.id for event in world.published()]
    assert len({*ids}) == 3, (
        "three times an order was placed and published; a consumer takes the same id for the "
        f"same event, and the ids are {ids}"
    )


@pytest.mark.parametrize("has_got_it", [False, True])
def test_what_the_broker_raises_ends_the_relay_and_the_event_still_waits(world, has_got_it):
    world.create().place(*ORDERS)
    lost = ORDERS[1][0]

    def publish(event):
        if event.order_id != lost or has_got_it:
            world.publish(event)
        if event.order_id == lost:
            raise BrokenError(lost)

    error = attempt(world.relay, publish)
    before = world.published()
    told = f"the broker failed at {lost!r}, the second of three, " + (
        "after it had got it" if has_got_it else "and has not got it"
    )
    assert isinstance(error, BrokenError), (
        f"{told}: relay must let that error out, and it came to {error!r}"
    )
    assert len(before) == 1 + has_got_it, (
        f"{told}: nothing may be published after it, or the order is lost; {before} were"
    )
    world.relay()
    after = world.published()[len(before) :]
    got = [event.order_id for event in after]
    assert got == ["o-1", "o-2"], (
        f"{told}: the next relay must publish 'o-1', 'o-2' and not 'o-3' again; it published {got}"
    )
    assert not has_got_it or after[0] == before[1], (
        f"{told}: published again, an event must be the same, id included; first it was "
        f"{before[1]}, then {after[0]}"
    )


def test_orders_can_be_placed_while_the_broker_is_slow(world):
    world.create().place(*ORDERS)
    outcomes = []

    def publish(event):
        if len(outcomes) < 3:
            outcomes.append(attempt(world.place, (f"new {len(outcomes)}", 1)))
        world.publish(event)

    world.relay(publish)
    world.relay()
    errors = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert not errors, (
        "orders were placed while `publish` ran: the relay may hold no lock there, neither by a "
        f"transaction nor by a query that was not read to its end; place_order raised {errors}"
    )
    new = [("new 0", 1), ("new 1", 1), ("new 2", 1)]
    assert world.announced() == [*ORDERS, *new], (
        f"{ORDERS} were there, {new} were placed while the relay published, and relay was called "
        f"again; published was {world.announced()}"
    )


# A consumer


def test_an_event_that_comes_again_is_not_applied_again(world):
    world.create()
    one, two, three = EVENTS
    delivered = [one, one, two, one, three, two, one]
    got = world.consume(*delivered)
    ids = [event.id for event in delivered]
    assert world.ledger() == due(EVENTS), (
        f"events came with the ids {ids}; due are {due(EVENTS)}, the ledger has {world.ledger()}"
    )
    assert got == [True, False, True, False, True, False, False], (
        f"events came with the ids {ids}; consume tells whether it applied them, and gave {got}"
    )


def test_another_process_remembers_what_was_applied(world):
    world.create().consume(*EVENTS)
    with world.process("ledger") as conn:
        create_inbox(conn)
    world.consume(*EVENTS)
    assert world.ledger() == due(EVENTS), (
        "three events were applied, the process ended, another called create_inbox and got the "
        f"same three; due are {due(EVENTS)}, the ledger has {world.ledger()}"
    )


def test_events_are_told_apart_by_their_ids_alone(world):
    events = [Event(name, "o-1", 100) for name in ("1", "01", "a", "A", "", "it's", "№ 1\n")]
    world.create().consume(*events)
    assert world.ledger() == due(events), (
        f"all of {events} are different events; due are {due(events)}, the ledger has "
        f"{world.ledger()}"
    )


def test_two_ledgers_know_nothing_of_each_other(tmp_path):
    for name in ("one", "two"):
        world = World(tmp_path / name).create()
        world.consume(*EVENTS)
        assert world.ledger() == due(EVENTS), (
            f"two ledgers got the same events: each must apply them; {name} has {world.ledger()}"
        )


def test_what_apply_raises_undoes_its_work(world):
    def add_and_fail(conn, event):
        add(conn, event)
        raise BrokenError(event.id)

    world.create()
    one, two, _ = EVENTS
    with world.process("ledger") as conn:
        error = attempt(consume, conn, one, add_and_fail)
        assert isinstance(error, BrokenError), (
            f"what apply raises must be let out; consume came to {error!r}"
        )
        consume(conn, two, add)
    assert world.ledger() == due([two]), (
        "apply added 'o-1' and raised, then 'o-2' was consumed on the same connection; due are "
        f"{due([two])}, the ledger has {world.ledger()}"
    )
    got = world.consume(one)
    assert (got, world.ledger()) == ([True], due([one, two])), (
        f"apply raised for 'o-1', and the event came again: it must be applied; consume gave "
        f"{got}, the ledger has {world.ledger()}"
    )


# Processes that are killed


def placing(world, step):
    with world.process("shop", step) as conn:
        for order in ORDERS[:2]:
            place_order(conn, *order)
            step(f"place_order returned for {order[0]!r}")


def relaying(world, step):
    def publish(event):
        step(f"publish {event.order_id!r}")
        world.publish(event)

    with world.process("shop", step) as conn:
        relay(conn, publish)


def consuming(world, step):
    with world.process("ledger", step) as conn:
        for event in world.published():
            consume(conn, event, add)
            step(f"consume returned for {event.order_id!r}")


def creating(world, step):
    with world.process("shop", step) as conn:
        create_shop(conn)
    with world.process("ledger", step) as conn:
        create_inbox(conn)


def everything(world, step):
    for job in (placing, relaying, consuming):
        job(world, step)


def deaths(world, job):
    """Let processes do the job in copies of the world and be killed, each before another step.

    Yield the world that each has left, the steps that it had taken, and words for it.
    """
    steps = []
    job(world.copy("alive"), steps.append)
    for number in range(len(steps)):
        left = world.copy(f"killed {number}")
        kill_before(number, lambda step, left=left: job(left, step))
        yield left, steps[:number], f"a process was killed {moment(steps, number)}"


def moment(steps, number):
    """Say where a process was before step `number`."""
    *before, after = [f"`{textwrap.shorten(step, 70)}`" for step in steps[: number + 1]]
    return f"after {', '.join(before[-3:])} and before {after}" if before else f"before {after}"


def test_a_shop_that_is_killed_has_an_event_for_each_order_and_no_other(world):
    for left, steps, told in deaths(world.create(), placing):
        left.relay()
        orders, announced = left.orders().items(), dict(left.announced()).items()
        silent, phantoms = [*orders - announced], [*announced - orders]
        assert not silent, f"{told}: {silent} is in the table, and the relay finds no event of it"
        assert not phantoms, f"{told}: an event tells of {phantoms}, which is not in the table"
        done = [order for order in ORDERS if f"place_order returned for {order[0]!r}" in steps]
        lost = [order for order in done if order not in orders]
        assert not lost, f"{told}: place_order had returned for {lost}, which is not in the table"


def test_a_relay_that_is_killed_loses_no_event(world):
    for left, _, told in deaths(world.create().place(*ORDERS[:2]), relaying):
        left.relay()
        assert left.announced() == ORDERS[:2], (
            f"{told}, and the next relay went on: due are {ORDERS[:2]}, and all that was published "
            f"is {left.published()}"
        )


def test_a_relay_that_is_killed_publishes_at_most_one_event_again(world):
    for left, _, told in deaths(world.create().place(*ORDERS[:2]), relaying):
        left.relay()
        times = Counter(event.order_id for event in left.published())
        again = [order_id for order_id, count in times.items() if count > 1]
        assert len(again) <= 1, (
            f"{told}, and the next relay published all of {again} again: mark each event before "
            "you publish the next"
        )


def test_a_consumer_that_is_killed_applies_each_event_once(world):
    world.create()
    for event in EVENTS[:2]:
        world.publish(event)
    for left, _, told in deaths(world, consuming):
        left.consume(*EVENTS[:2])
        assert left.ledger() == due(EVENTS[:2]), (
            f"{told}, and all events were delivered again: due are {due(EVENTS[:2])}, the ledger "
            f"has {left.ledger()}"
        )


def test_a_process_that_is_killed_while_it_creates_tables_does_no_harm(world):
    for left, _, told in deaths(world, creating):
        left.create().place(*ORDERS).relay()
        left.consume(*left.published())
        got = left.announced(), left.ledger()
        assert got == (ORDERS, due(left.published())), (
            f"{told}, and the next one created them; then {ORDERS} were placed: published and "
            f"applied were {got}"
        )


# Several processes at once


def pauses(world, job, meanwhile):
    """Let a process do the job in copies of the world, paused before each of its steps in turn.

    Yield the world, and words for the pause, when both are over; each may have found a database
    locked.
    """
    steps = []
    job(world.copy("alive"), steps.append)
    for number in range(len(steps)):
        left = world.copy(f"paused {number}")
        pause = Pause(number, lambda left=left: meanwhile(left))
        attempt(job, left, pause.step)
        if isinstance(pause.outcome, BaseException) and not isinstance(
            pause.outcome, sqlite3.Error
        ):
            raise pause.outcome
        if len(pause.steps) > number:
            yield left, f"was paused {moment(pause.steps, number)}"


@pytest.mark.parametrize("name", ["another relay", "a new order"])
def test_whatever_happens_while_a_relay_is_paused_no_event_is_lost(world, name):
    new = ("new", 1)
    meanwhile = World.relay if name == "another relay" else lambda world: world.place(new)
    for left, pause in pauses(world.create().place(*ORDERS[:2]), relaying, meanwhile):
        left.relay()
        orders = ORDERS[:2] + [new] * (new in left.orders().items())
        assert left.announced() == orders, (
            f"a relay {pause}, and meanwhile came {name}; in the end due are {orders}, and "
            f"published was {left.published()}"
        )


def test_two_consumers_of_the_same_event_apply_it_once(world):
    world.create().publish(EVENTS[0])
    once = due(EVENTS[:1])
    for left, pause in pauses(world, consuming, lambda world: world.consume(EVENTS[0])):
        told = f"a consumer {pause}, and meanwhile another got the same event"
        assert left.ledger()[1] <= once[1], f"{told}: both have applied it"
        left.consume(EVENTS[0])
        assert left.ledger() == once, (
            f"{told}; it was delivered once more, due are {once}, the ledger has {left.ledger()}"
        )


# From the shop to the ledger


def test_wherever_a_process_is_killed_the_revenue_is_that_of_the_orders(world):
    for left, _, told in deaths(world.create(), everything):
        for order in ORDERS:
            attempt(left.place, order)
        left.relay()
        left.consume(*left.published())
        got, orders = left.ledger(), left.orders()
        assert got == (sorted(orders), sum(orders.values())), (
            f"{told}; others placed what was missing, published, and consumed: the orders are "
            f"{orders}, and the ledger has {got}"
        )
