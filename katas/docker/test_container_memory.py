from fractions import Fraction

import pytest

from dojo.kit.attempts import attempt
from katas.docker.container_memory import (
    DoesNotFit,
    Limits,
    explain_exit,
    plan_workers,
    read_limits,
    working_set,
)

MIB = 1 << 20
UNLIMITED = "9223372036854771712\n"
POD = "kubepods.slice/kubepods-pod3f.slice"
BOX = f"{POD}/cri-containerd-1a95.scope"
IN_BOX = f"0::/{BOX}\n"


def plant(root, files):
    """Write the files, by their paths below the root; None is a folder with that name."""
    for path, text in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.mkdir()
        else:
            place.write_bytes(text if isinstance(text, bytes) else text.encode())


def assert_limits(root, files, membership, memory, cpus, because):
    plant(root, files)
    got = attempt(read_limits, root, membership)
    right = Limits(memory, cpus)
    tree = "\n".join(f"  {path}: {text!r}" for path, text in files.items())
    assert got == right, (
        f"{because}: read_limits must return {right}, not {got!r}\n"
        f"/proc/self/cgroup: {membership!r}\nall files:\n{tree}"
    )


def assert_is(got, right, call, because):
    assert got == right, f"{call} must be {right!r}, not {got!r}: {because}"


# read_limits, version 2


@pytest.mark.parametrize(
    ("files", "memory", "cpus", "because"),
    [
        (
            {"memory.max": "33554432\n", "cpu.max": "150000 100000\n"},
            32 * MIB,
            Fraction(3, 2),
            "both files have limits, and the CPUs are quota / period",
        ),
        (
            {"memory.max": "max\n", "cpu.max": "max 100000\n"},
            None,
            None,
            "max means no limit, in either file",
        ),
        (
            {"memory.max": "max\n", "cpu.max": "100000 300000\n"},
            None,
            Fraction(1, 3),
            "memory has no limit, and the CPUs are quota / period",
        ),
        (
            {"memory.max": "33554432\n", "cpu.max": "max 100000\n"},
            32 * MIB,
            None,
            "memory has a limit, the CPUs have none",
        ),
        (
            {"memory.max": "1\n", "cpu.max": "1 4\n"},
            1,
            Fraction(1, 4),
            "1 is a number, not below 1, and so a limit",
        ),
    ],
    ids=["both", "neither", "cpus", "memory", "least"],
)
def test_a_cgroup_of_version_2_has_a_limit_or_max(tmp_path, files, memory, cpus, because):
    assert_limits(tmp_path, files, "0::/\n", memory, cpus, because)


@pytest.mark.parametrize("level", [BOX, POD, "kubepods.slice", "."])
def test_the_smallest_limit_on_the_way_to_the_root_counts(tmp_path, level):
    files = {}
    for folder in (BOX, POD, "kubepods.slice", "."):
        files[f"{folder}/memory.max"] = "1073741824\n"
        files[f"{folder}/cpu.max"] = "400000 100000\n"
    files[f"{level}/memory.max"] = "268435456\n"
    files[f"{level}/cpu.max"] = "50000 100000\n"
    because = f"all cgroups from its own to the root limit a process, and {level} has the smallest"
    assert_limits(tmp_path, files, IN_BOX, 256 * MIB, Fraction(1, 2), because)


def test_each_limit_may_come_from_another_cgroup(tmp_path):
    files = {
        f"{BOX}/memory.max": "max\n",
        f"{BOX}/cpu.max": "100000 100000\n",
        f"{POD}/memory.max": "99999744\n",
        f"{POD}/cpu.max": "max 100000\n",
        "kubepods.slice/memory.max": "268435456\n",
    }
    because = "memory is limited by the pod, CPUs by the cgroup itself; max limits nothing"
    assert_limits(tmp_path, files, IN_BOX, 99999744, Fraction(1), because)


def test_cpus_are_compared_and_not_quotas(tmp_path):
    files = {
        f"{BOX}/cpu.max": "150000 100000\n",
        f"{POD}/cpu.max": "200000 400000\n",
        "kubepods.slice/cpu.max": "60000 50000\n",
    }
    because = "3/2, 1/2 and 6/5 CPUs are allowed; the smallest quota is not the smallest limit"
    assert_limits(tmp_path, files, IN_BOX, None, Fraction(1, 2), because)


