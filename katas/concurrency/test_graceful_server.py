import asyncio
import collections
import contextlib
import gc
import subprocess
import sys
from pathlib import Path

import pytest

from katas.concurrency.graceful_server import DrainReport, GracefulServer

ROOT = Path(__file__).parents[2]
DRAIN = 60


class Handler:
    """Answers in capitals: at once, or if the line begins with "slow", when it is released."""

    def __init__(self, *, cleanup=0):
        self.cleanup = cleanup
        self.lines, self.cleaned = [], []
        self.begun = collections.defaultdict(asyncio.Event)
        self.released = collections.defaultdict(asyncio.Event)

    async def __call__(self, line):
        self.lines.append(line)
        self.begun[line].set()
        try:
            if line.startswith(b"slow"):
                await self.released[line].wait()
        except asyncio.CancelledError:
            await asyncio.sleep(self.cleanup)
            self.cleaned.append(line)
            raise
        return line.upper()


class Client:
    """One that is no longer referred to has hung up."""

    @classmethod
    async def connect(cls, address):
        client = cls()
        client.reader, client.writer = await asyncio.open_connection(*address)
        return client

    def send(self, line):
        self.writer.write(line + b"\n")

    async def ask(self, line, promise="the client sent a whole line, and no answer came"):
        self.send(line)
        return await due(self.reader.readline(), promise)

    async def rest(self, promise="its request was answered, yet its connection was not closed"):
        """Return what still comes until the server closes the connection."""
        try:
            return await due(self.reader.read(), promise)
        except ConnectionError:
            return b""


async def due(awaitable, promise, within=1):
    """Await what must come within a second of virtual time; fail with the promise otherwise."""
    with contextlib.suppress(TimeoutError):
        return await asyncio.wait_for(awaitable, within)
    return pytest.fail(promise)


async def started(handler, drain_timeout=DRAIN):
    server = GracefulServer(handler, drain_timeout=drain_timeout)
    return server, await server.start()


async def idle_client(address):
    client = await Client.connect(address)
    await client.ask(b"ping")
    return client


async def busy_client(handler, address, line=b"slow"):
    """Return a client that has been answered once, and of which `line` is being handled."""
    client = await idle_client(address)
    client.send(line)
    await due(handler.begun[line].wait(), "a line was sent, and the handler never got it")
    return client


async def drain_begun(server, address):
    """Call `shutdown`; return its task when an idle client has been sent away."""
    idle = await idle_client(address)
    drain = asyncio.create_task(server.shutdown())
    try:
        await idle.rest("shutdown was called, and an idle connection was not closed at once")
    finally:
        if drain.done() and not drain.cancelled():
            drain.result()  # an error of its own says more
    return drain


async def report_of(drain):
    return await due(drain, "all had been answered or cut off, yet shutdown did not return", 600)


def test_a_line_is_answered_by_a_line(clock):
    handler = Handler()

    async def main():
        _, address = await started(handler)
        client = await Client.connect(address)
        return address, [await client.ask(line) for line in (b"one", b"", b"two")]

    (host, port), got = clock.run(main())
    assert (host, port > 0) == ("127.0.0.1", True), (
        f"start returns the host and the port to connect to, not {(host, port)}"
    )
    assert handler.lines == [b"one", b"", b"two"], (
        "the client sent `one`, an empty line and `two`; the handler gets each without its "
        rf"`\n`, and got {handler.lines}"
    )
    assert got == [b"ONE\n", b"\n", b"TWO\n"], (
        rf"each answer of the handler is sent with a `\n` behind it, the client got {got}"
    )


def test_connections_are_served_side_by_side(clock):
    handler = Handler()

    async def main():
        _, address = await started(handler)
        _kept = await busy_client(handler, address)
        other = await Client.connect(address)
        return await other.ask(b"ping", "one request was being handled, another client had to wait")

    got = clock.run(main())
    assert got == b"PING\n", f"`ping` was answered by {got!r} while another request was handled"


def test_a_handler_that_raises_is_answered_by_error(clock):
    async def fragile(line):
        return {b"good": b"fine"}[line]

    async def main():
        _, address = await started(fragile)
        client = await Client.connect(address)
        return [await client.ask(line) for line in (b"bad", b"good")]

    got = clock.run(main())
    assert got == [b"ERROR\n", b"fine\n"], (
        "the handler raised KeyError for the first of two requests, and the connection should "
        f"go on after `ERROR`; the answers were {got}"
    )


def test_shutdown_without_connections_returns_at_once(clock):
    async def main():
        server, _ = await started(Handler())
        return await report_of(server.shutdown())

    got = clock.run(main())
    assert got == DrainReport(0, 0), f"nobody was connected, shutdown returned {got!r}"
    assert clock.now == 0, f"nobody was connected, shutdown took {clock.now:g} seconds"


