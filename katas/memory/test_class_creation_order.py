import inspect
import sys

import pytest

from dojo.kit import predictions
from katas.memory import _class_creation_order_snippets as snippets
from katas.memory import class_creation_order as kata
from katas.memory.class_creation_order import merge_metaclasses

SNIPPETS = {name: one for name, one in vars(snippets).items() if inspect.isfunction(one)}
TALKERS = [name for name, one in SNIPPETS.items() if inspect.signature(one).parameters]
ENDINGS = [name for name in SNIPPETS if name not in TALKERS]


# ORDER


def letters_said(snippet):
    """Run a snippet; return each letter that it says, with the place where it was said."""
    said = []

    def say(letter):
        place = sys._getframe(1).f_code.co_qualname
        said.append((letter, place.partition(".<locals>.")[2] or "the snippet itself"))

    snippet(say)
    return said


@pytest.mark.parametrize("row", TALKERS)
def test_python_agrees_about_the_order(row):
    entry = predictions.entry(kata, "ORDER", row)
    assert isinstance(entry, str), f'ORDER[{row!r}] must be a string such as "a b", not {entry!r}'
    predicted = [letter for letter in entry if letter.isalpha()]
    said = letters_said(SNIPPETS[row])
    order = [letter for letter, _ in said]
    assert predicted == order, (
        f"{row}: you wrote {' '.join(predicted) or 'nothing'}; "
        f"{predictions.first_difference(order, predicted)}. What was said, and where:\n"
        + "\n".join(f"    {letter}  in {place}" for letter, place in said)
    )


# OUTCOMES


def outcome(snippet):
    """Run a snippet; return its value or the name of its exception, and both told in words."""
    try:
        value = snippet()
    except Exception as error:
        return type(error).__name__, f"it raised {type(error).__name__}: {error}"
    return value, f"it returned {value!r}"


@pytest.mark.parametrize("row", ENDINGS)
def test_python_agrees_about_the_outcome(row):
    predicted = predictions.entry(kata, "OUTCOMES", row)
    seen, told = outcome(SNIPPETS[row])
    assert predicted == seen, f"{row}: you wrote {predicted!r}; {told}"


# merge_metaclasses


def metaclass(name, *parents):
    """Return a metaclass whose classes can be asked for its name."""
    return type(name, parents or (type,), {"asked": lambda cls: name})


def classes_of(*metaclasses):
    return [one(f"Of{one.__name__}", (), {}) for one in metaclasses]


def names(metaclasses):
    return " and ".join(one.__name__ for one in metaclasses) or "nothing"


def merge(*metaclasses):
    """Merge the metaclasses of new classes, for which it must be possible."""
    try:
        merged = merge_metaclasses(*classes_of(*metaclasses))
    except NotImplementedError:
        raise
    except Exception as error:
        told = f"merging {names(metaclasses)} raised {error!r}, although they can be merged"
        raise AssertionError(told) from error
    is_metaclass = isinstance(merged, type) and issubclass(merged, type)
    assert is_metaclass, f"merging {names(metaclasses)} gave {merged!r}, which is no metaclass"
    return merged


def family():
    """Return a metaclass, one that derives from it, and one that derives from that."""
    parent = metaclass("Parent")
    child = metaclass("Child", parent)
    return parent, child, metaclass("Grandchild", child)


def check_found(metaclasses, wanted, why):
    merged = merge(*metaclasses)
    assert merged is wanted, (
        f"merging {names(metaclasses)} gave {merged.__name__}, derived from "
        f"{names(merged.__bases__)}, and not {wanted.__name__} itself: {why}"
    )


def test_plain_classes_need_no_metaclass_but_type():
    check_found([type, type], type, "both bases are plain classes")


def test_without_bases_the_metaclass_is_type():
    check_found([], type, "a class without bases is an instance of type")


def test_a_metaclass_that_bases_share_is_returned():
    meta = metaclass("Meta")
    check_found([meta, meta], meta, "it is the metaclass of both")


