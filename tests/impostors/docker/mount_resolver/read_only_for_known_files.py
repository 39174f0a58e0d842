# expect: it is served by a read-only mount
"""Protects the files that a read-only mount has, but lets new ones be written there."""

from solutions.docker.mount_resolver import Container as Reference
from solutions.docker.mount_resolver import Mount, parse_volume, resolve

__all__ = ["Container", "Mount", "parse_volume", "resolve"]


class Container(Reference):
    def write(self, path, text):
        try:
            self.read(path)
        except FileNotFoundError:
            mounts = self._mounts
            self._mounts = [mount._replace(read_only=False) for mount in mounts]
            self._storages |= {
                new: self._storages[old] for new, old in zip(self._mounts, mounts, strict=True)
            }
            super().write(path, text)
            self._mounts = mounts
        else:
            super().write(path, text)
