# expect: a volume with files gets nothing from the image
"""Copies the files of the image into every volume, even one that has files already."""

from solutions.docker.mount_resolver import Container as Reference
from solutions.docker.mount_resolver import Mount, parse_volume, resolve

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


class Container(Reference):
    def __init__(self, image, mounts, volumes, host):
        super().__init__(image, mounts, volumes, host)
        for mount in mounts:
            if mount.kind == "volume" and mount.source and not mount.nocopy:
                for path, text in image.items():
                    if path.startswith(f"{mount.target}/"):
                        volumes[mount.source][path.removeprefix(mount.target)] = text
