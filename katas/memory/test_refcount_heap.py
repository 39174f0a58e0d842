import contextlib
import gc
import itertools
import weakref

import pytest

from katas.memory.refcount_heap import Heap


@pytest.fixture(autouse=True)
def _no_cycle_collector():
    """Where real objects stand beside the heap, their cycles must stay as well."""
    enabled = gc.isenabled()
    gc.disable()
    yield
    if enabled:
        gc.enable()


def held_by(heap, owner, name, finalizer=None):
    """Return a new object to which only the owner's attribute refers."""
    oid = heap.new(finalizer)
    heap.set_ref(owner, name, oid)
    heap.decref(oid)
    return oid


def alive(heap, *oids):
    """Say for each of the objects whether it is live."""
    live = set(heap.live())
    return [oid in live for oid in oids]


def test_new_objects_are_live_and_have_numbers_of_their_own():
    heap = Heap()
    oids = [heap.new() for _ in range(3)]
    assert len(set(oids)) == 3, f"three objects were made, their numbers are {oids}"
    got = set(heap.live())
    assert got == set(oids), f"the objects {oids} were made, live() gave {got}"


def test_two_heaps_share_nothing():
    Heap().new()
    got = set(Heap().live())
    assert not got, f"a new heap already had the objects {got}"


def test_a_user_counts_for_each_reference_taken_and_not_given_back():
    heap = Heap()
    oid = heap.new()
    counts = [heap.refcount(oid)]
    for change in (heap.incref, heap.incref, heap.decref):
        change(oid)
        counts.append(heap.refcount(oid))
    assert counts == [1, 2, 3, 2], (
        f"the refcount after new, incref, incref, decref was {counts}; [1, 2, 3, 2] is right"
    )


def test_an_object_dies_with_its_last_reference_and_not_before():
    heap = Heap()
    one, other = heap.new(), heap.new()
    heap.incref(one)
    heap.decref(one)
    got = alive(heap, one, other)
    assert got == [True, True], "an object had two references and lost one, it must still be live"
    heap.decref(one)
    got = alive(heap, one, other)
    assert got == [False, True], (
        f"one of two objects lost its last reference; [one, other] are live: {got}"
    )


def test_the_number_of_a_dead_object_is_not_used_again():
    heap = Heap()
    dead = [heap.new(), heap.new()]
    for oid in dead:
        heap.decref(oid)
    new = [heap.new(), heap.new()]
    assert not set(dead) & set(new), f"objects {dead} died, and new ones got the numbers {new}"


def test_an_attribute_refers_to_what_was_set():
    heap = Heap()
    owner, one, other = heap.new(), heap.new(), heap.new()
    got = [heap.get_ref(owner, "x")]
    for name, target in [("x", one), ("y", other), ("x", other), ("x", None)]:
        heap.set_ref(owner, name, target)
        got.append(heap.get_ref(owner, "x"))
    assert got == [None, one, one, other, None], (
        f"get_ref(owner, 'x') before any set_ref, after x = {one}, y = {other}, x = {other} and "
        f"x = None gave {got}"
    )


def test_two_objects_have_attributes_of_their_own():
    heap = Heap()
    one, other = heap.new(), heap.new()
    heap.set_ref(one, "x", other)
    got = heap.get_ref(other, "x")
    assert got is None, f"x was set in one object, in the other it is {got!r}"


def test_an_attribute_counts_as_a_reference():
    heap = Heap()
    owner, target = heap.new(), heap.new()
    counts = []
    for name, value in [("x", target), ("x", target), ("y", target), ("x", owner), ("y", None)]:
        heap.set_ref(owner, name, value)
        counts.append(heap.refcount(target))
    assert counts == [2, 2, 3, 2, 1], (
        "an object was set as x of another, again as x, as y; then x was set to something else "
        f"and y to None: its refcount was {counts}, not [2, 2, 3, 2, 1]"
    )


def test_get_ref_and_weakref_take_no_reference():
    heap = Heap()
    owner = heap.new()
    target = held_by(heap, owner, "x")
    heap.get_ref(owner, "x")
    heap.weakref(target)()
    got = heap.refcount(target)
    assert got == 1, f"one attribute refers to an object, after get_ref and weakref it has {got}"


def test_an_attribute_keeps_its_object_alive():
    heap = Heap()
    owner = heap.new()
    target = held_by(heap, owner, "x")
    got = alive(heap, target)
    assert got == [True], "the caller gave its reference back, but an attribute still has one"


@pytest.mark.parametrize("value", ["another object", "None"])
def test_an_attribute_that_is_overwritten_lets_go_of_its_object(value):
    heap = Heap()
    owner = heap.new()
    old = held_by(heap, owner, "x")
    heap.set_ref(owner, "x", None if value == "None" else heap.new())
    got = alive(heap, old)
    assert got == [False], f"only x referred to an object, x became {value}, the object stayed"


