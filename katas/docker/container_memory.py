"""Container memory: the limits that a process really has, and what to make of them.

The kernel limits a container through cgroups: folders in a tree of files, usually at
/sys/fs/cgroup. A process is in one of them, and the limits of all cgroups on the way from there
up to the root of the tree hold at once: the smallest counts. /proc/self/cgroup tells where a
process is, in lines NUMBER:CONTROLLERS:PATH.

- Version 2 has one tree, and the line `0::PATH`; the cgroup is the folder PATH below the
  root. Its file memory.max has a number of bytes, or "max" for no limit; cpu.max has
  "QUOTA PERIOD", microseconds of CPU time in each PERIOD, or "max PERIOD" for no limit.
- Version 1 has a tree for each controller, in folders `memory` and `cpu` of the root. The line
  that has `memory` among its CONTROLLERS tells PATH below the folder `memory`, and likewise for
  `cpu`; commas separate them, as in `4:cpu,cpuacct:/web`. memory.limit_in_bytes has a number;
  2**62 and more means no limit (mostly 9223372036854771712, which depends on the size of a
  page). cpu.cfs_quota_us and cpu.cfs_period_us have a number each; a quota of -1 means no limit.

For each of the two controllers the line of version 1 counts, if there is one, and `0::PATH`
only if not: many systems have both. With neither, no limit is known.

A file that is missing, cannot be read or holds anything else, a number below 1 included, says
nothing, and the others count all the same. Whole folders may be missing: a container is often
shown its own cgroup as the root of the tree, and told the PATH that it has on the host.

    >>> lines = Path("/proc/self/cgroup").read_text()  # doctest: +SKIP
    >>> read_limits(Path("/sys/fs/cgroup"), lines)  # doctest: +SKIP
    Limits(memory=268435456, cpus=Fraction(3, 2))
    >>> limits = Limits(256 << 20, Fraction(3, 2))
    >>> plan_workers(limits, ram=8 << 30, cores=4, base=40 << 20, per_worker=60 << 20)
    2
    >>> explain_exit(137, oom_killed=True), explain_exit(137, oom_killed=False)
    ('out of memory', 'SIGKILL')

All sizes are in bytes.
"""

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple


class Limits(NamedTuple):
    """Given: data, nothing to write. None is no limit known."""

    memory: int | None
    cpus: Fraction | None
    """CPUs' worth of time: quota / period."""


class DoesNotFit(Exception):
    """Given. Not even one worker fits into the memory."""


def read_limits(root: Path, membership: str) -> Limits:
    """Return the limits that hold for a process.

    `root` is the folder with the tree, or with the trees of version 1. `membership` is the text
    of /proc/self/cgroup, as the kernel writes it. A PATH begins with "/", has no "..", and any
    other characters, colons among them.
    """
    raise NotImplementedError


def working_set(usage: int, stat: str) -> int:
    """Return the memory that the kernel cannot just take back, never less than 0.

    `usage` (memory.current, or memory.usage_in_bytes) counts cached pages of files as well. Those
    that nobody used lately go first, without harm: subtract them. `stat` is the text of
    memory.stat, with a name and a number in each line; the name is inactive_file. Version 1 counts
    the cgroup's own pages so, and as total_inactive_file also those of the cgroups within, as
    `usage` does: where it is there, it is the one. With neither, nothing is subtracted.
    """
    raise NotImplementedError


def plan_workers(limits: Limits, *, ram: int, cores: int, base: int, per_worker: int) -> int:
    """Return the largest number of workers that memory and CPUs allow.

    `ram` and `cores` are those of the machine: no process has more, whatever its limits. What they
    all need once, `base`, and `per_worker` for each take at most 4/5 of the memory. There are at
    most 2 * CPUs + 1 workers. All arguments are at least 1. Raise `DoesNotFit` if it is less than
    one worker.
    """
    raise NotImplementedError


def explain_exit(code: int, oom_killed: bool) -> str:
    """Say why a container has ended, given ExitCode and OOMKilled of `docker inspect`.

    OOMKilled is true if the kernel has killed any of the container's processes for memory; whether
    the container ended of that is another question. 137 = 128 + SIGKILL is the code of that, but
    anyone may send a SIGKILL.
    - "out of memory": 137 and OOMKilled.
    - "success": 0. "docker failed": 125. "not executable": 126. "not found": 127.
    - "SIGTERM" and the like: 128 + a number, and Python's `signal` has the name for it.
    - "error 3" and the like: any other code.
    If OOMKilled is true and it was not "out of memory", ", after an OOM kill" follows.
    """
    raise NotImplementedError
