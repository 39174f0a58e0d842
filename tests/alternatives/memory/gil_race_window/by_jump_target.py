"""Knows a loop by where the jump leads, and goes through the bytecode once for all windows."""

import dis

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

CALLS = {"CALL", "CALL_KW", "CALL_FUNCTION_EX"}


def switch_points(function):
    return [step.offset for step in dis.Bytecode(function) if _is_switch_point(step)]


def _is_switch_point(step):
    if step.opcode in dis.hasjrel:
        return step.argval <= step.offset and not step.opname.endswith("NO_INTERRUPT")
    return step.opname == "RESUME" or step.opname in CALLS


def race_windows(function, attribute):
    held, exposed, found = [], [], []
    for step in dis.Bytecode(function):
        if _is_switch_point(step):
            exposed += held
            held = []
        elif step.opname == "LOAD_ATTR" and step.argval == attribute:
            held.append(step.offset)
        elif step.opname == "STORE_ATTR" and step.argval == attribute:
            found += [(read, step.offset) for read in exposed]
    return sorted(found)