def test_a_plain_class_among_the_bases_changes_nothing():
    meta = metaclass("Meta")
    check_found([type, meta], meta, "every metaclass derives from type")
    check_found([meta, type], meta, "every metaclass derives from type")


@pytest.mark.parametrize("places", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_most_derived_metaclass_is_returned_wherever_it_stands(places):
    line = family()
    check_found([line[place] for place in places], line[2], "it derives from the others")


def test_a_metaclass_that_unites_the_others_is_returned():
    one, other = metaclass("One"), metaclass("Other")
    both = metaclass("Both", one, other)
    check_found([one, other, both], both, "it derives from One and Other, which need no new class")
    check_found([both, one, other], both, "it derives from One and Other, which need no new class")


def test_unrelated_metaclasses_get_one_that_derives_from_all():
    parts = [metaclass(name) for name in ("One", "Two", "Three")]
    merged = merge(*parts)
    lacking = [part for part in parts if not issubclass(merged, part)]
    assert not lacking, f"merging One and Two and Three gave a class without {names(lacking)}"


def test_a_class_with_conflicting_bases_can_be_made_with_it():
    parts = [metaclass("One"), type, metaclass("Two")]
    merged = merge(*parts)
    try:
        merged("Example", tuple(classes_of(*parts)), {})
    except Exception as error:
        told = f"with the merged metaclass of {names(parts)}, a class on such bases"
        raise AssertionError(f"{told} raised {error!r}") from error


def check_asked(metaclasses, wanted, why="its base comes first"):
    cls = merge(*metaclasses)("Example", (), {})
    asked = getattr(cls, "asked", lambda: "nobody")()
    assert asked == wanted, (
        f"merging {names(metaclasses)}: a method that each of them has was taken from {asked}, "
        f"not from {wanted}, although {why}"
    )


def test_the_metaclass_of_the_first_base_is_asked_first():
    check_asked([metaclass("One"), metaclass("Two")], "One")


def test_the_other_order_gives_the_other_metaclass():
    one, two = metaclass("One"), metaclass("Two")
    check_asked([one, two], "One")
    check_asked([two, one], "Two")


def test_a_metaclass_from_which_another_derives_is_left_to_that_one():
    parent, child, _ = family()
    other = metaclass("Other")
    check_asked([parent, child, other], "Child", "it derives from Parent and stands before Other")
    check_asked([other, parent, child], "Other")


def test_a_metaclass_of_several_bases_counts_once():
    one, two = metaclass("One"), metaclass("Two")
    check_asked([one, two, one], "One")
    check_asked([one, one, two, two], "One")


def test_the_same_metaclasses_get_the_same_class_again():
    one, two = metaclass("One"), metaclass("Two")
    first, second = merge(one, two), merge(one, two)
    assert first is second, (
        "merging One and Two a second time, for other bases, gave a new metaclass: "
        "classes made with the first and the second would conflict again"
    )


def test_namesakes_are_not_taken_for_each_other():
    one, two, namesake = metaclass("One"), metaclass("Two"), metaclass("Two")
    merge(one, two)
    assert issubclass(merge(one, namesake), namesake), (
        "merging One and another Two gave a class without the second: it has the same name as "
        "one that was merged before, but it is not the same"
    )


def test_a_merged_metaclass_is_found_as_the_most_derived():
    one, two = metaclass("One"), metaclass("Two")
    merged = merge(one, two)
    check_found([two, merged], merged, "it was merged from One and Two before")
    check_found([merged, one], merged, "it was merged from One and Two before")


def test_metaclasses_that_contradict_each_other_are_a_type_error():
    one, two = metaclass("One"), metaclass("Two")
    bases = classes_of(metaclass("OneTwo", one, two), metaclass("TwoOne", two, one))
    try:
        result = merge_metaclasses(*bases)
    except NotImplementedError:
        raise
    except Exception as error:
        result = error
    assert isinstance(result, TypeError), (
        f"OneTwo derives from One and Two, TwoOne from Two and One; no class can derive from both, "
        f"so merging them must raise TypeError, but gave {result!r}"
    )
