import asyncio
import itertools

import pytest

from katas.concurrency.async_queue import AsyncQueue, QueueShutDown

#: More turns of the loop than a chain of wake-ups can need here.
SETTLED = 20


class Scene:
    """A queue and its users: "get a" starts a task a, "put 1" a task that puts 1, and so on."""

    def __init__(self, maxsize):
        self.queue = AsyncQueue(maxsize)
        self.tasks = {}
        self.cancelled = set()
        self.errors = {}

    def act(self, action):
        verb, _, name = action.partition(" ")
        match verb:
            case "get":
                self.tasks[name] = asyncio.create_task(self.queue.get())
            case "put":
                self.tasks[name] = asyncio.create_task(self.queue.put(name))
            case "cancel":
                if self.tasks[name].cancel():
                    self.cancelled.add(name)
            case "shutdown":
                try:
                    self.queue.shutdown()
                except asyncio.InvalidStateError:
                    self.errors["shutdown"] = "InvalidStateError"

    def fates(self):
        """Return what became of each task, and of `shutdown` if it went wrong."""
        fates = {name: fate(task) for name, task in self.tasks.items()}
        for name in self.cancelled:
            if fates[name] != "CancelledError":
                fates[name] += " in spite of being cancelled"
        return fates | self.errors

    async def play(self, script, turns):
        """Act; all comes to rest at each semicolon, so many turns of the loop at each comma."""
        for moment in script.split("; "):
            for place, actions in enumerate(moment.split(", ")):
                await pause(turns if place else 0)
                for action in actions.split(" & "):
                    self.act(action)
            await pause(SETTLED)


async def pause(turns):
    for _ in range(turns):
        await asyncio.sleep(0)


def fate(task):
    if not task.done():
        return "waits"
    if task.cancelled():
        return "CancelledError"
    error = task.exception()
    if isinstance(error, NotImplementedError):
        raise error
    if error:
        return type(error).__name__
    return "done" if task.result() is None else f"got {task.result()}"


def played(clock, script, *, maxsize=0, turns=1):
    async def main():
        scene = Scene(maxsize)
        await scene.play(script, turns)
        fates = scene.fates()
        await asyncio.sleep(1)  # No time will ever pass if somebody polls.
        return fates

    return clock.run(main())


def at_each_turn(clock, script, **options):
    """Yield (the script as told, the fates) for several moments at which the comma may fall."""
    for turns in range(5):
        gap = f", {turns} turns of the loop later " if turns else " & "
        told = script.replace(", ", gap.replace("1 turns", "1 turn"))
        yield told, played(clock, script, turns=turns, **options)


async def taken(queue, count):
    return [await queue.get() for _ in range(count)]


@pytest.mark.parametrize("maxsize", [0, -1])
def test_items_come_out_in_the_order_in_which_they_went_in(clock, maxsize):
    async def main():
        queue = AsyncQueue(maxsize)
        for item in "abc":
            await queue.put(item)
        return await taken(queue, 3)

    got = clock.run(main())
    assert got == ["a", "b", "c"], f"a, b, c were put in this order (maxsize={maxsize}), got {got}"


def test_any_item_will_do_even_none_and_equal_ones(clock):
    items = [None, 0, "a", None, False, "a"]

    async def main():
        queue = AsyncQueue()
        for item in items:
            await queue.put(item)
        return await taken(queue, len(items))

    got = clock.run(main())
    assert got == items, f"the items {items} were put, got {got}"


def test_qsize_counts_what_is_queued(clock):
    async def main():
        queue = AsyncQueue()
        sizes = [queue.qsize()]
        for _ in range(2):
            await queue.put("x")
            sizes.append(queue.qsize())
        await queue.get()
        return [*sizes, queue.qsize()]

    got = clock.run(main())
    assert got == [0, 1, 2, 1], f"after two puts and a get qsize was {got}, not [0, 1, 2, 1]"


def test_get_waits_for_an_item(clock):
    got = played(clock, "get a")
    assert got == {"a": "waits"}, f"the queue was empty, so get had to wait, and not: {got}"
    got = played(clock, "get a; put 1")
    assert got == {"a": "got 1", "1": "done"}, (
        f"a waited in get when 1 was put, so a had to get 1 at once, and not: {got}"
    )


