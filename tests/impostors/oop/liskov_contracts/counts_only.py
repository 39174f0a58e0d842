# expect: base\(a=0\) works and sub\(a=0\) fails
"""Counts the parameters and forgets that their names can be used in calls."""

from inspect import Parameter, signature

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import accepts_all_calls as reference


def unnamed(function):
    """Return a function with the same parameters, the named ones positional-only."""

    def stand_in(): ...

    named = Parameter.POSITIONAL_OR_KEYWORD
    parameters = [
        one.replace(kind=Parameter.POSITIONAL_ONLY) if one.kind is named else one
        for one in signature(function).parameters.values()
    ]
    stand_in.__signature__ = signature(function).replace(parameters=parameters)
    return stand_in


def accepts_all_calls(base, sub):
    return reference(unnamed(base), unnamed(sub))
