"""Two commands on a fresh machine: whatever its state, they work or say in one sentence why not."""

import ast
import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import re
import runpy
import shutil
import signal
import socket
import subprocess
import sys
import types
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
OLD_FRIENDLY = ("__init__.py", "__main__.py", "bootstrap.py")
TOO_OLD = re.compile(
    r"Python 3\.11 or newer is needed; this is Python [\d.]+ \(.+\)\. "
    r"Try: make check PYTHON=python3\.12\n"
)
TOY_CLI = """
import json, os, sys
def main(argv):
    seen = {"argv": argv, "prefix": sys.prefix, "pid": os.getpid(), "home": os.getenv("PYTHONHOME")}
    print(json.dumps(dict(seen, modules=sorted(sys.modules))))
    return 7
"""
PATIENCE = 50
ECHO = '#!/bin/sh\n[ "$1" = -c ] || echo "${0##*/} $@${PYTHONHOME:+ in $PYTHONHOME}"\n'


def is_old(python):
    return tuple(int(part) for part in re.findall(r"\d+", python.parts[-3])[:2]) < (3, 11)


PYENV = sorted(Path.home().glob(".pyenv/versions/[23].*/bin/python"))
OLD_PYTHONS = [pytest.param(python, id=python.parts[-3]) for python in PYENV if is_old(python)]


@pytest.fixture
def home(tmp_path):
    return repository(tmp_path / "a b")


@pytest.fixture
def bootstrap(home):
    return load(home)


def repository(home):
    """Return a repository with a toy engine and nothing to install.

    The files under test are links: coverage counts a link's lines as its target's.
    """
    (home / "dojo").mkdir(parents=True)
    for name in OLD_FRIENDLY:
        (home / "dojo" / name).symlink_to(ROOT / "dojo" / name)
    (home / "dojo/cli.py").write_text(TOY_CLI)
    (home / "dojo/requirements.lock").touch()
    shutil.copy(ROOT / "Makefile", home)
    return home