@pytest.mark.parametrize("maxsize", [1, 2])
def test_put_waits_for_room(clock, maxsize):
    script = "put 1; put 2; put 3"
    got = played(clock, script, maxsize=maxsize)
    want = {"1": "done", "2": "done" if maxsize == 2 else "waits", "3": "waits"}
    assert got == want, (
        f"maxsize={maxsize}: no more than that are queued, so after `{script}` {want} is right, "
        f"and not {got}"
    )


def test_a_get_lets_one_waiting_put_go_on(clock):
    script = "put 1; put 2; put 3; get a"
    got = played(clock, script, maxsize=1)
    assert sorted([got["2"], got["3"]]) == ["done", "waits"], (
        f"maxsize=1, `{script}`: one get makes room for one item, so of 2 and 3 one is put and "
        f"one waits; {got}"
    )


def test_a_put_serves_one_waiting_getter(clock):
    script = "get a; get b; put 1"
    got = played(clock, script)
    assert got in (
        {"a": "got 1", "b": "waits", "1": "done"},
        {"a": "waits", "b": "got 1", "1": "done"},
    ), f"`{script}`: one item is for one getter, the other has to go on waiting; {got}"


def test_getters_are_served_in_the_order_in_which_they_began_to_wait(clock):
    script = "get a & get b & get c; put 1, put 2"
    for told, got in at_each_turn(clock, script):
        want = {"a": "got 1", "b": "got 2", "c": "waits", "1": "done", "2": "done"}
        assert got == want, f"`{told}`: a waited longest, then b, then c; so {want}, and not {got}"


def test_putters_are_served_in_the_order_in_which_they_began_to_wait(clock):
    script = "put 1; put 2; put 3; put 4; get a; get b"
    got = played(clock, script, maxsize=1)
    want = {"1": "done", "2": "done", "3": "done", "4": "waits", "a": "got 1", "b": "got 2"}
    assert got == want, (
        f"maxsize=1, `{script}`: 2 waited longest, then 3, then 4; so {want}, and not {got}"
    )


def test_a_newcomer_and_a_woken_getter_cannot_both_have_the_item(clock):
    script = "get a; put 1, get b"
    for told, got in at_each_turn(clock, script):
        assert sorted([got["a"], got["b"]]) == ["got 1", "waits"], (
            f"`{told}`: there was one item, so of a and b one gets it and one waits; {got}"
        )


def test_a_newcomer_and_a_woken_putter_cannot_both_have_the_room(clock):
    script = "put 1; put 2; get a, put 3"
    for told, got in at_each_turn(clock, script, maxsize=1):
        assert sorted([got["2"], got["3"]]) == ["done", "waits"], (
            f"maxsize=1, `{told}`: there was room for one, so of 2 and 3 one is put and one "
            f"waits; {got}"
        )


def test_a_getter_that_gave_up_is_passed_over(clock):
    script = "get a; get b; cancel a; put 1"
    got = played(clock, script)
    want = {"a": "CancelledError", "b": "got 1", "1": "done"}
    assert got == want, f"`{script}`: a had gone, so the item was for b: {want}, and not {got}"


def test_a_getter_cancelled_just_before_a_put_is_passed_over(clock):
    script = "get a; get b; put 1, cancel a"
    got = played(clock, script, turns=0)
    want = {"a": "CancelledError", "b": "got 1", "1": "done"}
    assert got == want, (
        "a and b wait in get; a is cancelled, and put(1) is called before a has run again: its "
        f"future is already cancelled, so the item is for b: {want}, and not {got}"
    )


def test_a_woken_getter_that_is_cancelled_leaves_the_item_to_the_next(clock):
    script = "get a; get b; put 1, cancel a"
    for told, got in at_each_turn(clock, script):
        gave_up = {"a": "CancelledError", "b": "got 1", "1": "done"}
        in_time = {"a": "got 1", "b": "waits", "1": "done"}
        assert got in (gave_up, in_time), (
            f"`{told}`: a could get 1 before it was cancelled, or raise CancelledError and leave 1 "
            f"to b; {got}"
        )


