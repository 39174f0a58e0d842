"""ENTRYPOINT and CMD: which process a container runs, and how it stops.

An image holds two lists of words, its entrypoint and its command. What the
container runs is the first followed by the second, as one list. The instructions
write a list in one of two forms. The exec form is a JSON array of strings, and
its words are taken as they are. All else is the shell form, text for a shell:

    >>> parse_command('["serve", "$PORT"]'), parse_command("serve $PORT")
    (['serve', '$PORT'], ['/bin/sh', '-c', 'serve $PORT'])

A build starts with the two lists of its base image. ENTRYPOINT and CMD each
replace their own list; ENTRYPOINT also empties a command that came from the base
image, but not one that a CMD of this build has set. Others change neither list.

    >>> base = Image([], ["python3"])
    >>> image = build(base, [("RUN", "make"), ("ENTRYPOINT", '["serve", "-v"]')])
    >>> image
    Image(entrypoint=['serve', '-v'], cmd=[])

`docker run image a b` puts the arguments in place of the command. With
`--entrypoint`, nothing that the image says is left, neither list:

    >>> process(image, ["--port", "80"]), process(image, entrypoint="/bin/ls")
    (['serve', '-v', '--port', '80'], ['/bin/ls'])

`docker stop` sends SIGTERM (15) to PID 1 and to nobody else, waits, and then kills
all that is left with SIGKILL (9). Who dies of a signal exits with 128 + its number.
- The process is PID 1. The kernel lets PID 1 ignore a SIGTERM for which it has no
  handler; any other process dies of it.
- With `--init`, a small init is PID 1 and the process its only child. It passes the
  signal on to that child, and exits with the child's code.
- `/bin/sh -c TEXT` runs the program of TEXT as its child and waits. It has no handler
  and passes nothing on. If the first word of TEXT is `exec`, it becomes the program.
  Words after TEXT change nothing of this.
- The container ends with PID 1, and whoever is left in it is killed.

    >>> stop_code(["serve"], handler=0), stop_code(["/bin/sh", "-c", "serve"], handler=0)
    (0, 137)

No function changes what it is given.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Image(NamedTuple):
    """Given: data, nothing to write."""

    entrypoint: list[str]
    cmd: list[str]


def parse_command(text: str) -> list[str]:
    """Return the words that the text after ENTRYPOINT or CMD stands for.

    Raise `ValueError` for a JSON array that holds anything but strings. Text that is no valid
    JSON array, nearly one even, is in shell form. There is no whitespace around it.
    """
    raise NotImplementedError


def build(base: Image, instructions: Sequence[tuple[str, str]]) -> Image:
    """Return the image that the instructions make: pairs of a keyword, in capitals, and a text."""
    raise NotImplementedError


def process(image: Image, args: Sequence[str] = (), entrypoint: str | None = None) -> list[str]:
    """Return the words of the process that `docker run` starts.

    `entrypoint` is the value of `--entrypoint`, None if the option is not there. It is the name of
    one program, whatever its characters; if empty, there is no entrypoint. Raise `ValueError` if
    no words are left: "no command specified".
    """
    raise NotImplementedError


def stop_code(argv: Sequence[str], handler: int | None = None, init: bool = False) -> int:
    """Return the exit code of a container, stopped by `docker stop`, which ran the process `argv`.

    If its program gets the SIGTERM, it exits in time with the code `handler`; None means that it
    has no handler. `init` tells whether `--init` was given. Programs have no children.
    """
    raise NotImplementedError
