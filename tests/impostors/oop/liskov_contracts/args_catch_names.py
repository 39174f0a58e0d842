# expect: base\(a=0\) works and sub\(a=0\) fails
"""Thinks that `*args` stands in for parameters that callers may pass by name."""

from inspect import Parameter, signature

from solutions.oop.liskov_contracts import *  # noqa: F403
from solutions.oop.liskov_contracts import accepts_all_calls as reference


def accepts_all_calls(base, sub):
    kinds = {one.kind for one in signature(base).parameters.values()}
    only_args = [one.kind for one in signature(sub).parameters.values()] == [
        Parameter.VAR_POSITIONAL
    ]
    easy = {Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD}
    return (only_args and kinds <= easy) or reference(base, sub)
