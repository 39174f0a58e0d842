import functools
import itertools
from contextlib import suppress
from inspect import Parameter, Signature, signature
from typing import NamedTuple

import pytest

from dojo.kit.attempts import attempt
from katas.oop.liskov_contracts import Rectangle, Square, accepts_all_calls


class Call(NamedTuple):
    count: int
    names: tuple[str, ...]

    def refusal(self, function):
        """Make the call; return what Python says if the parameters do not fit."""
        try:
            function(*[0] * self.count, **dict.fromkeys(self.names, 0))
        except TypeError as error:
            return str(error).removeprefix("f() ")
        return ""

    def __str__(self):
        return f"({', '.join(['0'] * self.count + [f'{name}=0' for name in self.names])})"


CALLS = sorted(
    (
        Call(count, names)
        for count in range(5)
        for length in range(5)
        for names in itertools.combinations(["a", "b", "c", "z"], length)
    ),
    key=lambda call: call.count + len(call.names),
)


class Subject:
    """A function with these parameters, and how it refuses each of the calls, if it does.

    It is clear if `Signature.bind` agrees. Some versions of that err about positional-only
    parameters, mostly beside `**kwargs`; who solves the kata with it is not to blame.
    """

    def __init__(self, parameters):
        scope = {}
        exec(f"def f{parameters}: pass", scope)
        self.function = scope["f"]
        self.refusals = {call: call.refusal(self.function) for call in CALLS}
        bind = signature(self.function).bind
        self.is_clear = all(bool(call.refusal(bind)) == bool(self.refusals[call]) for call in CALLS)


subject = functools.cache(Subject)


def check(base, sub):
    """Compare the verdict on two lists of parameters with what comes of all calls."""
    old, new = subject(base), subject(sub)
    if not (old.is_clear and new.is_clear):
        return
    said = attempt(accepts_all_calls, old.function, new.function)
    broken = next((c for c in CALLS if new.refusals[c] and not old.refusals[c]), None)
    if broken is None:
        assert said is True, (
            f"base{base} and sub{sub}: the answer was {said!r}, "
            "but sub accepts every call that base accepts"
        )
        return
    assert said is False, (
        f"base{base} and sub{sub}: the answer was {said!r}, "
        f"but base{broken} works and sub{broken} fails: {new.refusals[broken]}"
    )


def check_pairs(*signatures):
    for base, sub in itertools.product(signatures, repeat=2):
        check(base, sub)


def test_parameters_passed_by_position_go_by_their_number():
    check_pairs("()", "(a, /)", "(b, /)", "(a, b, /)", "(b, c, /)", "(a, b, c, /)")


def test_parameters_passed_by_name_go_by_their_names():
    check_pairs("()", "(*, a)", "(*, b)", "(*, a, b)", "(*, b, a)", "(*, a, b, c)")


def test_parameters_passed_either_way_go_by_both():
    check_pairs("()", "(a)", "(b)", "(a, b)", "(b, a)", "(a, c)", "(a, b, c)", "(a, c, b)")


def test_a_default_may_be_added_but_not_taken_away():
    check_pairs("(a, /)", "(a=None, /)", "(a, b=None, /)", "(a=None, b=None, /)")
    check_pairs("(*, a)", "(*, a=None)", "(*, a, b=None)", "(*, a=None, b)")
    check_pairs("(a)", "(a=None)", "(a=0)", "(a, b=None)", "(a=None, b=None)", "(a=None, *, b)")


def test_a_way_to_pass_an_argument_may_be_added_but_not_taken_away():
    check_pairs("(a, /)", "(a)", "(*, a)", "(b)", "(a=None, /)", "(a=None)", "(*, a=None)")


def test_only_another_args_stands_in_for_args():
    check_pairs("()", "(a)", "(a, /)", "(a=None, b=None)", "(*args)", "(*values)", "(a, *args)")


def test_only_another_kwargs_stands_in_for_kwargs():
    check_pairs("()", "(a)", "(*, a)", "(*, a=None)", "(**kwargs)", "(**others)", "(a, **kwargs)")


def test_args_and_kwargs_together_stand_in_for_all():
    check_pairs("(a, b)", "(*, a)", "(*args)", "(**kwargs)", "(*args, **kwargs)")


def test_the_place_and_the_name_of_an_argument_may_lead_to_different_parameters():
    check_pairs("(a)", "(a, b)", "(c=None, *, a=None)", "(c, b=None, a=None)", "(*args, a=None)")


WAYS = [Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD, Parameter.KEYWORD_ONLY]
ARGS = Parameter("args", Parameter.VAR_POSITIONAL)
KWARGS = Parameter("kwargs", Parameter.VAR_KEYWORD)


def all_lists(names, *catch_all):
    """Yield every list of parameters with these names, each of any kind, default or not."""
    for kinds in itertools.product(WAYS, repeat=len(names)):
        for defaults in itertools.product([Parameter.empty, None], repeat=len(names)):
            parameters = [
                Parameter(name, kind, default=default)
                for name, kind, default in zip(names, kinds, defaults, strict=True)
            ]
            parameters = sorted([*parameters, *catch_all], key=lambda one: one.kind)
            with suppress(ValueError, SyntaxError):  # no default behind a default
                text = str(Signature(parameters))
                compile(f"def f{text}: pass", "all_lists", "exec")  # Signature of 3.11.2 lets it by
                yield text