def test_idle_connections_are_closed_at_once(clock):
    async def main():
        server, address = await started(Handler())
        silent = await Client.connect(address)
        drain = await drain_begun(server, address)
        await silent.rest("a client had sent nothing, and shutdown did not close on it at once")
        return await report_of(drain)

    got = clock.run(main())
    assert got == DrainReport(completed=0, aborted=0), (
        "one client had been answered before, one had sent nothing, so no request was in flight; "
        f"shutdown returned {got}"
    )


def test_requests_in_flight_are_answered_during_the_drain(clock):
    handler = Handler()
    lines = [b"slow %d" % number for number in range(50)]

    async def main():
        server, address = await started(handler)
        _kept = [await idle_client(address) for _ in range(20)]
        busy = [await busy_client(handler, address, line) for line in lines]
        drain = await drain_begun(server, address)
        for line in lines:
            handler.released[line].set()
        return [await client.rest() for client in busy], await report_of(drain)

    answers, report = clock.run(main())
    lost = answers.count(b"")
    assert not lost, f"50 requests were in flight when shutdown was called, {lost} were lost"
    assert answers == [line.upper() + b"\n" for line in lines], f"the answers were {answers}"
    assert report == DrainReport(completed=50, aborted=0), (
        f"50 clients had a request in flight and were answered, 21 were idle: {report}"
    )


def test_shutdown_waits_until_the_answers_are_sent(clock):
    size = 16 << 20

    async def long(line):
        return bytes(size if line == b"long" else 1)

    async def main():
        server, address = await started(long)
        client = await Client.connect(address)
        client.send(b"long")
        drain = await drain_begun(server, address)
        await asyncio.sleep(1)
        early = drain.done()
        got = await client.rest("a client read its answer at last, yet its connection stayed open")
        await report_of(drain)
        return early, len(got)

    early, got = clock.run(main())
    assert not early, (
        f"most of an answer of {size} bytes was still in the transport's buffer, and shutdown "
        "returned: who exits now loses the rest"
    )
    assert got == size + 1, f"of an answer of {size} bytes and a newline {got} came"


@pytest.mark.parametrize("manner", ["close", "abort"])
def test_a_client_that_hangs_up_is_no_error(clock, manner):
    handler = Handler()

    async def main():
        server, address = await started(handler)
        gone = await busy_client(handler, address, b"slow 1")
        getattr(gone.writer.transport, manner)()
        client = await busy_client(handler, address, b"slow 2")
        drain = await drain_begun(server, address)
        handler.released[b"slow 1"].set()
        handler.released[b"slow 2"].set()
        got = await client.rest()
        await report_of(drain)
        return got

    got = clock.run(main())
    assert got == b"SLOW 2\n", (
        f"of two clients with a request in flight one hung up by `{manner}` before shutdown was "
        f"called; the other got {got!r}"
    )
    assert not clock.complaints, (
        f"a client hung up by `{manner}` while its request was handled: no more than its answer "
        f"is lost, yet asyncio says {clock.complaints}"
    )


def test_connections_that_have_ended_are_forgotten(clock):
    async def main():
        _, address = await started(Handler())
        for _ in range(10):
            (await idle_client(address)).writer.close()
        last = await idle_client(address)
        await last.ask(b"ping")
        gc.collect()
        tasks = [one for one in gc.get_objects() if isinstance(one, asyncio.Task) and one.done()]
        return sum(task.get_loop() is asyncio.get_running_loop() for task in tasks)

    got = clock.run(main())
    assert got < 10, f"10 clients hung up, and the server still keeps {got} tasks that are done"


def test_new_connections_are_refused_from_the_start_of_the_drain(clock):
    handler = Handler()

    async def refused(address):
        try:
            await Client.connect(address)
        except ConnectionRefusedError:
            return True

    async def main():
        server, address = await started(handler)
        _kept = await busy_client(handler, address)
        drain = await drain_begun(server, address)
        during = await refused(address)
        handler.released[b"slow"].set()
        await report_of(drain)
        return during, await refused(address)

    during, after = clock.run(main())
    assert during, "a new connection was accepted while the server was draining: stop listening"
    assert after, "a new connection was accepted after shutdown had returned"


