"""The real Docker engine and skopeo, where the machine has them; no katas depend on them.

    image = engine.image({"app/main.sh": File(b"echo hi", 0o755)})
    engine.docker("run", "--rm", "--network", "none", image, "sh", "/app/main.sh").stdout

There is no network, so all images begin with a static busybox of this machine. Whatever is
made carries a label with this process's number, which derived images inherit, and goes with the
engine; what a killed process left, the next one removes.
"""

import io
import itertools
import os
import shutil
import socket
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from dojo.kit.deeper import Absent

LABEL = "kata"
HOST = socket.gethostname()
PATIENCE = 30
"""Seconds for one command."""
KINDS = {
    "container": ("ps --all --quiet --no-trunc", "rm --force --volumes"),
    "image": ("images --all --quiet --no-trunc", "rmi --force"),
    "network": ("network ls --quiet --no-trunc", "network rm"),
}
"""How to list and how to remove what the engine keeps, in the order in which it can go."""


class File(NamedTuple):
    data: bytes
    mode: int = 0o644


class CommandFailed(Exception):
    """A command ended with an error."""

    def __init__(self, command: str, status: int, said: str) -> None:
        super().__init__(f"{command} exited with {status}: {said}")
        self.said = said


class Build(NamedTuple):
    image: str
    steps: tuple[tuple[str, bool], ...]
    """Each step's instruction, and whether the builder used its cache."""
    log: str


class Engine:
    """A Docker engine that answers and can run a container, or else `Absent` is raised.

    `labels` are for the configuration of an image that comes from elsewhere, by `docker load`.
    """

    def __init__(self) -> None:
        if os.environ.get("KATA_ENGINE") == "0":
            raise Absent("no docker engine, as KATA_ENGINE=0 wants it")
        self._environment = os.environ | {"DOCKER_BUILDKIT": "0"}
        self.labels = {LABEL: f"{HOST}-{os.getpid()}"}
        self._label = f"{LABEL}={self.labels[LABEL]}"
        self._numbers = itertools.count(1)
        self._builds: list[str] = []
        try:
            self.version = self.docker("version", "--format", "{{.Server.Version}}").stdout.strip()
            self._sweep()
            self.base = self.image({})
            self.docker("run", "--rm", "--network", "none", self.base, "true")
        except (OSError, CommandFailed, subprocess.TimeoutExpired) as error:
            raise Absent(f"no docker engine: {_why(error)}") from None

    @property
    def title(self) -> str:
        return f"docker engine {self.version}"

    def docker(
        self, *words: str, stdin: bytes = b"", check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        """Run a docker command; with `check` it must not fail."""
        return _run("docker", *words, stdin=stdin, check=check, env=self._environment)

    def name(self, kind: str = "image") -> str:
        """Return a name that nothing else has."""
        return f"kata-{os.getpid()}-{kind}-{next(self._numbers)}"

    def image(self, files: Mapping[str, File]) -> str:
        """Make an image of one layer with busybox, all its commands, and these files.

        No other image has the same id, so that nothing is found in the builder's cache.
        """
        name = self.name()
        label = f"--change=LABEL {self._label} made={name}"
        self.docker("import", label, "-", name, stdin=_archive({**_busybox(), **files}))
        return name

    def build(
        self, dockerfile: str, context: Mapping[str, File], *options: str, ignore: str | None = None
    ) -> Build:
        """Build with the classic builder, the Dockerfile lying in the context as usual."""
        files = {**context, "Dockerfile": File(dockerfile.encode())}
        if ignore is not None:
            files[".dockerignore"] = File(ignore.encode())
        name = self.name()
        self._builds.append(name)
        with tempfile.TemporaryDirectory() as folder:
            for path, file in files.items():
                place = Path(folder, path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(file.data)
                place.chmod(file.mode)
            done = self.docker("build", "--tag", name, *options, folder)
        return Build(name, _steps(done.stdout), done.stdout + done.stderr)

    def network(self, *options: str) -> str:
        """Make a network and return its name."""
        name = self.name("network")
        self.docker("network", "create", "--label", self._label, *options, name)
        return name

    def container(self, image: str, *command: str, options: Sequence[str] = ()) -> str:
        """Start a container in the background and return its name."""
        name = self.name("container")
        words = ("--detach", "--init", "--label", self._label, "--name", name, *options)
        self.docker("run", *words, image, *command)
        return name

    def close(self) -> None:
        """Remove all that was made."""
        if self._builds:
            self.docker("rmi", "--force", *self._builds, check=False)
        self._remove(self._label)

    def _sweep(self) -> None:
        """Remove what processes of this machine made that are gone."""
        listed = self.docker("images", "--quiet", f"--filter=label={LABEL}").stdout.split()
        if not listed:
            return
        format_ = f'{{{{index .Config.Labels "{LABEL}"}}}}'
        found = self.docker("inspect", "--format", format_, *set(listed), check=False)
        for owner in set(found.stdout.split()):
            host, _, number = owner.rpartition("-")
            if host == HOST and not _is_alive(int(number)):
                self._remove(f"{LABEL}={owner}")

    def _remove(self, label: str) -> None:
        for listing, removing in KINDS.values():
            found = self.docker(*listing.split(), f"--filter=label={label}", check=False)
            if names := list(dict.fromkeys(found.stdout.split())):
                self.docker(*removing.split(), *names, check=False)


class Skopeo:
    """The program skopeo, or else `Absent` is raised."""

    def __init__(self) -> None:
        try:
            self.version = self("--version").stdout.split()[2]
        except (OSError, CommandFailed, IndexError):
            raise Absent("no skopeo") from None

    @property
    def title(self) -> str:
        return f"skopeo {self.version}"

    def __call__(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run it without a policy or registries; with `check` it must not fail."""
        return _run("skopeo", "--insecure-policy", *words, check=check)


def _run(
    *words: str, stdin: bytes = b"", check: bool, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(words, input=stdin, capture_output=True, env=env, timeout=PATIENCE)
    told = subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")
    )
    if check and told.returncode:
        said = (told.stderr or told.stdout).strip()
        raise CommandFailed(" ".join(words), told.returncode, said)
    return told


def _busybox() -> dict[str, File | str]:
    program = shutil.which("busybox")
    if not program:
        raise Absent("no docker engine: no busybox to make an image of")
    done = subprocess.run([program, "--list"], capture_output=True, text=True, check=True)
    links = {f"bin/{name}": "busybox" for name in done.stdout.split() if name != "busybox"}
    return {**links, "bin/busybox": File(Path(program).read_bytes(), 0o755)}


def _archive(entries: Mapping[str, File | str]) -> bytes:
    """Return a tar; a string is a symlink's target."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for path, entry in entries.items():
            member = tarfile.TarInfo(path)
            if isinstance(entry, str):
                member.type, member.linkname = tarfile.SYMTYPE, entry
                archive.addfile(member)
            else:
                member.size, member.mode = len(entry.data), entry.mode
                archive.addfile(member, io.BytesIO(entry.data))
    return stream.getvalue()


def _steps(output: str) -> tuple[tuple[str, bool], ...]:
    """Read "Step 2/3 : RUN true" and what follows it."""
    steps: list[tuple[str, bool]] = []
    for line in output.splitlines():
        if line.startswith("Step "):
            steps.append((line.partition(" : ")[2], False))
        elif line.strip() == "---> Using cache" and steps:
            steps[-1] = (steps[-1][0], True)
    return tuple(steps)


def _is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return f"no program {error.filename}"
    said = error.said if isinstance(error, CommandFailed) else str(error)
    return (said.splitlines() or [type(error).__name__])[0]
