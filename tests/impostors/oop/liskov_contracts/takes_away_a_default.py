# expect: base\(\) works and sub\(\) fails
"""Lets the override require whatever the base knows, though it may be optional there."""

from inspect import signature

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import _keywords


def accepts_all_calls(base, sub):
    old, new = ([*signature(function).parameters.values()] for function in (base, sub))
    names = {one.name for one in old + new} | {""}
    for count in range(len(names)):
        known, mine = _keywords(old, count, names), _keywords(new, count, names)
        if known and not (mine and mine.required <= known.allowed <= mine.allowed):
            return False
    return True
