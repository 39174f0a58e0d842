# expect: an rng that draws 0% of a range must give 0; got 0.005
"""Draws only the upper half of the delay, so that those who collided come back close together."""

from solutions.postgres import serialization_retry as reference
from solutions.postgres.serialization_retry import BASE, CAP, RetriesExhausted, run_serializable

__all__ = ["RetriesExhausted", "delay", "run_serializable"]


def delay(failures, rng):
    limit = min(CAP, BASE * 2 ** (failures - 1))
    return limit / 2 + rng.uniform(0, limit / 2)


reference.delay = delay