def with_catch_alls(names):
    for catch_all in [(), (ARGS,), (KWARGS,), (ARGS, KWARGS)]:
        yield from all_lists(names, *catch_all)


def test_all_pairs_with_one_parameter_each():
    for base in with_catch_alls(("a",)):
        for sub in itertools.chain(with_catch_alls(("a",)), with_catch_alls(("b",))):
            check(base, sub)


def test_all_pairs_with_two_parameters_each():
    for base in all_lists(("a", "b")):
        for sub in itertools.chain(all_lists(("a", "b")), all_lists(("b", "a"))):
            check(base, sub)


def test_all_pairs_with_one_parameter_and_catch_alls_instead_of_two():
    for base in all_lists(("a", "b")):
        for sub in itertools.chain(with_catch_alls(("a",)), with_catch_alls(("b",))):
            check(base, sub)


def test_neither_function_is_called():
    called = []

    def base(a, b=None):
        called.append("base")

    def sub(*args, **kwargs):
        called.append("sub")

    accepts_all_calls(base, sub)
    assert not called, f"{called[0]} was called: only its parameters were to be looked at"


SHAPES = {"Rectangle(2, 3)": (2, 3), "Rectangle(2, 2)": (2, 2), "Square(2)": (2, 2)}
each_shape = pytest.mark.parametrize("shape", SHAPES)


def outcome(code, **names):
    """Return what the code gives, or the exception that it raises."""
    return attempt(eval, code, {"Rectangle": Rectangle, "Square": Square, **names})


def sides(shape):
    return outcome("(shape.width, shape.height)", shape=shape)


@each_shape
def test_a_shape_has_the_sides_it_was_made_with(shape):
    got = sides(outcome(shape))
    assert got == SHAPES[shape], f"width and height of {shape} are {SHAPES[shape]}, not {got}"


@pytest.mark.parametrize("call", ["Rectangle({}, 1)", "Rectangle(1, {})", "Square({})"])
def test_a_side_that_is_not_positive_is_refused(call):
    for bad in [0, -1]:
        error = outcome(call.format(bad))
        assert isinstance(error, ValueError), (
            f"{call.format(bad)} must be a ValueError, it gave {error!r}"
        )


@each_shape
def test_a_side_cannot_be_assigned(shape):
    for side in ["width", "height"]:
        one = outcome(shape)
        error = attempt(setattr, one, side, 5)
        assert isinstance(error, AttributeError), (
            f"shape = {shape}; shape.{side} = 5 must be an AttributeError, it gave {error!r}"
        )
        assert sides(one) == SHAPES[shape], (
            f"shape = {shape}; shape.{side} = 5 was refused, but the sides are {sides(one)} now"
        )


def test_a_square_is_a_rectangle():
    one = outcome("Square(2)")
    assert isinstance(one, Rectangle), f"Square(2) was to be a Rectangle, too; it is {one!r}"


def check_result(shape, call, due):
    """Check that the call gives a rectangle with these sides, and leaves the shape as it was."""
    one = outcome(shape)
    got = outcome(f"shape.{call}", shape=one)
    assert isinstance(got, Rectangle), (
        f"{shape}.{call} was to give a Rectangle, it gave {got!r}: "
        "what a Rectangle promises holds for each Square"
    )
    assert sides(one) == SHAPES[shape], (
        f"{shape}.{call} was to give another shape, but it made the sides of this one {sides(one)}"
    )
    assert sides(got) == due, f"width and height of {shape}.{call} are {due}, not {sides(got)}"


@each_shape
def test_with_width_changes_the_width_and_keeps_the_height(shape):
    _, height = SHAPES[shape]
    for width in [1, 2, 5, 0.5]:
        check_result(shape, f"with_width({width})", (width, height))
    check_result(shape, "with_width(width=5)", (5, height))


@each_shape
def test_scaled_multiplies_both_sides(shape):
    width, height = SHAPES[shape]
    for factor in [1, 2, 0.5]:
        check_result(shape, f"scaled({factor})", (factor * width, factor * height))
    check_result(shape, "scaled(factor=2)", (2 * width, 2 * height))


@each_shape
def test_a_width_or_factor_that_is_not_positive_is_refused(shape):
    for call in ["with_width(0)", "with_width(-1)", "scaled(0)", "scaled(-1)"]:
        error = outcome(f"{shape}.{call}")
        assert isinstance(error, ValueError), (
            f"{shape}.{call} must be a ValueError, it gave {error!r}"
        )


def test_a_scaled_square_is_a_square_and_can_be_scaled_again():
    one = outcome("Square(2).scaled(3).scaled(2)")
    assert isinstance(one, Square), f"Square(2).scaled(3).scaled(2) must be a Square, not {one!r}"
    assert sides(one) == (12, 12), f"Square(2).scaled(3).scaled(2) has the sides {sides(one)}"


def test_a_square_with_another_width_is_no_square():
    wide = outcome("Square(2).with_width(5)")
    assert not isinstance(wide, Square), (
        f"Square(2).with_width(5) is a Square with the sides {sides(wide)}, which are not equal"
    )
