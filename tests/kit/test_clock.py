import asyncio
import gc
import socket
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from dojo.kit import clock as kit
from dojo.kit.clock import BusyLoop, Clock, Deadlock, TooSlow


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def spawn():
    """Create tasks and keep them, so that no garbage collection gets them first."""
    kept = []

    def spawn(work):
        kept.append(asyncio.create_task(work))

    return spawn


@pytest.fixture
def impatient(monkeypatch):
    """Give the outside world a tenth of a second instead of ten."""
    monkeypatch.setattr(kit, "REAL_LIMIT", 0.1)


async def for_ever():
    await asyncio.get_running_loop().create_future()


class TestTime:
    def test_an_hour_passes_at_once_and_exactly(self, clock):
        async def main():
            await asyncio.sleep(3600)
            return asyncio.get_running_loop().time()

        assert clock.run(main()) == 3600
        assert clock.now == clock.time() == 3600

    def test_the_next_run_goes_on_where_the_last_one_ended(self, clock):
        clock.run(asyncio.sleep(10))
        clock.run(asyncio.sleep(5), within=5)
        assert clock.now == 15

    def test_timers_fire_in_order_and_equal_ones_in_the_order_they_were_set(self, clock):
        seen = []

        async def note(delay, name):
            await asyncio.sleep(delay)
            seen.append((clock.now, name))

        async def main():
            delays = [2, 1, 1, 3, 1, 2, 1, 1, 2, 1]
            await asyncio.gather(*(note(delay, name) for name, delay in enumerate(delays)))

        clock.run(main())
        assert seen == sorted(seen)
        assert len(seen) == 10

    def test_moments_that_differ_by_less_than_a_nanosecond_stay_apart(self, clock):
        seen = []

        async def main():
            loop = asyncio.get_running_loop()
            for when in (1.0, 1.0 + 1e-15, 1.0 - 1e-15):
                loop.call_at(when, lambda: seen.append(clock.now))
            await asyncio.sleep(2)

        clock.run(main())
        assert seen == [1.0 - 1e-15, 1.0, 1.0 + 1e-15]

    def test_a_cancelled_timer_does_not_move_the_clock(self, clock):
        async def main():
            asyncio.get_running_loop().call_later(50, print).cancel()
            await asyncio.sleep(1)

        clock.run(main())
        assert clock.now == 1

    def test_many_cancelled_timers_are_forgotten(self, clock):
        async def main():
            for _ in range(500):
                async with asyncio.timeout(1000):
                    await asyncio.sleep(0.5)

        clock.run(main())
        assert clock.now == 250

    def test_the_clock_can_be_moved_by_hand_while_the_loop_runs(self, clock):
        async def main():
            asyncio.get_running_loop().call_later(5, fired.append, "five")
            clock.now += 5
            await asyncio.sleep(0)
            await asyncio.sleep(0)

        fired = []
        clock.run(main())
        assert fired == ["five"]

    def test_timeouts_expire_on_time(self, clock):
        async def main():
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(5):
                    await asyncio.sleep(6)
            with pytest.raises(asyncio.TimeoutError):
                await asyncio.wait_for(for_ever(), 7)

        clock.run(main())
        assert clock.now == 12
        assert clock.leaked == []

    def test_queues_events_and_groups_behave(self, clock):
        async def produce(queue):
            for item in range(3):
                await asyncio.sleep(1)
                await queue.put(item)

        async def main():
            queue = asyncio.Queue(maxsize=1)
            opened = asyncio.Event()
            async with asyncio.TaskGroup() as group:
                group.create_task(produce(queue))
                group.create_task(opened.wait())
                items = [await queue.get() for _ in range(3)]
                opened.set()
            return items

        assert clock.run(main()) == [0, 1, 2]
        assert clock.now == 3