def test_only_cgroups_on_the_way_count(tmp_path):
    files = {
        f"{BOX}/memory.max": "268435456\n",
        f"{BOX}/worker/memory.max": "4096\n",
        f"{BOX}/worker/cpu.max": "1000 100000\n",
        f"{POD}/cri-containerd-1a.scope/memory.max": "8192\n",
        "system.slice/memory.max": "8192\n",
        "memory/memory.limit_in_bytes": "8192\n",
    }
    because = "a cgroup within, or beside the way to the root, limits others"
    assert_limits(tmp_path, files, IN_BOX, 256 * MIB, None, because)


def test_nothing_outside_the_root_counts(tmp_path):
    plant(tmp_path, {"memory.max": "4096\n", "cpu.max": "1000 100000\n"})
    because = "the folder above the root has a memory.max, but is not part of the tree"
    files = {"web/memory.max": "268435456\n"}
    assert_limits(tmp_path / "tree", files, "0::/web\n", 256 * MIB, None, because)


def test_folders_that_are_not_shown_limit_nothing(tmp_path):
    files = {"memory.max": "33554432\n", "cpu.max": "150000 100000\n"}
    because = "the container's own cgroup is the root here, and its PATH is that on the host"
    right = (32 * MIB, Fraction(3, 2), because)
    assert_limits(tmp_path, files, "0::/system.slice/docker-1a95.scope\n", *right)


def test_a_path_may_have_colons(tmp_path):
    files = {"system.slice:docker:1a95/memory.max": "33554432\n", "memory.max": "268435456\n"}
    because = "only the first two colons of the line separate"
    assert_limits(tmp_path, files, "0::/system.slice:docker:1a95\n", 32 * MIB, None, because)


