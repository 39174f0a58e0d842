# expect: base\(\) works and sub\(\) fails: .* required keyword-only
"""Checks that the override knows all the names, but never which names it requires."""

from inspect import signature

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import _keywords


def accepts_all_calls(base, sub):
    old, new = ([*signature(function).parameters.values()] for function in (base, sub))
    names = {one.name for one in old + new} | {""}
    for count in range(len(names)):
        known, mine = _keywords(old, count, names), _keywords(new, count, names)
        if known and not (mine and known.allowed <= mine.allowed):
            return False
    return True
