"""Mount resolver: which storage serves a path of a container, and what survives it.

A container has a file system of its own, which starts as that of its image, and
mounts, which put other storage in the place of a directory. A mount serves its
target and all below it; where targets lie within each other, the longest counts,
whatever their order. What else is stored below a target is hidden, not merged.

    >>> parse_volume("pages:/site/", cwd="/home/ann")
    Mount(kind='volume', source='pages', target='/site', read_only=False, nocopy=False)
    >>> parse_volume("./app:/app:ro", cwd="/home/ann")
    Mount(kind='bind', source='/home/ann/app', target='/app', read_only=True, nocopy=False)

A bind is a directory of the host. A volume with a name is shared by all who use
that name; without one it is new, and belongs to one container. A tmpfs is new and
empty. When a container is created, a volume without a single file, named or new, gets
copies of what the image has below the target, unless `nocopy` is set. A volume that
has files stays as it is, and so do binds and tmpfs. Writes go to what serves the path.

    >>> image, volumes, host = {"/site/index": "hello"}, {}, {"/home/ann/app/main": "run"}
    >>> mounts = [Mount("volume", "pages", "/site"), Mount("bind", "/home/ann/app", "/app", True)]
    >>> box = Container(image, mounts, volumes, host)
    >>> box.write("/site/news", "fresh")
    >>> volumes
    {'pages': {'/index': 'hello', '/news': 'fresh'}}
    >>> box.files()
    {'/site/index': 'hello', '/site/news': 'fresh', '/app/main': 'run'}

Files are a dict from path to text; those of a volume have paths from its own root.
Directories need no entry. Sources and targets are directories, there are no links,
and no path begins with two slashes. A path may have `.` and `..`, as in `/a/../b`,
which is `/b`; those in the dicts and in a `Mount` have none.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

Files = dict[str, str]


class Mount(NamedTuple):
    """Given: data, nothing to write."""

    kind: Literal["volume", "bind", "tmpfs"]
    source: str
    """A volume's name, "" if it has none; the directory of a bind; "" for a tmpfs."""
    target: str
    read_only: bool = False
    nocopy: bool = False


def parse_volume(spec: str, cwd: str) -> Mount:
    """Return the mount that `docker run -v SPEC` means, given in the directory `cwd`.

    A spec is TARGET, for a volume without a name, or SOURCE:TARGET or SOURCE:TARGET:OPTIONS.
    - A source that begins with "/" or "." is a directory for a bind, from `cwd` if relative. Else
      it is a volume's name: at least two of a-z, A-Z, 0-9, "_", "." and "-", the first a
      letter or a digit.
    - A target begins with "/" and is not "/". Source and target are returned without "..", "."
      and a slash at the end.
    - Options, with commas between them: one of "ro" and "rw", and "nocopy", which a bind cannot
      have. None of them twice.

    Raise `ValueError` for all else, empty parts included.
    """
    raise NotImplementedError


def resolve(mounts: Sequence[Mount], path: str) -> tuple[Mount | None, str]:
    """Return the mount that serves the absolute path, and the path from its target, "/" at least.

    Without such a mount it is the container's own file system: None, and the path itself.
    """
    raise NotImplementedError


class Container:
    def __init__(
        self,
        image: Mapping[str, str],
        mounts: Sequence[Mount],
        volumes: dict[str, Files],
        host: Files,
    ) -> None:
        """Create it; `volumes` are those with names, and a name that is missing is added.

        The image stays as it is. The volumes and the host belong to others as well, who may
        change them at any time. Raise `ValueError` if two mounts have one target.
        """
        raise NotImplementedError

    def read(self, path: str) -> str:
        """Return the text of the file; raise `FileNotFoundError` if the container sees none."""
        raise NotImplementedError

    def write(self, path: str, text: str) -> None:
        """Write the file; raise `OSError` with `errno.EROFS` if what serves it is read-only."""
        raise NotImplementedError

    def files(self) -> Files:
        """Return all files that the container sees, in any order."""
        raise NotImplementedError
