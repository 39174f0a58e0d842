"""Container memory, solved with a list of folders and a minimum.

There is one question to each controller: which folders lie on the way up? The rest is the
same for both versions and every file, for the words that mean no limit need no cases of their
own. "max" is no number, -1 is no number of at least 1, and neither is garbage: what is not a
plain number says nothing. Only version 1's huge number must be known, for there no limit is
the largest signed number in whole pages. None and never 0: who takes 0 for unknown divides by
it, or plans for nobody.

The trap of the tree is the view. Without a cgroup namespace, as is usual with version 1, a
container reads its PATH on the host, and /sys/fs/cgroup shows its own cgroup as the root. The
folders of PATH are missing then, and the root has the answer; in Kubernetes the pod's
limit may lie a level above. Files that are missing cost nothing, so try the whole way.

At work: Python asks no cgroup. `os.cpu_count()` gives the machine's cores (3.13 has
`PYTHON_CPU_COUNT` to override it), `os.sched_getaffinity(0)` knows `--cpuset-cpus` but no quota,
and `/proc/meminfo` and `psutil.virtual_memory()` give the machine's RAM. On 64 cores, a pool
sized by them has 129 workers for half a CPU. Set `WEB_CONCURRENCY`, which gunicorn reads, or
compute it as here.

Interview: "What do you do about the memory of a container?"
- Limits: `--memory`, in Kubernetes `limits`: a hard line for the kernel. `requests` are what the
  scheduler sets aside on a node, and they decide who goes first when the node itself runs short.
  Memory cannot be throttled as CPU can: above the quota one gets slow, above the limit killed.
  Equal request and limit for memory is the calm choice. Without a limit, one leak takes the whole
  machine along. Swap: `--memory-swap` equal to `--memory` means none; else it hides the leak.
- Measure the working set, not usage: reading files fills the page cache up to the limit, which
  is healthy, for the kernel takes it back. `docker stats` and the kubelet subtract inactive_file,
  too. Files on a tmpfs (/dev/shm, an emptyDir in memory) look like cache and cannot be taken back.
- OOM kill: the limit is reached and nothing can be reclaimed, so the kernel kills a process of the
  cgroup with SIGKILL: no traceback, no `finally`, nothing in the log. Exit code 137 with
  OOMKilled, `memory.events` and the kernel's log tell. 137 alone may be `docker kill`, or a
  `docker stop` that took longer than its ten seconds. If a child was killed, gunicorn's worker for
  one, PID 1 goes on and the container does not end: watch oom_kill in memory.events. Docker may
  miss the event under version 2 (20.10 did now and then), so OOMKilled=false is weak evidence.
- Size the pool: workers = what memory allows, (limit - headroom - base) / one worker at its peak,
  and what CPUs allow, 2 * CPUs + 1 as a rule of thumb; the smaller counts. `preload_app` shares
  pages by copy on write, though reference counts touch them; `gc.freeze()` before the fork helps.
- A worker that grows: find the leak with tracemalloc, and until then `--max-requests 1000
  --max-requests-jitter 100` starts each afresh, not all at once. Many threads fragment glibc's
  arenas: `MALLOC_ARENA_MAX=2`, or jemalloc. Stream instead of loading whole files.
- Disk is memory, too: logs grow without end unless rotated (`--log-opt max-size=10m --log-opt
  max-file=3`), old layers, stopped containers and volumes stay. `docker system df` shows it,
  `docker image prune` and `docker builder prune` clean up; volumes with care, for they are data.

Hints
-----
1. Which folders can have a file that limits the process? Write them down for `0::/a/b`, and
   then for `4:memory:/a/b`.
2. Three parts, and the last may contain the character that separates them: what is the second
   argument of `str.split`? How do you tell `cpu` from `cpuset` in the second part?
3. "max", -1, an empty file, none at all: how many cases are these, if a helper returns the numbers
   of a file and gives an empty list for all else? Which exceptions do `read_text` and `int` raise?
4. Can you compare two quotas before you have divided them by their periods?
5. Which of the two names in memory.stat ends with the other? So what must not be used to find it?
6. What does OOMKilled tell of a container with exit code 0? Look for the whole pair first, then for
   the code alone. Which exception does `signal.Signals(99)` raise?
7. `own = top / path.lstrip("/")`, and `[own, *own.parents]` as far as they are relative to `top`.
   Workers: `(memory * 4 // 5 - base) // per_worker`, and `int(2 * cpus) + 1`.
"""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from signal import SIGKILL, Signals
from typing import NamedTuple, TypeVar

