"""GIL race window, solved by asking what lies between the read and the write.

How the GIL works: it is a lock on the interpreter, and a thread runs bytecode only
while it holds it. One that wants it waits for the switch interval (5 ms, see
`sys.setswitchinterval`), then sets a flag. The holder looks at the flag where a
function starts, a loop goes round or a call has ended, hands the GIL over, and
waits until somebody else has had it; whose turn it is, the system decides. Up to
3.9 it looked between nearly any two instructions, and `x += 1` lost updates in
every demo. Since 3.10 it loses none, until there is a call or a loop in between.
The holder also gives the GIL away unasked, in C code that waits (files, sockets,
`sleep`, a lock that is taken) or computes for long without touching objects
(zlib, hashlib, numpy). `sorted`, `json` and `re` keep it to their end.

What it protects is the interpreter: reference counts and the insides of a dict are
never seen half changed, and one operation in C on built-in objects, such as
`append`, is seen as a whole. What it does not protect is whatever must stay true
over two operations of yours: read and write, check and act, this list and that
counter. It takes no `CALL` to lose an update: a property, `__hash__`, `__radd__`,
and `__del__` when a write drops the last reference, are functions and start like
any other. So the same `+=` is safe on an int and loses on a class of your own.

Nor is the list of switch points to be relied on. Once a line has run a few times,
calls of `len` or `append` in it are specialised and look no more. A free-threaded
build (3.13 as an experiment, 3.14 supported) has no GIL: built-in objects carry
locks of their own, `append` stays whole, threads run on all cores, single-threaded
code gets slower, and every False in the table that stands for a read and a write,
but for the one with the lock, becomes True.

At work, hold a lock from the read to the write, in every thread that touches the
value; or give the value one owner and send it messages through a `queue.Queue`.

Interview: "How does the GIL work, and do threads need locks then?" Name the flag,
the interval and the switch points, and draw the line between the interpreter's
state and yours. Say that a stress test which finds nothing proves nothing. "Threads,
processes, asyncio: what differs?" Threads share memory, are switched at any switch
point, and overlap waiting, not Python code. Processes have an interpreter and a GIL
each, hence all cores, and pay with start-up, memory and pickling. Coroutines share
one thread and switch only at `await`: thousands are cheap, one that blocks stops all.
"What tools for parallelism?" `ThreadPoolExecutor` where work waits or C code lets
go of the GIL, `ProcessPoolExecutor` for pure Python, `asyncio.to_thread` to leave a
loop; subinterpreters with a GIL each (3.12, with an `InterpreterPoolExecutor` from
3.14), and free threading. Concurrency is to have many things under way, parallelism
to run them at the same instant: with one GIL, Python code has only the first.

Hints
-----
1. Print `dis.dis` of a function with a call, a loop and an `if`. Which lines of it
   does the brief name, and which only look like them?
2. `get_instructions` gives an `opname`, an `offset` and an `argval` for each step.
   Three lists of offsets are all that `race_windows` needs.
3. For a row: which instruction reads the old value? Everything evaluated before it is
   harmless. In `a + b`, and in `a += b`, which side is evaluated first?
4. No `CALL` between the two? Then ask whose `+`, whose attribute and whose key it is:
   built into C, or a function in Python, which has a `RESUME`.
5. Pairs: `[(r, w) for r in reads for w in writes if any(r < p < w for p in points)]`.
"""

import dis
import re
from types import FunctionType

CAN_LOSE: dict[str, object] = {
    # LOAD_ATTR, BINARY_OP, STORE_ATTR: none of them looks for a request.
    "attribute": False,
    "dict_item": False,
    "global_variable": False,
    # One call does all of it, and looks when it is done.
    "list_append": False,
    # Operands are evaluated from left to right, so the call is done before the read.
    "call_on_the_left": False,
    "call_on_the_right": True,
    # `+=` reads its target first.
    "augmented_by_a_call": True,
    # Lines do not matter.
    "three_lines": False,
    # Jumps forward do not either.
    "behind_an_if": False,
    # The jump stands between one update and the next.
    "loop_around": False,
    "loop_between": True,
    # `plus_one` starts when the old value is already in its hand.
    "helper_computes": True,
    # `increment` starts before it reads.
    "helper_updates": False,
    # The setter starts between the getter's read and its own write.
    "property_in_python": True,
    # The write needs the hash as well, and `__hash__` starts after the read.
    "key_in_python": True,
    # `__radd__` starts with the old value as its argument.
    "operator_in_python": True,
    # There is a window, but nobody else gets in.
    "under_a_lock": False,
}

#: Some of them are of one version only.
LOOKS = re.compile(r"RESUME|(POP_)?JUMP_BACKWARD(_IF_\w+)?|CALL|CALL_KW|CALL_FUNCTION_EX")


def switch_points(function: FunctionType) -> list[int]:
    return [one.offset for one in dis.get_instructions(function) if LOOKS.fullmatch(one.opname)]


def race_windows(function: FunctionType, attribute: str) -> list[tuple[int, int]]:
    points = switch_points(function)
    reads = _offsets(function, "LOAD_ATTR", attribute)
    writes = _offsets(function, "STORE_ATTR", attribute)
    pairs = [(read, write) for read in reads for write in writes]
    return [(r, w) for r, w in pairs if any(r < point < w for point in points)]


def _offsets(function: FunctionType, opname: str, attribute: str) -> list[int]:
    wanted = (opname, attribute)
    steps = dis.get_instructions(function)
    return [one.offset for one in steps if (one.opname, one.argval) == wanted]
