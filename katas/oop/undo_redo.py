"""Undo and redo: every change returns the way back.

A command can be applied to a document. That changes the document in place and
returns another command, the inverse, which takes this one change back. When a
command cannot be applied it raises and has changed nothing. The same command
may be applied many times, each time with an inverse of its own.

Write two commands, and the history that does, undoes and redoes. The history
must accept any commands on any document, those of its users as well.

    >>> lines = ["one", "two"]
    >>> history = History(lines)
    >>> history.do(Replace(1, 2, ["zwei", "drei"]))
    >>> history.do(Macro(Replace(0, 1, []), Replace(0, 0, ["eins"])))
    >>> lines
    ['eins', 'zwei', 'drei']
    >>> history.undo(), lines
    (True, ['one', 'zwei', 'drei'])
    >>> history.undo(), history.undo(), lines
    (True, False, ['one', 'two'])
    >>> history.redo(), lines
    (True, ['one', 'zwei', 'drei'])

Each `do` is one step. It forgets all steps that were undone and not redone.
To redo is to take the undoing back, not to apply the command anew: what it
wrote the first time returns, even if it would write something else today.

What a command raises, `KeyboardInterrupt` too, reaches the caller, and both
document and history are as before: what could be undone or redone still can
be. You need not care about a command that fails while it takes back a part of
a macro that failed.

A step keeps what its change needs and not the document; what is forgotten is
not kept at all. `do`, `undo` and `redo` take the time of the command that they
apply, however many steps there are.
"""

from collections.abc import Sequence
from typing import Any, Protocol


class Command(Protocol):
    """What the history asks of a command: nothing for you to write here."""

    def apply(self, document: Any) -> "Command":
        """Change the document and return the inverse, or raise and change nothing."""


class Replace:
    def __init__(self, start: int, stop: int, lines: Sequence[str]) -> None:
        """Put these lines where `document[start:stop]` is, in a list of lines."""
        raise NotImplementedError

    def apply(self, document: list[str]) -> Command:
        """Raise `IndexError` unless 0 <= start <= stop <= len(document)."""
        raise NotImplementedError


class Macro:
    def __init__(self, *commands: Command) -> None:
        """Make one command out of several, which may be macros."""
        raise NotImplementedError

    def apply(self, document: Any) -> Command:
        """Apply the commands in order: all of them, or none if one raises."""
        raise NotImplementedError


class History:
    def __init__(self, document: Any, limit: int | None = None) -> None:
        """Keep the last `limit` steps, or all; raise `ValueError` if the limit is below 1."""
        raise NotImplementedError

    def do(self, command: Command) -> None:
        raise NotImplementedError

    def undo(self) -> bool:
        """Take back the last step that is not undone; return False if there is none."""
        raise NotImplementedError

    def redo(self) -> bool:
        """Bring back the step that was undone last; return False if there is none."""
        raise NotImplementedError
