# expect: base\(0, b=0\) works and sub\(0, b=0\) fails
"""Looks each name up in the override, and does not mind at which place it stands there."""

from inspect import signature

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import accepts_all_calls as reference


def accepts_all_calls(base, sub):
    old, new = (signature(function).parameters for function in (base, sub))
    same = old.keys() == new.keys() and all(old[name] == new[name] for name in old)
    return same or reference(base, sub)
