"""How fast does it grow? The answer from exact counts at a few sizes.

Counts are exact, but honest code is not smooth: a table doubles now and then, a chain is
longer at one size than at the next. So a bound is exceeded only if growth, measured in
units of the bound, keeps rising from size to size and ends clearly above where it began.
Differences between sizes are judged, not the counts themselves: what every size costs
alike, however much it is, hides nothing.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

#: Each bound as a function of n; all are exact for powers of two. Slowest first.
BOUNDS: dict[str, Callable[[int], int]] = {
    "O(1)": lambda n: 1,
    "O(log n)": lambda n: n.bit_length(),
    "O(n)": lambda n: n,
    "O(n log n)": lambda n: n * n.bit_length(),
    "O(n**2)": lambda n: n * n,
}
BEYOND = "more than O(n**2)"

#: How many doublings in a row must each set a record, for growth that is plain to see,
#: and how far the last must be above the one before them.
RECORDS = 3
LEAP = 3.0
#: By how much the units must have grown in all, if they rise at every single size. Only a
#: logarithm parts O(1) and O(n) from the bounds that follow them, and it can be a small part
#: of the work. After O(n log n) comes a wide gap, and many sorts depend on luck.
RISE = {"O(1)": 1.1, "O(log n)": 1.5, "O(n)": 1.1, "O(n log n)": 2.0, "O(n**2)": 1.25}


def exceeds(bound: str, totals: Mapping[int, int]) -> bool:
    """Say whether the work, counted at ascending sizes, grows faster than the bound."""
    units = _units(bound, totals)
    rises = all(earlier < later for earlier, later in pairwise(units))
    rises = rises and units[-1] > RISE[bound] * max(0, units[0])
    return rises or _leaps(units) or _leaps(_smooth(units))


def growth(totals: Mapping[int, int]) -> str:
    """Return the first bound that the work does not exceed."""
    return next((bound for bound in BOUNDS if not exceeds(bound, totals)), BEYOND)


def _units(bound: str, totals: Mapping[int, int]) -> list[float]:
    """Return what a unit of the bound costs at each size, or between one size and the next."""
    if bound == "O(1)":
        return [float(total) for total in totals.values()]
    unit = BOUNDS[bound]
    return [
        (work - work_before) / (unit(n) - unit(n_before))
        for (n_before, work_before), (n, work) in pairwise(totals.items())
    ]


def _smooth(units: list[float]) -> list[float]:
    """Average neighbours: a table that grows fourfold is refilled at every second doubling."""
    return [(one + other) / 2 for one, other in pairwise(units)]


def _leaps(units: list[float]) -> bool:
    first = max(1, len(units) - RECORDS)
    records = all(units[place] > max(units[:place]) for place in range(first, len(units)))
    return records and units[-1] > LEAP * max(0, *units[:first])
