"""A call comes to a value or to an exception, but an unwritten function is neither."""

import pytest

from dojo.kit.attempts import attempt, attempt_type


def test_what_a_call_gives_is_returned():
    assert attempt(divmod, 7, 2) == attempt_type(divmod, 7, 2) == (3, 1)
    assert attempt(sorted, [1, 2], reverse=True) == [2, 1]


def test_what_a_call_raises_is_returned():
    error = attempt(int, "x")
    assert isinstance(error, ValueError)
    assert attempt_type(int, "x") is ValueError


def test_an_exception_that_is_given_is_not_taken_for_one_that_is_raised():
    given = KeyError("a")
    assert attempt_type(lambda: given) is given


@pytest.mark.parametrize("judge", [attempt, attempt_type])
def test_an_unwritten_function_is_let_out(judge):
    def stub():
        raise NotImplementedError

    with pytest.raises(NotImplementedError):
        judge(stub)