class TestVerdicts:
    def test_tasks_that_all_wait_are_named_with_the_line_that_waits(self, clock):
        async def worker(queue):
            item = await queue.get()
            print(item)

        async def main():
            task = asyncio.create_task(worker(asyncio.Queue()))
            await task

        with pytest.raises(Deadlock) as info:
            clock.run(main())
        lines = str(info.value).splitlines()
        assert lines[0] == "nobody can ever wake these:"
        assert lines[1].startswith("    main waiting at test_clock.py:")
        assert lines[1].endswith(" in main (await task)")
        assert lines[2].startswith("    Task-1 waiting at test_clock.py:")
        assert lines[2].endswith(" in worker (item = await queue.get())")

    def test_the_line_is_found_inside_an_async_generator(self, clock):
        async def numbers():
            await asyncio.Event().wait()
            yield 1

        async def main():
            async for _ in numbers():
                pass

        with pytest.raises(Deadlock, match=r"in numbers \(await asyncio.Event\(\).wait\(\)\)"):
            clock.run(main())

    def test_a_sleep_without_end_is_no_timer(self, clock):
        with pytest.raises(Deadlock):
            clock.run(asyncio.sleep(float("inf")))

    def test_a_deadlock_cannot_be_swallowed(self, clock):
        async def main():
            while True:
                try:
                    await for_ever()
                except Exception:
                    continue

        with pytest.raises(Deadlock):
            clock.run(main())

    @pytest.mark.parametrize("wait", [for_ever, lambda: asyncio.sleep(1), lambda: asyncio.sleep(0)])
    def test_not_even_by_a_task_that_refuses_to_die(self, clock, wait):
        async def stubborn():
            while True:
                try:
                    await wait()
                except BaseException:
                    continue

        async def main():
            child = asyncio.create_task(stubborn())
            try:
                await for_ever()
            except BaseException:
                await stubborn()
            await child

        with pytest.raises((Deadlock, BusyLoop, TooSlow)):
            clock.run(main(), within=100)
        assert [line.split()[0] for line in clock.leaked] == ["Task-1"]

    def test_polling_is_named(self, clock, spawn):
        async def poll():
            while True:
                await asyncio.sleep(0)

        async def main():
            spawn(for_ever())
            await poll()

        with pytest.raises(BusyLoop) as info:
            clock.run(main())
        title, *lines = str(info.value).splitlines()
        assert title == "100,000 turns of the loop and no time has passed:"
        assert len(lines) == 1
        assert lines[0].startswith("    main polling at test_clock.py:")
        assert lines[0].endswith("in poll (await asyncio.sleep(0))")

    def test_a_callback_that_polls_is_named(self, clock):
        async def main():
            loop = asyncio.get_running_loop()

            def again():
                loop.call_soon(again)

            again()
            await for_ever()

        with pytest.raises(BusyLoop, match="again"):
            clock.run(main())

    def test_a_heartbeat_does_not_hide_a_task_that_nobody_wakes(self, clock, spawn, monkeypatch):
        monkeypatch.setattr(kit, "TURNS_IN_ALL", 1000)

        async def heartbeat():
            while True:
                await asyncio.sleep(1)

        async def main():
            spawn(heartbeat())
            await for_ever()

        with pytest.raises(BusyLoop, match=r"1,000 turns.*\n.*main waiting.*\n.*in heartbeat"):
            clock.run(main())

    def test_a_budget_of_virtual_time(self, clock):
        clock.run(asyncio.sleep(10))

        async def main():
            await asyncio.sleep(5.5)

        with pytest.raises(TooSlow, match=r"within 5 virtual seconds:\n    main .*sleep\(5.5\)"):
            clock.run(main(), within=5)
        assert clock.now == 15

    def test_the_whole_budget_may_be_used(self, clock):
        clock.run(asyncio.sleep(5), within=5)

    def test_what_main_raises_comes_out(self, clock):
        async def main():
            raise ValueError("mine")

        with pytest.raises(ValueError, match="mine"):
            clock.run(main())
        assert clock.complaints == []

    def test_exit_comes_out_too(self, clock):
        async def leave():
            raise SystemExit(3)

        async def main():
            await asyncio.create_task(leave())

        with pytest.raises(SystemExit):
            clock.run(main())
        assert clock.leaked == []


