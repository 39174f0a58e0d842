"""Writes down when a service works as a polynomial of who is up, in which x * x is x."""

from collections import Counter
from fractions import Fraction

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

ONE = Counter({frozenset(): 1})


def times(one, other):
    found = Counter()
    for names, factor in one.items():
        for others, another in other.items():
            found[names | others] += factor * another
    return found


def minus(one, other):
    found = Counter(one)
    found.subtract(other)
    return found


def polynomial(services, name):
    found = Counter({frozenset([name]): 1})
    for need in services[name].needs:
        fails = ONE
        for other in need:
            fails = times(fails, minus(ONE, polynomial(services, other)))
        found = times(found, minus(ONE, fails))
    return found


def availability(services, name):
    return sum(
        factor * series([services[one].up for one in names])
        for names, factor in polynomial(services, name).items()
    )


def series(parts):
    result = Fraction(1)
    for part in parts:
        result *= part
    return result


def parallel(parts):
    result = Fraction(0)
    for part in parts:
        result += part - result * part
    return result


def k_of_n(k, parts):
    if k == 0:
        return 1
    chances = [Fraction(0)] * (len(parts) + 1) + [Fraction(0)] * k
    chances[0] = Fraction(1)
    for part in parts:
        for count in range(len(parts), 0, -1):
            chances[count] = chances[count] * (1 - part) + chances[count - 1] * part
        chances[0] *= 1 - part
    return 1 - sum(chances[:k])


def retried(up, loss, attempts):
    answered = Fraction(0)
    for attempt in range(attempts):
        answered += up * loss**attempt * (1 - loss)
    return answered


def error_budget(objective, days):
    return days * 24 * 60 * (1 - objective)


def budget_left(objective, days, incidents):
    left = error_budget(objective, days)
    for minutes, share in incidents:
        left -= minutes * share
    return left
