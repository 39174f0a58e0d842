"""Assumes one service up, then down, and goes on only while that does not settle the answer."""

from fractions import Fraction
from functools import cache, reduce

from solutions.microservices.availability_calculus import Service

__all__ = [
    "Service",
    "availability",
    "budget_left",
    "error_budget",
    "k_of_n",
    "parallel",
    "retried",
    "series",
]


def series(parts):
    return k_of_n(len(parts), parts)


def parallel(parts):
    return k_of_n(1, parts)


def k_of_n(k, parts):
    @cache
    def rest(needed, place):
        if needed <= 0:
            return Fraction(1)
        if needed > len(parts) - place:
            return Fraction(0)
        part = parts[place]
        return part * rest(needed - 1, place + 1) + (1 - part) * rest(needed, place + 1)

    return rest(k, 0)


def retried(up, loss, attempts):
    return up * parallel([1 - loss] * attempts)


def availability(services, name):
    def works(one, known):
        """Return True, False, or the name of a service that must be known first."""
        if known.get(one) is None:
            return one
        if not known[one]:
            return False
        unsettled = True
        for need in services[one].needs:
            answers = [works(other, known) for other in need]
            if True in answers:
                continue
            open_names = [answer for answer in answers if answer is not False]
            if not open_names:
                return False
            unsettled = open_names[0]
        return unsettled

    def share(known):
        answer = works(name, known)
        if isinstance(answer, bool):
            return Fraction(answer)
        up = services[answer].up
        return up * share(known | {answer: True}) + (1 - up) * share(known | {answer: False})

    return share({})


def error_budget(objective, days):
    return Fraction(days * 1440) - objective * days * 1440


def budget_left(objective, days, incidents):
    return reduce(lambda left, it: left - it[0] * it[1], incidents, error_budget(objective, days))
