import inspect
from itertools import groupby

import pytest

from dojo.kit import predictions
from dojo.kit.clock import VirtualLoop
from katas.concurrency import _loop_order_snippets as snippets
from katas.concurrency import loop_order as kata

SNIPPETS = [
    name
    for name, function in vars(snippets).items()
    if inspect.iscoroutinefunction(function)
    and [*inspect.signature(function).parameters] == ["say"]
]


@pytest.fixture
def run(clock, monkeypatch):
    """Run a snippet; return each letter it says, with the loop's turn and the second."""
    turn, count_turn = 0, VirtualLoop.count_turn

    def counted(loop):
        nonlocal turn
        turn += 1
        count_turn(loop)

    def run(snippet):
        said = []
        clock.run(snippet(lambda letter: said.append((letter, turn, clock.now))))
        return said

    monkeypatch.setattr(VirtualLoop, "count_turn", counted)
    return run


def turn_by_turn(said):
    for (turn, now), group in groupby(said, key=lambda one: one[1:]):
        when = f"turn {turn}, after {now:g} s" if now else f"turn {turn}"
        yield f"    {when}: {' '.join(letter for letter, *_ in group)}"


@pytest.mark.parametrize("row", SNIPPETS)
def test_the_loop_agrees_about(row, run):
    entry = predictions.entry(kata, "ORDER", row)
    assert isinstance(entry, str), f'ORDER[{row!r}] must be a string such as "b a c", not {entry!r}'
    predicted = [letter for letter in entry if letter.isalpha()]
    said = run(getattr(snippets, row))
    order = [letter for letter, *_ in said]
    assert predicted == order, (
        f"{row}: you wrote {' '.join(predicted) or 'nothing'}; "
        f"{predictions.first_difference(order, predicted)}. "
        "What was said, turn by turn of the loop:\n" + "\n".join(turn_by_turn(said))
    )
