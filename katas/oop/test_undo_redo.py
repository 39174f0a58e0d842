import gc
import itertools
import sys
import weakref

import pytest

from dojo.kit import memory
from katas.oop.undo_redo import History, Macro, Replace

LONGEST = 9


class Settings(dict):
    """A kind of document that only its own command knows; a locked key raises its error."""

    def __init__(self, **values):
        super().__init__(values)
        self.locked = {}


class Put:
    """A command of our own, on settings."""

    def __init__(self, key, value):
        self.key = key
        self.value = value

    def apply(self, settings):
        if self.key in settings.locked:
            raise settings.locked[self.key]
        before = settings[self.key]
        settings[self.key] = self.value
        return Put(self.key, before)


class Stamp:
    """A command of our own that appends another number each time."""

    def __init__(self):
        self.numbers = itertools.count(1)

    def apply(self, document):
        return Append(next(self.numbers)).apply(document)


class Append:
    def __init__(self, item):
        self.item = item

    def apply(self, document):
        document.append(self.item)
        return Pop()


class Pop:
    def apply(self, document):
        return Append(document.pop())


def raised(action):
    """Return the exception that the action raises, None if it raises none."""
    try:
        action()
    except NotImplementedError:
        raise
    except BaseException as error:
        return error
    return None


def back_and_forth(history, document):
    """Undo while that is possible, then redo; return the state after each step."""
    states = []
    for move in (history.undo, history.redo):
        for _ in range(LONGEST):
            if not move():
                break
            states.append(document.copy())
    return states


EDITS = [
    pytest.param(0, 1, ["x", "y", "z"], ["x", "y", "z", "b", "c"], id="more-for-one"),
    pytest.param(0, 2, ["x"], ["x", "c"], id="one-for-more"),
    pytest.param(3, 3, ["x"], ["a", "b", "c", "x"], id="appended"),
    pytest.param(1, 3, [], ["a"], id="deleted"),
]


@pytest.mark.parametrize(("start", "stop", "new", "due"), EDITS)
def test_replace_puts_its_lines_in_the_place_of_others(start, stop, new, due):
    lines = ["a", "b", "c"]
    Replace(start, stop, new).apply(lines)
    assert lines == due, (
        f"Replace({start}, {stop}, {new}) was applied to ['a', 'b', 'c'], which became {lines}, "
        f"not {due}"
    )


@pytest.mark.parametrize(("start", "stop", "new", "due"), EDITS)
def test_the_inverse_of_replace_leads_back_and_its_own_inverse_forth(start, stop, new, due):
    lines = ["a", "b", "c"]
    inverse = Replace(start, stop, new).apply(lines)
    forth = inverse.apply(lines)
    what = f"Replace({start}, {stop}, {new}) was applied to ['a', 'b', 'c']"
    assert lines == ["a", "b", "c"], f"{what}, then its inverse, and that led to {lines}"
    forth.apply(lines)
    assert lines == due, f"{what}, then its inverse, then the inverse of that: {lines}, not {due}"


def test_a_replace_that_is_applied_twice_has_two_inverses():
    lines = ["a", "b"]
    replace = Replace(0, 1, ["x", "y"])
    first = replace.apply(lines)
    second = replace.apply(lines)
    second.apply(lines)
    then = list(lines)
    first.apply(lines)
    assert (then, lines) == (["x", "y", "b"], ["a", "b"]), (
        "one Replace(0, 1, ['x', 'y']) was applied twice to ['a', 'b']; the inverse of the second "
        f"time led back to {then}, that of the first to {lines}"
    )


@pytest.mark.parametrize(("start", "stop"), [(0, 4), (-1, 3), (2, 1)])
def test_replace_refuses_what_is_not_in_the_document(start, stop):
    lines = ["a", "b", "c"]
    error = raised(lambda: Replace(start, stop, ["x"]).apply(lines))
    assert isinstance(error, IndexError), (
        f"Replace({start}, {stop}, ['x']) on three lines must raise IndexError; "
        f"it raised {error!r} and the lines are {lines}"
    )
    assert lines == ["a", "b", "c"], f"it raised, but only after a change: {lines}"


