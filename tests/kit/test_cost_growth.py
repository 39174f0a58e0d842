"""Is every small program told apart by how it really grows?"""

import random

import pytest

from dojo.kit.cost import Cost
from dojo.kit.cost_growth import BEYOND, BOUNDS, exceeds, growth
from tests.kit import cost_cases

pytestmark = (
    pytest.mark.no_cover
)  # tracing would triple the time, and every line is tested elsewhere

SIZES = (32, 64, 128, 256, 512, 1024, 2048)
LOG = {n: n.bit_length() for n in SIZES}


def shuffled(n):
    numbers = list(range(n))
    random.Random(n).shuffle(numbers)
    return numbers


def grown(case, **options):
    """Return what the instrument notes about the case, and the failure that goes with it."""
    notes = []
    cost = Cost(notes)
    options = {"prepare": shuffled, "promise": "is fast", **options}
    bound = options.pop("bound", "O(n**2)")
    try:
        cost.at_most(bound, cost.twin(case), **options)
    except AssertionError as error:
        return notes[0][1], str(error)
    return notes[0][1], None


@pytest.mark.parametrize("name", cost_cases.CASES)
def test_a_program_is_known_by_its_growth(name):
    sizes = (4, 8, 16, 32) if name == "multiplies_matrices" else SIZES
    note, failure = grown(getattr(cost_cases, name), sizes=sizes)
    assert note["grows"] == cost_cases.CASES[name], note
    assert (failure is None) == (note["grows"] in BOUNDS)


@pytest.mark.parametrize("case", cost_cases.AVERAGES, ids=lambda case: case.__name__)
def test_luck_is_no_growth(case):
    bound = cost_cases.AVERAGES[case]
    note, failure = grown(case, bound=bound)
    assert failure is None, note


@pytest.mark.parametrize(
    ("name", "work"),
    [
        ("merge_sort", {8: 358, 16: 914, 32: 2188, 64: 5199}),
        ("fills_an_lru_list", {8: 81, 16: 193, 32: 513, 64: 1537}),
        ("meets_a_small_set", {8: 250, 16: 626, 32: 1250, 64: 2498}),
        ("compares_in_a_loop", {8: 106, 16: 338, 32: 1186, 64: 4418}),
    ],
)
def test_the_counts_are_the_same_everywhere_and_every_time(name, work):
    for _ in range(2):
        note, _ = grown(getattr(cost_cases, name), sizes=(8, 16, 32, 64))
        assert note["work"] == work


@pytest.mark.parametrize(
    ("bound", "unit"),
    [
        ("O(1)", lambda n: 1),
        ("O(log n)", lambda n: LOG[n]),
        ("O(n)", lambda n: n),
        ("O(n log n)", lambda n: n * LOG[n]),
        ("O(n**2)", lambda n: n * n),
        (BEYOND, lambda n: n**3),
    ],
)
@pytest.mark.parametrize("slope", [1, 20])
@pytest.mark.parametrize("start", [0, 50])
def test_a_constant_hides_no_growth(bound, unit, slope, start):
    assert growth({n: start + slope * unit(n) for n in SIZES}) == bound


def test_a_small_quadratic_part_is_seen_beside_a_large_linear_one():
    assert exceeds("O(n)", {n: 100 * n + n * n // 8 for n in SIZES})


def test_a_slow_line_among_a_hundred_fast_ones_is_seen():
    assert exceeds("O(1)", {n: 5000 + n for n in SIZES})


@pytest.mark.parametrize("factor", [1.5, 2, 3, 4, 8, 16])
def test_a_table_that_grows_by_a_factor_is_linear(factor):
    def work(n):
        steps, room = 10 * n, 8
        while room < n:
            steps += 5 * room
            room = int(room * factor)
        return steps

    totals = {n: work(n) for n in SIZES}
    assert not exceeds("O(n)", totals)
    assert exceeds("O(log n)", totals) or factor > 4


@pytest.mark.parametrize(
    "totals",
    [
        [40, 44, 39, 46, 41, 45, 43],
        [40, 50, 55, 57, 58, 58, 58],
        [90, 40, 40, 40, 40, 40, 40],
        [40, 40, 40, 80, 80, 80, 80],
    ],
    ids=["wavers", "levels off", "was worse", "one step"],
)
def test_what_stays_within_limits_is_constant(totals):
    assert not exceeds("O(1)", dict(zip(SIZES, totals, strict=True)))
