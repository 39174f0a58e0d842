import itertools
import math
from dataclasses import make_dataclass
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from dojo.kit import predictions
from katas.structures import hash_eq_contract as kata
from katas.structures.hash_eq_contract import Account, CaseKey, Employee, Person, Point, Reading


class Case(NamedTuple):
    """How to make an object, over and over; as text, what one would write."""

    kind: type
    args: tuple

    def new(self):
        return self.kind(*self.args)

    def __str__(self):
        return f"{self.kind.__name__}({', '.join(map(repr, self.args))})"


def cases(kind, groups):
    """Return the groups with a Case for each tuple of arguments."""
    return [[Case(kind, args) for args in group] for group in groups]


def is_equal(one, other, text):
    """Return whether they are equal; an error, except that of a stub, breaks a promise."""
    try:
        return bool(one == other)
    except NotImplementedError:
        raise
    except Exception as error:
        pytest.fail(f"{text} may not raise, but it raised {error!r}")


def check_equality(groups, promise):
    """Check all pairs: two are equal if they stand in one group, and only then."""
    numbered = [(number, case) for number, group in enumerate(groups) for case in group]
    for (i, one), (j, other) in itertools.product(numbered, repeat=2):
        a, b = one.new(), other.new()
        got = is_equal(a, b, f"{one} == {other}")
        assert got is (i == j), f"{one} == {other} is {got}: {promise}"
        got = a != b
        assert got is (i != j), f"{one} != {other} is {got}, and so is ==: write no __ne__"


class Anything:
    """Equal to whatever it is compared with, if it is asked."""

    def __eq__(self, other):
        return True


def check_strangers(case, *lookalikes):
    """Check that no other type is equal unless it says so itself."""
    for stranger in (None, *lookalikes):
        text = f"{case} == {stranger!r}"
        got = is_equal(case.new(), stranger, text)
        assert not got, f"{text} is True: the other one is no {case.kind.__name__}"
    got = is_equal(case.new(), Anything(), f"{case} == Anything()")
    assert got, (
        f"{case} == Anything() is False, though `Anything.__eq__` always says True: it was not "
        f"asked. For types that you do not know, return NotImplemented, not False"
    )


def hash_of(case, thing):
    try:
        return hash(thing)
    except TypeError as error:
        pytest.fail(
            f"hash({case}) raised {error!r}, but a lawful and useful hash exists; "
            "who writes `__eq__` must write `__hash__`, for Python then takes it away"
        )


def check_hashes(groups):
    """Check that equal objects, those of one group, have equal hashes."""
    for group in groups:
        for one, other in itertools.product(group, repeat=2):
            a, b = one.new(), other.new()  # both alive: the next object may get a dead one's id
            assert hash_of(one, a) == hash_of(other, b), (
                f"{one} and {other} are equal but their hashes are not: "
                "hash what `==` compares, as it compares it, or a dict will not find one by another"
            )


def check_spread(crowd):
    """Check that 100 unequal objects have 90 hashes or more."""
    things = [case.new() for case in crowd]
    count = len({hash_of(case, thing) for case, thing in zip(crowd, things, strict=True)})
    assert count >= 90, (
        f"{len(crowd)} unequal objects, {crowd[0]} to {crowd[-1]}, have only {count} different "
        "hashes: lawful, but a dict must search among those that share one"
    )


def has_hash(thing):
    try:
        hash(thing)
    except TypeError:
        return False
    return True


POINTS = [
    [(1, 2), (1.0, 2.0), (True, 2)],
    [(2, 1)],
    [(1, 1)],
    [(2, 2)],
    [(0, 0), (-0.0, 0.0)],
    [(-1, 0)],
    [(-2, 0)],
]


def test_points_are_equal_if_their_coordinates_are():
    check_equality(cases(Point, POINTS), "points are equal if x and y are, and only then")


def test_a_point_lets_other_types_decide():
    check_strangers(Case(Point, (1, 2)), (1, 2), SimpleNamespace(x=1, y=2))


def test_equal_points_have_equal_hashes():
    check_hashes(cases(Point, POINTS))


def test_unequal_points_differ_in_their_hashes():
    check_spread([Case(Point, xy) for xy in itertools.product(range(10), repeat=2)])


@pytest.mark.parametrize("action", ["assign", "delete"])
@pytest.mark.parametrize("field", ["x", "y"])
def test_a_point_refuses_to_change(field, action):
    point = Point(1, 2)
    try:
        if action == "assign":
            setattr(point, field, 3)
        else:
            delattr(point, field)
    except AttributeError:
        pass
    else:
        pytest.fail(
            f"{action} {field} of Point(1, 2): AttributeError was due; "
            "its hash is made of x and y, so a change would lose it in every dict"
        )
    got = point.x, point.y
    assert got == (1, 2), f"{action} {field} of Point(1, 2) was refused, but x and y are now {got}"


KEYS = [
    [("Accept",), ("ACCEPT",), ("accept",)],
    [("Straße",), ("STRASSE",), ("strasse",)],
    [("ΣΟΦΟΣ",), ("σοφος",), ("σοφοσ",)],
    [("Accept ",)],
    [("",)],
]