GARBAGE = {
    "empty": "",
    "words": "no idea\n",
    "unit": "32 MiB\n",
    "zero": "0 0\n",
    "negative": "-4096 100000\n",
    "too_many": "1 2 3\n",
    "bytes": b"\xff\xfe\x00\n",
    "folder": None,
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_garbage_is_no_limit_known(tmp_path, kind):
    files = {
        f"{BOX}/memory.max": GARBAGE[kind],
        f"{BOX}/cpu.max": GARBAGE[kind],
        f"{POD}/memory.max": "268435456\n",
        f"{POD}/cpu.max": "50000 100000\n",
    }
    because = "two files hold garbage (or cannot be read), which says nothing; the others count"
    assert_limits(tmp_path, files, IN_BOX, 256 * MIB, Fraction(1, 2), because)


def test_garbage_alone_is_none_and_not_0(tmp_path):
    files = {"memory.max": "0\n", "cpu.max": "0 100000\n"}
    assert_limits(tmp_path, files, "0::/\n", None, None, "numbers below 1 are no limits")


@pytest.mark.parametrize("cpu", ["100000\n", "100000 0\n", "100000 x\n"])
def test_a_quota_without_its_period_is_no_limit_known(tmp_path, cpu):
    files = {"memory.max": "33554432\n", "cpu.max": cpu}
    because = "cpu.max has no proper period, and memory.max counts all the same"
    assert_limits(tmp_path, files, "0::/\n", 32 * MIB, None, because)


def test_without_any_files_no_limit_is_known(tmp_path):
    because = "not even the root is there"
    assert_limits(tmp_path / "none", {}, IN_BOX, None, None, because)


# read_limits, version 1

ON_HOST = """\
9:name=systemd:/docker/1a95
8:cpuset:/other
4:memory:/docker/1a95
3:cpuacct:/other
1:cpu:/docker/1a95
0::/docker/1a95
"""


def version_1(folder, memory, quota, period="100000\n"):
    return {
        f"memory/{folder}/memory.limit_in_bytes": memory,
        f"cpu/{folder}/cpu.cfs_quota_us": quota,
        f"cpu/{folder}/cpu.cfs_period_us": period,
    }


def test_version_1_has_a_tree_for_each_controller(tmp_path):
    files = {
        **version_1("docker/1a95", "33554432\n", "150000\n"),
        **version_1("other", "4096\n", "1000\n"),
        **version_1(".", UNLIMITED, "-1\n"),
    }
    because = "each controller's line tells PATH below the controller's folder"
    assert_limits(tmp_path, files, ON_HOST, 32 * MIB, Fraction(3, 2), because)


@pytest.mark.parametrize(
    ("number", "memory"),
    [
        (9223372036854771712, None),
        (9223372036854710272, None),
        (2**62, None),
        (2**62 - 4096, 2**62 - 4096),
    ],
    ids=["4_KiB_pages", "64_KiB_pages", "least", "large"],
)
def test_a_huge_number_of_version_1_means_no_limit(tmp_path, number, memory):
    files = version_1("docker/1a95", f"{number}\n", "-1\n")
    because = "a memory.limit_in_bytes from 2**62 on, and a quota of -1, are no limits"
    assert_limits(tmp_path, files, ON_HOST, memory, None, because)


@pytest.mark.parametrize("level", ["docker/1a95", "docker", "."])
def test_the_smallest_limit_counts_in_version_1_too(tmp_path, level):
    files = {
        **version_1("docker/1a95", UNLIMITED, "-1\n"),
        **version_1("docker", "1073741824\n", "400000\n"),
        **version_1(".", UNLIMITED, "-1\n"),
        **version_1(level, "268435456\n", "25000\n", "50000\n"),
    }
    because = f"all cgroups from its own to the root limit a process, and {level} has the smallest"
    assert_limits(tmp_path, files, ON_HOST, 256 * MIB, Fraction(1, 2), because)


def test_the_root_of_version_1_may_be_the_container_itself(tmp_path):
    files = version_1(".", "33554432\n", "150000\n")
    because = "the root of each tree is the container's own cgroup, and PATH is that on the host"
    assert_limits(tmp_path, files, ON_HOST, 32 * MIB, Fraction(3, 2), because)


@pytest.mark.parametrize("controllers", ["cpu,cpuacct", "cpuacct,cpu", "cpuacct,cpu,cpuset"])
def test_a_line_may_name_several_controllers(tmp_path, controllers):
    files = {
        **version_1("here", "33554432\n", "150000\n"),
        **version_1("there", "268435456\n", "50000\n"),
    }
    membership = f"7:memory:/here\n4:{controllers}:/there\n0::/here\n"
    because = f"of the lines, {controllers} is the one with the controller cpu"
    assert_limits(tmp_path, files, membership, 32 * MIB, Fraction(1, 2), because)


@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
def test_a_line_of_version_1_goes_before_that_of_version_2(tmp_path, first):
    files = {
        **version_1("here", "33554432\n", "150000\n"),
        **version_1("there", "268435456\n", "50000\n"),
        "there/memory.max": "4096\n",
        "memory.max": "4096\n",
    }
    lines = ["4:memory:/here\n", "1:cpu:/here\n"]
    membership = "".join(["0::/there\n", *lines] if first else [*lines, "0::/there\n"])
    because = "both controllers have lines of their own, so `0::/there` does not count"
    assert_limits(tmp_path, files, membership, 32 * MIB, Fraction(3, 2), because)


def test_each_controller_may_have_its_own_version(tmp_path):
    files = {
        "cpu/web/cpu.cfs_quota_us": "150000\n",
        "cpu/web/cpu.cfs_period_us": "100000\n",
        "box/memory.max": "33554432\n",
    }
    because = "cpu has a line of version 1, memory has none, so for it `0::/box` counts"
    assert_limits(tmp_path, files, "1:cpu:/web\n0::/box\n", 32 * MIB, Fraction(3, 2), because)


def test_a_controller_without_any_line_has_no_limit_known(tmp_path):
    files = version_1("web", "33554432\n", "150000\n") | {"memory.max": "4096\n"}
    because = "no line has the controller memory, and none begins with 0::"
    assert_limits(tmp_path, files, "1:cpu:/web\n", None, Fraction(3, 2), because)


@pytest.mark.parametrize("kind", ["empty", "words", "zero", "folder"])
def test_garbage_is_no_limit_known_in_version_1_either(tmp_path, kind):
    files = {
        **version_1("docker/1a95", GARBAGE[kind], GARBAGE[kind]),
        **version_1("docker", "33554432\n", "150000\n"),
        **version_1(".", UNLIMITED, "50000\n", GARBAGE[kind]),
    }
    because = "three files hold garbage (or cannot be read), which says nothing; the others count"
    assert_limits(tmp_path, files, ON_HOST, 32 * MIB, Fraction(3, 2), because)


# working_set

STAT_2 = """\
anon 41943040
file 83886080
kernel 2097152
shmem 8388608
inactive_anon 37748736
active_anon 12582912
inactive_file 52428800
active_file 23068672
"""
STAT_1 = """\
cache 20971520
rss 8388608
inactive_file 12582912
active_file 8388608
hierarchical_memory_limit 134217728
total_cache 73400320
total_rss 41943040
total_inactive_file 52428800
total_active_file 20971520
"""


def test_pages_that_nobody_used_lately_are_no_pressure():
    because = "usage - inactive_file; shared memory and active pages are still in use"
    assert_is(working_set(120 * MIB, STAT_2), 70 * MIB, "working_set(120 MiB, v2)", because)


def test_version_1_counts_the_cgroups_within():
    because = "usage counts the cgroups within as well, and total_inactive_file does so, too"
    assert_is(working_set(120 * MIB, STAT_1), 70 * MIB, "working_set(120 MiB, v1)", because)
    turned = "".join(reversed(STAT_1.splitlines(keepends=True)))
    because = "lines may come in any order"
    assert_is(working_set(120 * MIB, turned), 70 * MIB, "working_set(120 MiB, v1)", because)


def test_a_total_of_0_is_there():
    stat = "inactive_file 4096\ntotal_inactive_file 0\n"
    because = "total_inactive_file is there, and it is 0"
    assert_is(working_set(8192, stat), 8192, f"working_set(8192, {stat!r})", because)


def test_a_working_set_is_never_negative():
    because = "the numbers are not read at one time, so there may be less usage than cache"
    assert_is(working_set(40 * MIB, STAT_2), 0, "working_set(40 MiB, v2)", because)


def test_without_the_number_all_usage_is_the_working_set():
    for stat in ("", "anon 4096\nfile 8192\ninactive_anon 4096\n"):
        because = "there is no inactive_file"
        assert_is(working_set(12288, stat), 12288, f"working_set(12288, {stat!r})", because)


# plan_workers


def plan(memory=None, cpus=None, ram=1000, cores=100, base=100, per_worker=50):
    """Return the plan and how it was asked for."""
    limits = Limits(memory, cpus)
    rest = {"ram": ram, "cores": cores, "base": base, "per_worker": per_worker}
    named = ", ".join(f"{name}={value}" for name, value in rest.items())
    return attempt(plan_workers, limits, **rest), f"plan_workers({limits}, {named})"


@pytest.mark.parametrize(
    ("memory", "ram", "right", "because"),
    [
        (1000, 9000, 14, "the base and 14 workers take 800, just 4/5 of the limit"),
        (999, 9000, 13, "14 workers would take 800, more than 4/5 of the limit"),
        (1061, 9000, 14, "15 workers would take 850, more than 4/5 of the limit"),
        (None, 1000, 14, "without a limit, all the memory of the machine is there"),
        (5000, 1000, 14, "the machine has less memory than the limit"),
    ],
    ids=["fits", "one_less", "rounded_down", "no_limit", "small_machine"],
)
def test_workers_fit_into_four_fifths_of_the_memory(memory, ram, right, because):
    got, call = plan(memory, ram=ram)
    assert_is(got, right, call, because)


@pytest.mark.parametrize(
    ("cpus", "cores", "right", "because"),
    [
        (Fraction(2), 64, 5, "2 * 2 + 1, for the machine's cores are not this container's"),
        (Fraction(3, 2), 64, 4, "2 * 3/2 + 1"),
        (Fraction(1, 4), 64, 1, "2 * 1/4 + 1 = 1.5 is not yet 2"),
        (Fraction(5, 6), 64, 2, "2 * 5/6 + 1 = 2.67 is not yet 3"),
        (None, 2, 5, "without a limit, all cores of the machine are there"),
        (Fraction(8), 2, 5, "the machine has fewer cores than the limit"),
    ],
    ids=["whole", "half", "quarter", "rounded_down", "no_limit", "small_machine"],
)
def test_workers_are_at_most_twice_the_cpus_and_one(cpus, cores, right, because):
    got, call = plan(100_000, cpus, ram=100_000, cores=cores)
    assert_is(got, right, call, because)


def test_the_scarcer_of_memory_and_cpus_decides():
    for memory in (1000, 400):
        for cpus in (Fraction(1), Fraction(20)):
            right = min((memory * 4 // 5 - 100) // 50, 2 * cpus + 1)
            got, call = plan(memory, cpus)
            assert_is(got, right, call, "the smaller of what memory and CPUs allow")


def test_one_worker_may_just_fit():
    got, call = plan(memory=188)
    assert_is(got, 1, call, "the base and one worker take 150, and 4/5 of 188 are 150.4")


@pytest.mark.parametrize("memory", [187, 125, 50, 1])
def test_a_plan_without_a_worker_is_refused(memory):
    got, call = plan(memory)
    assert isinstance(got, DoesNotFit), (
        f"{call} must raise DoesNotFit, not give {got!r}: the base and one worker take 150, and "
        f"4/5 of {memory} are {memory * 4 / 5}"
    )


# explain_exit


EXIT_CODES = {
    "itself": [
        (0, "success", "nothing went wrong"),
        (1, "error 1", "the program chose this code itself"),
        (3, "error 3", "the program chose this code itself"),
    ],
    "docker": [
        (125, "docker failed", "no container could be started"),
        (126, "not executable", "the command is there, but is no program"),
        (127, "not found", "there is no such command"),
    ],
    "signals": [
        (143, "SIGTERM", "128 + 15, as after a docker stop"),
        (139, "SIGSEGV", "128 + 11: forbidden memory, and not too much of it"),
        (129, "SIGHUP", "128 + 1"),
        (130, "SIGINT", "128 + 2, as after Ctrl-C"),
        (134, "SIGABRT", "128 + 6"),
    ],
    "no_signals": [
        (128, "error 128", "there is no signal 0"),
        (227, "error 227", "there is no signal 99"),
        (255, "error 255", "there is no signal 127"),
    ],
}


@pytest.mark.parametrize("kind", EXIT_CODES)
def test_the_code_tells_how_the_container_ended(kind):
    for code, right, because in EXIT_CODES[kind]:
        assert_is(
            attempt(explain_exit, code, False), right, f"explain_exit({code}, False)", because
        )


def test_137_with_an_oom_kill_is_out_of_memory():
    because = "SIGKILL, and the kernel did kill for memory"
    assert_is(explain_exit(137, True), "out of memory", "explain_exit(137, True)", because)


def test_137_without_an_oom_kill_is_just_a_sigkill():
    because = "anybody may send a SIGKILL: docker kill, or a docker stop that took too long"
    assert_is(explain_exit(137, False), "SIGKILL", "explain_exit(137, False)", because)


def test_an_oom_kill_of_another_process_is_not_the_end():
    because = "a child was killed for memory, but the container ended of something else"
    for code, end in {0: "success", 3: "error 3", 127: "not found", 143: "SIGTERM"}.items():
        right = f"{end}, after an OOM kill"
        assert_is(explain_exit(code, True), right, f"explain_exit({code}, True)", because)


# Deeper: real containers

SHOW = r"""cat /proc/self/cgroup; echo; cat /proc/meminfo; echo; cd /sys/fs/cgroup
find -L . \( -name 'memory.max' -o -name 'memory.limit_in_bytes' \
    -o -name 'cpu.max' -o -name 'cpu.cfs_*_us' \) -exec grep -H '' {} +"""


def test_the_limits_of_a_real_container_are_read_from_its_files(engine, tmp_path):
    limits = ("--memory", "32m", "--cpus", "0.75")
    words = ("run", "--rm", "--network", "none", *limits, engine.base, "sh", "-c", SHOW)
    membership, machine, found = engine.docker(*words).stdout.split("\n\n")
    files = dict(line.split(":", 1) for line in found.splitlines())
    because = f"docker run {' '.join(limits)} (and /proc/meminfo says {machine.splitlines()[0]})"
    assert_limits(tmp_path, files, membership, 32 * MIB, Fraction(3, 4), because)


EAT = "tail /dev/zero"
EXITS = {
    "137 true": "out of memory",
    "137 false": "SIGKILL",
    "3 true": "error 3, after an OOM kill",
    "3 false": "error 3",
}
"""By the code and OOMKilled, for some engines miss an OOM kill now and then."""


@pytest.mark.parametrize(
    ("script", "kill"),
    [(f"exec {EAT}", False), (f"{EAT}; exit 3", False), ("exec sleep 60", True)],
    ids=["eats_memory", "child_eats_memory", "docker_kill"],
)
def test_the_end_of_a_real_container_is_explained(engine, script, kill):
    options = ("--network", "none", "--memory", "16m", "--memory-swap", "16m")
    name = engine.container(engine.base, "sh", "-c", script, options=options)
    if kill:
        engine.docker("kill", name)
    engine.docker("wait", name)
    form = "{{.State.ExitCode}} {{.State.OOMKilled}}"
    state = engine.docker("inspect", "--format", form, name).stdout.strip()
    code, oom_killed = state.split()
    got = explain_exit(int(code), oom_killed == "true")
    because = f"a container of `{script}`" + (" and a docker kill" if kill else "")
    assert_is(got, EXITS[state], f"explain_exit({code}, {oom_killed})", because)
