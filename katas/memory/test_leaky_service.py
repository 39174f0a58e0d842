import functools
import gc
import itertools
import traceback
import weakref

import pytest

from dojo.kit.attempts import attempt_type
from dojo.kit.memory import growth, is_gone
from katas.memory.leaky_service import ErrorLog, Headers, Hub, InFlight, Lease, Report

KIB = 1024


class Thing:
    """Something to refer to weakly: a drawing, a body, a client, a connection."""


class BrokenError(Exception):
    """What our draws, listeners and requests raise, and nobody else."""


class Draw:
    """Makes a new drawing at each call, and notes the style; some calls of it fail."""

    def __init__(self, make=Thing, *, fails=()):
        self.make = make
        self.fails = fails
        self.asked = []

    def __call__(self, style):
        self.asked.append(style)
        if len(self.asked) in self.fails:
            raise BrokenError
        return self.make()


def test_each_report_returns_what_its_own_draw_returns():
    reports = [Report("ann in {}".format), Report("bob in {}".format)]
    got = [report.render("bars") for report in reports]
    want = ["ann in bars", "bob in bars"]
    assert got == want, f"two reports were rendered as 'bars': {want} was due, we got {got}"


@pytest.mark.parametrize("make", [Thing, type(None)])
def test_a_report_draws_each_style_once(make):
    draw = Draw(make)
    report = Report(draw)
    for style in ("bars", "lines", "bars", "lines"):
        report.render(style)
    assert draw.asked == ["bars", "lines"], (
        "bars and lines were rendered in turns, and nobody held on to a drawing; draw was to be "
        f"asked once for each, but it was for {draw.asked}. It returned a {make.__name__} each time"
    )


def test_a_drawing_that_failed_is_tried_again():
    draw = Draw(lambda: "drawn", fails=[1])
    report = Report(draw)
    got = [attempt_type(report.render, "bars") for _ in range(2)]
    assert got == [BrokenError, "drawn"], (
        f"draw failed once and then returned 'drawn'; render was to do the same, it gave {got}"
    )


def test_a_dropped_report_is_gone():
    draw = Draw()
    report = Report(draw)
    report.render("bars")
    reference = weakref.ref(draw)
    del report, draw
    assert is_gone(reference), (
        "a report was rendered once and dropped, yet its draw is still referred to: if a cache on "
        "the class has `self` in its keys, each report is kept as long as the class is"
    )


def test_the_drawings_of_a_dropped_report_are_gone():
    report = Report(Draw())
    drawing = weakref.ref(report.render("bars"))
    del report
    assert is_gone(drawing), (
        "a report was dropped, but its drawing is still referred to: the cache outlives the report"
    )


class Session:
    """Notes in a log what it hears."""

    def __init__(self, name, log):
        self.name = name
        self.log = log

    def hear(self, event):
        self.log.append(f"{self.name} {event}")


def test_a_method_is_called_as_long_as_its_object_is_there():
    log, hub = [], Hub()
    session = Session("session", log)
    hub.subscribe(session.hear)
    hub.publish("login")
    hub.publish("logout")
    assert log == ["session login", "session logout"], (
        "a session subscribed its method and is still there, but of 'login' and 'logout' it heard "
        f"{log}. Each `session.hear` makes a new method object, and nobody else keeps this one"
    )


def test_listeners_are_called_in_the_order_of_subscribing():
    log, hub = [], Hub()
    first, third = Session("first", log), Session("third", log)
    hub.subscribe(first.hear)
    hub.subscribe(lambda event: log.append(f"second {event}"))
    hub.subscribe(third.hear)
    hub.subscribe(first.hear)
    hub.publish("login")
    want = ["first login", "second login", "third login", "first login"]
    assert log == want, (
        "subscribed were a method of a first session, a lambda, a method of a third, and the first "
        f"one's again; publish('login') was to have {want}, we saw {log}"
    )


LISTENERS = {
    "a lambda": lambda log: lambda event: log.append(event),
    "a method of a list": lambda log: log.append,
    "a partial": lambda log: functools.partial(list.append, log),
}


@pytest.mark.parametrize("kind", LISTENERS)
def test_any_other_callable_stays(kind):
    log, hub = [], Hub()
    hub.subscribe(LISTENERS[kind](log))
    hub.publish("login")
    hub.publish("logout")
    assert log == ["login", "logout"], (
        f"{kind} was subscribed, which nobody but the hub refers to: it was to stay, but of "
        f"'login' and 'logout' it heard {log}"
    )


def test_a_subscribed_method_does_not_keep_its_object():
    log, hub = [], Hub()
    session = Session("session", log)
    hub.subscribe(session.hear)
    hub.publish("login")
    reference = weakref.ref(session)
    del session
    assert is_gone(reference), (
        "a session subscribed its method and was dropped, but is still referred to: a bound method "
        "holds its object, and the hub holds the method"
    )
    hub.publish("logout")
    assert log == ["session login"], f"a session was gone before 'logout', yet we saw {log}"