def load(home):
    spec = importlib.util.spec_from_file_location("bootstrap", home / "dojo/bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write_command(path, text=ECHO):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def pretend_ready(home):
    """Give the repository a `.venv` that looks ready and whose Python echoes its arguments."""
    write_command(home / ".venv/bin/python")
    (home / ".venv/pyvenv.cfg").touch()
    lock = (home / "dojo/requirements.lock").read_bytes()
    (home / ".venv/ready").write_text(hashlib.sha256(lock).hexdigest())


def environment(**settings):
    """Return this environment without what make, Python and pip were told for the suite's sake."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MAKE", "MFLAGS", "PIP_", "PYTHON")) and "proxy" not in name.lower()
    }
    return kept | {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1"} | settings


@contextlib.contextmanager
def started(*command, cwd, env=None):
    """Yield the process of a command; at the end kill it, and its children with it."""
    with subprocess.Popen(
        [str(part) for part in command],
        cwd=cwd,
        env=environment() if env is None else env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def run(*command, cwd, env=None):
    with started(*command, cwd=cwd, env=env) as process:
        said = process.communicate(timeout=PATIENCE)
    return subprocess.CompletedProcess(command, process.returncode, *said)


def make(*arguments, cwd, env=None):
    return run("make", f"PYTHON={sys.executable}", *arguments, cwd=cwd, env=env)


def assert_refused(result, *words):
    """Expect status 2 and, on stderr, exactly one sentence that has the words."""
    assert result.returncode == 2, result.stderr
    assert result.stderr.count("\n") == 1, f"not one line: {result.stderr}"
    for word in words:
        assert word in result.stderr, f"{word!r} is missing in: {result.stderr}"


# An old Python is sent away politely


@pytest.mark.parametrize("name", OLD_FRIENDLY)
def test_what_an_old_python_meets_has_no_newer_syntax(name):
    tree = ast.parse((ROOT / "dojo" / name).read_text(), feature_version=(3, 7))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.Nonlocal, ast.AsyncFunctionDef, ast.YieldFrom)
    for node in ast.walk(tree):
        assert not isinstance(node, newer), f"line {node.lineno} of {name} is not Python 2"
        assert not getattr(node, "annotation", None), f"line {node.lineno} of {name} is annotated"
        assert not getattr(node, "returns", None), f"line {node.lineno} of {name} is annotated"
        assert not getattr(node, "kwonlyargs", None), f"a keyword-only argument in {name}"
        if isinstance(node, ast.Raise):
            assert node.cause is None, f"line {node.lineno} of {name} says 'raise from'"


def test_a_python_that_is_too_old_is_told_so_in_one_sentence(
    bootstrap, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as stop:
        bootstrap.demand_python("dojo", (3, 8, 18, "final", 0))
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert TOO_OLD.fullmatch(said), said
    assert f"this is Python 3.8.18 ({sys.executable})" in said


def test_a_newer_python_on_path_takes_over(bootstrap, tmp_path, monkeypatch):
    write_command(tmp_path / "bin/python3.13", "#!/bin/sh\nexit 127\n")
    write_command(tmp_path / "bin/python3.11")
    started = []
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setattr(os, "execvpe", lambda *call: sys.exit(started.append(call)))
    monkeypatch.setattr(sys, "argv", ["-m", "check", "structures"])
    with pytest.raises(SystemExit):
        bootstrap.demand_python("dojo", (3, 8, 18))
    [(program, command, _)] = started
    assert program == "python3.11", "python3.13 is there but does not run"
    assert command == ["python3.11", "-m", "dojo", "check", "structures"]


@pytest.mark.parametrize("module", ["dojo", "dojo.bootstrap"])
@pytest.mark.parametrize("python", OLD_PYTHONS)
def test_a_real_old_python_says_the_same(home, tmp_path, python, module):
    alone = environment(PATH=str(tmp_path / "nowhere"))
    result = run(python, "-m", module, "check", cwd=home, env=alone)
    assert_refused(result)
    assert TOO_OLD.fullmatch(result.stderr), result.stderr

    write_command(tmp_path / "bin/python3.12")
    accompanied = environment(PATH=str(tmp_path / "bin"))
    result = run(python, "-m", module, "check", "a b", cwd=home, env=accompanied)
    assert result.stdout == f"python3.12 -m {module} check a b\n", result.stderr


# The real thing


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """Return a folder with one tiny package, and the line of a lock that asks for it."""
    folder = tmp_path_factory.mktemp("wheels")
    wheel = folder / "tiny_thing-1.0-py3-none-any.whl"
    about = "tiny_thing-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny_thing.py", "")
        archive.writestr(
            f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny-thing\nVersion: 1.0\n"
        )
        archive.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{about}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return folder, f"tiny-thing==1.0 --hash=sha256:{digest}\n"


@pytest.fixture(scope="module")
def first_run(tmp_path_factory, wheels):
    """Run `make check` in a fresh repository, with settings that would lead pip astray."""
    folder, line = wheels
    home = repository(tmp_path_factory.mktemp("fresh") / "a b")
    (home / "dojo/requirements.lock").write_text(line)
    (home / "path").mkdir()
    (home / "path/pip.py").write_text("raise SystemExit('not the pip of .venv')")
    settings = {"PIP_FIND_LINKS": str(folder), "PIP_USER": "1", "PIP_TARGET": str(home / "stray")}
    env = environment(PYTHONPATH=str(home / "path"), **settings)
    return home, make("check", "TOPIC=structures", cwd=home, env=env)


def test_one_make_sets_up_and_runs(first_run):
    home, result = first_run
    announcement, done, report = result.stdout.splitlines()
    assert announcement == "setting up .venv (once) ..."
    assert re.fullmatch(r"done in \d{1,2} s", done)
    seen = json.loads(report)
    assert seen["argv"] == ["check", "structures"]
    assert Path(seen["prefix"]) == home / ".venv"


def test_the_packages_of_the_lock_land_in_the_venv(first_run):
    home, _ = first_run
    result = run(home / ".venv/bin/python", "-c", "import tiny_thing", cwd=home)
    assert result.returncode == 0, (home / ".venv/install.log").read_text()
    assert not (home / "stray").exists()


@pytest.mark.parametrize("python", [sys.executable, ".venv/bin/python"])
def test_another_python_enters_the_venv_as_the_same_process(first_run, python):
    home, _ = first_run
    with started(python, "-m", "dojo", "check", "--impl", "my solutions", cwd=home) as process:
        seen = json.loads(process.communicate(timeout=PATIENCE)[0])
    assert process.returncode == 7, "the command's own exit status"
    assert seen["pid"] == process.pid, "signals must reach the command itself"
    assert seen["argv"] == ["check", "--impl", "my solutions"]
    assert Path(seen["prefix"]) == home / ".venv"


def test_inside_a_ready_venv_nothing_is_started_or_loaded_on_the_way(first_run):
    home, _ = first_run
    result = run(home / ".venv/bin/python", "-m", "dojo", cwd=home)
    loaded = json.loads(result.stdout)["modules"]
    assert not {"subprocess", "venv", "fcntl", "shutil"} & set(loaded)


def test_no_network_is_one_sentence_that_names_the_log(home):
    (home / "dojo/requirements.lock").write_text(f"absent==1.0 --hash=sha256:{'0' * 64}\n")
    settings = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}
    offline = environment(**settings)
    del offline["PIP_NO_INDEX"]
    result = run(sys.executable, "-m", "dojo", "check", cwd=home, env=offline)
    log = home / ".venv/install.log"
    assert_refused(result, "network", str(log), "try again")
    assert "absent" in log.read_text()
    assert not load(home).is_ready()


def test_a_killed_set_up_does_not_look_ready_and_the_next_run_mends_it(home, wheels):
    folder, line = wheels
    (home / "dojo/requirements.lock").write_text(line)
    command = [sys.executable, "-m", "dojo.bootstrap"]
    with socket.create_server(("127.0.0.1", 0)) as index:
        env = environment(PIP_INDEX_URL=f"http://127.0.0.1:{index.getsockname()[1]}/")
        del env["PIP_NO_INDEX"]
        index.settimeout(PATIENCE)
        with started(*command, cwd=home, env=env):
            visit, _ = index.accept()
        visit.close()
    assert not load(home).is_ready()

    result = run(*command, cwd=home, env=environment(PIP_FIND_LINKS=str(folder)))
    assert result.returncode == 0, result.stderr
    assert load(home).is_ready()


# Ready or not


def test_the_second_of_two_set_ups_waits_and_finds_the_work_done(home):
    with open(home / "dojo/requirements.lock", "rb+") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        with started(sys.executable, "-m", "dojo", "check", cwd=home) as second:
            assert second.stdout.readline() == "setting up .venv (once) ...\n"
            pretend_ready(home)
            fcntl.flock(turn, fcntl.LOCK_UN)
            said, _ = second.communicate(timeout=PATIENCE)
    assert said.endswith("python -m dojo check\n"), "it built a .venv of its own"


def test_no_two_set_ups_build_at_once(bootstrap, home, monkeypatch):
    def build():
        lock = home / "dojo/requirements.lock"
        with open(lock, "rb+") as rival, pytest.raises(BlockingIOError):
            fcntl.flock(rival, fcntl.LOCK_EX | fcntl.LOCK_NB)
        pretend_ready(home)

    monkeypatch.setattr(bootstrap, "build", build)
    bootstrap.set_up()
    assert bootstrap.is_ready()


def test_a_set_up_builds_once(bootstrap, home, monkeypatch, capsys):
    built = []
    monkeypatch.setattr(bootstrap, "build", lambda: (built.append(1), pretend_ready(home)))
    bootstrap.set_up()
    bootstrap.set_up()
    assert len(built) == 1
    assert capsys.readouterr().out.count("setting up") == 1


@pytest.mark.parametrize("lost", ["bin/python", "pyvenv.cfg", "ready"])
def test_a_venv_that_lost_a_part_is_not_ready(bootstrap, home, lost):
    pretend_ready(home)
    assert bootstrap.is_ready()
    (home / ".venv" / lost).unlink()
    assert not bootstrap.is_ready()


def test_a_venv_is_not_ready_once_the_lock_has_changed(bootstrap, home):
    pretend_ready(home)
    (home / "dojo/requirements.lock").write_text("# one more line\n")
    assert not bootstrap.is_ready()


def test_a_venv_whose_python_became_another_minor_version_is_not_ready(
    bootstrap, home, monkeypatch
):
    pretend_ready(home)
    monkeypatch.setattr(sys, "prefix", str(home / ".venv"))
    (home / ".venv/lib/python3.10/site-packages").mkdir(parents=True)
    assert not bootstrap.is_ready()
    this = "python{}.{}".format(*sys.version_info)
    (home / ".venv/lib" / this / "site-packages").mkdir(parents=True)
    assert bootstrap.is_ready()


def test_entering_from_inside_a_ready_venv_just_returns(bootstrap, home, monkeypatch, capsys):
    pretend_ready(home)
    monkeypatch.setattr(sys, "prefix", str(home / ".venv"))
    (home / ".venv/lib" / "python{}.{}".format(*sys.version_info)).mkdir(parents=True)
    monkeypatch.setattr(os, "execvpe", lambda *call: pytest.fail(f"started {call}"))
    bootstrap.enter()
    assert capsys.readouterr().out == ""


def test_entering_from_elsewhere_leaves_pythonhome_behind(bootstrap, home, monkeypatch):
    pretend_ready(home)
    started = []
    monkeypatch.setenv("PYTHONHOME", "/elsewhere")
    monkeypatch.setattr(os, "execvpe", lambda *call: started.append(call))
    bootstrap.enter()
    [(program, command, inherited)] = started
    assert program == str(home / ".venv/bin/python")
    assert command[:3] == [program, "-m", "dojo"]
    assert "PYTHONHOME" not in inherited


# Set-ups that fail, each in one sentence


def fail_to_set_up(bootstrap, capsys):
    with pytest.raises(SystemExit) as stop:
        bootstrap.set_up()
    assert not bootstrap.is_ready()
    return subprocess.CompletedProcess([], stop.value.code, *capsys.readouterr())


def test_a_python_without_ensurepip_is_told_what_to_install(bootstrap, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    package = "apt install python{}.{}-venv".format(*sys.version_info)
    assert_refused(fail_to_set_up(bootstrap, capsys), sys.executable, package)


def test_an_ensurepip_that_fails_is_told_the_same(bootstrap, monkeypatch, capsys):
    def create(*_, **__):
        raise subprocess.CalledProcessError(1, "ensurepip")

    monkeypatch.setattr(venv, "create", create)
    assert_refused(fail_to_set_up(bootstrap, capsys), "virtual environments")


def test_a_folder_that_cannot_be_written_is_named(bootstrap, home, capsys):
    (home / ".venv").write_text("not a folder")
    assert_refused(fail_to_set_up(bootstrap, capsys), str(home / ".venv"), "Not a directory")


def test_a_lost_lock_is_named(bootstrap, home, capsys):
    (home / "dojo/requirements.lock").unlink()
    assert_refused(fail_to_set_up(bootstrap, capsys), "requirements.lock", "No such file")


def test_a_full_disk_leaves_no_old_stamp_behind(bootstrap, home, monkeypatch, capsys):
    def create(*_, **__):
        raise OSError(28, "No space left on device")

    pretend_ready(home)
    (home / "dojo/requirements.lock").write_text("# one more line\n")
    monkeypatch.setattr(venv, "create", create)
    assert_refused(fail_to_set_up(bootstrap, capsys), str(home / ".venv"), "No space left")
    assert not (home / ".venv/ready").exists()


@pytest.mark.parametrize("status", [0, 1])
def test_the_stamp_is_written_only_when_pip_succeeds(bootstrap, home, monkeypatch, capsys, status):
    def create(*_, **__):
        pretend_ready(home)
        (home / ".venv/ready").unlink()
        write_command(home / ".venv/bin/python", f'#!/bin/sh\necho "$@"\nexit {status}\n')

    monkeypatch.setattr(venv, "create", create)
    with pytest.raises(SystemExit) if status else contextlib.nullcontext():
        bootstrap.set_up()
    assert bootstrap.is_ready() == (status == 0)
    assert "--require-hashes" in (home / ".venv/install.log").read_text()


def test_control_c_ends_a_set_up_without_a_traceback(bootstrap, monkeypatch, capsys):
    def create(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(venv, "create", create)
    result = fail_to_set_up(bootstrap, capsys)
    assert (result.returncode, result.stderr) == (130, "")


# The doors


def test_python_m_dojo_hands_over_to_the_engine(monkeypatch):
    asked = []
    engine = types.SimpleNamespace(main=lambda argv: asked.append(argv) or 3)
    monkeypatch.setitem(sys.modules, "dojo.cli", engine)
    monkeypatch.setattr("dojo.bootstrap.enter", lambda: asked.append("entered"))
    monkeypatch.setattr(sys, "argv", ["dojo", "hint", "lru_cache"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_path(str(ROOT / "dojo/__main__.py"), run_name="__main__")
    assert asked == ["entered", ["hint", "lru_cache"]]
    assert stop.value.code == 3


def test_python_m_dojo_bootstrap_says_nothing_when_all_is_ready(home, capsys):
    pretend_ready(home)
    runpy.run_path(str(home / "dojo/bootstrap.py"), run_name="__main__")
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("ask", [(), ("help",)])
def test_make_lists_every_target(home, ask):
    [targets] = re.findall(r"^\.PHONY: (.*)", (home / "Makefile").read_text(), re.MULTILINE)
    listed = make(*ask, cwd=home).stdout
    assert re.findall(r"^make (\S+) +\S", listed, re.MULTILINE) == targets.split()


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        ("check", "check"),
        ("check TOPIC=structures", "check structures"),
        ("check TOPIC=structures/lru_cache", "check structures/lru_cache"),
        ("check IMPL=solutions", "check --impl solutions"),
        ("hint KATA=structures/lru_cache", "hint structures/lru_cache"),
        ("hint KATA=structures/lru_cache N=2", "hint structures/lru_cache 2"),
        ("gate", "gate"),
        ("gate KATA=structures/lru_cache", "gate structures/lru_cache"),
        ("mutants KATA=structures/lru_cache", "mutants structures/lru_cache"),
    ],
)
def test_make_passes_on_what_it_is_asked(home, asked, command):
    pretend_ready(home)
    result = make(*asked.split(), cwd=home)
    assert result.stdout.split() == ["python", "-m", "dojo", *command.split()], result.stderr


def test_make_does_not_pass_on_a_pythonhome(home):
    pretend_ready(home)
    result = make("lint", cwd=home, env=environment(PYTHONHOME="/elsewhere"))
    assert "-m mypy" in result.stdout
    assert "/elsewhere" not in result.stdout


@pytest.mark.parametrize("changed", ["dojo/requirements.lock", ".venv/bin/python"])
def test_make_looks_again_after_a_change(home, changed):
    pretend_ready(home)
    ready = ("--question", ".venv/ready")
    assert make(*ready, cwd=home).returncode == 0
    later = (home / ".venv/ready").stat().st_mtime + 1
    os.utime(home / changed, (later, later))
    assert make(*ready, cwd=home).returncode == 1


def test_make_looks_again_when_the_interpreter_has_gone(home):
    pretend_ready(home)
    (home / ".venv/bin/python").unlink()
    assert "dojo.bootstrap" in make("--dry-run", "check", cwd=home).stdout


def test_a_lock_with_a_new_date_and_the_old_text_is_looked_at_once(home):
    pretend_ready(home)
    os.utime(home / ".venv/ready", (1, 1))
    assert "setting up" not in make("check", cwd=home).stdout
    assert make("--question", ".venv/ready", cwd=home).returncode == 0


def test_continuous_integration_ends_with_the_suite(home):
    pretend_ready(home)
    shutil.copytree(ROOT / ".ci", home / ".ci")
    result = run(home / ".ci/run", cwd=home.parent, env=environment(PYTHON=sys.executable))
    assert result.returncode == 0, result.stderr
    ran = [line for line in result.stdout.splitlines() if line.startswith("python -m ")]
    assert [line.split()[2] for line in ran] == ["ruff", "ruff", "mypy", "pytest"]
    assert result.stdout.splitlines()[-1] == ran[-1]


def test_make_clean_keeps_what_a_learner_wrote(home):
    pretend_ready(home)
    kept = [home / name for name in ("katas/mine.py", ".coveragerc", "notes/my notes.txt")]
    gone = [home / name for name in ("katas/__pycache__/mine.pyc", ".coverage", "dojo/old.pyc")]
    for path in kept + gone:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    result = make("clean", cwd=home)
    assert result.returncode == 0, result.stderr
    assert all(path.exists() for path in kept)
    assert not any(path.exists() for path in [home / ".venv", *gone])


def test_the_lock_names_no_index():
    assert "://" not in (ROOT / "dojo/requirements.lock").read_text()