def test_do_changes_the_document_and_undo_takes_the_last_step_back():
    lines = ["a"]
    history = History(lines)
    states = []
    for line in "bc":
        history.do(Replace(0, 1, [line]))
        states.append(list(lines))
    assert states == [["b"], ["c"]], f"do made 'b' of 'a' and 'c' of that; the lines: {states}"
    told = []
    for _ in range(3):
        told.append((history.undo(), list(lines)))
    assert told == [(True, ["b"]), (True, ["a"]), (False, ["a"])], (
        f"'a' became 'b', then 'c'; what undo returned and the lines, three times: {told}"
    )


def test_redo_brings_back_the_step_that_was_undone_last():
    lines = ["a"]
    history = History(lines)
    for line in "bc":
        history.do(Replace(0, 1, [line]))
    told = [(history.redo(), list(lines))]
    history.undo()
    history.undo()
    for _ in range(3):
        told.append((history.redo(), list(lines)))
    assert told == [(False, ["c"]), (True, ["b"]), (True, ["c"]), (False, ["c"])], (
        "'a' became 'b', then 'c'; what redo returned and the lines, before undo and three times "
        f"after two: {told}"
    )


def test_a_new_command_forgets_what_was_undone():
    lines = []
    history = History(lines)
    history.do(Replace(0, 0, ["old"]))
    history.undo()
    history.do(Replace(0, 0, ["new"]))
    told = history.redo()
    assert (told, lines) == (False, ["new"]), (
        "'old' was inserted and undone, then 'new' was inserted: nothing is left to redo, "
        f"but redo returned {told} and the lines are {lines}"
    )


def test_two_histories_share_nothing():
    settings = Settings(a=0)
    History(settings).do(Put("a", 1))
    other = History(Settings(a=0))
    told = other.undo(), other.redo()
    assert told == (False, False), (
        f"a new history had nothing to undo or redo, another one did a step; it returned {told}"
    )


def test_commands_and_documents_may_be_of_any_kind():
    settings = Settings(a=0, b=0)
    history = History(settings)
    for key, value in [("a", 1), ("b", 2), ("a", 3)]:
        history.do(Put(key, value))
    states = [tuple(state.values()) for state in back_and_forth(history, settings)]
    assert states == [(1, 2), (1, 0), (0, 0), (1, 0), (1, 2), (3, 2)], (
        "a command type of the tests put a = 1, b = 2, a = 3 into a document that is a dict with "
        f"a = b = 0; (a, b) on the way back and forth: {states}"
    )


def test_redo_brings_back_what_was_written_the_first_time():
    document = []
    history = History(document)
    history.do(Stamp())
    for _ in range(2):
        history.undo()
        history.redo()
    assert document == [1], (
        "a command that appends 1, the next time 2 and so on was done once, then undone and redone "
        f"twice: to redo is not to apply it anew, but the document is {document}"
    )


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_a_command_that_fails_leaves_the_history_as_it_was(kind):
    settings = Settings(a=0, b=0)
    history = History(settings)
    for value in (1, 2):
        history.do(Put("a", value))
    history.undo()
    settings.locked["b"] = kind("locked")
    error = raised(lambda: history.do(Put("b", 1)))
    assert error is settings.locked["b"], (
        f"a command raised {kind.__name__}, which do must let through; what came was {error!r}"
    )
    told = history.redo(), settings["a"]
    assert told == (True, 2), (
        "a = 1 and a = 2 were done, a = 2 undone, then another command failed: a = 2 can still be "
        f"redone, but redo returned {told[0]} and a = {told[1]}"
    )
    history.undo()
    told = history.undo(), settings["a"], history.undo()
    assert told == (True, 0, False), (
        "a = 1 was done and another command failed, which is no step; undo returned "
        f"{told[0]}, then a was {told[1]}, and the next undo returned {told[2]}"
    )


@pytest.mark.parametrize("name", ["undo", "redo"])
def test_a_step_that_fails_can_be_tried_again(name):
    settings = Settings(a=0)
    history = History(settings)
    for value in (1, 2):
        history.do(Put("a", value))
    if name == "redo":
        history.undo()
    settings.locked["a"] = ValueError("locked")
    error = raised(getattr(history, name))
    assert error is settings.locked["a"], (
        f"a command raised ValueError, which {name} must let through; what came was {error!r}"
    )
    settings.locked.clear()
    states = [state["a"] for state in back_and_forth(history, settings)]
    due = [1, 0, 1, 2] if name == "undo" else [0, 1, 2]
    assert states == due, (
        f"a = 1 and a = 2 were done, then {name} failed, and no step may be lost or added by that; "
        f"a on the way back and forth was to be {due}, it was {states}"
    )


