"""Build cache: which steps of a Dockerfile are made again, and which were made before.

A builder goes through a stage step by step, and each step continues the result of the
one before it; the first continues the base image. Every result is kept as soon as it
is made. When the very same step has continued the very same result before, in this
build or an earlier one, that is a hit: its result is taken, and nothing is done.

    >>> def shell(command, files):
    ...     return {**files, "/out": File(b"from " + files["/src/main"].data)}
    >>> copy = Step("COPY", "src /src", source="/src", target="/src")
    >>> stages = [Stage("app", "python:3.12", [copy, Step("RUN", "make"), Step("ENV", "PORT=80")])]
    >>> cache = BuildCache(shell)
    >>> cache.build(stages, {"/src/main": File(b"1")}, {}).hits
    [False, False, False]
    >>> cache.build(stages, {"/src/main": File(b"1"), "/notes": File(b"2")}, {}).hits
    [True, True, True]
    >>> cache.build(stages, {"/src/main": File(b"3")}, {}).hits
    [False, False, False]

A result that was made anew is another one than all before, whatever is in it. So after a
miss, the rest of its stage misses. Steps are the same if their keywords and texts are, and
- of COPY, the files that it copies: their paths below the source, their data and modes.
  Not their mtimes, not any other file, and not how a stage came to make them.
- of RUN, the build arguments that are set, and their values. Whether the command uses
  them, nobody knows.

The text of ARG is `NAME` or `NAME=default`. From there to the end of its stage the argument
is set to its value in `build_args`, or else to the default; with neither it is not set,
which is not the same as empty. No stage has two ARGs with one name. The value makes no
difference to the ARG step itself, nor to any other but RUN.

COPY puts a file at the target, or the files below a directory below the target, and RUN is
made by the `run` given to the cache. Other steps change no files. If a step fails, because
there is nothing to copy or `run` raises, the build ends with the exception, and that step
has no result. What was made before it is kept.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple


class File(NamedTuple):
    """Given: data, nothing to write. The same goes for `Step`, `Stage`, `Build`."""

    data: bytes
    mode: int = 0o644
    mtime: int = 0


Files = Mapping[str, File]
"""Files by their paths, which begin with "/", even those of the context: its root is "/"."""


class Step(NamedTuple):
    keyword: str
    """In capitals: "COPY", "RUN", "ARG", "ENV" and so on, but not "FROM"."""
    text: str
    """What follows the keyword, all of it; in texts of COPY and ENV are no variables."""
    source: str = ""
    """Of a COPY: the path of a file or a directory; "/" is the directory of all files."""
    target: str = ""
    """Of a COPY: a path, not "/". No path here ends with a slash, save "/" itself."""
    stage: str = ""
    """Of a COPY: the name of an earlier stage whose files it copies; "" for the context."""


class Stage(NamedTuple):
    name: str
    """No two stages of a build have the same."""
    base: str
    """An image of elsewhere. Its own files are left out here: a stage begins with none."""
    steps: Sequence[Step]


class Build(NamedTuple):
    hits: list[bool]
    """For each step of each stage, one after another, whether it was a hit."""
    files: Files
    """What the last stage has at its end."""


class BuildCache:
    def __init__(self, run: Callable[[str, Files], Files]) -> None:
        """Begin without results.

        `run` makes a RUN: it gets the text, and the files that the stage has so far, and returns
        those that it has then. It changes nothing that it is given.
        """
        raise NotImplementedError

    def build(
        self, stages: Sequence[Stage], context: Files, build_args: Mapping[str, str]
    ) -> Build:
        """Build all the stages in their order. Raise `ValueError` if a COPY finds no files."""
        raise NotImplementedError
