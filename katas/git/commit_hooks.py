r"""Commit hooks: judge exactly what a commit will hold, its files and its message.

`install` makes git start a command whenever it commits. The tests install a program that does
what follows, make commits with the real git, and look at what is refused:

    refused = pre_commit() if sys.argv[1] == "pre-commit" else commit_msg(Path(sys.argv[2]))
    sys.exit(f"refused: {refused}" if refused else 0)

`pre_commit` looks for NOCOMMIT in what is staged; the working tree may hold something else by now.
`commit_msg` gets the file with the message, as the author left it:

    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp(), "COMMIT_EDITMSG")
    >>> file.write_text("# A comment\nRetry the login\n# Another\nHow?\n\nThree times.\n")
    57
    >>> commit_msg(file)
    ['How?']

Of this file git keeps no line that starts with #, no blank lines at the beginning or the end, no
whitespace at the end of a line. After `git commit --verbose` there is a line that reads `SCISSORS`:
it goes as well, with all that follows it. What git keeps is what the rules are about.

A hook starts at the top of the working tree, and so do your functions. They may run `git`. Which
repository and which index a commit is made from, git tells by variables of the environment.
"""

from collections.abc import Sequence
from pathlib import Path

SCISSORS = "# ------------------------ >8 ------------------------"


def install(repository: Path, hook: str, command: Sequence[str]) -> None:
    """Let git run `command` as this hook, with the arguments that git gives appended to it.

    `repository` is the top of a working tree, perhaps a linked one, `hook` a name such as
    "pre-commit". Each word of the command arrives as it is, whatever its characters; git gets
    the command's exit status.

    The hook goes where git looks for it: in the folder of `core.hooksPath` if that is set, which
    need not exist yet, and which counts from the top of the working tree if it is relative.
    A hook that `install` wrote is replaced. Any other stays as it is: raise `FileExistsError`.
    """
    raise NotImplementedError


def pre_commit() -> list[str]:
    """Return the names of the files that may not be committed, in any order.

    They are the files that the commit adds or changes, compared with HEAD if there is one, whose
    new content has NOCOMMIT in it. A file under a new name counts as added. Any bytes may be
    in a file, and in a name any characters; it is given as a path from the top of the working
    tree. A submodule is no file. The index and the working tree stay as they are.
    """
    raise NotImplementedError


def commit_msg(message: Path) -> list[str]:
    """Return the lines that are refused, in their order; if there are none, add the ticket.

    Of the lines that git keeps, none may have more than 72 characters (the file is UTF-8), and
    the second must be empty.

    If all is well, and the name of the branch has a ticket in it, two or more capital letters,
    a hyphen and digits, add the trailer `Ticket: ABC-12` to the file, with the first such ticket
    of the name; so also at the first commit of a repository. Trailers are the lines `Key: value`
    of the last paragraph, which is not the first: `git log --format="%(trailers)"` must show
    yours, and those that were there. A message that has a Ticket already keeps that one only.
    Without a branch there is no ticket. A message of which git keeps nothing is not touched:
    its author wants no commit.
    """
    raise NotImplementedError
