"""Availability calculus: what a system can promise, made of what its parts keep.

An availability is the share of time in which something works: a `Fraction` from 0 to 1.
Parts of a system fail independently of each other.

    >>> two_nines, three_nines = Fraction(99, 100), Fraction(999, 1000)
    >>> series([three_nines, two_nines])  # all of them must work
    Fraction(98901, 100000)
    >>> parallel([two_nines, two_nines])  # one is enough
    Fraction(9999, 10000)
    >>> k_of_n(2, [two_nines, two_nines, Fraction(1, 2)])  # at least two must work
    Fraction(99, 100)

Services call each other. One works while it is up itself and each of its needs is met. A
need names services in the order in which they are called, the first and its fallbacks, and
is met if one of them works. A service keeps its state for the whole of a request: it works
for all who call it or for none of them, and to call it again does not help.

    >>> shop = {
    ...     "shop": Service(three_nines, needs=[["stock"], ["prices", "old prices"]]),
    ...     "stock": Service(three_nines, needs=[["database"]]),
    ...     "prices": Service(three_nines, needs=[["database"]]),
    ...     "old prices": Service(Fraction(9, 10)),
    ...     "database": Service(two_nines),
    ... }
    >>> availability(shop, "prices"), float(availability(shop, "shop"))
    (Fraction(98901, 100000), 0.987922187901)

`retried` is about a call that may get lost on its way, though the service works. The budget
of an objective is the time in which one may fail and still keep it.

    >>> error_budget(three_nines, days=30)
    Fraction(216, 5)

All results are exact. `k_of_n` takes O(n**2) steps for n parts. A graph of calls has at most
ten services, each that is named is there, and none needs itself, not even through others.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple


class Service(NamedTuple):
    """Given: data, nothing to write."""

    up: Fraction
    """The share of time in which it is up itself."""
    needs: Sequence[Sequence[str]] = ()


def series(parts: Sequence[Fraction]) -> Fraction:
    """Return how often all parts work; 1 if there are none."""
    raise NotImplementedError


def parallel(parts: Sequence[Fraction]) -> Fraction:
    """Return how often at least one part works; 0 if there are none."""
    raise NotImplementedError


def k_of_n(k: int, parts: Sequence[Fraction]) -> Fraction:
    """Return how often at least `k` parts work: 1 if `k` is 0, 0 if there are fewer parts."""
    raise NotImplementedError


def retried(up: Fraction, loss: Fraction, attempts: int) -> Fraction:
    """Return how often a call is answered that is made up to `attempts` times, at least once.

    The service works for a share `up` of all calls; when it does not, no attempt is answered.
    When it does, each attempt gets lost with the chance `loss`, one regardless of another.
    """
    raise NotImplementedError


def availability(services: Mapping[str, Service], name: str) -> Fraction:
    """Return how often the service of that name works."""
    raise NotImplementedError


def error_budget(objective: Fraction, days: int) -> Fraction:
    """Return how many minutes of so many days one may fail."""
    raise NotImplementedError


def budget_left(
    objective: Fraction, days: int, incidents: Iterable[tuple[Fraction, Fraction]]
) -> Fraction:
    """Return how many minutes of the budget are left; less than 0 if it is overspent.

    An incident is a pair: how many minutes it took, and the share of requests that failed
    meanwhile. If half of them do, a minute takes half a minute from the budget.
    """
    raise NotImplementedError
