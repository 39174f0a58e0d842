# expect: attribute can lose an update(.|\n)*neither update was lost
"""Believes that `+=` loses updates here because it takes several instructions."""

from solutions.memory.gil_race_window import race_windows, switch_points  # noqa: F401

CAN_LOSE = {
    "attribute": True,
    "dict_item": True,
    "global_variable": True,
    "list_append": False,
    "call_on_the_left": False,
    "call_on_the_right": True,
    "augmented_by_a_call": True,
    "three_lines": True,
    "behind_an_if": True,
    "loop_around": True,
    "loop_between": True,
    "helper_computes": True,
    "helper_updates": True,
    "property_in_python": True,
    "key_in_python": True,
    "operator_in_python": True,
    "under_a_lock": False,
}
