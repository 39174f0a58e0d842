# expect: dead entries; 896 steps
"""Begins an iteration for every task, behind a growing row of dead entries."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def drain(tasks):
    drained = []
    while tasks:
        name = next(iter(tasks))
        drained.append((name, tasks.pop(name)))
    return drained
