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
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
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


def gate(options: argparse.Namespace, course: Course) -> int:
    from dojo import gate

    katas = course.select(options.name)
    faults = 0
    with gate.judges(course.root) as judges:
        for finding in gate.run(course, katas, judges):
            if finding.fault or options.all:
                print(f"{finding.kata}: {finding.witness}: {finding.fault or 'ok'}", flush=True)
            faults += bool(finding.fault)
    print(f"{faults} faults" if faults else "no faults")
    return 1 if faults else 0


def mutants(options: argparse.Namespace, course: Course) -> int:
    from dojo import mutants, runner

    runner.warm_up()
    faultless = True
    for kata in course.select(options.name):
        score = mutants.score(kata)
        faultless &= score.faultless
        if score.fault:
            print(f"{kata.id}: {score.fault}".rstrip())
            continue
        counts = f"{score.killed} killed, {len(score.equivalent)} equivalent"
        print(f"{kata.id}: {score.total} mutants, {counts}, {len(score.surviving)} surviving")
        for mutant in score.surviving:
            print(f"  survives    line {mutant.line}, {mutant.name}")
        for name, reason in score.equivalent.items():
            print(f"  equivalent  {name}: {reason}")
        for name in score.stale:
            print(f"  not needed  {name}: killed, or no longer made")
    return 0 if faultless else 1


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

    command = commands.add_parser("gate", help="judge the tests: right answers pass, wrong fail")
    command.add_argument("name", nargs="*", help="a topic or a kata; all when none is given")
    command.add_argument("--all", action="store_true", help="show what is right as well")
    command.set_defaults(run=gate)

    command = commands.add_parser("mutants", help="judge the tests by mutants of the solutions")
    command.add_argument("name", nargs="*", help="a topic or a kata; all when none is given")
    command.set_defaults(run=mutants)
    return parser
