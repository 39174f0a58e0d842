"""Crash disk: files that lose at a power cut what was not synced.

Given with `wal_kv_store`; there is nothing to solve here.

    >>> disk = Disk()
    >>> disk.append("log", b"one")
    >>> disk.fsync("log")
    >>> disk.sync_dir()
    >>> disk.append("log", b"xy")  # not synced: 0, 1 or 2 bytes may survive
    >>> [files["log"] for files, _ in disk.survivors()]
    [b'one', b'onex', b'onexy']
"""

import itertools
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import NamedTuple

WIDEST = 48


class Disk:
    """One directory of files. What is missing raises `FileNotFoundError`."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        """Hold these files, all of them durable."""
        files = files or {}
        self._files = [_File(content) for content in files.values()]
        #: The names that are durable, then as they were after each change since.
        self._listings = [{name: number for number, name in enumerate(files)}]
        #: Is told of every operation that changes something, when it is done.
        self.watch: Callable[[str], None] = lambda operation: None

    def exists(self, name: str) -> bool:
        return name in self._listings[-1]

    def read(self, name: str) -> bytes:
        """Return all bytes of the file, synced or not."""
        return self._files[self._number(name)].content

    def append(self, name: str, data: bytes) -> None:
        """Add the data at the end of the file, which is made if there is none."""
        data = bytes(memoryview(data))
        if not name:
            raise FileNotFoundError("a file needs a name")
        if not self.exists(name):
            self._listings.append(self._listings[-1] | {name: len(self._files)})
            self._files.append(_File(b""))
        self._change(name, _Change(len(self.read(name)), data))
        self.watch(f"append({name!r}, {_shown(data)})")

    def truncate(self, name: str, size: int) -> None:
        """Keep the first `size` bytes of the file."""
        if not 0 <= size <= len(self.read(name)):
            raise ValueError(f"{name!r} has {len(self.read(name))} bytes, not {size}")
        self._change(name, _Change(size, None))
        self.watch(f"truncate({name!r}, {size})")

    def fsync(self, name: str) -> None:
        """Make the bytes of the file durable. Its name is another matter."""
        number = self._number(name)
        self._files[number] = _File(self._files[number].content)
        self.watch(f"fsync({name!r})")

    def replace(self, source: str, target: str) -> None:
        """Rename the source; a target that exists is gone, and there is no moment between."""
        number = self._number(source)
        names = {name: n for name, n in self._listings[-1].items() if name != source}
        self._listings.append(names | {target: number})
        self.watch(f"replace({source!r}, {target!r})")

    def sync_dir(self) -> None:
        """Make durable which names there are, and which file each one means."""
        self._listings = self._listings[-1:]
        self.watch("sync_dir()")

    def snapshot(self) -> "Disk":
        """Return a copy as it is now, which nobody watches."""
        copy = Disk()
        copy._files, copy._listings = self._files.copy(), self._listings.copy()
        return copy

    def state(self) -> Hashable:
        """Return a value that is equal for disks of which the same may survive."""
        listings = (tuple(sorted(names.items())) for names in self._listings)
        return tuple(self._files), tuple(listings)

    def survivors(self) -> Iterator[tuple[dict[str, bytes], str]]:
        """Yield what a power cut now may leave: the files, and in words what became of the rest."""
        for names in self._listings:
            told = [] if names == self._listings[-1] else [f"the names that survive: {list(names)}"]
            choices = (self._files[number].survivors(name) for name, number in names.items())
            for choice in itertools.product(*choices):
                files = dict(zip(names, (content for content, _ in choice), strict=True))
                words = told + [words for _, words in choice if words]
                yield files, "; ".join(words) or "all that was written survives"

    def _number(self, name: str) -> int:
        if not self.exists(name):
            raise FileNotFoundError(name)
        return self._listings[-1][name]

    def _change(self, name: str, change: "_Change") -> None:
        number = self._number(name)
        file = self._files[number]
        if change.matters(file.content):
            self._files[number] = _File(file.durable, (*file.changes, change))


class _Change(NamedTuple):
    offset: int
    data: bytes | None
    """None: the file ends here."""

    def __str__(self) -> str:
        return f"truncate to {self.offset}" if self.data is None else f"append {_shown(self.data)}"

    def matters(self, content: bytes) -> bool:
        return bool(self.data) or self.offset < len(content)

    def applied(self, content: bytes) -> bytes:
        before = content[: self.offset]
        if self.data is None:
            return before
        end = self.offset + len(self.data)
        return before.ljust(self.offset, b"\0") + self.data + content[end:]


class _File(NamedTuple):
    durable: bytes
    changes: tuple[_Change, ...] = ()
    """What was done since."""

    @property
    def content(self) -> bytes:
        return _applied(self.durable, self.changes)

    def survivors(self, name: str) -> list[tuple[bytes, str]]:
        """Return the bytes that may survive, and what that means in words."""
        return [*self._first_changes(name), *self._all_but_one(name), (self.content, "")]

    def _first_changes(self, name: str) -> Iterator[tuple[bytes, str]]:
        """The first changes survive, and the next one in part or not at all."""
        content = self.durable
        for done, change in enumerate(self.changes):
            data = change.data or b"?"
            for size in range(len(data)):
                torn = _Change(change.offset, data[:size]).applied(content) if size else content
                part = f" but for its first {size} of {len(data)} bytes" if size else ""
                rest = " and what followed" if done + 1 < len(self.changes) else ""
                yield torn, f"{name!r} lost `{change}`{part}{rest}"
            content = change.applied(content)

    def _all_but_one(self, name: str) -> Iterator[tuple[bytes, str]]:
        for lost, change in enumerate(self.changes[:-1]):
            kept = self.changes[:lost] + self.changes[lost + 1 :]
            yield _applied(self.durable, kept), f"{name!r} lost `{change}`, not what followed"


def _applied(content: bytes, changes: tuple[_Change, ...]) -> bytes:
    for change in changes:
        content = change.applied(content)
    return content


def _shown(data: bytes) -> str:
    text = repr(data)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}... ({len(data)} bytes)"
