"""Walks up from the path to the first directory with a mount, and keeps views of each storage."""

import errno
import string
from collections.abc import MutableMapping
from pathlib import PurePosixPath

from solutions.docker.mount_resolver import Mount

__all__ = ["Container", "Mount", "parse_volume", "resolve"]

ALNUM = string.ascii_letters + string.digits


def cleaned(path):
    kept = []
    for part in PurePosixPath(path).parts[1:]:
        if part != "..":
            kept.append(part)
        elif kept:
            kept.pop()
    return PurePosixPath("/", *kept)


def parse_volume(spec, cwd):
    match spec.split(":"):
        case [target]:
            source, options = None, []
        case [source, target]:
            options = []
        case [source, target, text]:
            options = text.split(",")
        case _:
            raise ValueError(spec)
    place = cleaned(target)
    if not target.startswith("/") or place == PurePosixPath("/"):
        raise ValueError(target)
    flags = {"ro": 0, "rw": 0, "nocopy": 0}
    for option in options:
        if option not in flags:
            raise ValueError(option)
        flags[option] += 1
    if flags["ro"] + flags["rw"] > 1 or flags["nocopy"] > 1:
        raise ValueError(options)
    if source is None:
        return Mount("volume", "", str(place))
    if source.startswith(("/", ".")):
        if flags["nocopy"]:
            raise ValueError(options)
        where = str(cleaned(PurePosixPath(cwd) / source))
        return Mount("bind", where, str(place), bool(flags["ro"]))
    if len(source) < 2 or source[0] not in ALNUM or set(source) - {*ALNUM, *"_.-"}:
        raise ValueError(source)
    return Mount("volume", source, str(place), bool(flags["ro"]), bool(flags["nocopy"]))


def resolve(mounts, path):
    path = cleaned(path)
    by_target = {PurePosixPath(mount.target): mount for mount in mounts}
    for directory in (path, *path.parents):
        if directory in by_target:
            return by_target[directory], str("/" / path.relative_to(directory))
    return None, str(path)


class Subtree(MutableMapping):
    """The files below a directory, by their paths from there."""

    def __init__(self, files, root):
        self.files = files
        self.root = PurePosixPath(root)

    def _outer(self, path):
        return str(self.root / path[1:])

    def __getitem__(self, path):
        return self.files[self._outer(path)]

    def __setitem__(self, path, text):
        self.files[self._outer(path)] = text

    def __delitem__(self, path):
        del self.files[self._outer(path)]

    def __iter__(self):
        for path in map(PurePosixPath, self.files):
            if self.root in path.parents:
                yield str("/" / path.relative_to(self.root))

    def __len__(self):
        return sum(1 for _ in self)


class Container:
    def __init__(self, image, mounts, volumes, host):
        self.mounts = mounts
        self.views = {"": {**image}}
        for mount in mounts:
            if mount.target in self.views:
                raise ValueError(mount.target)
            view = {}
            if mount.kind == "bind":
                view = Subtree(host, mount.source)
            elif mount.kind == "volume":
                if mount.source:
                    view = volumes.setdefault(mount.source, view)
                if not view and not mount.nocopy:
                    view.update(Subtree(image, mount.target))
            self.views[mount.target] = view

    def read(self, path):
        mount, inner = resolve(self.mounts, path)
        view = self.views[mount.target if mount else ""]
        if inner not in view:
            raise FileNotFoundError(path)
        return view[inner]

    def write(self, path, text):
        mount, inner = resolve(self.mounts, path)
        if mount is not None and mount.read_only:
            raise OSError(errno.EROFS, path)
        self.views[mount.target if mount else ""][inner] = text

    def files(self):
        found = {}
        for target in sorted(self.views, key=len):
            found = {p: t for p, t in found.items() if not p.startswith(target + "/")}
            found |= {target + path: text for path, text in self.views[target].items()}
        return found