def test_an_attribute_may_be_set_to_what_it_refers_to_already():
    heap = Heap()
    told = []
    owner = heap.new()
    target = held_by(heap, owner, "x", told.append)
    try:
        heap.set_ref(owner, "x", target)
    except Exception as error:
        pytest.fail(f"x.a = x.a, the only reference, freed the object on the way: {error!r}")
    got = alive(heap, target), told
    assert got == ([True], []), (
        "x.a = x.a, and nothing else refers to that object: its count must not pass through 0; "
        f"[live], [finalized] are {got}"
    )


def test_an_object_lets_go_of_what_it_owned_when_it_dies():
    heap = Heap()
    owner = heap.new()
    only, twice, shared = held_by(heap, owner, "a"), held_by(heap, owner, "b"), heap.new()
    heap.set_ref(owner, "c", twice)
    heap.set_ref(owner, "d", shared)
    heap.decref(owner)
    got = alive(heap, only, twice, shared)
    assert got == [False, False, True], (
        "an owner died; of what it referred to, [once, twice, and with another user] are live: "
        f"{got}, not [False, False, True]"
    )
    assert heap.refcount(shared) == 1, (
        f"an owner died, only one user has its object now: the refcount is {heap.refcount(shared)}"
    )


def test_a_cycle_keeps_itself_alive_until_it_is_broken():
    heap = Heap()
    one = heap.new()
    other = held_by(heap, one, "x")
    heap.set_ref(other, "x", one)
    heap.decref(one)
    got = alive(heap, one, other)
    assert got == [True, True], f"two objects refer to each other, they are live: {got}"
    heap.set_ref(other, "x", None)
    got = alive(heap, one, other)
    assert got == [False, False], f"a cycle of two was broken, they are live: {got}"


def test_the_finalizer_is_called_when_the_object_dies():
    heap = Heap()
    told = []
    heap.new(told.append)
    oid = heap.new(told.append)
    assert told == [], f"two objects are live, finalizers were called with {told}"
    heap.decref(oid)
    assert told == [oid], f"object {oid} died, finalizers were called with {told}, not [{oid}]"


def test_in_the_finalizer_all_is_still_in_place():
    heap = Heap()
    seen = []

    def look(oid):
        seen.extend([oid in set(heap.live()), heap.get_ref(oid, "x"), ref()])
        seen.extend(alive(heap, child))

    owner = heap.new(look)
    child = held_by(heap, owner, "x")
    ref = heap.weakref(owner)
    heap.decref(owner)
    want = [True, child, owner, True]
    assert seen == want, (
        f"the finalizer of {owner}, whose attribute x had {child}, must still see "
        f"[is it live, its x, its weak reference's number, is its x live] as {want}; it saw {seen}"
    )


def test_a_finalizer_may_take_and_drop_references_to_its_object():
    heap = Heap()
    root = heap.new()
    told = []

    def touch(oid):
        told.append("finalizer")
        heap.set_ref(root, "x", oid)
        heap.set_ref(root, "x", None)

    oid = heap.new(touch)
    child = held_by(heap, oid, "x", lambda _: told.append("child"))
    heap.weakref(oid, lambda _: told.append("callback"))
    try:
        heap.decref(oid)
    except Exception as error:
        pytest.fail(
            f"a finalizer took and dropped a reference to its object: freed twice, {error!r}"
        )
    assert sorted(told) == ["callback", "child", "finalizer"], (
        "a finalizer took and dropped a reference to its object: that must not free it once more; "
        f"finalizer, callback and child were due once each, there was {told}"
    )
    assert alive(heap, oid, child) == [False, False], "the object or its child did not die"


def rescued():
    """Return a heap, its root, and an object there that its finalizer saved, with its child.

    What happens to them is told in the list.
    """
    heap = Heap()
    root = heap.new()
    told = []

    def save(number):
        told.append("finalizer")
        heap.set_ref(root, "saved", number)

    oid = heap.new(save)
    child = held_by(heap, oid, "x")
    ref = heap.weakref(oid, lambda _: told.append("callback"))
    heap.decref(oid)
    return heap, root, oid, child, ref, told


def test_an_object_that_its_finalizer_saved_lives_on_as_it_was():
    heap, root, oid, child, ref, told = rescued()
    what = "a finalizer made an attribute refer to its object, so that it lives on"
    assert alive(heap, oid, child) == [True, True], (
        f"{what}; [it, what it refers to] are live: {alive(heap, oid, child)}"
    )
    assert told == ["finalizer"], f"{what}: no callback of a weak reference was due, but {told}"
    assert ref() == oid, f"{what}: its weak reference must still give {oid}, not {ref()!r}"
    got = heap.refcount(oid), heap.refcount(child), heap.get_ref(root, "saved")
    assert got == (1, 1, oid), f"{what}: [its count, its child's, the attribute] are {got}"


