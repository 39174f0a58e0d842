"""The Docker engine: what it tells, what goes with it, and what is said without it."""

import os
import socket
import subprocess
import sys

import pytest

from dojo.kit.deeper import Absent
from dojo.kit.engine import CommandFailed, Engine, File, Skopeo

LEAVE = """
import os
from dojo.kit.engine import Engine

engine = Engine()
engine.network()
print(engine.base, flush=True)
os._exit(0)
"""


@pytest.fixture
def engine():
    try:
        one = Engine()
    except Absent as absent:
        pytest.skip(str(absent))
    yield one
    one.close()


def script(folder, name, text):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.fixture
def only(tmp_path, monkeypatch):
    """Let the path have nothing but programs that the test writes."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("KATA_ENGINE", raising=False)
    return tmp_path


def test_without_a_client_there_is_no_engine(only):
    with pytest.raises(Absent, match="no docker engine: no program docker"):
        Engine()


def test_without_a_daemon_there_is_no_engine(only):
    script(only, "docker", "echo Cannot connect to the Docker daemon >&2; exit 1")
    with pytest.raises(Absent, match="no docker engine: Cannot connect to the Docker daemon"):
        Engine()


def test_without_a_busybox_there_is_no_engine(only):
    script(only, "docker", 'case "$1" in version) echo 20.10;; esac')
    with pytest.raises(Absent, match="no docker engine: no busybox to make an image of"):
        Engine()


def test_an_engine_that_cannot_run_a_container_is_none(only):
    script(only, "docker", 'case "$1" in run) echo no such thing >&2; exit 125;; esac')
    script(only, "busybox", "echo sh; echo true")
    with pytest.raises(Absent, match="no docker engine: no such thing"):
        Engine()


def test_the_engine_can_be_turned_off(only, monkeypatch):
    monkeypatch.setenv("KATA_ENGINE", "0")
    with pytest.raises(Absent, match="KATA_ENGINE=0"):
        Engine()


def test_without_skopeo_there_is_none(only):
    with pytest.raises(Absent, match="no skopeo"):
        Skopeo()
    script(only, "skopeo", "exit 1")
    with pytest.raises(Absent, match="no skopeo"):
        Skopeo()


def test_skopeo_says_what_it_is_and_what_went_wrong(only):
    script(only, "skopeo", 'case "$1$2" in *--version) echo skopeo version 1.9;; *) exit 3;; esac')
    skopeo = Skopeo()
    assert skopeo.title == "skopeo 1.9"
    assert skopeo("inspect", check=False).returncode == 3
    with pytest.raises(CommandFailed, match=r"skopeo .*inspect exited with 3"):
        skopeo("inspect")


def test_an_image_runs_what_it_was_given(engine):
    image = engine.image({"app/main.sh": File(b"#!/bin/sh\necho hi\n", 0o755)})
    run = engine.docker("run", "--rm", "--network", "none", image, "/app/main.sh")
    assert run.stdout == "hi\n"


def test_a_build_says_which_steps_the_cache_had(engine):
    text = f"FROM {engine.base} AS one\nCOPY a /a\nRUN true\nFROM {engine.base}\nCOPY a /b\n"
    first = engine.build(text, {"a": File(b"1")})
    assert [hit for _, hit in first.steps] == [False] * 5
    second = engine.build(text, {"a": File(b"1")})
    assert [step for step in second.steps if step[1]] == [
        ("COPY a /a", True),
        ("RUN true", True),
        ("COPY a /b", True),
    ]
    third = engine.build(text, {"a": File(b"1"), "more": File(b"")}, ignore="more")
    assert third.steps == second.steps
    with pytest.raises(CommandFailed, match=r"(?s)docker build .*excluded by .dockerignore"):
        engine.build(f"FROM {engine.base}\nCOPY more /\n", {"more": File(b"")}, ignore="more")
    assert engine.docker("run", "--rm", first.image, "cat", "/b").stdout == "1"
    with pytest.raises(CommandFailed, match=r"(?s)docker build .*nothing"):
        engine.build(f"FROM {engine.base}\nCOPY nothing /\n", {})


def test_containers_meet_on_a_network(engine):
    network = engine.network("--internal")
    image = engine.image({"www/index.html": File(b"hi")})
    alias = ("--network", network, "--network-alias", "web")
    engine.container(image, "httpd", "-f", "-h", "/www", options=alias)
    probe = "for n in 1 2 3 4 5 6 7 8 9; do wget -q -O - http://web && exit; usleep 100000; done"
    run = engine.docker("run", "--rm", "--network", network, image, "sh", "-c", probe)
    assert run.stdout == "hi"


def test_nothing_is_left_and_what_a_killed_process_left_goes_too(engine):
    left = subprocess.run([sys.executable, "-c", LEAVE], capture_output=True, text=True, check=True)
    name = left.stdout.strip()
    assert engine.docker("image", "inspect", name, check=False).returncode == 0
    another = Engine()
    assert engine.docker("image", "inspect", name, check=False).returncode != 0
    another.container(another.base, "sleep", "60", options=["--network", another.network()])
    another.close()
    mine = f"--filter=label=kata={socket.gethostname()}-{os.getpid()}"
    for kind in ("ps --all", "network ls"):
        listed = engine.docker(*kind.split(), "--quiet", mine)
        assert listed.stdout == "", f"docker {kind} still has something"
