# expect: hidden, not merged|hides the image
"""Looks into the image where the mount has no such file, as if the two were layers."""

from solutions.docker.mount_resolver import Container as Reference
from solutions.docker.mount_resolver import Mount, parse_volume, resolve

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


class Container(Reference):
    def __init__(self, image, mounts, volumes, host):
        super().__init__(image, mounts, volumes, host)
        self._image = dict(image)

    def read(self, path):
        try:
            return super().read(path)
        except FileNotFoundError:
            if path in self._image:
                return self._image[path]
            raise
