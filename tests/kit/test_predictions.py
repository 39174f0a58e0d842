import types

import pytest

from dojo.kit import predictions


@pytest.fixture
def module(tmp_path):
    """Return a function that makes a module out of its source; nothing is run."""

    def make(source):
        file = tmp_path / "kata.py"
        file.write_text(source, encoding="utf-8")
        module = types.ModuleType("kata")
        module.__file__ = str(file)
        return module

    return make


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("COSTS = {'len': 'O(1)'}", "O(1)"),
        ("COSTS: dict[str, object] = {'len': 'O(1)', 'in': ...}", "O(1)"),
        ("COSTS = {'len': (-1, [True, None])}", (-1, [True, None])),
        ("COSTS = {'len': 1}\nCOSTS = {'len': 2}", 2),
        ("COSTS: dict\nCOSTS = OTHER = {'len': 3}", 3),
        ("COSTS = {'len': 4}\nCOSTS['len'] = compute()", 4),
    ],
)
def test_an_entry_is_what_the_table_says(module, source, value):
    assert predictions.entry(module(source), "COSTS", "len") == value


def test_an_open_entry_is_not_implemented(module):
    with pytest.raises(NotImplementedError, match=r"COSTS\['len'\] has no prediction yet"):
        predictions.entry(module("COSTS = {'len': ...}"), "COSTS", "len", among=["O(1)"])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("COSTS = {'len': cost(len)}", "`cost(len)`; a prediction is written out, not computed"),
        ("COSTS = {'in': ...}", "COSTS has no row 'len' any more"),
        ("COSTS = {**{'len': 1}}", "COSTS has no row 'len' any more"),
        ("COSTS = dict(len=1)", "COSTS must be written out, row by row"),
        ("COSTS = {name: 1 for name in ['len']}", "COSTS must be written out, row by row"),
        ("OTHER = {'len': 1}", "the module has no table COSTS any more"),
        ("COSTS.other = {'len': 1}", "the module has no table COSTS any more"),
    ],
)
def test_what_is_no_prediction_is_refused(module, source, words):
    with pytest.raises(AssertionError) as caught:
        predictions.entry(module(source), "COSTS", "len")
    assert words in str(caught.value)


def test_a_label_must_be_one_of_those_that_are_offered(module):
    table = module("COSTS = {'len': 'O(n)', 'yes': True}")
    assert predictions.entry(table, "COSTS", "len", among=["O(1)", "O(n)"]) == "O(n)"
    with pytest.raises(AssertionError, match=r"is 'O\(n\)'; it must be one of 'O\(1\)'"):
        predictions.entry(table, "COSTS", "len", among=["O(1)"])
    with pytest.raises(AssertionError, match="is True; it must be one of 1"):
        predictions.entry(table, "COSTS", "yes", among=[1])
