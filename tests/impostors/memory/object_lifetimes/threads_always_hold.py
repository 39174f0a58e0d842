# expect: thread_that_has_ended: you said 'held'.* gone before anything was collected
"""Believes that a thread keeps its target when it has ended."""

ENDS = {
    "parent_and_child": "gc",
    "weakly_known_parent": "refcount",
    "cycle_with_del": "gc",
    "own_method_in_an_attribute": "gc",
    "inner_recursive_function": "gc",
    "cached_method": "held",
    "error_told": "refcount",
    "error_in_a_variable": "gc",
    "error_kept": "held",
    "generator_half_way": "held",
    "generator_at_its_end": "refcount",
    "timer_not_due_yet": "held",
    "thread_that_has_ended": "held",
    "finalizer_with_a_method_of_its_own": "held",
    "finalizer_with_a_method_of_another": "refcount",
    "weak_key_of_its_own_method": "held",
    "first_bytes_of_a_buffer": "held",
    "class_made_in_a_function": "gc",
}

FACTS = {
    "nothing_is_freed_without_a_collection": False,
    "an_instance_with_slots_is_tracked": True,
    "bytes_are_tracked": False,
    "an_old_cycle_outlives_a_young_collection": True,
    "each_del_of_a_cycle_finds_the_other_intact": True,
    "del_runs_again_after_a_resurrection": False,
    "a_finalizer_is_called_for_a_cycle": True,
    "a_weak_reference_in_the_same_cycle_calls_back": False,
}
