# expect: the answer was True, but base
"""Tries the call with all arguments by position, where there is a place, and no other."""

from inspect import Parameter, signature

from solutions.oop.liskov_contracts import *  # noqa: F403


def accepts_all_calls(base, sub):
    parameters = signature(base).parameters.values()
    args = [0 for one in parameters if one.kind < Parameter.VAR_POSITIONAL]
    names = [one.name for one in parameters if one.kind is Parameter.KEYWORD_ONLY]
    try:
        signature(sub).bind(*args, **dict.fromkeys(names))
    except TypeError:
        return False
    return True