def test_a_key_keeps_its_text_as_written():
    got = CaseKey("Content-Type").text
    assert got == "Content-Type", f"CaseKey('Content-Type').text is {got!r}, not as written"


def test_keys_are_equal_if_they_casefold_to_the_same():
    check_equality(cases(CaseKey, KEYS), "keys are equal if text.casefold() is, and only then")


def test_a_key_lets_other_types_decide():
    check_strangers(Case(CaseKey, ("Accept",)), "Accept", "accept", SimpleNamespace(text="Accept"))


def test_equal_keys_have_equal_hashes():
    check_hashes(cases(CaseKey, KEYS))


def test_unequal_keys_differ_in_their_hashes():
    check_spread([Case(CaseKey, (f"X-Header-{n:02}",)) for n in range(100)])


class Guest(Person):
    """A subclass that adds nothing."""


def people(person, employee):
    """Return groups of equals, each of them with a single member."""
    ann, ben, old = ("Ann", 1990), ("Ben", 1990), ("Ann", 1960)
    plain = [Case(kind, args) for kind in (person, Guest) for args in (ann, ben, old)]
    badges = [("Ann", 1990, 7), ("Ann", 1990, 8), ("Ben", 1990, 7), ("Ann", 1960, 7)]
    return [[case] for case in (*plain, *(Case(employee, args) for args in badges))]


def test_an_employee_has_the_fields_of_a_person_and_a_badge():
    employee = Employee("Ann", 1990, 7)
    got = employee.name, employee.born, employee.badge
    assert got == ("Ann", 1990, 7), f"Employee('Ann', 1990, 7): name, born and badge are {got}"


def test_equality_of_people_is_symmetric():
    crowd = [case for [case] in people(Person, Employee)]
    for one, other in itertools.product(crowd, repeat=2):
        there = is_equal(one.new(), other.new(), f"{one} == {other}")
        back = is_equal(other.new(), one.new(), f"{other} == {one}")
        assert there == back, (
            f"{one} == {other} is {there}, but {other} == {one} is {back}: not symmetric, "
            "and whether a list or dict holds such a key depends on who asks whom"
        )


def test_equality_of_people_is_transitive():
    crowd = [case for [case] in people(Person, Employee)]
    for a, b, c in itertools.product(crowd, repeat=3):
        first = is_equal(a.new(), b.new(), f"{a} == {b}")
        if not first or not is_equal(b.new(), c.new(), f"{b} == {c}"):
            continue
        assert is_equal(a.new(), c.new(), f"{a} == {c}"), (
            f"{a} == {b} and {b} == {c}, but {a} != {c}: not transitive"
        )


def test_people_are_equal_if_class_and_fields_are():
    check_equality(
        people(Person, Employee), "people are equal if they are of one class, with equal fields"
    )


@pytest.mark.parametrize("kind", ["Person", "Employee"])
def test_a_person_lets_other_types_decide(kind):
    fields = {"name": "Ann", "born": 1990, "badge": 7}
    if kind == "Person":
        del fields["badge"]
    args = tuple(fields.values())
    check_strangers(Case(getattr(kata, kind), args), args, SimpleNamespace(**fields))


def renamed():
    """Return Ann after she was renamed to Anna, and the set into which she was put before."""
    ann = Person("Ann", 1990)
    lobby = {ann} if has_hash(ann) else None
    try:
        ann.name = "Anna"
    except AttributeError as error:
        pytest.fail(f"ann = Person('Ann', 1990); ann.name = 'Anna' may not raise {error!r}")
    return ann, lobby


def test_a_renamed_person_is_equal_to_whom_they_became():
    ann, _ = renamed()
    got = ann == Person("Anna", 1990), ann == Person("Ann", 1990)
    assert got == (True, False), (
        "ann = Person('Ann', 1990); ann.name = 'Anna': is she now equal to Person('Anna', 1990), "
        f"and still to Person('Ann', 1990)? (True, False) is right, not {got}"
    )


def test_a_set_does_not_lose_a_person_who_is_renamed():
    ann, lobby = renamed()
    assert lobby is None or ann in lobby, (
        "ann = Person('Ann', 1990); lobby = {ann}; ann.name = 'Anna': now `ann in lobby` is False, "
        "for her hash has moved and the set still looks where she was"
    )


def test_a_renamed_person_does_not_keep_a_stale_hash():
    ann, _ = renamed()
    anna = Person("Anna", 1990)
    assert not has_hash(ann) or hash(ann) == hash(anna), (
        "ann = Person('Ann', 1990); ann.name = 'Anna': she equals Person('Anna', 1990), "
        "but her hash is not equal to that one's, so a dict that holds one does not find the other"
    )


@pytest.mark.parametrize("kind", ["Person", "Employee"])
def test_what_changes_its_equality_has_no_hash(kind):
    args = ("Ann", 1990) if kind == "Person" else ("Ann", 1990, 7)
    case = Case(getattr(kata, kind), args)
    assert not has_hash(case.new()), (
        f"hash({case}) must raise TypeError: every field that == compares may change, "
        "so only a constant could stay both equal among equals and the same for life"
    )


