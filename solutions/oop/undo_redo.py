"""Undo and redo, solved with two stacks of inverses.

If applying gives the inverse, then applying the inverse gives the way forth
again. So undo and redo are the same move between two stacks, and neither knows
what a command is. Apply first, and touch the stacks when that has worked: an
error in between then has nothing to repair.

The inverse is made while the change is made, because only then is it known
what was there. It is a new object: a command that notes the old lines in itself
forgets them when it is applied a second time. And a macro takes back its half
with the very object that undoes it when all went well, the inverses in reverse,
so macros nest without a line for it.

Cost: a step holds the lines it replaced. `deque(maxlen=...)` drops the oldest
step in O(1); `list.pop(0)` moves all the others. A snapshot for each step is
simpler, and right where the state is small or shares its parts (immutable trees,
as in Redux), or where no inverse exists (a blurred picture). At work, Qt has all
this: `QUndoStack` with a limit, macros, `mergeWith` for one step per word
instead of per key, and a mark for what is saved. Two limits: inverses fit only
the state they were made for, so others must not write in between (shared
documents need operational transformation or CRDTs); and a mail once sent is
not unsent: what has left the process needs a compensating action.

Interview: "Which design patterns do you know, and where do you use them in
Python?" First, those that the language has dissolved: Strategy, Factory and the
plain Command are functions, closures or `partial`; Iterator is a generator;
Singleton a module; Visitor `singledispatch` or `match`; much of Template Method
a context manager. Then those that still earn their classes, each with a use and
a misuse:

- Command: a request as a value, worth a class once it has more to it than the
  call: an inverse, a name, a way to the disk or the queue. Operations of Django
  migrations run forwards and backwards; a Celery task is a command that
  travels. Misuse: a class whose only method is `execute`: write a function.
- Memento: state taken out, kept by somebody who does not look into it, and put
  back later: `random.getstate`, a savepoint. The inverse of `Replace` holds one
  of just the lines in question. Misuse: `deepcopy` of everything at each key,
  which grows with the document and parts objects from those that refer to them.
- Composite: one and many behind one interface: `unittest.TestSuite`, `Q`
  objects of Django, exception groups, macros. Misuse: an interface so wide that
  leaves must refuse half of it (`add_child` that raises), or callers that ask
  `isinstance` after all.

Add Observer with weak references, Adapter, Unit of Work and dependency injection
if asked for more, and say what a pattern is: a name for a shape, to be
recognised in code that needed it, never a reason to write some.

Hints
-----
1. A line was overwritten. Who still knows it a moment later, and who could have
   noted it a moment before?
2. You apply an inverse, and it returns a command too. What does that one do,
   and on which stack does it belong?
3. `Replace` put three lines in place of one. Which lines must its inverse
   replace, from where to where?
4. An `apply` raises inside `undo`. Is the step still on its stack?
5. `Macro.apply`: collect the inverses in a list; whatever is raised, apply
   what you have in reverse and `raise`. Otherwise return them, reversed, as a
   macro. `undo`: apply the top of one stack, push what it returns on the other,
   then pop.
"""

from collections import deque
from collections.abc import Sequence
from typing import Any, Protocol


class Command(Protocol):
    def apply(self, document: Any) -> "Command": ...


class Replace:
    def __init__(self, start: int, stop: int, lines: Sequence[str]) -> None:
        self._start = start
        self._stop = stop
        self._lines = lines

    def apply(self, document: list[str]) -> Command:
        start, stop = self._start, self._stop
        if not 0 <= start <= stop <= len(document):
            raise IndexError(f"there is no [{start}:{stop}] in {len(document)} lines")
        before = document[start:stop]
        document[start:stop] = self._lines
        return Replace(start, start + len(self._lines), before)


class Macro:
    def __init__(self, *commands: Command) -> None:
        self._commands = commands

    def apply(self, document: Any) -> Command:
        inverses: list[Command] = []
        try:
            for command in self._commands:
                inverses.append(command.apply(document))
        except BaseException:
            _backwards(inverses).apply(document)
            raise
        return _backwards(inverses)


class History:
    def __init__(self, document: Any, limit: int | None = None) -> None:
        if limit is not None and limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        self._document = document
        self._done: deque[Command] = deque(maxlen=limit)
        self._undone: deque[Command] = deque()

    def do(self, command: Command) -> None:
        self._done.append(command.apply(self._document))
        self._undone.clear()

    def undo(self) -> bool:
        return self._move(self._done, self._undone)

    def redo(self) -> bool:
        return self._move(self._undone, self._done)

    def _move(self, source: deque[Command], target: deque[Command]) -> bool:
        if not source:
            return False
        target.append(source[-1].apply(self._document))
        source.pop()
        return True


def _backwards(inverses: list[Command]) -> Macro:
    return Macro(*reversed(inverses))
