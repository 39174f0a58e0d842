"""How much a kata may use before it is stopped."""

import os
import resource
import subprocess
import sys
from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    cpu: int = 10
    """Seconds of CPU time for one kata: load on the machine cannot use them up."""
    test: int = 20
    """Seconds that one test may wait."""
    wall: int = 60
    """Seconds for one kata, waiting included."""
    memory: int = 2048
    """MiB beyond what the warm parent had."""
    output: int = 8
    """MiB printed."""


def apply(limits: Limits) -> None:
    """Bind the calling process. Soft limits: a server that a fixture starts may lift them."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _lower(resource.RLIMIT_CPU, limits.cpu)
    if sys.platform != "darwin":  # macOS takes the limit and does not enforce it
        _lower(resource.RLIMIT_AS, _address_space() + limits.memory * MIB)


def resident_memory(pid: int) -> int:
    """Return a process's resident memory in bytes, 0 when it is gone."""
    command = ["ps", "-o", "rss=", "-p", str(pid)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return int(answer or 0) * 1024


def _lower(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(kind, (soft, hard))


def _address_space() -> int:
    with open("/proc/self/statm") as file:
        pages = int(file.read().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
