"""The checklist, in its order and in both languages, ticked where all katas are green."""

import enum
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from dojo.course import Course, Item, Kata, Part, Topic
from dojo.record import Entry, Record, content
from dojo.verdict import State

BAR = 20


class Standing(enum.Enum):
    """A symbol, a style, and what the symbol means."""

    DONE = ("✓", "green", "done")
    STALE = ("↻", "yellow", "was done, but a file has changed since; check it again")
    BEGUN = ("◐", "yellow", "begun")
    UNTOUCHED = ("·", "dim", "not started")
    EMPTY = (" ", "dim", "no katas yet")


def standing(kata: Kata, entry: Entry) -> Standing:
    """Tell how the kata stands: what was green counts until one of its files changes."""
    if entry.is_done:
        return Standing.DONE if entry.content == content(kata) else Standing.STALE
    return Standing.BEGUN if entry.is_begun else Standing.UNTOUCHED


def show(course: Course, names: Sequence[str], console: Console) -> None:
    """Print the checklist, or of it the topics of what was named."""
    page = _Page(course, console)
    topics = {kata.topic for kata in course.select(names)} if names else None
    for part in course.parts:
        page.part(part, [topic for topic in part.topics if not topics or topic.name in topics])
    page.sum_up()


class _Page:
    def __init__(self, course: Course, console: Console) -> None:
        self._console = console
        entries = Record(course.root).entries()
        self._entries = {kata.id: entries.get(kata.id, Entry()) for kata in course.katas}
        self._standings = {kata.id: standing(kata, self._entries[kata.id]) for kata in course.katas}
        self._shown: dict[str, Standing] = {}
        self._items: list[Standing] = []

    def part(self, part: Part, topics: Sequence[Topic]) -> None:
        if topics:
            self._say(Text(f"\n{_both(part)}", "bold"))
        for topic in topics:
            self._topic(topic)

    def sum_up(self) -> None:
        items, katas = self._items, list(self._shown.values())
        hints = sum(self._entries[kata].hints for kata in self._shown)
        line = Text(f"\n{_done(items)} items ticked, {_done(katas)} katas done", "bold")
        line.append(f", {_count(hints, 'hint')} taken" if hints else "")
        self._say(line)
        if Standing.STALE in katas:
            symbol, style, meaning = Standing.STALE.value
            self._say(Text(f"{symbol} {meaning}", style))

    def _topic(self, topic: Topic) -> None:
        items = [self._of(item) for item in topic.items]
        self._items += items
        share = items.count(Standing.DONE) / len(items) if items else 0
        bar = "█" * int(share * BAR)
        self._say(Text(f"\n{_both(topic)}", "bold"))
        self._say(
            Text.assemble("  ", (bar, "green"), ("░" * (BAR - len(bar)), "dim"), f" {_done(items)}")
        )
        for item, stands in zip(topic.items, items, strict=True):
            symbol, style, meaning = stands.value
            line = Text.assemble((f"  {symbol} ", style), _both(item))
            if stands is Standing.EMPTY:
                self._say(line.append(f"  ({meaning})", "dim"))
            else:
                self._say(line)
                self._katas(topic, item)

    def _katas(self, topic: Topic, item: Item) -> None:
        line = Text("     ")
        for kata in item.katas:
            if kata in self._standings:
                self._shown[kata] = self._standings[kata]
                line.append(" ").append_text(self._kata(topic, kata)).append(" ")
        line.rstrip()
        self._say(line)

    def _kata(self, topic: Topic, kata: str) -> Text:
        entry = self._entries[kata]
        symbol, style, _ = self._standings[kata].value
        text = Text.assemble((f"{symbol} ", style), kata.removeprefix(f"{topic.name}/"))
        notes = []
        if self._standings[kata] is Standing.BEGUN:
            counted = entry.state == State.IN_PROGRESS.value
            notes.append(f"{entry.passed} of {entry.tests}" if counted else entry.state)
        if entry.hints:
            notes.append(_count(entry.hints, "hint"))
        text.append(f" ({', '.join(notes)})" if notes else "", "dim")
        return text

    def _of(self, item: Item) -> Standing:
        katas = {self._standings[kata] for kata in item.katas if kata in self._standings}
        if len(katas) == 1:
            return katas.pop()
        if not katas:
            return Standing.EMPTY
        return Standing.STALE if Standing.STALE in katas else Standing.BEGUN

    def _say(self, text: Text) -> None:
        self._console.print(text, soft_wrap=True, highlight=False, markup=False)


def _both(entry: Part | Topic | Item) -> str:
    return " · ".join(dict.fromkeys([entry.title, entry.russian]))


def _done(standings: Sequence[Standing]) -> str:
    return f"{standings.count(Standing.DONE)} of {len(standings)}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
