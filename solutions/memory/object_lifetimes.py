"""Object lifetimes, solved by drawing arrows and asking where they begin.

For each row two questions. Does an arrow lead to the object when the function
has returned? If none does, its count is 0 and it is gone at once. If so, go back
along the arrows: do they begin at something in use, a module, a running thread,
an interpreter's registry? Then it is held, and no collector may touch it. If
they only go round, it waits for the collector.

    an attribute    an arrow, also when it is a method or a closure: `self.on_click
                    = self.click` is a cycle; make one of two ways weak
    a closure       cells for the variables it mentions; an inner function that
                    calls itself is in a cycle with its own cell
    an error        error -> traceback -> frames -> all their variables. That is
                    why `except ... as error` deletes the name at its end, and
                    why a second name closes a cycle through the frame
    a generator     its frame, until it is exhausted or closed
    a thread        runs, so its target is in use. `Thread` drops target and
                    arguments when it is done; a timer waits, and holds
    a finalizer     `weakref.finalize` has a registry of its own that holds
                    function and arguments, and the object only weakly. Nothing
                    among the former may lead to the latter: pass what is to be
                    cleaned up, never `self.close`. Unlike `__del__` it is
                    called at exit too, once at most, or by hand
    a weak key      its value is held by the dict; if that leads to the key, the
                    entry keeps itself. Keep such values in the object instead
    a cache         on a method, it belongs to the class and has `self` in its keys
    a view          the whole buffer: copy the few bytes
    a class         refers to itself, by `__mro__` and by descriptors, so classes
                    made in functions, named tuples too, wait for the collector

At work, first find out which it is. If memory comes down after `gc.collect()`,
there are cycles, and they matter only if they hold much or hold files: break
them with a weak reference or an explicit `close`. If it does not, something
holds on. `tracemalloc` compares two snapshots and names the lines that
allocated; `gc.get_objects()`, counted by type, tells what there is too many of,
though of tracked objects only, so no bytes and no text; `gc.get_referrers` or
`objgraph.show_backrefs` tell who holds one. memray sees what C code allocates.
In tests, as here: a weak reference, drop it, and is it None?

Interview: "What are the anti-patterns of memory in Python, and how does its
garbage collector work?" Start with the two mechanisms. The count takes nearly
everything, at once, whether the collector is on or off. The collector exists for
cycles; it tracks containers only, takes away from a copy of their counts what
they owe each other, and frees what nobody outside can reach. It does so by
generation, the young often, the old seldom: 700 allocations more than
deallocations start it in 3.12, 2000 in 3.13. A cycle in the oldest may wait for
minutes, with its socket open, so close what is not memory by `with`. Since PEP
442 (3.4) `__del__` is called in cycles as well: once for each object, all of
them before any is cleared, and one that comes back is not finalized again.
Then the list: caches without bound or keyed by `self`, listeners and finalizers
that hold a bound method, errors kept with their tracebacks, views of large
buffers, weak dicts whose values know their keys, timers nobody cancels, and
calling `gc.collect()` as a cure: what is held stays held. A strong answer tells
a leak, which is held, from a cycle, which is late, and both from memory that is
free but not given back to the system.

Hints
-----
1. Draw each object as a box and each reference as an arrow. Which arrows are
   still there when the function has returned and its variables are gone?
2. Some arrows are not written as such: from a bound method to its object, from a
   traceback to frames, from an inner function to the cells of its variables.
3. Go against the arrows, from the object back. Do you come to `kept`, to a
   module, a running thread, a registry? Or only round in a circle?
4. Who gives up its references by itself? Think of a generator at its end, a
   thread at its end, and of what `except ... as error` does in its last line.
5. Five rows are "refcount", six "gc" and seven "held"; half of the claims are
   true. What a finished thread was to do is gone at once; a class has to wait.
"""

ENDS: dict[str, object] = {
    # Each refers to the other.
    "parent_and_child": "gc",
    # The weak way back is not counted; the child goes with its parent.
    "weakly_known_parent": "refcount",
    # Since PEP 442 a `__del__` is no obstacle.
    "cycle_with_del": "gc",
    # thing -> method -> thing
    "own_method_in_an_attribute": "gc",
    # The function sits in a cell that it closes over, beside the cell of `thing`.
    "inner_recursive_function": "gc",
    # The class has the cache, and that has `self` in a key.
    "cached_method": "held",
    # `error` is deleted at the end of its `except`.
    "error_told": "refcount",
    # frame -> problem -> traceback -> frame, and `thing` is in the frame.
    "error_in_a_variable": "gc",
    # kept -> error -> traceback -> frame -> thing
    "error_kept": "held",
    # kept -> generator -> its frame -> thing
    "generator_half_way": "held",
    # A generator that is done has no frame.
    "generator_at_its_end": "refcount",
    # The thread runs, and holds timer and method.
    "timer_not_due_yet": "held",
    # `run` deletes target and arguments when it has called them.
    "thread_that_has_ended": "refcount",
    # registry of weakref -> method -> thing
    "finalizer_with_a_method_of_its_own": "held",
    # The registry holds `kept.append` and a string.
    "finalizer_with_a_method_of_another": "refcount",
    # kept -> actions -> method -> thing, the key of that entry.
    "weak_key_of_its_own_method": "held",
    # A slice of a view exports the buffer as well.
    "first_bytes_of_a_buffer": "held",
    # Local -> Local.__mro__ -> Local
    "class_made_in_a_function": "gc",
}

FACTS: dict[str, object] = {
    # The count needs no collector.
    "nothing_is_freed_without_a_collection": False,
    # Its slots may hold anything, so it may be part of a cycle.
    "an_instance_with_slots_is_tracked": True,
    # They refer to nothing, so `gc.get_objects()` does not list them either.
    "bytes_are_tracked": False,
    # Whoever survived a full collection is in the oldest generation.
    "an_old_cycle_outlives_a_young_collection": True,
    # All finalizers are called before anything is cleared.
    "each_del_of_a_cycle_finds_the_other_intact": True,
    # An object remembers that it was finalized.
    "del_runs_again_after_a_resurrection": False,
    # The registry is no part of the cycle.
    "a_finalizer_is_called_for_a_cycle": True,
    # It goes with the cycle, and dead weak references call nobody.
    "a_weak_reference_in_the_same_cycle_calls_back": False,
}
