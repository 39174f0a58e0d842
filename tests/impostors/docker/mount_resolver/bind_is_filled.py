# expect: a bind is never filled from the image
"""Fills an empty directory of the host from the image, as if it were a volume."""

from solutions.docker.mount_resolver import Container as Reference
from solutions.docker.mount_resolver import Mount, parse_volume, resolve

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


class Container(Reference):
    def __init__(self, image, mounts, volumes, host):
        super().__init__(image, mounts, volumes, host)
        for mount in mounts:
            if mount.kind == "bind" and not any(path.startswith(mount.source) for path in host):
                for path, text in image.items():
                    if path.startswith(f"{mount.target}/"):
                        host[mount.source + path.removeprefix(mount.target)] = text
