# expect: augmented_by_a_call cannot lose(.|\n)*at CALL
"""Believes that `+=` evaluates its right side before it reads the left one."""

from solutions.memory.gil_race_window import race_windows, switch_points  # noqa: F401

CAN_LOSE = {
    "attribute": False,
    "dict_item": False,
    "global_variable": False,
    "list_append": False,
    "call_on_the_left": False,
    "call_on_the_right": True,
    "augmented_by_a_call": False,
    "three_lines": False,
    "behind_an_if": False,
    "loop_around": False,
    "loop_between": True,
    "helper_computes": True,
    "helper_updates": False,
    "property_in_python": True,
    "key_in_python": True,
    "operator_in_python": True,
    "under_a_lock": False,
}
