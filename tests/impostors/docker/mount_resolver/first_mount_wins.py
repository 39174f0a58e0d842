# expect: the longest counts, whatever their order
"""Takes the first mount around the path, so that the order of the options decides."""

from posixpath import normpath

from solutions.docker.mount_resolver import Container, Mount, parse_volume

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


def resolve(mounts, path):
    path = normpath(path)
    for mount in mounts:
        if f"{path}/".startswith(f"{mount.target}/"):
            return mount, path[len(mount.target) :] or "/"
    return None, path
