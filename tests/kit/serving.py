"""What the tests of the servers share: runs that use one, are killed, and must leave nothing."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from dojo.kit.servers import home
from tests.conftest import ROOT

GONE_WITHIN = 3.0
KATA = """
def where():
    return "here"
"""
WAITS = """

def test_z_says_where({fixture}):
    import os, time
    with open(f"said-{{os.getpid()}}", "w") as file:
        file.write(str({folder}) + chr(10))
    time.sleep(60)
"""


def fill(toy, topic, tests):
    """Give the toy course two katas with these tests, on the server of a topic."""
    shutil.copy(ROOT / f"katas/{topic}/conftest.py", toy.root / "katas/text/conftest.py")
    for name in ("rows", "more_rows"):
        (toy.root / f"katas/text/{name}.py").write_text(KATA)
        (toy.root / f"katas/text/test_{name}.py").write_text(tests.replace(".rows", f".{name}"))
    return toy


def running(folder):
    """Return the command lines of servers in that folder."""
    command = ["ps", "-ww", "-eo", "args"]
    found = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [line for line in found.splitlines() if folder in line]


def start(code, cwd, *arguments, output=subprocess.PIPE):
    """Start a process that is a run of its own."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    environment.pop(home.VARIABLE, None)
    return subprocess.Popen(
        [sys.executable, *code, *arguments],
        cwd=cwd,
        env=environment,
        stdout=output,
        text=True,
        start_new_session=True,
    )


def start_and_hear(code, cwd):
    """Start such a process; return it when it has printed a line, and the line."""
    process = start(["-c", code], cwd)
    return process, process.stdout.readline().strip()


def vanishes(folder):
    deadline = time.monotonic() + GONE_WITHIN
    while running(folder) or Path(folder).exists():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def folders_left_by_xdist(root, fixture, folder):
    """Kill pytest while its two workers each use a server; return the folders of those."""
    for name in ("rows", "more_rows"):
        with (root / f"katas/text/test_{name}.py").open("a") as file:
            file.write(WAITS.format(fixture=fixture, folder=folder))
    command = ["-m", "pytest", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile"]
    files = ["katas/text/test_rows.py", "katas/text/test_more_rows.py"]
    process = start(command, root, *files, output=subprocess.DEVNULL)
    said = []
    while len(said) < 2 or not all(text.endswith("\n") for text in said):
        assert process.poll() is None, "pytest ended"
        time.sleep(0.05)
        said = [file.read_text() for file in root.glob("said-*")]
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return {text.strip() for text in said}
