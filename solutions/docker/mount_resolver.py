"""Mount resolver, solved with the longest target and one dict for each storage.

`resolve` takes all targets that contain the path and of these the longest. Two traps are in
"contain": `/data` is no parent of `/database`, so compare with the slash, and `..` must be
gone before anything is compared. The kernel gets there by walking: at each step it looks
whether something is mounted on the directory where it stands.

A storage is a dict and the path where its root lies in it: that of the host for a bind, "/"
for all others. Reading, writing and listing then know nothing of kinds. `files` asks
`resolve` of every stored path who would serve it; what another one serves is hidden.

The copy at creation is the one thing that volumes do and binds do not. It looks at the image,
not at other mounts, and only while the volume is empty. That is why a new image does not
bring new files into an old volume, a surprise after many an upgrade.

At work: `docker inspect -f '{{json .Mounts}}'`, and `--mount type=bind,source=...,target=...`,
which is longer than `-v` and says what it means: a missing host directory is an error, where
`-v` creates an empty one, owned by root. A forgotten `./` makes a volume of what was meant as
a directory: `app:/app` is a new volume, not `./app`.

Interview: "Volumes, bind mounts, tmpfs: when which?"
- Without a mount, writes go to the container's writable layer: slower, for a file of the image
  is copied up as a whole when it is first written, and gone with `docker rm`.
- Volume: Docker keeps it, by name, apart from any container. For data that must survive:
  databases, uploads. It is filled from the image at first use; drivers can put it on NFS or a
  cloud disk. Orchestrators have the same idea (PersistentVolume and its claim).
- Bind: a path of the host, with the host's owners and rights, compared by numeric uid. For source
  code while developing, sockets, configuration. It ties the container to one machine's layout,
  and with write access to the host's files the container can do harm: mount read-only.
- tmpfs: memory, gone when the container stops; for secrets and scratch files. It counts towards
  the memory limit.

"What is hidden?" Whatever the image has below the target of a bind or tmpfs, or of a volume that
had files already. Nothing is deleted: without the mount it is there again. The classic: binding
the sources over `/app` hides the `node_modules` that the build put there; a volume without a
name on `/app/node_modules`, the longer target, brings them back. The other classic: with the
old builder, what a RUN writes below a path after VOLUME named it is lost.

"What survives?" A stop and a start: all but tmpfs. `docker rm`: volumes with names and the host's
files. Volumes without a name go with `docker run --rm` and `docker rm -v`, else they stay, and
nobody finds them: `docker volume prune`. `docker compose down` keeps volumes, `down -v` does
not. A volume is no backup: archive it from a helper container
(`docker run --rm -v db:/from:ro -v ./out:/to alpine tar cf /to/db.tar -C /from .`), and stop the
database first or use its own dump. Two writers on one volume need locks; nothing coordinates them.

Hints
-----
1. Does the path `/database/x` begin with the target `/data`? How do you ask for a parent
   directory, such that it does not?
2. Which function of `posixpath` removes `..` and a slash at the end? Which of the two checks
   of a target must come before it, and which after?
3. Several targets contain the path. All of them lie on one line from "/" to it; so by what
   can you compare them with `max`?
4. Write down for each kind which dict its files are in, and below which path of it. Can
   `read` and `write` do with these two things and `resolve`?
5. Which stored files are hidden? What would `resolve` say of the path at which one would be seen?
6. `fullmatch` checks a name. `inside = [m for m in mounts if (path + "/").startswith(m.target +
   "/")]`, then `max(inside, key=lambda m: len(m.target))`; the rest is `path[len(target):] or "/"`.
"""

import errno
import os
import re
from collections.abc import Mapping, Sequence
from posixpath import join, normpath
from typing import Literal, NamedTuple

Files = dict[str, str]

NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]+")
OPTIONS = {"ro", "rw", "nocopy"}


class Mount(NamedTuple):
    kind: Literal["volume", "bind", "tmpfs"]
    source: str
    target: str
    read_only: bool = False
    nocopy: bool = False