def test_a_macro_is_one_step():
    lines = ["a", "b"]
    history = History(lines)
    history.do(Macro(Replace(0, 1, ["x", "y"]), Replace(1, 2, []), Replace(2, 2, ["z"])))
    assert lines == ["x", "b", "z"], (
        "a macro made 'x', 'y' of 'a', deleted the second line and appended 'z': "
        f"['a', 'b'] became {lines}"
    )
    states = back_and_forth(history, lines)
    assert states == [["a", "b"], ["x", "b", "z"]], (
        "a macro made ['x', 'b', 'z'] of ['a', 'b'] in three commands; it is one step, taken back "
        f"from its last command to its first; the lines on the way back and forth: {states}"
    )


def test_a_macro_may_consist_of_any_commands_and_of_macros():
    document = []
    stamp = Stamp()
    inner = Macro(stamp, Append("b"))
    inverse = Macro(Append("a"), inner, inner).apply(document)
    states = [document.copy()]
    forth = inverse.apply(document)
    states.append(document.copy())
    forth.apply(document)
    states.append(document.copy())
    due = ["a", 1, "b", 2, "b"]
    assert states == [due, [], due], (
        "a macro of 'append a' and twice the macro 'append the next number, append b' was applied, "
        f"then its inverse, then the inverse of that; the document each time: {states}"
    )


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt])
def test_a_macro_that_fails_changes_nothing(kind):
    settings = Settings(a=0, b=0, c=0)
    settings.locked["c"] = kind("locked")
    macro = Macro(Put("a", 1), Macro(Put("b", 1), Put("a", 2)), Put("c", 1), Put("b", 2))
    error = raised(lambda: macro.apply(settings))
    assert settings == {"a": 0, "b": 0, "c": 0}, (
        f"a = b = c = 0; a macro put a = 1, b = 1, a = 2, then failed with {kind.__name__} at c: "
        f"none of it may stay, and the last change goes first; in the end: {dict(settings)}"
    )
    assert error is settings.locked["c"], (
        f"a command of a macro raised {kind.__name__}, which was to come out; it was {error!r}"
    )


def test_an_undo_that_fails_within_a_macro_changes_nothing():
    settings = Settings(a=0, b=0)
    history = History(settings)
    history.do(Macro(Put("a", 1), Put("b", 1)))
    settings.locked["a"] = ValueError("locked")
    raised(history.undo)
    assert settings == {"a": 1, "b": 1}, (
        "a macro put a = 1 and b = 1; its undo took back b, then failed at a: b = 1 was to return, "
        f"but the document is {dict(settings)}"
    )


@pytest.mark.parametrize("limit", [1, 2])
def test_a_limit_forgets_the_oldest_steps(limit):
    settings = Settings(a=0)
    history = History(settings, limit)
    for value in (1, 2, 3):
        history.do(Put("a", value))
    states = [state["a"] for state in back_and_forth(history, settings)]
    due = [2, 1, 0][:limit] + [1, 2, 3][3 - limit :]
    assert states == due, (
        f"limit {limit}, then a = 1, 2, 3 were done: {limit} of them can be undone and redone, "
        f"so a was to be {due} on the way back and forth; it was {states}"
    )


@pytest.mark.parametrize("limit", [0, -1])
def test_a_limit_below_one_is_refused(limit):
    error = raised(lambda: History([], limit))
    assert isinstance(error, ValueError), f"History([], {limit}) must raise ValueError: {error!r}"


class Watched:
    """Changes nothing; it and its inverses are noted, weakly."""

    def __init__(self, seen):
        self.seen = seen
        seen.append(weakref.ref(self))

    def apply(self, document):
        return Watched(self.seen)


def alive(references):
    """Return how many of the objects are still there after a collection."""
    gc.collect()
    return sum(reference() is not None for reference in references)


def test_a_step_beyond_the_limit_is_not_kept():
    seen = []
    history = History([], limit=2)
    for _ in range(9):
        history.do(Watched(seen))
    left = alive(seen)
    assert left <= 4, (
        "9 steps were done under limit 2; 4 commands, 2 that were done and 2 inverses, are more "
        f"than enough, but {left} are still kept"
    )


