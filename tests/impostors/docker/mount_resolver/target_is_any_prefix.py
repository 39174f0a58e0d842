# expect: /database only begins like /data
"""Asks whether the path begins with the target, without the slash that ends a name."""

from posixpath import normpath

from solutions.docker.mount_resolver import Container, Mount, parse_volume

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


def resolve(mounts, path):
    path = normpath(path)
    around = [mount for mount in mounts if path.startswith(mount.target)]
    if not around:
        return None, path
    nearest = max(around, key=lambda mount: len(mount.target))
    return nearest, path[len(nearest.target) :] or "/"