def parse_volume(spec: str, cwd: str) -> Mount:
    parts = spec.split(":")
    if "" in parts or len(parts) > 3:
        raise ValueError(f"not TARGET, SOURCE:TARGET or SOURCE:TARGET:OPTIONS: {spec!r}")
    if len(parts) == 1:
        return Mount("volume", "", _target(spec))
    source, target, *rest = parts
    options = rest[0].split(",") if rest else []
    kind: Literal["volume", "bind"] = "bind" if source[0] in "/." else "volume"
    _check_options(options, kind)
    if kind == "bind":
        source = normpath(join(cwd, source))
    elif not NAME.fullmatch(source):
        raise ValueError(f"not a name for a volume: {source!r}")
    return Mount(kind, source, _target(target), "ro" in options, "nocopy" in options)


def _target(text: str) -> str:
    clean = normpath(text)
    if not text.startswith("/") or clean == "/":
        raise ValueError(f"a target begins with / and is not /: {text!r}")
    return clean


def _check_options(options: Sequence[str], kind: str) -> None:
    chosen = set(options)
    if len(chosen) < len(options) or not chosen <= OPTIONS or {"ro", "rw"} <= chosen:
        raise ValueError(f"unknown, twice or contradictory: {','.join(options)!r}")
    if kind == "bind" and "nocopy" in chosen:
        raise ValueError("nothing is ever copied into a bind, so 'nocopy' means nothing")


def resolve(mounts: Sequence[Mount], path: str) -> tuple[Mount | None, str]:
    path = normpath(path)
    around = [mount for mount in mounts if f"{path}/".startswith(f"{mount.target}/")]
    if not around:
        return None, path
    nearest = max(around, key=lambda mount: len(mount.target))
    return nearest, path[len(nearest.target) :] or "/"


class _Storage(NamedTuple):
    files: Files
    root: str = "/"

    def key(self, inner: str) -> str:
        return join(self.root, inner.lstrip("/"))

    def inner_paths(self) -> list[str]:
        return [_below(path, self.root) for path in self.files if _is_below(path, self.root)]


def _is_below(path: str, directory: str) -> bool:
    return path.startswith(join(directory, ""))


def _below(path: str, directory: str) -> str:
    return "/" + path.removeprefix(join(directory, ""))


class Container:
    def __init__(
        self,
        image: Mapping[str, str],
        mounts: Sequence[Mount],
        volumes: dict[str, Files],
        host: Files,
    ) -> None:
        if len({mount.target for mount in mounts}) < len(mounts):
            raise ValueError(f"two mounts have one target: {[mount.target for mount in mounts]}")
        self._mounts = list(mounts)
        self._storages: dict[Mount | None, _Storage] = {None: _Storage(dict(image))}
        for mount in mounts:
            self._storages[mount] = _storage_of(mount, image, volumes, host)

    def read(self, path: str) -> str:
        mount, inner = resolve(self._mounts, path)
        storage = self._storages[mount]
        try:
            return storage.files[storage.key(inner)]
        except KeyError:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path) from None

    def write(self, path: str, text: str) -> None:
        mount, inner = resolve(self._mounts, path)
        if mount and mount.read_only:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS), path)
        storage = self._storages[mount]
        storage.files[storage.key(inner)] = text

    def files(self) -> Files:
        seen = {}
        for mount, storage in self._storages.items():
            for inner in storage.inner_paths():
                path = mount.target + inner if mount else inner
                if resolve(self._mounts, path)[0] == mount:
                    seen[path] = storage.files[storage.key(inner)]
        return seen


def _storage_of(
    mount: Mount, image: Mapping[str, str], volumes: dict[str, Files], host: Files
) -> _Storage:
    if mount.kind == "bind":
        return _Storage(host, mount.source)
    if mount.kind == "tmpfs":
        return _Storage({})
    files = volumes.setdefault(mount.source, {}) if mount.source else {}
    if not files and not mount.nocopy:
        for path, text in image.items():
            if _is_below(path, mount.target):
                files[_below(path, mount.target)] = text
    return _Storage(files)
