# expect: RESUME in .* is a switch point(.|\n)* left out
"""Does not know that a function looks for requests where it starts."""

import dis

from solutions.memory.gil_race_window import race_windows  # noqa: F401
from solutions.memory.gil_race_window import switch_points as all_points

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


def switch_points(function):
    opnames = {step.offset: step.opname for step in dis.get_instructions(function)}
    return [point for point in all_points(function) if opnames[point] != "RESUME"]