@pytest.mark.parametrize("when", ["after a publish", "at once"])
def test_the_hub_forgets_methods_whose_objects_are_gone(when):
    hub = Hub()

    def come_and_go():
        session = Session("session", [])
        hub.subscribe(session.hear)
        if when == "after a publish":
            hub.publish("login")
        del session
        hub.publish("logout")

    grown = growth(come_and_go, rounds=1000)
    assert grown < 16 * KIB, (
        f"sessions subscribed and were dropped {when}, and a publish followed each time; yet the "
        "hub grows and grows. Something stays of each, were it an empty weak reference\n"
        f"{grown // KIB:,} KiB after 1000 sessions"
    )


def test_the_error_of_a_listener_costs_no_subscription():
    log, hub = [], Hub()
    first, third = Session("first", log), Session("third", log)
    hub.subscribe(first.hear)
    hub.subscribe(Draw(fails=[1]))
    hub.subscribe(third.hear)
    got = attempt_type(hub.publish, "login")
    assert (got, log) == (BrokenError, ["first login"]), (
        "the second of three listeners raised BrokenError: that was to come out after the first "
        f"had been called, and before the third; publish gave {got!r}, they had {log}"
    )
    hub.publish("logout")
    assert log[1:] == ["first logout", "third logout"], (
        "the second of three listeners failed once; at the next publish all were to be called, "
        f"but first and third had {log[1:]}"
    )


def parse(body, error):
    """Fail, with the body among the local variables."""
    raise error


def parse_twice(body, error):
    """Fail because of another failure, whose traceback knows the body."""
    try:
        parse(body, KeyError("name"))
    except KeyError as cause:
        raise error from cause


def parse_and_attach(body, error):
    """Fail with an error that carries the body."""
    error.body = body
    raise error


FAILURES = {
    "the traceback": parse,
    "the traceback of the error's cause": parse_twice,
    "an attribute of the error": parse_and_attach,
}


def serve(log, body, parse=parse, message="no name"):
    """Record, as a handler does, that a request failed."""
    try:
        parse(body, BrokenError(message))
    except BrokenError as error:
        log.record(error)


def test_the_log_shows_the_whole_text_of_an_error():
    log, caught = ErrorLog(limit=10), None
    try:
        parse_twice(Thing(), BrokenError("no name"))
    except BrokenError as error:
        caught = error
    want = ["".join(traceback.format_exception(caught))]
    log.record(caught)
    got = log.recent()
    assert got == want, (
        "an error was caught, and recorded after its handler was over; the whole text was due, "
        f"with traceback and cause\n{want}\nbut recent() gave\n{got}"
    )


def test_the_log_shows_the_last_errors_oldest_first():
    log = ErrorLog(limit=3)
    for number in range(5):
        serve(log, Thing(), message=f"error {number}")
    got = [text.strip().rpartition(" ")[-1] for text in log.recent()]
    assert got == ["2", "3", "4"], (
        f"of errors 0 to 4 a log with limit 3 was to show 2, 3 and 4, in this order; it shows {got}"
    )


@pytest.mark.parametrize("where", FAILURES)
def test_the_log_keeps_nothing_of_a_failed_request(where):
    log = ErrorLog(limit=10)
    body = Thing()
    serve(log, body, FAILURES[where])
    reference = weakref.ref(body)
    del body
    assert is_gone(reference), (
        "a request failed, its error was recorded, and it is over; yet its body is still referred "
        f"to, by {where}: an error leads to its traceback, that to frames, they to their variables"
    )


def test_recording_leaves_the_error_as_it_is():
    log = ErrorLog(limit=10)
    body = Thing()
    try:
        parse_twice(body, BrokenError("no name"))
    except BrokenError as error:
        before = error.__traceback__, error.__cause__, body
        log.record(error)
        variables = before[0].tb_next.tb_frame.f_locals
        after = error.__traceback__, error.__cause__, variables.get("body")
    assert after == before, (
        "an error was recorded, and others use it too: its traceback, its cause and the variables "
        f"in its frames were to stay as they were\n{before}\nbut they became\n{after}"
    )


def test_the_header_is_the_first_16_bytes():
    headers = Headers()
    headers.add("photo", bytes(range(40)))
    headers.add("tiny", bytearray(b"abc"))
    got = [headers.get("photo"), headers.get("tiny")]
    assert got == [bytes(range(16)), b"abc"], (
        "of bytes(range(40)) and of bytearray(b'abc') the first 16 bytes were due, or all if there "
        f"are fewer, but we got {got}"
    )
    types = [type(header) for header in got]
    assert types == [bytes, bytes], f"headers come as bytes, whatever was added, not as {types}"


