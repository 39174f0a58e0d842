"""The snippets that `loop_order` asks about. Given: leave them as they are.

The first five coroutines only serve the others, each of which is a row of the
table: in which order does it say its letters?
"""

import asyncio
from collections.abc import Callable

Say = Callable[[str], object]


async def one(say: Say, letter: str) -> None:
    say(letter)


async def spell(say: Say, letters: str) -> None:
    for letter in letters:
        say(letter)
        await asyncio.sleep(0)


async def nap(say: Say, awake: str, cancelled: str) -> None:
    try:
        await asyncio.sleep(2)
        say(awake)
    except asyncio.CancelledError:
        say(cancelled)
        raise


async def hear(say: Say, event: asyncio.Event, letter: str) -> None:
    await event.wait()
    say(letter)


async def fail() -> None:
    raise ValueError


# The snippets


async def creating_a_task(say: Say) -> None:
    task = asyncio.create_task(one(say, "a"))
    say("b")
    await task
    say("c")


async def awaiting_a_coroutine(say: Say) -> None:
    task = asyncio.create_task(one(say, "a"))
    await one(say, "b")
    say("c")
    await task
    say("d")


async def awaiting_what_is_there(say: Say) -> None:
    done = asyncio.create_task(one(say, "a"))
    await done
    task = asyncio.create_task(one(say, "b"))
    await done
    say("c")
    async with asyncio.Lock():
        say("d")
    await task


async def sleeping_for_zero(say: Say) -> None:
    task = asyncio.create_task(spell(say, "abc"))
    await asyncio.sleep(0)
    say("d")
    await task
    say("e")


async def taking_turns(say: Say) -> None:
    first = asyncio.create_task(spell(say, "ab"))
    second = asyncio.create_task(spell(say, "cdef"))
    await first
    say("g")
    await second


async def calling_soon_and_later(say: Say) -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(0, say, "a")
    task = asyncio.create_task(one(say, "b"))
    loop.call_soon(say, "c")
    await task
    say("d")


async def setting_a_result(say: Say) -> None:
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.add_done_callback(lambda future: say("a"))
    loop.call_soon(say, "b")
    future.set_result(None)
    say("c")
    await asyncio.sleep(0)
    say("d")


async def setting_and_clearing_an_event(say: Say) -> None:
    event = asyncio.Event()
    tasks = [asyncio.create_task(hear(say, event, letter)) for letter in "ab"]
    await asyncio.sleep(0)
    event.set()
    say("c")
    event.clear()
    await asyncio.wait(tasks, timeout=1)
    say("d")


async def sharing_a_lock(say: Say) -> None:
    async def work(letters: str) -> None:
        for letter in letters:
            async with lock:
                say(letter)
                await asyncio.sleep(0)

    lock = asyncio.Lock()
    await asyncio.gather(work("ab"), work("cd"))


async def cancelling_early_and_late(say: Say) -> None:
    late = asyncio.create_task(nap(say, "a", "b"))
    await asyncio.sleep(0)
    early = asyncio.create_task(nap(say, "c", "d"))
    late.cancel()
    early.cancel()
    say("e")
    await asyncio.wait([late, early])
    say("f")


async def running_out_of_time(say: Say) -> None:
    try:
        async with asyncio.timeout(1):
            await nap(say, "a", "b")
            say("c")
    except TimeoutError:
        say("d")


async def failing_in_gather(say: Say) -> None:
    try:
        await asyncio.gather(nap(say, "a", "b"), fail())
    except ValueError:
        say("c")
    await asyncio.sleep(5)
    say("d")


async def failing_in_a_task_group(say: Say) -> None:
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(nap(say, "a", "b"))
            group.create_task(fail())
            say("c")
    except* ValueError:
        say("d")


async def all_at_once(say: Say) -> None:
    loop = asyncio.get_running_loop()
    loop.call_later(0, say, "a")
    task = asyncio.create_task(spell(say, "bc"))
    loop.call_soon(say, "d")
    await spell(say, "ef")
    say("g")
    await task
    say("h")
