"""Reference-counted heap, solved with a list of references still to drop.

Freeing an object drops its references, which may free more objects. Written as
recursion, that is as deep as the longest list in the heap. So the loop keeps
the references that the dead have left behind, and drops them one by one. Keep
references there, not objects: a count falls at the moment its reference is
dropped, so it is right whenever a finalizer runs.

The rest is order. `set_ref` takes the new reference before it drops the old
one, or `x.a = x.a` frees what it is about to store; and it stores first, since
dropping runs code that may look. C extensions have `Py_XSETREF` for just that.
During the finalizer the heap holds a reference of its own; without it, whoever
takes and drops one in there frees the object a second time.

Cost: O(1) for each reference taken or dropped, paid all along by every thread
that touches the object: one reason for the GIL, and why forked processes soon
stop sharing memory that they only read. CPython does recurse, down to some
depth; beyond it, its trashcan keeps what is to be freed in a list. At work, see
who holds an object with `gc.get_referrers` or objgraph.

Interview: "How does CPython's garbage collector work?" Say that there are two.
Counts free nearly everything, at once; since 3.12 some objects, such as None
and small ints, are immortal and not counted. Cycles are left to `gc`. It knows
the containers, but no roots: it copies their counts, subtracts the references
they have to one another, and what remains above 0 is held from outside. What
can be reached from there lives, the rest is garbage.

New containers are in generation 0, survivors of a collection move up, to 2 at
most. Generation 0 is collected when allocations outnumber deallocations by 700
(2000 in 3.13), 1 after ten collections of 0, and 2 after ten of 1, but only if
what came to 2 since its last collection is more than a quarter of what stayed
then. 3.14.0 to 3.14.4 had an incremental collector, 3.14.5 went back; the
free-threaded build has no generations and stops all threads. `gc.disable`
stops this collector, never the counts.

`__del__` runs once, and may bring its object back. Since PEP 442 (3.4), cycles
with `__del__` are freed too: all their finalizers run, then the collector looks
for what they saved. Before, such cycles ended in `gc.garbage`. `__del__` may
never run at exit, and what it raises is printed and lost: prefer `with`, then
`weakref.finalize`. A weak reference is not counted; caches and listeners want
it. Its callback is given the reference, for the object is gone. Counts clear it
after `__del__`, as here, so it outlives a resurrection; `gc` cleared it before
`__del__` for long, 3.13 included, so in a cycle it did not.

Hints
-----
1. `x.a = x.a`, and nobody else refers to that object. What is its count in the
   middle, if the old reference is dropped first?
2. A dead object may leave many references to drop, and so may each of their
   targets. What goes into a list, so that one loop is enough?
3. A finalizer sets an attribute to its own object and then to None. What was
   the count before, and what is it after? Who should hold a reference meanwhile?
4. How do you make sure that a finalizer is not called twice, and where do you
   find out that it brought the object back?
5. `decref`: while there are references to drop, take one and count down. At 0,
   take the finalizer away from the object, and call it with the count at 1. If
   the count is then above 1, only take 1 off; otherwise delete the object from
   the dict, clear its weak references, call back, and put the targets of its
   attributes into the list.
"""

import itertools
from collections.abc import Callable, Iterable

WeakRef = Callable[[], int | None]


class _WeakRef:
    def __init__(self, oid: int, callback: Callable[[WeakRef], object] | None) -> None:
        self.oid: int | None = oid
        self.callback = callback

    def __call__(self) -> int | None:
        return self.oid


class _Object:
    def __init__(self, finalizer: Callable[[int], object] | None) -> None:
        self.count = 1
        self.finalizer = finalizer
        self.attributes: dict[str, int | None] = {}
        self.weakrefs: list[_WeakRef] = []


class Heap:
    def __init__(self) -> None:
        self._objects: dict[int, _Object] = {}
        self._numbers = itertools.count()

    def new(self, finalizer: Callable[[int], object] | None = None) -> int:
        oid = next(self._numbers)
        self._objects[oid] = _Object(finalizer)
        return oid

    def live(self) -> set[int]:
        return set(self._objects)

    def refcount(self, oid: int) -> int:
        return self._find(oid).count

    def incref(self, oid: int) -> None:
        self._find(oid).count += 1

    def decref(self, oid: int) -> None:
        to_drop = [oid]
        while to_drop:
            to_drop += self._drop(to_drop.pop())

    def get_ref(self, owner: int, name: str) -> int | None:
        return self._find(owner).attributes.get(name)

    def set_ref(self, owner: int, name: str, target: int | None) -> None:
        attributes = self._find(owner).attributes
        if target is not None:
            self.incref(target)
        old = attributes.get(name)
        attributes[name] = target
        if old is not None:
            self.decref(old)

    def weakref(self, oid: int, callback: Callable[[WeakRef], object] | None = None) -> WeakRef:
        ref = _WeakRef(oid, callback)
        self._find(oid).weakrefs.append(ref)
        return ref

    def _find(self, oid: int) -> _Object:
        if oid not in self._objects:
            raise ReferenceError(f"there is no live object {oid}")
        return self._objects[oid]

    def _drop(self, oid: int) -> Iterable[int]:
        """Drop a reference; return those that the object leaves behind if it dies of it."""
        obj = self._find(oid)
        obj.count -= 1
        if obj.count == 0:
            self._finalize(oid, obj)
        if obj.count > 0:
            return ()
        del self._objects[oid]
        self._clear_weakrefs(obj)
        return (target for target in obj.attributes.values() if target is not None)

    def _finalize(self, oid: int, obj: _Object) -> None:
        """Call the finalizer, if there still is one; the count tells whether the object lives."""
        finalizer, obj.finalizer = obj.finalizer, None
        if finalizer is not None:
            obj.count += 1
            finalizer(oid)
            obj.count -= 1

    def _clear_weakrefs(self, obj: _Object) -> None:
        for ref in obj.weakrefs:
            ref.oid = None
        for ref in obj.weakrefs:
            if ref.callback is not None:
                ref.callback(ref)
