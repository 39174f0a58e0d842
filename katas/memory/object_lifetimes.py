"""Object lifetimes: predict when an object goes, and let Python judge.

Next to this file, `_object_lifetimes_fragments.py` holds eighteen fragments, one
for each row of `ENDS`. Open it beside this one. Each makes an object and returns
it; its caller drops it at once. What is the end of the object?

    "refcount"  it is gone there and then, since nothing refers to it any more
    "gc"        it stays, yet only within a cycle: `gc.collect()` takes it
    "held"      it stays after that too: something that is in use leads to it

Fragments get a list named `kept`, which outlives the object. Take this one:

    >>> import gc, weakref
    >>> from katas.memory import _object_lifetimes_fragments as fragments
    >>> def example(kept):
    ...     thing = fragments.Thing()
    ...     kept.append(thing.close)
    ...     return thing
    >>> kept = []
    >>> reference = weakref.ref(example(kept))
    >>> reference() is None, gc.collect() >= 0, reference() is None
    (False, True, False)

Its row would be `"example": "held"`, for a method holds its object. `FACTS` are
claims about the collector, at the end of the same file: True or False?

To judge a row, its function is run, while automatic collections are off. The
answers are the same from 3.11 to 3.13. Off limits: computed entries, and running
a fragment before you have predicted it; afterwards, play with it as above.
"""

ENDS: dict[str, object] = {
    # links
    "parent_and_child": ...,
    "weakly_known_parent": ...,
    "cycle_with_del": ...,
    # functions
    "own_method_in_an_attribute": ...,
    "inner_recursive_function": ...,
    "cached_method": ...,
    # errors
    "error_told": ...,
    "error_in_a_variable": ...,
    "error_kept": ...,
    # things that run
    "generator_half_way": ...,
    "generator_at_its_end": ...,
    "timer_not_due_yet": ...,
    "thread_that_has_ended": ...,
    # weak references, and what only looks small
    "finalizer_with_a_method_of_its_own": ...,
    "finalizer_with_a_method_of_another": ...,
    "weak_key_of_its_own_method": ...,
    "first_bytes_of_a_buffer": ...,
    "class_made_in_a_function": ...,
}

FACTS: dict[str, object] = {
    "nothing_is_freed_without_a_collection": ...,
    "an_instance_with_slots_is_tracked": ...,
    "bytes_are_tracked": ...,
    "an_old_cycle_outlives_a_young_collection": ...,
    "each_del_of_a_cycle_finds_the_other_intact": ...,
    "del_runs_again_after_a_resurrection": ...,
    "a_finalizer_is_called_for_a_cycle": ...,
    "a_weak_reference_in_the_same_cycle_calls_back": ...,
}