def test_a_saved_object_dies_later_without_its_finalizer():
    heap, root, oid, child, ref, told = rescued()
    heap.set_ref(root, "saved", None)
    what = "a finalizer had saved its object, which then lost its last reference again"
    assert told.count("finalizer") == 1, f"{what}: the finalizer must not be called twice, {told}"
    assert told == ["finalizer", "callback"], f"{what}: the callback was due at last, {told}"
    assert ref() is None, f"{what}: its weak reference gives {ref()!r}"
    got = alive(heap, oid, child)
    assert got == [False, False], f"{what}; [it, what it refers to] are live: {got}"


def test_a_weak_reference_gives_none_once_the_object_is_dead():
    heap = Heap()
    oid, other = heap.new(), heap.new()
    refs = [heap.weakref(oid), heap.weakref(oid), heap.weakref(other)]
    got = [ref() for ref in refs]
    assert got == [oid, oid, other], f"weak references to {oid}, {oid}, {other} gave {got}"
    heap.decref(oid)
    got = [ref() for ref in refs]
    assert got == [None, None, other], f"{oid} died; the references to it, and to {other}: {got}"


def test_each_callback_is_called_with_its_weak_reference():
    heap = Heap()
    oid = heap.new()
    first, last = [], []
    refs = [heap.weakref(oid, first.append), heap.weakref(oid), heap.weakref(oid, last.append)]
    assert not first + last, "the object is live, and callbacks of its weak references were called"
    heap.decref(oid)
    for ref, got in [(refs[0], first), (refs[2], last)]:
        assert got == [ref], (
            f"an object died; a callback was to be called once, with its weak reference {ref!r}, "
            f"the calls were {got}"
        )


def test_at_a_callback_the_object_is_dead_and_what_it_owned_is_not():
    heap = Heap()
    owner = heap.new()
    child = held_by(heap, owner, "x")
    seen = []

    def look(_):
        seen.append((one(), other(), *alive(heap, owner, child)))

    one, other = heap.weakref(owner, look), heap.weakref(owner, look)
    heap.decref(owner)
    want = [(None, None, False, True)] * 2
    assert seen == want, (
        "two callbacks for one dead object must each see (one weak reference, the other, is it "
        f"live, is what it refers to live) as {want[0]}; they saw {seen}"
    )


@pytest.mark.parametrize("ends", ["keeps", "drops"])
def test_a_finalizer_may_use_another_part_of_its_dying_owner(ends):
    heap = Heap()
    root, owner = heap.new(), heap.new()
    told = []

    def use(other):
        def finalizer(oid):
            told.append(oid)
            heap.set_ref(root, "x", refs[other]())
            if ends == "drops":
                heap.set_ref(root, "x", None)

        return finalizer

    parts = [held_by(heap, owner, "x", use(1)), held_by(heap, owner, "y", use(0))]
    refs = [heap.weakref(part) for part in parts]
    what = (
        "an owner died, its two parts were to die with it; the finalizer of one took a reference "
        f"to the other, and {ends} it"
    )
    try:
        heap.decref(owner)
    except Exception as error:
        pytest.fail(f"{what}, which freed that one twice: {error!r}")
    finalized, dead = sorted(told), sorted(set(parts) - set(heap.live()))
    due = 2 if ends == "drops" else 1
    assert len(dead) == due, f"{what}: {due} of {parts} must be dead, {dead} are"
    assert finalized == dead, f"{what}: finalizers ran for {finalized}, dead are {dead}"


def test_the_finalizer_of_an_old_target_sees_the_new_one():
    heap = Heap()
    owner, new = heap.new(), heap.new()
    seen = []
    old = held_by(heap, owner, "x", lambda _: seen.append(heap.get_ref(owner, "x")))
    heap.set_ref(owner, "x", new)
    assert seen == [new], (
        f"x changed from {old} to {new}; the finalizer of {old} saw in x {seen}, not [{new}]: "
        "first make the change, then drop the old reference"
    )


def test_what_dies_in_a_finalizer_is_dead_when_its_call_returns():
    heap = Heap()
    other = heap.new()
    seen = []

    def end_the_other(_):
        heap.decref(other)
        seen.extend(alive(heap, other))

    heap.decref(heap.new(end_the_other))
    assert seen == [False], (
        "a finalizer dropped the last reference to another object, which must be dead when that "
        f"decref returns; right afterwards, it was live: {seen}"
    )