ACCOUNTS = [[("NL01", 0), ("NL01", 100)], [("NL02", 0), ("NL02", -5)], [("nl01", 0)]]


def test_accounts_are_equal_if_their_numbers_are():
    check_equality(cases(Account, ACCOUNTS), "accounts are equal if the number is, and only then")


def test_an_account_lets_other_types_decide():
    lookalike = SimpleNamespace(number="NL01", balance=0)
    check_strangers(Case(Account, ("NL01", 0)), "NL01", ("NL01", 0), lookalike)


def test_an_account_is_found_whatever_its_balance_is():
    case = Case(Account, ("NL01", 100))
    account = case.new()
    before = hash_of(case, account)
    owners = {account: "Ann"}
    account.balance += 50
    got = account.balance
    assert got == 150, f"account = {case}; account.balance += 50: the balance is {got}, not 150"
    found = account in owners, hash_of(case, account) == before
    assert found == (True, True), (
        f"account = {case}; owners = {{account: 'Ann'}}; account.balance += 50: "
        "its hash has moved, and the dict has lost the account. The number alone stays"
    )


def test_equal_accounts_have_equal_hashes():
    check_hashes(cases(Account, ACCOUNTS))


def test_unequal_accounts_differ_in_their_hashes():
    check_spread([Case(Account, (f"NL{n:02}", 0)) for n in range(100)])


READINGS = [Case(Reading, (n / 2,)) for n in range(-4, 45)]


def test_readings_are_equal_if_they_are_half_a_degree_apart_or_less():
    for one, other in itertools.product([Case(Reading, (n / 4,)) for n in range(-4, 5)], repeat=2):
        a, b = one.new(), other.new()
        near = abs(one.args[0] - other.args[0]) <= 0.5
        got = is_equal(a, b, f"{one} == {other}"), a != b
        assert got == (near, not near), (
            f"== and != of {one} and {other} are {got}, not {(near, not near)}: "
            "readings at most 0.5 apart are equal"
        )


def test_a_reading_lets_other_types_decide():
    check_strangers(Case(Reading, (20.0,)), 20.0, SimpleNamespace(celsius=20.0))


def test_no_two_equal_readings_have_different_hashes():
    for one, other in itertools.pairwise(READINGS):
        a, b = one.new(), other.new()
        assert not has_hash(a) or hash(a) == hash(b), (
            f"{one} and {other} are equal but their hashes are not; "
            "however one rounds, there are such neighbours"
        )


def test_a_reading_has_no_hash():
    case = Case(Reading, (20.0,))
    assert not has_hash(case.new()), (
        f"hash({case}) must raise TypeError: each reading equals its neighbours and they theirs, "
        "so all of them would have to share one hash"
    )


ROWS = {
    "{1: 'a', True: 'b', 1.0: 'c'}": "1, True and 1.0 are equal and so one key: "
    "the first key stays, with the last value",
    "{True} | {1}": "1 is equal to True, which is there already and stays",
    "{1, 2} - {1.0}": "1.0 is equal to 1, so it takes 1 away",
    "hash(-1) == hash(-2)": "CPython keeps the hash -1 for errors in C, and gives -2 instead",
    "len({-1, -2})": "these have one hash, but they are not equal, and == has the last word",
    "float('nan') in [float('nan')]": "these are two objects, and no NaN is equal to anything",
    "math.nan in {math.nan}": "containers try `is` before ==, and this is one object",
    "{1} in {frozenset({1})}": "a set that is looked for in a set is taken for a frozenset",
    "{1} in {frozenset({1}): 'a'}": "a dict hashes whatever it looks for, and a set has no hash",
    "{(1, [2])}": "the hash of a tuple is made of those of its items, and a list has none",
    "hash(type('Name', (str,), {'__eq__': str.__eq__})('ann'))": "a class that defines __eq__ "
    "but no __hash__ has none, even if its base has one",
    "make_dataclass('Card', ['rank'])(7) in set()": "@dataclass writes __eq__ for fields that may "
    "change, so it sets __hash__ to None; an empty set hashes too",
}


def shown(row):
    """Return what the interpreter shows for the line, or the name of the error."""
    try:
        return repr(eval(row, {"math": math, "make_dataclass": make_dataclass}))
    except Exception as error:
        return type(error).__name__


def spelled(text):
    """Make nothing of spaces and of the kind of quotes."""
    return text.replace(" ", "").replace('"', "'")


@pytest.mark.parametrize("row", ROWS)
def test_a_line_shows_what_was_predicted(row):
    said = predictions.entry(kata, "OUTCOMES", row)
    assert isinstance(said, str), f"OUTCOMES[{row!r}] is {said!r}, not what is shown, as a string"
    got = shown(row)
    assert spelled(said) == spelled(got), f"{row} gives {got}, not {said}: {ROWS[row]}"
