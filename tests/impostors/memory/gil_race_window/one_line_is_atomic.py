# expect: call_on_the_right cannot lose(.|\n)*got in and made its update at CALL
"""Believes that the GIL is not handed over within a line."""

from solutions.memory.gil_race_window import race_windows, switch_points  # noqa: F401

CAN_LOSE = {
    "attribute": False,
    "dict_item": False,
    "global_variable": False,
    "list_append": False,
    "call_on_the_left": False,
    "call_on_the_right": False,
    "augmented_by_a_call": False,
    "three_lines": True,
    "behind_an_if": True,
    "loop_around": False,
    "loop_between": True,
    "helper_computes": False,
    "helper_updates": False,
    "property_in_python": False,
    "key_in_python": False,
    "operator_in_python": False,
    "under_a_lock": False,
}
