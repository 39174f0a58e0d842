# expect: we got RuntimeError
"""Removes keys from the dict it is iterating over."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def drain(tasks):
    return [(name, tasks.pop(name)) for name in tasks]
