# expect: all pairs with a call between
"""Pairs each write with the last read before it only, and overlooks the earlier ones."""

from solutions.memory.gil_race_window import race_windows as all_windows
from solutions.memory.gil_race_window import switch_points  # noqa: F401

CAN_LOSE = {
    "attribute": False,
    "dict_item": False,
    "global_variable": False,
    "list_append": False,
    "call_on_the_left": False,
    "call_on_the_right": True,
    "augmented_by_a_call": True,
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


def race_windows(function, attribute):
    pairs = all_windows(function, attribute)
    nearest = {write: read for read, write in sorted(pairs)}
    return [(read, write) for write, read in sorted(nearest.items())]
