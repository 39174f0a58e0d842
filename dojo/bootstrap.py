"""Makes `.venv` ready, once. Both `make` and `python -m dojo` begin here.

This file must parse on any Python, Python 2 included, since its first duty is to
tell an old one that it is too old: hence type comments, and no f-strings.
Modules that a ready `.venv` does not need are imported where they are used.
"""
# ruff: noqa: RUF005, UP032

import hashlib
import os
import sys

MINIMUM = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")
PROBE = "import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))"

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LOCK = os.path.join(ROOT, "dojo", "requirements.lock")
VENV = os.path.join(ROOT, ".venv")
LOG = os.path.join(VENV, "install.log")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "ready")

# Settings of pip that would put the packages elsewhere than in .venv.
ELSEWHERE = ("PIP_PREFIX", "PIP_ROOT", "PIP_TARGET")

TOO_OLD = (
    "Python 3.11 or newer is needed; this is Python {0[0]}.{0[1]}.{0[2]} ({1}). "
    "Try: make check PYTHON=python3.12"
)
NO_VENV = (
    "Python {0[0]}.{0[1]} ({1}) cannot make virtual environments; on Debian or Ubuntu try: "
    "sudo apt install python{0[0]}.{0[1]}-venv"
)
NOT_WRITTEN = "The folder .venv cannot be set up ({}: {}); mend that, then try again."
NOT_INSTALLED = (
    "The packages could not be installed, perhaps for want of a network; "
    "the reason is in {}; then try again."
)


def enter():
    # type: () -> None
    """Return inside a ready `.venv`; from anywhere else make it ready and start again there."""
    demand_python("dojo")
    if is_inside() and is_ready():
        return
    set_up()
    start(PYTHON, "dojo")


def demand_python(module, version=sys.version_info):
    # type: (str, tuple[int | str, ...]) -> None
    """Go on with a Python that is new enough: this one, else one from PATH, else none."""
    if version >= MINIMUM:
        return
    python = newer_python()
    if python:
        start(python, module)
    give_up(TOO_OLD, version, sys.executable)


def newer_python():
    # type: () -> str | None
    """Return the first of `NEWER` that works: what PATH has may be a shim to nothing."""
    import subprocess

    for name in NEWER:
        probe = [name, "-c", PROBE]
        try:
            with open(os.devnull, "w") as nowhere:
                status = subprocess.call(probe, env=healthy(), stdout=nowhere, stderr=nowhere)
        except OSError:
            continue
        if status == 0:
            return name
    return None


def is_inside():
    # type: () -> bool
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def is_ready():
    # type: () -> bool
    """Tell whether what the lock asks for is there, and the interpreter it was installed for.

    An upgrade of the system can take that interpreter away, or put another minor version in its
    place; the other one looks for packages in a folder of its own name.
    """
    library = os.path.join(VENV, "lib", "python{}.{}".format(*sys.version_info[:2]))
    needed = [PYTHON, os.path.join(VENV, "pyvenv.cfg")] + [library] * is_inside()
    if not all(map(os.path.exists, needed)):
        return False
    try:
        with open(STAMP) as stamp:
            return stamp.read() == fingerprint()
    except EnvironmentError:  # noqa: UP024  (in Python 2 it is no other name of OSError)
        return False


def fingerprint():
    # type: () -> str
    with open(LOCK, "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def set_up():
    # type: () -> None
    """Build `.venv` unless it is ready; while another process is at it, wait for that one."""
    if is_ready():
        return
    import fcntl
    import time

    began = time.monotonic()
    sys.stdout.write("setting up .venv (once) ...\n")
    sys.stdout.flush()
    try:
        # The system drops the lock of a process that dies. NFS grants one to writers only.
        with open(LOCK, "rb+") as turn:
            fcntl.flock(turn, fcntl.LOCK_EX)
            if not is_ready():
                build()
    except OSError as error:
        give_up(NOT_WRITTEN, error.filename or VENV, error.strerror)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.stdout.write("done in {:.0f} s\n".format(time.monotonic() - began))
    sys.stdout.flush()


def build():
    # type: () -> None
    """Create and fill `.venv`. The stamp goes first and comes back last."""
    import subprocess

    wanted = fingerprint()
    if os.path.exists(STAMP):
        os.remove(STAMP)
    try:
        import ensurepip  # noqa: F401
        import venv

        venv.create(VENV, clear=True, symlinks=True, with_pip=True)
    except (ImportError, subprocess.CalledProcessError):
        give_up(NO_VENV, sys.version_info, sys.executable)
    # -I: neither PYTHON* variables nor modules in the current folder may mislead pip.
    # --no-deps: the lock is complete, and pip 23 takes the newest `coverage` for `coverage[toml]`.
    pip = [PYTHON, "-I", "-m", "pip", "install", "--no-user", "--no-deps"]
    pip += ["--require-hashes", "-r", LOCK]
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    with open(LOG, "wb") as log:
        if subprocess.call(pip, env=environment, stdout=log, stderr=log):
            give_up(NOT_INSTALLED, LOG)
    with open(STAMP + ".new", "w") as stamp:
        stamp.write(wanted)
    os.rename(STAMP + ".new", STAMP)


def start(python, module):
    # type: (str, str) -> None
    """Become `python -m module` with the same arguments: same process, same signals and status."""
    os.execvpe(python, [python, "-m", module] + sys.argv[1:], healthy())


def healthy():
    # type: () -> dict[str, str]
    """Return the environment without PYTHONHOME, under which `.venv` is not its own prefix."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}


def give_up(sentence, *details):
    # type: (str, object) -> None
    sys.stderr.write(sentence.format(*details) + "\n")
    sys.exit(2)


if __name__ == "__main__":
    demand_python("dojo.bootstrap")
    set_up()
