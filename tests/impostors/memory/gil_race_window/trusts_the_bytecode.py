# expect: property_in_python cannot lose(.|\n)*made its update at RESUME
"""Does not see that attributes, items and operators may call Python code, without any CALL."""

from solutions.memory.gil_race_window import race_windows, switch_points  # noqa: F401

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
    "property_in_python": False,
    "key_in_python": False,
    "operator_in_python": False,
    "under_a_lock": False,
}
