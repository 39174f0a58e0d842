"""What happened in a run, told in the learner's own lines."""

import linecache
from itertools import groupby

from dojo.kit.interleave_run import Problem, Run, Site, Task, Wait

#: Rows of a story; of a longer one, only where turns begin and end is told.
LONGEST = 12


def problem(run: Run) -> str:
    """Say why the run could not be finished."""
    culprit = run.culprit
    if run.problem is Problem.DEADLOCK or culprit is None:
        told = [wait for wait in run.waits if not isinstance(wait.what, set)]
        waits = "\n".join(f"    {wait.task}  {_told(wait)}" for wait in told)
        return f"nobody can go on, a deadlock:\n{waits}"
    if run.problem is Problem.ERROR:
        error = culprit.error
        return f"{culprit.name} raised {type(error).__name__}: {error}{_raised_in(run, culprit)}"
    here = f" in {_quoted(culprit.site)}" if culprit.site else f" in {culprit.call}"
    if run.problem is Problem.ENDLESS:
        return f"{culprit.name} goes on and on{here}: {run.problem.value}"
    return (
        f"{culprit.name} waits{here} for something that this test cannot control: "
        "use the locks, queues and pools of `threading`, `queue` and `concurrent.futures`"
    )


def _told(wait: Wait) -> str:
    text = f"waits in {_quoted(wait.site)}" if wait.site else f"waits in {wait.call}"
    if isinstance(wait.what, Task):
        return f"{text} for {wait.what.name} to end"
    if wait.holder is not None and wait.call.partition(".")[0] in ("", "Lock", "_RLock"):
        who = "it" if wait.holder.name == wait.task else wait.holder.name
        since = f" in line {wait.since[1]}" if wait.since else ""
        never = " and never released" if wait.is_kept else ""
        return f"{text} for a lock that {who} took{since}{never}"
    return f"{text}: nobody is left to wake it"


def _raised_in(run: Run, task: Task) -> str:
    sites = []
    trace = task.error.__traceback__ if task.error else None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in run.files:
            sites.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return f", in {_quoted(sites[-1])}" if sites else ""


def turns(run: Run) -> str:
    """Tell who took which turn, a row for each line; where one breaks off is marked."""
    told = [(name, list(steps)) for name, steps in groupby(run.steps, key=lambda step: step.task)]
    rows: list[str] = []
    telling: set[int] = set()
    left: set[str] = set()
    for place, (name, steps) in enumerate(told):
        turn = [f"{name}  {_line(site)}" for site, _ in groupby(step.site for step in steps)]
        telling |= {len(rows), len(rows) + len(turn) - 1}
        if name in left:
            turn[0] += f"   <- {name} goes on"
        if any(name == other for other, _ in told[place + 1 :]):
            turn[-1] += f"   <- {name} {'waits' if steps[-1].is_wait else 'is paused'} here"
            left.add(name)
        rows += turn
    return "\n".join(f"    {row}" for row in _shortened(rows, sorted(telling)))


def _shortened(rows: list[str], telling: list[int]) -> list[str]:
    """Keep where turns begin and end, those that are nearest to the failure."""
    if len(rows) <= LONGEST:
        return rows
    kept: list[str] = []
    before = -1
    for place in telling[-LONGEST:]:
        if place > before + 1:
            kept.append("...")
        kept.append(rows[place])
        before = place
    return kept


def _quoted(site: Site) -> str:
    file, number = site
    return f"line {number}, `{linecache.getline(file, number).strip()}`"


def _line(site: Site) -> str:
    file, number = site
    return f"{number:>3}  {linecache.getline(file, number).strip()}"