class TestTheEnd:
    def test_a_task_left_behind_is_named_and_cancelled(self, clock, spawn):
        ended = []

        async def worker():
            try:
                await asyncio.sleep(100)
            finally:
                ended.append(clock.now)

        async def main():
            spawn(worker())
            await asyncio.sleep(1)

        clock.run(main())
        assert len(clock.leaked) == 1
        assert clock.leaked[0].startswith("Task-1 waiting at test_clock.py:")
        assert clock.leaked[0].endswith(" in worker (await asyncio.sleep(100))")
        assert ended == [1]

    def test_leaks_are_told_when_main_raises(self, clock, spawn):
        async def main():
            spawn(for_ever())
            await asyncio.sleep(0)
            raise LookupError

        with pytest.raises(LookupError):
            clock.run(main())
        assert len(clock.leaked) == 1

    def test_leaks_are_told_in_the_order_of_their_names(self, clock, spawn):
        async def main():
            for _ in range(12):
                spawn(for_ever())

        clock.run(main())
        assert [line.split()[0] for line in clock.leaked] == [f"Task-{n}" for n in range(1, 13)]

    def test_a_cancelled_task_may_take_its_time_to_clean_up(self, clock, spawn):
        ended = []

        async def worker():
            try:
                await for_ever()
            finally:
                await asyncio.sleep(5)
                ended.append("clean")

        async def main():
            spawn(worker())
            await asyncio.sleep(0)

        clock.run(main(), within=1)
        assert ended == ["clean"]

    def test_an_error_while_cancelled_is_a_complaint(self, clock, spawn):
        async def worker():
            try:
                await for_ever()
            finally:
                raise ValueError("x")

        async def main():
            spawn(worker())
            await asyncio.sleep(0)

        clock.run(main())
        assert clock.complaints == ["Task-1 (worker) was cancelled, but raised: ValueError('x')"]

    def test_an_error_nobody_looked_at_is_a_complaint(self, clock):
        async def fail():
            raise ValueError("x")

        async def main():
            cycle = [asyncio.create_task(fail())]
            cycle.append(cycle)
            await asyncio.sleep(1)

        clock.run(main())
        assert clock.complaints == ["Task exception was never retrieved: ValueError('x')"]

    def test_an_error_that_somebody_will_look_at_is_none(self, clock):
        async def fail():
            raise ValueError("x")

        async def main():
            task = asyncio.create_task(fail())
            await asyncio.sleep(1)
            return task

        task = clock.run(main())
        assert clock.complaints == []
        assert isinstance(task.exception(), ValueError)

    def test_a_handler_of_the_code_under_test_is_still_called(self, clock):
        told = []

        async def main():
            loop = asyncio.get_running_loop()
            loop.set_exception_handler(lambda loop, context: told.append(context["message"]))
            loop.call_exception_handler({"message": "hear, hear"})

        clock.run(main())
        assert told == clock.complaints == ["hear, hear"]

    def test_async_generators_are_shut_down(self, clock):
        closed = []

        async def numbers():
            try:
                while True:
                    yield 1
            finally:
                await asyncio.sleep(1)
                closed.append(True)

        async def main(keep):
            keep.append(numbers())
            async for _ in keep[0]:
                break

        clock.run(main([]))
        assert closed == [True]
        assert clock.leaked == []

    def test_a_task_that_was_lost_is_a_complaint(self, clock):
        async def main():
            lost = asyncio.create_task(for_ever())
            await asyncio.sleep(1)
            del lost
            gc.collect()

        clock.run(main())
        assert clock.complaints == ["Task was destroyed but it is pending!: Task-1 (for_ever)"]

    def test_a_half_read_async_generator_is_no_leak(self, clock):
        async def numbers():
            try:
                yield 1
            finally:
                await asyncio.sleep(1)

        async def main():
            async for _ in numbers():
                break
            gc.collect()
            await asyncio.sleep(0)

        clock.run(main())
        assert clock.leaked == []

    def test_nothing_speaks_up_afterwards(self, clock, spawn, recwarn, capfd):
        async def stubborn():
            while True:
                try:
                    await asyncio.sleep(1)
                except BaseException:
                    continue

        async def deaf():
            while True:
                try:
                    await for_ever()
                except asyncio.CancelledError:
                    continue

        async def main():
            tasks = [asyncio.create_task(work) for work in (stubborn(), deaf(), for_ever())]
            await asyncio.sleep(1)
            spawn(for_ever())
            raise ValueError(tasks)

        unraisable = []
        hook, sys.unraisablehook = sys.unraisablehook, unraisable.append
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("always")
                with pytest.raises(ValueError, match="Task"):
                    clock.run(main())
                gc.collect()
        finally:
            sys.unraisablehook = hook
        assert unraisable == []
        assert [str(warning.message) for warning in recwarn] == []
        assert capfd.readouterr() == ("", "")
        assert len(clock.leaked) == 4
        assert clock.complaints == []

    def test_a_broken_task_factory_does_not_spoil_the_end(self, clock):
        async def main():
            asyncio.get_running_loop().set_task_factory(lambda *_, **__: 1 / 0)

        clock.run(main())

    def test_no_loop_and_no_thread_remains(self, clock):
        async def main():
            await asyncio.to_thread(sum, [1, 2])
            return asyncio.get_running_loop()

        before = threading.enumerate()
        assert clock.run(main()).is_closed()
        assert threading.enumerate() == before
        assert asyncio._get_running_loop() is None


