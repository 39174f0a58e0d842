"""Climbs from the root down to the cgroup by recursion, and reads with regular expressions."""

import math
import re
import signal
from fractions import Fraction

from solutions.docker.container_memory import DoesNotFit, Limits

__all__ = ["DoesNotFit", "Limits", "explain_exit", "plan_workers", "read_limits", "working_set"]

NUMBER = re.compile(r"\s*([0-9]+)\s*")
PAIR = re.compile(r"\s*([0-9]+)\s+([0-9]+)\s*")
V1 = r"^[0-9]+:(?:[^:]*,)?{}(?:,[^:]*)?:/(.*)$"
V2 = r"^0::/(.*)$"


def text_of(path):
    try:
        return path.read_bytes().decode("ascii", "replace")
    except OSError:
        return ""


def bytes_of_2(folder):
    found = NUMBER.fullmatch(text_of(folder / "memory.max"))
    return int(found[1]) if found else 0


def bytes_of_1(folder):
    found = NUMBER.fullmatch(text_of(folder / "memory.limit_in_bytes"))
    return int(found[1]) if found and int(found[1]) < 1 << 62 else 0


def cpus_of_2(folder):
    return ratio(text_of(folder / "cpu.max"))


def cpus_of_1(folder):
    names = ("cpu.cfs_quota_us", "cpu.cfs_period_us")
    return ratio("\n".join(text_of(folder / name) for name in names))


def ratio(text):
    found = PAIR.fullmatch(text)
    return Fraction(int(found[1]), int(found[2])) if found and int(found[2]) else 0


def descend(folder, names, read):
    here = read(folder) or math.inf
    if not names:
        return here
    return min(here, descend(folder / names[0], names[1:], read))


def known(limit):
    return None if limit == math.inf else limit


def limit(root, membership, controller, read_1, read_2):
    if line := re.search(V1.format(controller), membership, re.MULTILINE):
        return known(descend(root / controller, line[1].split("/"), read_1))
    if line := re.search(V2, membership, re.MULTILINE):
        return known(descend(root, line[1].split("/"), read_2))
    return None


def read_limits(root, membership):
    return Limits(
        limit(root, membership, "memory", bytes_of_1, bytes_of_2),
        limit(root, membership, "cpu", cpus_of_1, cpus_of_2),
    )


def working_set(usage, stat):
    found = re.search(r"^total_inactive_file (\d+)$", stat, re.MULTILINE)
    found = found or re.search(r"^inactive_file (\d+)$", stat, re.MULTILINE)
    inactive = int(found[1]) if found else 0
    return usage - min(usage, inactive)


def plan_workers(limits, *, ram, cores, base, per_worker):
    memory = ram if limits.memory is None else min(ram, limits.memory)
    cpus = cores if limits.cpus is None else min(cores, limits.cpus)
    by_cpus = math.floor(1 + 2 * cpus)
    workers = 0
    while workers < by_cpus and 5 * (base + (workers + 1) * per_worker) <= 4 * memory:
        workers += 1
    if not workers:
        raise DoesNotFit
    return workers


def explain_exit(code, oom_killed):
    names = {128 + number: number.name for number in signal.Signals}
    names |= {0: "success", 125: "docker failed", 126: "not executable", 127: "not found"}
    match code, oom_killed:
        case 137, True:
            return "out of memory"
        case _, True:
            return names.get(code, f"error {code}") + ", after an OOM kill"
    return names.get(code, f"error {code}")
