"""Reads the code object's bytes, two for each instruction, and asks `bisect` what is between."""

import dis
from bisect import bisect

CAN_LOSE = {
    "attribute": False,
    "dict_item": False,
    "global_variable": False,
    "list_append": False,
    "call_on_the_left": False,
    "three_lines": False,
    "behind_an_if": False,
    "loop_around": False,
    "helper_updates": False,
    "under_a_lock": False,
    "call_on_the_right": True,
    "augmented_by_a_call": True,
    "loop_between": True,
    "helper_computes": True,
    "property_in_python": True,
    "key_in_python": True,
    "operator_in_python": True,
}

POINTS = {"RESUME", "CALL", "CALL_KW", "CALL_FUNCTION_EX", "JUMP_BACKWARD"}
POINTS |= {name for name in dis.opmap if name.startswith("POP_JUMP_BACKWARD")}


def switch_points(function):
    names = (dis.opname[opcode] for opcode in function.__code__.co_code[::2])
    return [2 * place for place, name in enumerate(names) if name in POINTS]


def race_windows(function, attribute):
    uses = {"LOAD_ATTR": [], "STORE_ATTR": []}
    for step in dis.get_instructions(function):
        if step.opname in uses and step.argval == attribute:
            uses[step.opname].append(step.offset)
    points = switch_points(function)
    return [
        (read, write)
        for read in uses["LOAD_ATTR"]
        for write in uses["STORE_ATTR"]
        if bisect(points, read) < bisect(points, write)
    ]
