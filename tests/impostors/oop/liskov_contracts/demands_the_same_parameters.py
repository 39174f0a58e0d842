# expect: the answer was False, but sub accepts every call
"""Wants the very same signature, though an override may accept more than its base."""

import inspect

from solutions.oop.liskov_contracts import *  # noqa: F403


def accepts_all_calls(base, sub):
    return inspect.signature(base) == inspect.signature(sub)