Number = TypeVar("Number", int, Fraction)

UNLIMITED = 2**62
KILLED_BY = 128
MEANINGS = {0: "success", 125: "docker failed", 126: "not executable", 127: "not found"}


class Limits(NamedTuple):
    memory: int | None
    cpus: Fraction | None


class DoesNotFit(Exception):
    pass


def read_limits(root: Path, membership: str) -> Limits:
    memory = [_memory(folder) for folder in _cgroups(root, membership, "memory")]
    cpus = [_cpus(folder) for folder in _cgroups(root, membership, "cpu")]
    return Limits(_smallest(memory), _smallest(cpus))


def _cgroups(root: Path, membership: str, controller: str) -> list[Path]:
    """Return the folders of the process's own cgroup and of all around it."""
    paths = {}
    for line in membership.splitlines():
        _, controllers, path = line.split(":", 2)
        for name in controllers.split(","):
            paths[name] = path
    if controller in paths:
        top, path = root / controller, paths[controller]
    elif "" in paths:
        top, path = root, paths[""]
    else:
        return []
    own = top / path.lstrip("/")
    return [folder for folder in (own, *own.parents) if folder.is_relative_to(top)]


def _memory(folder: Path) -> int | None:
    match _numbers(folder, "memory.max") or _numbers(folder, "memory.limit_in_bytes"):
        case [limit] if limit < UNLIMITED:
            return limit
    return None


def _cpus(folder: Path) -> Fraction | None:
    match _numbers(folder, "cpu.max") or _numbers(folder, "cpu.cfs_quota_us", "cpu.cfs_period_us"):
        case [quota, period]:
            return Fraction(quota, period)
    return None


def _numbers(folder: Path, *names: str) -> list[int]:
    """Return the numbers that the files hold, or none at all if anything else is there."""
    try:
        words = [word for name in names for word in (folder / name).read_text().split()]
        numbers = [int(word) for word in words]
    except (OSError, ValueError):
        return []
    return numbers if all(number >= 1 for number in numbers) else []


def _smallest(limits: Iterable[Number | None]) -> Number | None:
    return min((limit for limit in limits if limit is not None), default=None)


def working_set(usage: int, stat: str) -> int:
    counts = dict(line.split() for line in stat.splitlines())
    inactive = counts.get("total_inactive_file", counts.get("inactive_file", "0"))
    return max(0, usage - int(inactive))


def plan_workers(limits: Limits, *, ram: int, cores: int, base: int, per_worker: int) -> int:
    memory = min(limits.memory or ram, ram)
    cpus = min(limits.cpus or cores, cores)
    free = memory * 4 // 5 - base
    if free < per_worker:
        raise DoesNotFit(f"a worker takes {per_worker} bytes, and of {memory} there are {free}")
    return min(free // per_worker, int(2 * cpus) + 1)


def explain_exit(code: int, oom_killed: bool) -> str:
    if oom_killed and code == KILLED_BY + SIGKILL:
        return "out of memory"
    meaning = MEANINGS.get(code) or _signal(code) or f"error {code}"
    return f"{meaning}, after an OOM kill" if oom_killed else meaning


def _signal(code: int) -> str | None:
    try:
        return Signals(code - KILLED_BY).name
    except ValueError:
        return None