def test_a_long_list_is_freed_at_once():
    heap = Heap()
    head = heap.new()
    for _ in range(20_000):
        cell = heap.new()
        heap.set_ref(cell, "next", head)
        heap.decref(head)
        head = cell
    try:
        heap.decref(head)
    except RecursionError:
        pytest.fail("freeing a list of 20,000 objects ended in RecursionError: do not recurse")
    left = len(heap.live())
    assert left == 0, f"a list of 20,000 objects lost its head, {left} of them are still live"


USES = {
    "refcount(it)": lambda heap, it, other: heap.refcount(it),
    "incref(it)": lambda heap, it, other: heap.incref(it),
    "decref(it)": lambda heap, it, other: heap.decref(it),
    "get_ref(it, 'x')": lambda heap, it, other: heap.get_ref(it, "x"),
    "set_ref(it, 'x', other)": lambda heap, it, other: heap.set_ref(it, "x", other),
    "set_ref(it, 'x', None)": lambda heap, it, other: heap.set_ref(it, "x", None),
    "set_ref(other, 'x', it)": lambda heap, it, other: heap.set_ref(other, "x", it),
    "weakref(it)": lambda heap, it, other: heap.weakref(it),
}


@pytest.mark.parametrize("use", USES)
def test_what_is_not_live_cannot_be_used(use):
    heap = Heap()
    other, dead = heap.new(), heap.new()
    child = held_by(heap, other, "x")
    heap.decref(dead)
    want = {other, child}, 1, 1, child
    for number, kind in [(dead, "dead"), (max(dead, other, child) + 100, "unknown")]:
        try:
            USES[use](heap, number, other)
        except ReferenceError:
            pass
        else:
            pytest.fail(f"{use} must raise ReferenceError if the number is {kind}")
        counts = heap.refcount(other), heap.refcount(child)
        got = set(heap.live()), *counts, heap.get_ref(other, "x")
        assert got == want, (
            f"{use} with a number that is {kind} raised ReferenceError, but only after a change: "
            f"(live, other's count, its child's count, its x) were {want} and then {got}"
        )


class Node:
    __slots__ = ("__weakref__", "a", "b", "finalizer", "number", "saved", "x")

    def __init__(self, number, finalizer):
        self.number = number
        self.finalizer = finalizer

    def __del__(self):
        with contextlib.suppress(ReferenceError):  # the cycle collector, after all is over
            self.finalizer(self.number)


class CPythonHeap:
    """Real objects, which die when CPython says so."""

    def __init__(self):
        self.numbers = itertools.count()
        self.held = {}
        self.nodes = weakref.WeakValueDictionary()
        self.refs = []

    def new(self, finalizer=lambda number: None):
        number = next(self.numbers)
        self.held[number] = self.nodes[number] = Node(number, finalizer)
        return number

    def live(self):
        return set(self.nodes)

    def decref(self, number):
        del self.held[number]

    def set_ref(self, owner, name, target):
        setattr(self.node(owner), name, None if target is None else self.node(target))

    def weakref(self, number, callback):
        self.refs.append(weakref.ref(self.node(number), callback))
        return self.refs[-1]

    def node(self, number):
        try:
            return self.nodes[number]
        except KeyError:
            raise ReferenceError(number) from None


@pytest.mark.parametrize(
    ("finalizer", "operations"),
    [
        ("", ["(root, 'b', a)", "(a, 'x', a)", "(b, 'x', a)"]),
        (", heap.set_ref(root, 'saved', oid)", ["(b, 'x', a)", "(root, 'saved', None)"]),
    ],
    ids=["no finalizer saves its object", "all do"],
)
def test_every_short_history_ends_as_with_real_objects(histories, finalizer, operations):
    """Whatever is held the root holds, so no history drops a reference that nobody has."""
    start = f"""\
heap, told = Heap(), []
root = heap.new()
a = heap.new(lambda oid: (told.append('a is finalized'){finalizer}))
b = heap.new(lambda oid: (told.append('b is finalized'){finalizer}))
heap.weakref(a, lambda ref: told.append('a is gone'))
heap.weakref(b, lambda ref: told.append('b is gone'))
for name, oid in [('a', a), ('b', b)]:
    heap.set_ref(root, name, oid)
    heap.decref(oid)"""
    always = ["(root, 'a', None)", "(root, 'b', None)", "(a, 'x', b)", "(a, 'x', None)"]
    histories.agree(
        {"Heap": Heap},
        {"Heap": CPythonHeap},
        start=start,
        operations=[f"heap.set_ref{arguments}" for arguments in always + operations],
        observe=["told", "a in heap.live(), b in heap.live()"],
        length=4,
        promise="objects live and die as those of CPython do without its cycle collector",
    )