class TestMisuse:
    def test_inside_a_running_loop(self, clock, recwarn):
        async def main():
            clock.run(for_ever())

        with pytest.raises(RuntimeError, match="inside a running loop"):
            clock.run(main())
        gc.collect()
        assert not recwarn.list

    def test_what_is_no_coroutine(self, clock):
        with pytest.raises(TypeError, match="needs a coroutine, not None"):
            clock.run(None)


class TestOutside:
    def test_the_clock_stands_still_while_a_thread_works(self, clock):
        gate = threading.Event()

        async def main():
            asyncio.get_running_loop().call_soon(threading.Timer(0.05, gate.set).start)
            async with asyncio.timeout(0.001):
                return await asyncio.to_thread(gate.wait, 5)

        assert clock.run(main()) is True
        assert clock.now == 0

    def test_own_executors_count(self, clock):
        async def main(pool):
            loop = asyncio.get_running_loop()
            async with asyncio.timeout(1):
                return await loop.run_in_executor(pool, lambda: time.sleep(0.05) or "done")

        with ThreadPoolExecutor(1) as pool:
            assert clock.run(main(pool)) == "done"

    def test_idle_workers_do_not_delay_a_deadlock(self, clock):
        async def main():
            await asyncio.to_thread(int)
            await for_ever()

        with pytest.raises(Deadlock, match="nobody can ever wake"):
            clock.run(main())

    def test_a_job_without_end_is_reported(self, clock, impatient):
        gate = threading.Event()

        async def main():
            await asyncio.to_thread(gate.wait, 30)

        try:
            with pytest.raises(Deadlock, match=r"no executor job ended in 0.1 real seconds"):
                clock.run(main())
        finally:
            gate.set()

    def test_an_error_in_a_thread_comes_out(self, clock):
        async def main():
            await asyncio.to_thread(int, "x")

        with pytest.raises(ValueError, match="invalid literal"):
            clock.run(main())

    def test_a_plain_thread_can_wake_the_loop(self, clock):
        async def main():
            loop, woken = asyncio.get_running_loop(), asyncio.Event()
            threading.Timer(0.1, loop.call_soon_threadsafe, (woken.set,)).start()
            await woken.wait()

        clock.run(main())
        assert clock.now == 0

    def test_sockets_of_the_same_loop_answer_before_time_passes(self, clock):
        async def echo(reader, writer):
            writer.write(await reader.readline())
            await writer.drain()
            writer.close()

        async def main():
            server = await asyncio.start_server(echo, "127.0.0.1", 0)
            async with server, asyncio.timeout(0.001):
                reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
                writer.write(b"hello\n")
                answer = await reader.read()
                writer.close()
                await writer.wait_closed()
            await asyncio.sleep(60)
            return answer

        assert clock.run(main()) == b"hello\n"
        assert clock.now == 60

    def test_a_timer_wins_over_a_silent_socket(self, clock):
        async def main(ours):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(30):
                    await asyncio.get_running_loop().sock_recv(ours, 1)

        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.setblocking(False)
            clock.run(main(ours))
        assert clock.now == 30

    def test_silence_on_all_sockets_is_a_deadlock(self, clock, impatient):
        async def main(ours):
            await asyncio.get_running_loop().sock_recv(ours, 1)

        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.setblocking(False)
            with pytest.raises(Deadlock):
                clock.run(main(ours))

    def test_a_subprocess_is_waited_for(self, clock):
        async def main():
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-c", "print(1)", stdout=asyncio.subprocess.PIPE
            )
            output, _ = await child.communicate()
            return output.strip()

        assert clock.run(main()) == b"1"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="eager tasks came with 3.12")
class TestEagerTasks:
    def test_they_run_at_once(self, clock):
        async def main():
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            seen = []

            async def child():
                seen.append("begun")
                await asyncio.sleep(1)
                return "ended"

            task = asyncio.create_task(child())
            assert seen == ["begun"]
            return await task

        assert clock.run(main()) == "ended"
        assert clock.now == 1

    def test_their_deadlocks_are_named(self, clock):
        async def main():
            asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
            await asyncio.create_task(for_ever())

        with pytest.raises(Deadlock, match=r"Task-1 waiting at test_clock.py"):
            clock.run(main())
