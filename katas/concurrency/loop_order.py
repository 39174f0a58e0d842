"""Loop order: predict who runs when, and let asyncio judge.

Next to this file, `_loop_order_snippets.py` holds fourteen short coroutines,
one for each row of `ORDER`. Open it beside this one. Each coroutine is given a
function `say` and says letters. In place of `...` write the letters that are
said, first to last. Take this one:

    >>> import asyncio
    >>> async def example(say):
    ...     asyncio.get_running_loop().call_soon(say, "a")
    ...     say("b")
    ...     await asyncio.sleep(0)
    ...     say("c")
    >>> asyncio.run(example(print))
    b
    a
    c

Its row would be `"example": "b a c"`. Only the letters count, not what is
between them; one that is never said is left out. Predictions are written out,
not computed; the rows and the snippets stay as they are.

To judge a row, its snippet is run on asyncio's own loop, as `asyncio.run` would
run it: no debug mode, no eager tasks. The answers are the same from 3.11 to
3.13. A wrong prediction is shown what happened in each turn of the loop.

Off limits: running a snippet before you have predicted it. Afterwards
`asyncio.run(taking_turns(print))` is a fine way to play with it.
"""

ORDER: dict[str, object] = {
    # tasks
    "creating_a_task": ...,
    "awaiting_a_coroutine": ...,
    "awaiting_what_is_there": ...,
    "sleeping_for_zero": ...,
    "taking_turns": ...,
    # callbacks
    "calling_soon_and_later": ...,
    "setting_a_result": ...,
    # those who wait
    "setting_and_clearing_an_event": ...,
    "sharing_a_lock": ...,
    # cancellation and errors
    "cancelling_early_and_late": ...,
    "running_out_of_time": ...,
    "failing_in_gather": ...,
    "failing_in_a_task_group": ...,
    # as in an interview
    "all_at_once": ...,
}
