import gc
import weakref
from dataclasses import dataclass, field

import pytest

from dojo.kit.attempts import attempt_type
from dojo.kit.memory import growth
from katas.oop.weak_observer import Signal

KIB = 1024


@pytest.fixture(autouse=True)
def _reference_counts_only():
    """Keep the collector away while a test runs: what is gone then was in no cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    yield
    if was_enabled:
        gc.enable()


@dataclass
class Session:
    """All sessions are equal, and none of them can be hashed."""

    name: str = field(default="session", compare=False)

    def hear(self, *args):
        return f"{self.name} heard"

    def see(self, *args):
        return f"{self.name} saw"

    def __call__(self, *args):
        return f"{self.name} called"

    def join(self, signal):
        signal.connect(self.hear)

    def leave(self, signal):
        return signal.disconnect(self.hear)


@dataclass(frozen=True)
class Point:
    """All points are equal, and so are their hashes."""

    def hear(self, *args):
        return "heard"


class Anything:
    """Equal to whatever it is compared with."""

    def __eq__(self, other):
        return True

    def __call__(self, *args):
        return "anything"


class Queue(list):
    """A callable that is false as long as it is empty."""

    def __call__(self, *args):
        return "heard"


class Slotted:
    """Weak references to it cannot be made."""

    __slots__ = ()

    def hear(self, *args):
        return "heard"

    __call__ = hear


def function():
    """Return a new function, to which nobody else refers."""
    return lambda *args: "heard"


KINDS = {
    "a function": function,
    "a method": lambda: Session().hear,
    "a callable object": Session,
}

EQUALS = {
    "methods of two equal objects": lambda: (Session().hear, Session().hear),
    "methods of two objects, equal and with equal hashes": lambda: (Point().hear, Point().hear),
    "two equal callables": lambda: (Session(), Session()),
    "two methods of one object": lambda: (lambda one: (one.hear, one.see))(Session()),
    "a callable equal to everything and a method": lambda: (Anything(), Session().hear),
    "a method and a callable equal to everything": lambda: (Session().hear, Anything()),
    "an object and its method": lambda: (lambda one: (one, one.hear))(Session()),
}


def signal_of(*listeners):
    """Return a signal to which the listeners were connected, first to last."""
    signal = Signal()
    for listener in listeners:
        signal.connect(listener)
    return signal


def raised_by(signal):
    """Emit, and return the exception that comes out, or None."""
    try:
        signal.emit()
    except NotImplementedError:
        raise
    except BaseException as error:
        return error
    return None


def life_of(listener):
    """Return a weak reference to the listener or, if it is a method, to its object."""
    return weakref.ref(getattr(listener, "__self__", listener))


def says(text, first_does=lambda: None):
    """Return a listener that returns the text, after it has done something."""

    def listener():
        first_does()
        return text

    return listener


def fails(error):
    """Return a listener that raises the error."""

    def listener():
        raise error

    return listener


def test_a_new_signal_has_no_listeners():
    signal = Signal()
    got = len(signal), signal.emit("tea")
    assert got == (0, []), f"len and emit('tea') of a new signal were to be (0, []), not {got}"


def test_emit_passes_its_arguments_on_and_returns_what_the_listeners_return_in_order():
    def first(*args, **kwargs):
        return "first", args, kwargs

    def second(*args, **kwargs):
        return None

    signal = signal_of(first, second)
    got = attempt_type(signal.emit, "tea", price=3)
    want = [("first", ("tea",), {"price": 3}), None]
    assert got == want, (
        "connected were a function that returns 'first' and its arguments, and one that returns "
        f"None; emit('tea', price=3) was to give {want}, not {got}"
    )


def test_two_signals_share_nothing():
    listener = function()
    signal, other = signal_of(listener), Signal()
    got = len(signal), len(other)
    assert got == (1, 0), f"a listener was connected to one of two signals; their len is {got}"


def test_connect_returns_the_listener():
    listener, signal = function(), Signal()
    got = [attempt_type(signal.connect, listener) for _ in range(2)]
    assert got[0] is got[1] is listener, (
        "a function was connected and connected again; as `@signal.connect` binds the name to what "
        f"connect returns, this was to be the function both times, not {got}"
    )


@pytest.mark.parametrize(("listener", "weak"), [({"print"}, True), ("print", False), (None, False)])
def test_what_is_not_callable_cannot_listen(listener, weak):
    signal = Signal()
    got = attempt_type(signal.connect, listener, weak=weak), len(signal)
    assert got == (TypeError, 0), (
        f"connect({listener!r}, weak={weak}) was to raise TypeError and len to stay 0, but they "
        f"gave {got}"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_listener_is_called_as_long_as_somebody_refers_to_it(kind):
    listener = KINDS[kind]()
    signal = Signal()
    attempt_type(signal.connect, listener)
    got = len(signal), attempt_type(signal.emit), attempt_type(signal.emit)
    want = 1, [listener()], [listener()]
    assert got == want, (
        f"{kind} was connected and is still there, so len and two rounds of emit() were to give "
        f"{want}, not {got}"
    )


def test_a_method_is_called_as_long_as_its_object_is_there():
    session = Session()
    signal = Signal()
    attempt_type(signal.connect, session.hear)
    got = len(signal), attempt_type(signal.emit)
    assert got == (1, ["session heard"]), (
        "session.hear was connected and the session is still there, but len and emit() are "
        f"{got}: each `session.hear` is a new method object, and nobody else keeps this one"
    )


def test_the_same_method_of_one_object_is_one_listener():
    session = Session()
    signal = signal_of(session.hear, session.hear)
    got = len(signal), attempt_type(signal.disconnect, session.hear), len(signal)
    assert got == (1, True, 0), (
        "session.hear was connected twice; len, disconnect(session.hear) and len were to give "
        f"(1, True, 0), not {got}: `session.hear is session.hear` is False"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_listener_that_nobody_else_refers_to_is_gone_at_once(kind):
    signal, listener = Signal(), KINDS[kind]()
    life = life_of(listener)
    attempt_type(signal.connect, listener)
    attempt_type(signal.emit)
    del listener
    is_gone = life() is None
    assert is_gone, (
        f"{kind} was connected and heard an emit; then nobody but the signal referred to it any "
        "more, and still it is alive (garbage collection is off: reference counts must do)"
    )


def test_a_listener_that_is_gone_is_neither_counted_nor_called():
    staying = Session("staying")
    signal = signal_of(function(), staying, Session("gone").hear)
    got = len(signal), attempt_type(signal.emit)
    assert got == (1, ["staying called"]), (
        "three listeners were connected, nobody refers to the first and third any more; len and "
        f"emit() were to know only of the second, (1, ['staying called']), but they gave {got}"
    )


def test_a_listener_that_is_false_is_called_nevertheless():
    queue = Queue()
    signal = signal_of(queue)
    got = len(signal), attempt_type(signal.emit)
    assert got == (1, ["heard"]), (
        "a callable that is false, being an empty list as well, was connected and is still there; "
        f"len and emit() were to give (1, ['heard']), not {got}"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_weak_false_keeps_a_listener(kind):
    signal, listener = Signal(), KINDS[kind]()
    want = 1, [listener()]
    signal.connect(listener, weak=False)
    del listener
    got = len(signal), attempt_type(signal.emit)
    assert got == want, (
        f"{kind} was connected with weak=False, and nobody else refers to it; len and emit() were "
        f"to give {want}, not {got}"
    )


def test_disconnect_lets_go_of_what_weak_false_kept():
    signal, session = Signal(), Session()
    life = weakref.ref(session)
    signal.connect(session.hear, weak=False)
    got = attempt_type(signal.disconnect, session.hear), len(signal)
    del session
    assert got == (True, 0), (
        "session.hear was connected with weak=False and disconnected again; disconnect and then "
        f"len were to give (True, 0), not {got}"
    )
    is_gone = life() is None
    assert is_gone, "a method was disconnected, yet the signal still keeps its object"


@pytest.mark.parametrize("make", [Slotted, lambda: Slotted().hear], ids=["object", "method"])
def test_what_cannot_be_referred_to_weakly_needs_weak_false(make):
    signal, listener = Signal(), make()
    got = attempt_type(signal.connect, listener), len(signal)
    assert got == (TypeError, 0), (
        f"weak references to {listener!r} cannot be made: rather than to keep it silently, connect "
        f"was to raise TypeError and len to stay 0, but they gave {got}"
    )
    signal.connect(listener, weak=False)
    got = attempt_type(signal.emit)
    assert got == ["heard"], (
        f"{listener!r} was connected with weak=False; emit() was to give ['heard'], not {got}"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_listener_connected_again_is_called_once_and_keeps_its_place(kind):
    listener, other = KINDS[kind](), function()
    signal = signal_of(listener, lambda: None)
    attempt_type(signal.connect, other)
    attempt_type(signal.connect, listener)
    got = len(signal), attempt_type(signal.emit)
    want = 2, [listener(), other()]
    assert got == want, (
        f"connected were {kind}, a function, and the first again; len and emit() were to give "
        f"{want}, not {got}"
    )


@pytest.mark.parametrize("weak", [True, False])
def test_connecting_again_does_not_change_whether_the_listener_is_kept(weak):
    signal, listener = Signal(), function()
    signal.connect(listener, weak=weak)
    signal.connect(listener, weak=not weak)
    del listener
    want = 0 if weak else 1
    assert len(signal) == want, (
        f"a function was connected with weak={weak}, again with weak={not weak}, and dropped; "
        f"connecting again changes nothing, so len was to be {want}, not {len(signal)}"
    )


@pytest.mark.parametrize("which", EQUALS)
def test_different_listeners_are_two_however_equal_they_are(which):
    one, other = EQUALS[which]()
    signal = Signal()
    attempt_type(signal.connect, one)
    got = attempt_type(signal.disconnect, other), len(signal)
    assert got == (False, 1), (
        f"of {which} only the first was connected; disconnect of the second, then len, were to "
        f"give (False, 1), not {got}"
    )
    attempt_type(signal.connect, other)
    got = len(signal), attempt_type(signal.emit)
    want = 2, [one(), other()]
    assert got == want, f"{which} were connected; len and emit() were to give {want}, not {got}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_disconnected_listener_is_not_called_any_more(kind):
    before, listener, after = function(), KINDS[kind](), function()
    signal = signal_of(before)
    attempt_type(signal.connect, listener)
    attempt_type(signal.connect, after)
    got = [attempt_type(signal.disconnect, listener) for _ in range(2)]
    assert got == [True, False], (
        f"{kind} was connected and disconnected twice, which was to give True, then False: {got}"
    )
    got = len(signal), attempt_type(signal.emit)
    assert got == (2, ["heard", "heard"]), (
        f"of three listeners the second, {kind}, was disconnected; the first and the third were to "
        f"stay, len and emit() to be (2, ['heard', 'heard']), not {got}"
    )


class Model:
    """The promise in its plainest form: the sessions whose method `hear` listens, in order."""

    def __init__(self):
        self.lives = []
        self.because = ""

    def sessions(self):
        return [life() for life in self.lives if life() is not None]

    def __len__(self):
        self.because = "a session that was replaced is gone"
        return len(self.sessions())

    def connect(self, listener):
        if not any(listener.__self__ is session for session in self.sessions()):
            self.lives.append(weakref.ref(listener.__self__))

    def disconnect(self, listener):
        self.because = "it tells whether this very session was connected"
        count = len(self)
        self.lives = [life for life in self.lives if life() is not listener.__self__]
        return len(self) < count

    def emit(self):
        self.because = "each session that joined, did not leave and was not replaced is called"
        return [session.hear() for session in self.sessions()]


def test_every_short_history_agrees_with_a_slow_model(histories):
    histories.agree(
        {"Signal": Signal, "Session": Session},
        {"Signal": Model, "Session": Session},
        start="signal = Signal()\nann, bob = Session('ann'), Session('bob')",
        operations=[
            "ann.join(signal)",
            "bob.join(signal)",
            "ann.leave(signal)",
            "ann = Session('ann')",
            "signal.emit()",
        ],
        observe=["len(signal)", "signal.emit()"],
        length=5,
        promise="join connects the method `hear` of a session, leave disconnects it",
        because="signal.because",
    )


def test_those_who_disconnect_in_an_emit_change_the_next_one():
    first = says("first", lambda: (signal.disconnect(first), signal.disconnect(second)))
    second, third = says("second"), says("third")
    signal = signal_of(first, second, third)
    got = [attempt_type(signal.emit) for _ in range(2)]
    want = [["first", "second", "third"], ["third"]]
    assert got == want, (
        "first, second and third were connected when the emit began, and first disconnected itself "
        f"and second during it; two rounds were to give {want}, not {got}"
    )


def test_those_who_connect_in_an_emit_change_the_next_one():
    first, late = says("first", lambda: signal.connect(late)), says("late")
    signal = signal_of(first)
    got = [attempt_type(signal.emit) for _ in range(2)]
    assert got == [["first"], ["first", "late"]], (
        "a listener connected another one, which was not there when the emit began; two rounds "
        f"were to give [['first'], ['first', 'late']], not {got}"
    )


def test_a_listener_that_is_dropped_in_an_emit_disturbs_no_other():
    dropped = [says("second")]
    first, third = says("first", dropped.clear), says("third")
    signal = signal_of(first, *dropped, third)
    got = attempt_type(signal.emit)
    assert got in (["first", "third"], ["first", "second", "third"]), (
        "the first of three listeners dropped the second; first and third were to be called, once "
        f"each, but emit() gave {got}"
    )


@pytest.mark.parametrize("errors", [[OSError("full")], [ValueError("no paper"), KeyError("ink")]])
def test_errors_do_not_stop_the_others_and_come_out_together(errors):
    log, signal = [], Signal()
    for error in errors:
        signal.connect(fails(error), weak=False)
        signal.connect(lambda: log.append("called"), weak=False)
    raised = raised_by(signal)
    want = ["called"] * len(errors)
    assert log == want, (
        f"{errors} were raised, after each of them came a listener that raises nothing; all of "
        f"these were to be called, {want}, but the log is {log}"
    )
    assert isinstance(raised, ExceptionGroup), (
        f"listeners raised {errors}; emit was to raise an ExceptionGroup, it came to {raised!r}"
    )
    got = list(raised.exceptions)
    assert got == errors, f"listeners raised {errors}, the ExceptionGroup holds {got}"


@pytest.mark.parametrize("kind", [KeyboardInterrupt, GeneratorExit])
def test_what_is_no_exception_ends_the_round_and_comes_out_as_it_is(kind):
    log, error = [], kind()
    failing, second = fails(error), says("second", lambda: log.append("second called"))
    signal = signal_of(failing, second)
    got = raised_by(signal), log
    assert got == (error, []), (
        f"a listener raised {kind.__name__}; it was to come out as it is, and the second listener "
        f"not to be called; emit came to {got[0]!r}, afterwards the log was {log}"
    )


def test_an_emit_that_failed_keeps_nobody():
    def failing():
        raise ValueError("no paper")

    signal, life = signal_of(failing), weakref.ref(failing)
    attempt_type(signal.emit)
    del failing
    gc.collect()
    is_gone = life() is None
    assert is_gone, (
        "a listener failed; the error was handled and dropped, and so was the listener; after a "
        "collection it is still alive: whoever keeps an error keeps its traceback, the frames in "
        "it and all their variables"
    )


def test_what_was_noted_of_a_listener_goes_with_it():
    signal = Signal()

    def connect_and_drop():
        signal.connect(function())
        signal.connect(Session().hear)

    bytes_left = growth(connect_and_drop, rounds=200)
    assert bytes_left < 4 * KIB, (
        "200 times a function and a method were connected and dropped, and nobody emitted; the "
        f"signal grew by {bytes_left} bytes: of a listener that is gone, nothing was to be left "
        "after the next connect"
    )


@pytest.mark.parametrize("kind", ["a function", "a method"])
def test_a_listener_does_not_keep_the_signal(kind):
    listener, companion = KINDS[kind](), function()
    life = weakref.ref(companion)
    signal = signal_of(listener)
    signal.connect(companion, weak=False)
    attempt_type(signal.emit)
    del signal, companion
    gc.collect()
    is_gone = life() is None
    assert is_gone, (
        f"a signal was dropped, while {kind} that listened to it stays; after a collection the "
        "signal still keeps what was connected with weak=False, so something keeps the signal"
    )
