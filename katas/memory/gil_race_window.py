"""GIL race window: where may CPython switch threads, and which updates can it lose?

Only the thread that holds the GIL runs bytecode. Another one that wants it has to
ask, and CPython looks for such requests at few instructions, its switch points:

- `RESUME`, where a function written in Python starts
- `JUMP_BACKWARD`, where a loop goes round, and on 3.11 `POP_JUMP_BACKWARD_IF_TRUE`,
  `..._IF_FALSE` and so on as well; but not `JUMP_BACKWARD_NO_INTERRUPT`
- `CALL`, `CALL_KW` and `CALL_FUNCTION_EX`, when the call is done; but not `PRECALL`,
  and not `CALL_INTRINSIC_1` and `_2`, which are calls only by name

Between the read and the write of an update, a switch point is a race window: what
other threads write there is overwritten. `dis.get_instructions` shows the bytecode.

    >>> import dis
    >>> def deposit(account, text):
    ...     account.balance += int(text)
    >>> points = switch_points(deposit)
    >>> [step.opname for step in dis.get_instructions(deposit) if step.offset in points]
    ['RESUME', 'CALL']
    >>> [(read, write)] = race_windows(deposit, "balance")
    >>> read < points[1] < write
    True

Then predict. For each function in `_gil_race_window_updates.py`, next to this file,
write True in `CAN_LOSE` if an update can be lost when two threads call it once with
the same `Shared`, and False if not. `race_windows` helps, but sees one function only.
To judge a row, the second call is made at each switch point that the first one comes
to, on the interpreter that runs the tests. Nothing is left to chance.

No version promises any of this, and a build without the GIL has no switch points:
there the tests do not apply, and say so. It is an implementation detail, so use a
lock anyway.
"""

from types import FunctionType

CAN_LOSE: dict[str, object] = {
    # one line
    "attribute": ...,
    "dict_item": ...,
    "global_variable": ...,
    "list_append": ...,
    # a call, before or after the read
    "call_on_the_left": ...,
    "call_on_the_right": ...,
    "augmented_by_a_call": ...,
    # several lines
    "three_lines": ...,
    "behind_an_if": ...,
    "loop_around": ...,
    "loop_between": ...,
    # functions
    "helper_computes": ...,
    "helper_updates": ...,
    # code behind the code
    "property_in_python": ...,
    "key_in_python": ...,
    "operator_in_python": ...,
    # a lock
    "under_a_lock": ...,
}


def switch_points(function: FunctionType) -> list[int]:
    """Return the offsets of all switch points in the function's own bytecode, ascending.

    Functions within it do not count. It has no `yield` and no `await`, and is not called.
    """
    raise NotImplementedError


def race_windows(function: FunctionType, attribute: str) -> list[tuple[int, int]]:
    """Return (read, write), ascending: offsets with a switch point between them.

    A read is a `LOAD_ATTR` of the attribute, of whatever object, a write a `STORE_ATTR`.
    Each read is paired with each write further down; nobody follows the jumps.
    """
    raise NotImplementedError
