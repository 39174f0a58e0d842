"""The commands. Each is `python -m dojo <command>`, and a target of the Makefile."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from dojo import hints, record, report
from dojo.board import Board, first_begun
from dojo.course import Course, UnknownName, find_root
from dojo.job import Job
from dojo.record import Record
from dojo.verdict import State, Verdict

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
    from dojo import diagnosis, runner

    katas = course.select(options.name)
    impl = _side(options.impl)
    side = impl or course.root / "katas"
    reports = _reports(options)
    console = Console()
    board = Board(course, katas, side, console)
    contents = {kata.id: record.content(kata) for kata in katas}
    runner.warm_up()
    verdicts = board.show(runner.run(Job(kata, impl) for kata in katas))
    if impl is None:
        Record(course.root).add(verdicts, contents)
    for path, write in reports.items():
        path.write_text(write(verdicts), encoding="utf-8")
    begun = first_begun(verdicts)
    if begun:
        diagnosis.show(begun, console)
    return 0 if all(verdict.state is State.DONE for verdict in verdicts) else 1


def watch(options: argparse.Namespace, course: Course) -> int:
    from dojo import watch

    return watch.run(course, options.name)


def next_(options: argparse.Namespace, course: Course) -> int:
    from dojo import upcoming

    return upcoming.show(course, course.select(options.name), Console())


def hint(options: argparse.Namespace, course: Course) -> int:
    kata = course.kata(options.kata)
    print(hints.show(course, kata, options.number))
    return 0


def progress(options: argparse.Namespace, course: Course) -> int:
    from dojo import progress

    progress.show(course, options.name, Console())
    return 0


def compare(options: argparse.Namespace, course: Course) -> int:
    from dojo import compare

    return compare.show(course.kata(options.kata), Console(), anyway=options.anyway)


def reset(options: argparse.Namespace, course: Course) -> int:
    from dojo import reset

    return reset.run(course, course.kata(options.kata), Console())


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


def _reports(options: argparse.Namespace) -> dict[Path, Callable[[Sequence[Verdict]], str]]:
    """Return what is to be written, by file; refuse a file that cannot be before anything runs."""
    wanted = {options.json: report.as_json, options.junit: report.as_junit}
    for path in wanted.keys() - {None}:
        try:
            path.open("a").close()
        except OSError as error:
            raise UnknownName(f"{path}: {error.strerror}") from None
    return {path: write for path, write in wanted.items() if path}


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
    command.add_argument("--json", metavar="FILE", type=Path, help="write the results as JSON")
    command.add_argument("--junit", metavar="FILE", type=Path, help="write them as JUnit XML")
    command.set_defaults(run=check)

    command = commands.add_parser("watch", help="judge each kata whenever you save it")
    command.add_argument("name", nargs="*", help="a topic or a kata; all when none is given")
    command.set_defaults(run=watch)

    command = commands.add_parser("next", help="show the first kata that is not done")
    command.add_argument("name", nargs="*", help="a topic or a kata; all when none is given")
    command.set_defaults(run=next_)

    command = commands.add_parser("hint", help="show the next of a kata's hints")
    command.add_argument("kata")
    command.add_argument("number", nargs="?", type=int, help="show this one, counted from 1")
    command.set_defaults(run=hint)

    command = commands.add_parser("progress", help="show the checklist, ticked where you are done")
    command.add_argument("name", nargs="*", help="only these topics; all when none is given")
    command.set_defaults(run=progress)

    command = commands.add_parser("compare", help="compare your kata with the reference solution")
    command.add_argument("kata")
    command.add_argument("--anyway", action="store_true", help="even if it is not done yet")
    command.set_defaults(run=compare)

    command = commands.add_parser("reset", help="keep your attempt, and bring the stub back")
    command.add_argument("kata")
    command.set_defaults(run=reset)

    command = commands.add_parser("gate", help="judge the tests: right answers pass, wrong fail")
    command.add_argument("name", nargs="*", help="a topic or a kata; all when none is given")
    command.add_argument("--all", action="store_true", help="show what is right as well")
    command.set_defaults(run=gate)

    command = commands.add_parser("mutants", help="judge the tests by mutants of the solutions")
    command.add_argument("name", nargs="*", help="a topic or a kata; all when none is given")
    command.set_defaults(run=mutants)
    return parser
