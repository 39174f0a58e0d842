# expect: stands LOAD_FAST x, and not LOAD_ATTR x
"""Takes every read and write of the name, of a variable or an attribute."""

import dis

from solutions.memory.gil_race_window import switch_points

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
    steps = [step for step in dis.get_instructions(function) if step.argval == attribute]
    reads = [step.offset for step in steps if step.opname.startswith("LOAD")]
    writes = [step.offset for step in steps if step.opname.startswith("STORE")]
    points = switch_points(function)
    return [(r, w) for r in reads for w in writes if any(r < p < w for p in points)]
