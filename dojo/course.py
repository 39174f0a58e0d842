"""The course on disk: the syllabus, the katas, and where a kata's files lie."""

import difflib
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SYLLABUS = Path("katas", "syllabus.toml")


class UnknownName(LookupError):
    """No topic or kata is called so; the text says which name may have been meant."""


@dataclass(frozen=True)
class Kata:
    root: Path
    topic: str
    name: str

    @property
    def id(self) -> str:
        return f"{self.topic}/{self.name}"

    @property
    def module(self) -> str:
        return f"katas.{self.topic}.{self.name}"

    @property
    def file(self) -> Path:
        """The file's path inside any tree that mirrors `katas/`."""
        return Path(self.topic, f"{self.name}.py")

    @property
    def stub(self) -> Path:
        return self.root / "katas" / self.file

    @property
    def tests(self) -> Path:
        return self.stub.with_name(f"test_{self.name}.py")

    @property
    def solution(self) -> Path:
        return self.root / "solutions" / self.file

    @property
    def given(self) -> list[Path]:
        """What the topic gives to its katas and tests, beside the stubs."""
        folder = self.stub.parent
        return sorted([*folder.glob("_*.py"), *folder.glob("conftest.py")])

    def witnesses(self, kind: str) -> list[Path]:
        """Return the kata's `impostors` or `alternatives`."""
        return sorted((self.root / "tests" / kind / self.topic / self.name).glob("*.py"))


@dataclass(frozen=True)
class Item:
    title: str
    russian: str
    katas: tuple[str, ...]
    """Their ids: an item may have katas of another topic."""


@dataclass(frozen=True)
class Topic:
    name: str
    title: str
    russian: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Part:
    title: str
    russian: str
    topics: tuple[Topic, ...]


def find_root(start: Path) -> Path:
    """Return the nearest folder from `start` upwards that holds a course."""
    for folder in (start, *start.parents):
        if (folder / SYLLABUS).is_file():
            return folder
    raise UnknownName(f"no {SYLLABUS} here or above: {start}")


class Course:
    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        with (self.root / SYLLABUS).open("rb") as file:
            return tuple(_part(entry) for entry in tomllib.load(file)["part"])

    @property
    def topics(self) -> Iterator[Topic]:
        for part in self.parts:
            yield from part.topics

    def listed(self) -> list[str]:
        """Return the id of every kata that the syllabus names, each once, in its order."""
        items = (item for topic in self.topics for item in topic.items)
        return list(dict.fromkeys(kata for item in items for kata in item.katas))

    @cached_property
    def katas(self) -> list[Kata]:
        """Every kata that has tests on disk: in the syllabus's order, then the unlisted."""
        on_disk = {
            f"{tests.parent.name}/{tests.stem.removeprefix('test_')}"
            for tests in self.root.glob("katas/*/test_*.py")
        }
        order = {kata: place for place, kata in enumerate(self.listed())}
        ids = sorted(on_disk, key=lambda kata: (order.get(kata, len(order)), kata))
        return [Kata(self.root, *kata.split("/")) for kata in ids]

    def select(self, names: Iterable[str]) -> list[Kata]:
        """Return the katas that topics, ids or paths name, in the course's order; all for none."""
        names = list(names)
        if not names:
            return self.katas
        chosen = {kata for name in names for kata in self._matching(name)}
        return [kata for kata in self.katas if kata in chosen]

    def kata(self, name: str) -> Kata:
        found = self.select([name])
        if len(found) > 1:
            raise UnknownName(f"{name} is a topic of {len(found)} katas; name one: {found[0].id}")
        return found[0]

    def _matching(self, name: str) -> list[Kata]:
        wanted = name.strip("/").removeprefix("katas/").removesuffix(".py").replace("/test_", "/")
        found = [kata for kata in self.katas if wanted in (kata.topic, kata.name, kata.id)]
        if not found:
            raise UnknownName(self._no_such(name, wanted))
        return found

    def _no_such(self, name: str, wanted: str) -> str:
        topics = [topic.name for topic in self.topics]
        if wanted in topics:
            return f"{name}: this topic has no katas yet"
        known = [*topics, *(kata.id for kata in self.katas), *(kata.name for kata in self.katas)]
        close = difflib.get_close_matches(wanted, known, n=1, cutoff=0.5)
        advice = f"did you mean {close[0]}?" if close else f"topics: {', '.join(topics)}"
        return f"{name}: no such topic or kata; {advice}"


def _part(entry: dict[str, object]) -> Part:
    topics = tuple(_topic(topic) for topic in entry["topic"])  # type: ignore[attr-defined]
    return Part(str(entry["title"]), str(entry["russian"]), topics)


def _topic(entry: dict[str, object]) -> Topic:
    name = str(entry["name"])
    items = tuple(
        Item(item["title"], item["russian"], tuple(_id(name, kata) for kata in item["katas"]))
        for item in entry["items"]  # type: ignore[attr-defined]
    )
    return Topic(name, str(entry["title"]), str(entry["russian"]), items)


def _id(topic: str, kata: str) -> str:
    return kata if "/" in kata else f"{topic}/{kata}"