def test_an_item_left_by_the_last_getter_is_the_next_to_come_out(clock):
    script = "get a; put 1 & put 2, cancel a; get b; get c"
    for told, got in at_each_turn(clock, script):
        ends = [got["a"], got["b"], got["c"]]
        assert ends in (["CancelledError", "got 1", "got 2"], ["got 1", "got 2", "waits"]), (
            f"`{told}`: 1 went in before 2, so unless a got it, it had to come out first, for b, "
            f"and then 2; {got}"
        )


def test_a_putter_that_gave_up_is_passed_over(clock):
    script = "put 1; put 2; put 3; cancel 2; get a; get b"
    got = played(clock, script, maxsize=1)
    want = {"1": "done", "2": "CancelledError", "3": "done", "a": "got 1", "b": "got 3"}
    assert got == want, (
        f"maxsize=1, `{script}`: 2 had gone, so the room was for 3: {want}, and not {got}"
    )


def test_a_putter_cancelled_just_before_a_get_is_passed_over(clock):
    script = "put 1; put 2; put 3; get a, cancel 2"
    got = played(clock, script, maxsize=1, turns=0)
    want = {"1": "done", "2": "CancelledError", "3": "done", "a": "got 1"}
    assert got == want, (
        "maxsize=1, 1 is queued, 2 and 3 wait in put; 2 is cancelled, and get() is called before "
        f"2 has run again: its future is already cancelled, so the room is for 3: {want}, {got=}"
    )


def test_a_woken_putter_that_is_cancelled_leaves_the_room_to_the_next(clock):
    script = "put 1; put 2; put 3; get a, cancel 2; get b"
    for told, got in at_each_turn(clock, script, maxsize=1):
        gave_up = {"2": "CancelledError", "3": "done", "a": "got 1", "b": "got 3", "1": "done"}
        in_time = {"2": "done", "3": "done", "a": "got 1", "b": "got 2", "1": "done"}
        assert got in (gave_up, in_time), (
            f"maxsize=1, `{told}`: 2 could be put before it was cancelled, or raise CancelledError "
            f"and leave the room to 3, having put nothing; {got}"
        )


def test_after_shutdown_put_is_refused(clock):
    script = "shutdown; put 1; get a"
    got = played(clock, script)
    want = {"1": "QueueShutDown", "a": "QueueShutDown"}
    assert got == want, (
        f"`{script}`: put had to be refused, and there was nothing to get; so {want}, and not {got}"
    )


def test_after_shutdown_what_is_queued_can_be_taken_then_get_is_refused(clock):
    script = "put 1; put 2; shutdown; get a; get b; get c; get d"
    got = played(clock, script, maxsize=2)
    want = {"a": "got 1", "b": "got 2", "c": "QueueShutDown", "d": "QueueShutDown"}
    assert got == {"1": "done", "2": "done"} | want, (
        f"`{script}`: shutdown takes nothing away, so {want} is right, and not {got}"
    )


def test_shutdown_wakes_all_who_wait_in_get(clock):
    script = "get a; get b; get c; shutdown"
    got = played(clock, script)
    want = dict.fromkeys("abc", "QueueShutDown")
    assert got == want, f"`{script}`: nothing will come any more, so {want}, and not {got}"


def test_shutdown_wakes_all_who_wait_in_put_and_takes_nothing_of_theirs(clock):
    script = "put 1; put 2; put 3; shutdown; get a; get b"
    got = played(clock, script, maxsize=1)
    want = {"2": "QueueShutDown", "3": "QueueShutDown", "a": "got 1", "b": "QueueShutDown"}
    assert got == {"1": "done"} | want, (
        f"maxsize=1, `{script}`: 2 and 3 waited for room and must be refused, 1 was queued before: "
        f"{want}, and not {got}"
    )


def test_an_item_put_before_shutdown_reaches_the_getter_that_waited_for_it(clock):
    script = "get a; put 1, shutdown"
    for told, got in at_each_turn(clock, script):
        in_time = {"a": "got 1", "1": "done"}
        too_late = {"a": "QueueShutDown", "1": "QueueShutDown"}
        assert got in (in_time, too_late), (
            f"`{told}`: if 1 was put before shutdown, an item was left, and a had to get it, even "
            f"if a was woken and had not yet run; {got}"
        )