def test_requests_that_take_too_long_are_cut_off_at_the_deadline(clock):
    handler = Handler()

    async def main():
        server, address = await started(handler, drain_timeout=10)
        quick = await busy_client(handler, address, b"slow 1")
        stuck = await busy_client(handler, address, b"slow 2")
        drain = asyncio.create_task(server.shutdown())
        await asyncio.sleep(5)
        handler.released[b"slow 1"].set()
        answer = await quick.rest("one of two was answered, and was not let go before the other")
        report = await due(drain, "a handler took longer than drain_timeout, and no end came", 600)
        return answer, report, clock.now, await stuck.rest("a client was cut off, but got no EOF")

    answer, report, ended, nothing = clock.run(main())
    assert answer == b"SLOW 1\n", f"one request was done at half the time, its answer: {answer!r}"
    assert ended == 10, f"drain_timeout=10, a handler took longer: shutdown took {ended:g} seconds"
    assert nothing == b"", f"the handler was cut off, yet the client was sent {nothing!r}"
    assert report == DrainReport(completed=1, aborted=1), (
        f"of two clients one was answered in time and one was cut off, the report: {report}"
    )


def test_handlers_that_are_cut_off_are_awaited(clock):
    handler = Handler(cleanup=5)

    async def main():
        server, address = await started(handler)
        _kept = [await busy_client(handler, address, line) for line in (b"slow 1", b"slow 2")]
        return await report_of(server.shutdown()), sorted(handler.cleaned)

    report, cleaned = clock.run(main())
    assert cleaned == [b"slow 1", b"slow 2"], (
        "two handlers were cancelled at the deadline and clean up for 5 seconds; when shutdown "
        f"returned {cleaned} had done so: cancelling is asking, await the answer"
    )
    assert report.aborted == 2, f"two clients were cut off, the report says {report}"


@pytest.mark.parametrize("ending", ["all answered", "cut off"])
def test_no_task_is_left_when_shutdown_returns(clock, ending):
    handler = Handler()

    async def main():
        server, address = await started(handler)
        _kept = await busy_client(handler, address)
        drain = await drain_begun(server, address)
        if ending == "all answered":
            handler.released[b"slow"].set()
        await report_of(drain)

    clock.run(main())
    assert not clock.leaked, (
        f"{ending}, and shutdown had returned, but there was still {clock.leaked}"
    )


def test_calls_of_shutdown_share_one_drain_and_one_report(clock):
    handler = Handler()

    async def main():
        server, address = await started(handler)
        _kept = await busy_client(handler, address)
        first = await drain_begun(server, address)
        await asyncio.sleep(DRAIN / 2)
        second = asyncio.create_task(server.shutdown())
        reports = [await report_of(first), await report_of(second)]
        return [*reports, await report_of(server.shutdown())], clock.now

    reports, ended = clock.run(main())
    assert reports == [DrainReport(completed=0, aborted=1)] * 3, (
        f"shutdown was called, again during the drain, and again after it; the reports: {reports}"
    )
    assert ended == DRAIN, (
        f"shutdown was called at 0, at {DRAIN / 2:g} and after the end; the one drain ends at "
        f"{DRAIN}, not at {ended:g}"
    )


PROGRAM = """
import asyncio, os, signal, sys
from katas.concurrency.graceful_server import GracefulServer

signal.alarm(5)  # whatever happens, this process ends

SIGNALS = signal.SIGTERM, signal.SIGINT
FREE = [signal.SIG_DFL, signal.default_int_handler]

async def main():
    FREE.extend(map(signal.getsignal, SIGNALS))  # asyncio.run has a handler of its own

    async def handler(line):
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
        await idle.read()  # until the drain closes that connection
        return line.upper()

    server = GracefulServer(handler, drain_timeout=60)
    address = await server.start()
    idle, keep = await asyncio.open_connection(*address)
    busy, writer = await asyncio.open_connection(*address)
    writer.write(b"slow\\n")
    report = await server.serve_until_signal()
    caught = [number.name for number in SIGNALS if signal.getsignal(number) not in FREE]
    print(await busy.read(), *report, *caught)

asyncio.run(main())
"""


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
def test_a_process_that_is_sent_a_signal_drains_and_exits(name):
    GracefulServer(Handler(), drain_timeout=DRAIN)
    got = subprocess.run(
        [sys.executable, "-c", PROGRAM, name], cwd=ROOT, capture_output=True, text=True
    )
    answer, completed, _, *caught = got.stdout.split() or [None] * 3
    after = f"{name} came with one request in flight"
    assert answer == r"b'SLOW\n'", f"{after}, its answer: {answer}\n{got.stderr}"
    assert completed == "1", f"{after} and it was answered, the report said completed={completed}"
    assert not caught, f"{after}; after serve_until_signal {' and '.join(caught)} were still caught"
    assert got.returncode == 0, f"{after}, the exit status was {got.returncode}\n{got.stderr}"