def test_a_name_has_its_latest_header_or_none():
    headers = Headers()
    headers.add("photo", b"old")
    headers.add("photo", b"new")
    got = headers.get("photo")
    assert got == b"new", f"'photo' was added as b'old', then as b'new'; get gave {got!r}"
    missing = attempt_type(headers.get, "video")
    assert missing is KeyError, f"get of a name never added is a KeyError, not {missing!r}"


def test_the_upload_belongs_to_the_caller_again():
    headers = Headers()
    upload = bytearray(b"GIF89a" * 10)
    headers.add("photo", upload)
    want = bytes(upload[:16])
    upload[:6] = b"RIFF.."
    got = headers.get("photo")
    assert got == want, f"the caller wrote over an upload, and its header {want} became {got}"
    cleared = attempt_type(upload.clear)
    assert cleared is None, (
        f"after `add` the caller clears the bytearray, which raised {cleared.__name__}: a view of "
        "it is still there"
    )


@pytest.mark.parametrize("kind", [bytes, bytearray])
def test_a_header_takes_no_more_memory_than_a_header(kind):
    headers, names = Headers(), itertools.count()
    grown = growth(lambda: headers.add(str(next(names)), kind(64 * KIB)), rounds=50)
    assert grown < 64 * KIB, (
        f"50 uploads ({kind.__name__}, 64 KiB each) were added and dropped, yet more than 64 KiB "
        "are still there: more than a header is kept of each. A view of 16 bytes keeps the whole "
        f"buffer that it looks into\n{grown // KIB:,} KiB"
    )


def client_under_way(flight, requests):
    client = Thing()
    for _ in range(requests):
        flight.enter(client)
    return client


def test_requests_under_way_are_counted_for_each_client():
    flight = InFlight()
    for client in ("ann", "bob", "ann", "ann"):
        flight.enter(client)
    flight.leave("ann")
    got = [flight.count(client) for client in ("ann", "bob", "eve")]
    assert got == [2, 1, 0], (
        "ann entered 3 times and left once, bob entered once, eve never did: 2, 1 and 0 are under "
        f"way, not {got}"
    )


def test_who_has_nothing_under_way_cannot_leave():
    flight = InFlight()
    flight.enter("ann")
    flight.leave("ann")
    got = [attempt_type(flight.leave, client) for client in ("ann", "eve")]
    assert got == [ValueError, ValueError], (
        "ann had left already and eve never entered: to leave was to be a ValueError for both, we "
        f"got {got}"
    )
    flight.enter("ann")
    count = flight.count("ann")
    assert count == 1, f"ann came back with one request, count gave {count}"


def test_a_client_that_left_is_forgotten():
    flight = InFlight()
    client = client_under_way(flight, requests=2)
    flight.leave(client)
    flight.leave(client)
    reference = weakref.ref(client)
    del client
    assert is_gone(reference), (
        "a client entered twice and left twice, but is still referred to: a count that came down "
        "to 0 is an entry still"
    )


@pytest.mark.parametrize("question", ["count", "leave"])
def test_a_stranger_is_not_remembered(question):
    flight = InFlight()
    stranger = Thing()
    attempt_type(getattr(flight, question), stranger)
    reference = weakref.ref(stranger)
    del stranger
    assert is_gone(reference), (
        f"`{question}` was called for a client that never entered, which is referred to ever since:"
        " to read a key that a defaultdict lacks is to insert it"
    )


def test_a_lease_takes_the_last_connection():
    pool = ["a", "b"]
    lease = Lease(pool)
    assert (lease.connection, pool) == ("b", ["a"]), (
        f"of ['a', 'b'] a lease takes 'b'; it had {lease.connection!r} and left {pool}"
    )
    got = attempt_type(Lease, [])
    assert got is IndexError, f"a lease of an empty pool is an IndexError, not {got!r}"


def test_a_released_lease_gives_its_connection_back_once():
    pool = ["a", "b"]
    lease = Lease(pool)
    lease.release()
    got = list(pool), lease.connection
    assert got == (["a", "b"], None), (
        "a lease of 'b' was released: pool ['a', 'b'] and connection None were due, not "
        f"{got[0]} and {got[1]!r}"
    )
    lease.release()
    assert pool == ["a", "b"], f"a lease of 'b' was released twice, and the pool is {pool}"
    del lease
    assert pool == ["a", "b"], f"a lease of 'b' was released, then dropped, and the pool is {pool}"


@pytest.mark.parametrize("how", ["alone", "in a cycle"])
def test_a_dropped_lease_gives_its_connection_back(how):
    pool = ["a", "b"]
    holder = [Lease(pool)]
    held = list(pool)
    if how == "in a cycle":
        holder.append(holder)
    del holder
    gc.collect()
    assert (held, pool) == (["a"], ["a", "b"]), (
        f"a lease of 'b' was dropped ({how}): the pool was to go from ['a'] to ['a', 'b'], it went "
        f"from {held} to {pool}. Is the lease within reach of its own finalizer? Or did that go "
        "along with the lease, or look for the connection in a lease that is gone?"
    )
