"""The commands. Each is `python -m dojo <command>`, and a target of the Makefile."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from dojo import hints
from dojo.board import Board
from dojo.course import Course, UnknownName, find_root
from dojo.job import Job
from dojo.verdict import State

USAGE_ERROR = 2
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run a command; return 0 when all is green, 1 when not, 2 when it makes no sense."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options, Course(find_root(Path.cwd()))))
    except UnknownName as error:
        print(f"dojo: {error}", file=sys.stderr)
        return USAGE_ERROR
    except KeyboardInterrupt:
        print("dojo: interrupted", file=sys.stderr)
        return INTERRUPTED


def check(options: argparse.Namespace, course: Course) -> int:
    from dojo import runner

    katas = course.select(options.name)
    impl = _side(options.impl)
    side = impl or course.root / "katas"
    board = Board(course, katas, side, Console())
    runner.warm_up()
    verdicts = board.show(runner.run(Job(kata, impl) for kata in katas))
    return 0 if all(verdict.state is State.DONE for verdict in verdicts) else 1


def hint(options: argparse.Namespace, course: Course) -> int:
    kata = course.kata(options.kata)
    print(hints.numbered(kata, options.number))
    return 0


def _side(given: str | None) -> Path | None:
    if given is None:
        return None
    side = Path(given).resolve()
    if not side.is_dir():
        raise UnknownName(f"--impl: there is no folder {given}")
    return side


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dojo", description=__doc__)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    command = commands.add_parser("check", help="run katas and show the board")
    command.add_argument("name", nargs="*", help="a topic or a kata; all when none is given")
    command.add_argument("--impl", metavar="DIR", help="judge this tree, e.g. solutions")
    command.set_defaults(run=check)

    command = commands.add_parser("hint", help="show one of a kata's hints")
    command.add_argument("kata")
    command.add_argument("number", nargs="?", type=int, default=1)
    command.set_defaults(run=hint)
    return parser


