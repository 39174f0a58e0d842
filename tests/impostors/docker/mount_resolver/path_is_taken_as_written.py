# expect: with \.\. the path leaves /data
"""Compares the path with the targets before `..` is gone from it."""

from solutions.docker.mount_resolver import Container, Mount, parse_volume

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


def resolve(mounts, path):
    path = path.rstrip("/") or "/"
    around = [mount for mount in mounts if f"{path}/".startswith(f"{mount.target}/")]
    if not around:
        return None, path
    nearest = max(around, key=lambda mount: len(mount.target))
    return nearest, path[len(nearest.target) :] or "/"