def test_shutdown_passes_over_waiters_that_gave_up(clock):
    for script in ("get a; get b; get c; cancel a, shutdown", "get a; get b; shutdown, cancel a"):
        for told, got in at_each_turn(clock, script):
            others = {name: end for name, end in got.items() if name != "a"}
            assert set(others.values()) == {"QueueShutDown"}, (
                f"`{told}`: whatever became of a, the others waited and had to be refused; {got}"
            )


def test_shutdown_may_be_repeated(clock):
    script = "put 1; shutdown; shutdown; get a; get b; put 2; shutdown; get c; put 3"
    got = played(clock, script, maxsize=1)
    refused = dict.fromkeys("b2c3", "QueueShutDown")
    assert got == {"1": "done", "a": "got 1"} | refused, (
        f"`{script}`: the second shutdown changes nothing, so all but a are refused; {got}"
    )


#: What happens first, the maxsize, and who waits then.
OPENINGS = [
    ("get a", 1, "a"),
    ("get a & get b", 2, "ab"),
    ("put 1 & put 2", 1, "2"),
    ("put 1 & put 2 & put 3 & put 4", 2, "34"),
]
ACTIONS = ["put 7", "put 8", "get y", "shutdown"]


def scripts(opening, waiters):
    """Yield the opening with each burst of up to 3 actions, at least one of them a cancel."""
    cancels = {f"cancel {name}" for name in waiters}
    for length, between in itertools.product((1, 2, 3), (", ", " & ")):
        for burst in itertools.permutations([*ACTIONS, *sorted(cancels)], length):
            if cancels & set(burst):
                yield f"{opening}; {between.join(burst)}"


async def fault(script, maxsize):
    """Play it and return what is wrong, or nothing."""
    scene = Scene(maxsize)
    await scene.play(script, turns=1)
    fates = scene.fates()
    queued = scene.queue.qsize()
    for task in scene.tasks.values():
        task.cancel()
    await pause(SETTLED)
    left = await taken(scene.queue, queued)
    if queued > maxsize:
        return f"{queued} items were queued: {left}"
    for name, end in fates.items():
        if end == "waits":
            if "shutdown" in script:
                return f"{name} still waits"
            if queued < maxsize if name.isdigit() else queued:
                return f"{name} waits, though {queued} items were queued"
        elif end == "QueueShutDown" and "shutdown" not in script:
            return f"{name} ended with QueueShutDown"
        elif end not in ("done", "CancelledError", "QueueShutDown") and end[:4] != "got ":
            return f"{name} ended with {end}"
    put = sorted(name for name, end in fates.items() if name.isdigit() and end == "done")
    got = sorted(end.removeprefix("got ") for end in fates.values() if end.startswith("got "))
    if put != sorted(got + left):
        return f"put were {put}, got were {got}, still queued {left}"
    return ""


@pytest.mark.parametrize(("opening", "maxsize", "waiters"), OPENINGS)
def test_what_was_put_is_got_or_still_queued(clock, opening, maxsize, waiters):
    todo = list(scripts(opening, waiters))

    async def main():
        return await asyncio.gather(*(fault(script, maxsize) for script in todo))

    for script, told in zip(todo, clock.run(main()), strict=True):
        assert not told, f"maxsize={maxsize}, `{script}`, a turn of the loop at each comma: {told}"


def test_consumers_finish_all_work_and_end_after_shutdown(clock):
    async def eat(queue, eaten):
        try:
            while True:
                item = await queue.get()
                await asyncio.sleep(1)
                eaten.append(item)
        except QueueShutDown:
            return

    async def main():
        queue, eaten = AsyncQueue(1), []
        guests = [asyncio.create_task(eat(queue, eaten)) for _ in range(3)]
        for item in range(9):
            await queue.put(item)
        queue.shutdown()
        await asyncio.gather(*guests)
        return eaten

    begin = clock.now
    eaten = clock.run(main())
    assert eaten == [*range(9)], f"items 0 to 8 were put before shutdown, consumed were {eaten}"
    seconds = clock.now - begin
    assert seconds == 3, f"3 consumers, 9 items of a second each: 3 seconds, and not {seconds:g}"