def test_an_undone_step_is_not_kept_after_a_new_one():
    seen = []
    history = History([])
    for _ in range(9):
        history.do(Watched(seen))
    for _ in range(9):
        history.undo()
    history.do(Append("new"))
    left = alive(seen)
    assert left == 0, (
        f"9 steps were undone and a new one done, which forgets them; {left} of their commands "
        "and inverses are still kept"
    )


def large_text():
    """Return many lines, and macros that change a few of them."""
    macros = [Macro(Replace(n, n + 2, ["new"]), Replace(n, n, ["newer"])) for n in range(40)]
    return ["old"] * 100_000, macros


def large_settings():
    """Return settings of many keys, and commands that change one."""
    return Settings(**{str(n): n for n in range(50_000)}), [Put(str(n), -n) for n in range(40)]


def kept_of(document, commands, traced):
    """Return how many bytes a history keeps of these commands, half of them undone."""
    history = History(document)
    before = traced()
    for command in commands:
        history.do(command)
    for _ in commands[::2]:
        history.undo()
    gc.collect()
    return traced() - before


@pytest.mark.parametrize("make", [large_text, large_settings])
def test_a_step_keeps_what_its_change_needs_and_not_the_document(make):
    with memory.traced() as traced:
        document, changes = make()
        kept = kept_of(document, changes, traced)
    copy = sys.getsizeof(document)
    assert kept < 2 * copy, (
        f"{len(changes)} small changes in a large {type(document).__name__}, half of them undone: "
        f"the history keeps {kept:,} bytes, where one copy of the document takes {copy:,}"
    )


@pytest.mark.parametrize("limited", [False, True], ids=["without-limit", "at-its-limit"])
def test_the_work_of_a_step_does_not_grow_with_the_history(cost, limited):
    counted = cost.twin(History)

    def long(n):
        history = counted(Settings(a=0), n if limited else None)
        for value in range(n):
            history.do(Put("a", value))
        return history

    def work(history):
        for value in range(8):
            history.undo()
            history.redo()
            history.do(Put("a", value))

    cost.at_most(
        "O(1)", work, prepare=long, promise="a step takes no longer when there are many of them"
    )


class SlowReplace:
    def __init__(self, start, stop, lines):
        self.place = slice(start, stop)
        self.lines = lines

    def apply(self, document):
        if self.place.stop > len(document):
            raise IndexError
        document[self.place] = self.lines


class SlowMacro:
    def __init__(self, *commands):
        self.commands = commands

    def apply(self, document):
        before = document.copy()
        try:
            for command in self.commands:
                command.apply(document)
        except IndexError:
            document[:] = before
            raise


class SlowHistory:
    """The promise in its plainest form: a copy of the document for each state to return to."""

    def __init__(self, document, limit):
        self.document = document
        self.limit = limit
        self.back = []
        self.forth = []

    def do(self, command):
        before = self.document.copy()
        command.apply(self.document)
        self.back = [*self.back, before][-self.limit :]
        self.forth = []

    def undo(self):
        return self.go(self.back, self.forth)

    def redo(self):
        return self.go(self.forth, self.back)

    def go(self, states, others):
        if not states:
            return False
        others.append(self.document.copy())
        self.document[:] = states.pop()
        return True


@pytest.mark.parametrize("limit", [2, 9])
def test_every_short_history_agrees_with_a_slow_model(histories, limit):
    histories.agree(
        {"History": History, "Replace": Replace, "Macro": Macro, "back_and_forth": back_and_forth},
        {
            "History": SlowHistory,
            "Replace": SlowReplace,
            "Macro": SlowMacro,
            "back_and_forth": back_and_forth,
        },
        start=f"lines = ['a']\nhistory = History(lines, {limit})",
        operations=[
            "history.do(Replace(0, 0, ['x']))",
            "history.do(Replace(1, 2, ['y', 'z']))",
            "history.do(Macro(Replace(0, 1, []), Replace(1, 1, ['w'])))",
            "history.undo()",
            "history.redo()",
        ],
        observe=["lines", "back_and_forth(history, lines)"],
        length=5,
        promise="undo and redo lead through the states of the document, and a failure is no step",
    )
