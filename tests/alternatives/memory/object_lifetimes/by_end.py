"""The same answers, sorted by end and by truth, and without types."""

ENDS = {
    "parent_and_child": "gc",
    "cycle_with_del": "gc",
    "own_method_in_an_attribute": "gc",
    "inner_recursive_function": "gc",
    "error_in_a_variable": "gc",
    "class_made_in_a_function": "gc",
    "cached_method": "held",
    "error_kept": "held",
    "generator_half_way": "held",
    "timer_not_due_yet": "held",
    "finalizer_with_a_method_of_its_own": "held",
    "weak_key_of_its_own_method": "held",
    "first_bytes_of_a_buffer": "held",
    "weakly_known_parent": "refcount",
    "error_told": "refcount",
    "generator_at_its_end": "refcount",
    "thread_that_has_ended": "refcount",
    "finalizer_with_a_method_of_another": "refcount",
}

FACTS = {
    "an_instance_with_slots_is_tracked": True,
    "an_old_cycle_outlives_a_young_collection": True,
    "each_del_of_a_cycle_finds_the_other_intact": True,
    "a_finalizer_is_called_for_a_cycle": True,
    "nothing_is_freed_without_a_collection": False,
    "bytes_are_tracked": False,
    "del_runs_again_after_a_resurrection": False,
    "a_weak_reference_in_the_same_cycle_calls_back": False,
}
