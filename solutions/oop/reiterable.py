"""Reiterable, solved by telling the book from the bookmark.

An iterable is a book: `__iter__` hands out a new bookmark each time it is asked,
and knows nothing of readers. An iterator is a bookmark: `__next__` moves it on,
`__iter__` gives it back itself, so that a `for` loop accepts it as well; once at
the end it stays there. All five bugs took one for the other.

    Readings         was a book with one bookmark; `__iter__` is now a generator
                     function, so each call makes an iterator with its own position
    Countdown        was a bookmark that went back whenever somebody looked
    average_and_max  read a bookmark three times, and found nothing twice
    pairs            asked for two bookmarks and, from a generator, got one twice
    first_then_rest  asked for one bookmark and, from a list, got two

So call `iter` once, and use what it gave; that serves both. (`iter(data) is data`
tells them apart, but code that asks has two ways to be wrong.) If the items are
needed twice and they end, make a list; if they do not end, go through once and
keep no more than you need, as `pairwise` keeps one item. `average_and_max` could
do that, too. `tee` helps only if its copies stay close to each other, since it
stores what lies between them.

The empty case hides a trap. A `StopIteration` that leaves a function is taken by
whatever iterator happens to be running the function: `map` ended quietly, and a
generator would turn it into `RuntimeError` (since 3.7). Call `next` with a default,
or catch it. And the other way about: had `pairs` been written with `yield`, then
no line of it would run before the first `next`, errors in its arguments included.
An ordinary function that checks, and returns the iterator, answers at once.

Interview: "Iterators and generators: what is the difference, when do you use
which, and how are they built?" An iterable has `__iter__`, an iterator has
`__next__` as well, and serves one pass. A generator is an iterator that the compiler
wrote: calling a function with `yield` in it runs nothing and returns an object
with a suspended frame; each `next` resumes that until the next `yield`, and its
`return` becomes `StopIteration`. It can do more than an iterator must: `send`,
`throw`, `close`, delegation with `yield from`. Take a generator for a stream that
is computed step by step in constant memory, for pipelines, for clean-up in
`finally`; an iterator class if the state needs a name, other methods or
pickling; an iterable class if there are to be several passes, a `len` or an index,
and then write its `__iter__` as a generator. A strong answer names the traps:
read twice and silently empty the second time, checks that come late, a file
that stays open while a half-read generator lives, `in` that uses up items.

Hints
-----
1. For each of the five: what does `iter(x) is x` say of a list, of a generator,
   of an open file? What does the code need it to say?
2. Two loops run over one `Readings`, and each has a position of its own. Where can
   that live, if not in the `Readings`? What can be read only once must be kept.
3. Which of the three reads in `average_and_max` still finds something, if `data`
   is a generator? What has to happen before the first?
4. In `pairs` and in `first_then_rest`, call `iter` once. The first item of an
   iterator: `for first in items: return ...`, and what follows that loop?
5. `Readings`: a list, and `yield` in `__iter__`. `pairs`: `itertools.pairwise`.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

T = TypeVar("T")


class Readings:
    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = list(lines)

    def __iter__(self) -> Iterator[float]:
        for line in self._lines:
            yield float(line)


class Countdown:
    def __init__(self, start: int) -> None:
        self._left = start

    def __iter__(self) -> Iterator[int]:
        return self

    def __next__(self) -> int:
        if not self._left:
            raise StopIteration
        self._left -= 1
        return self._left + 1


def average_and_max(data: Iterable[float]) -> tuple[float, float]:
    values = list(data)
    if not values:
        raise ValueError("no data, no average")
    return sum(values) / len(values), max(values)


def pairs(data: Iterable[T]) -> Iterator[tuple[T, T]]:
    return pairwise(data)


def first_then_rest(data: Iterable[T]) -> tuple[T, Iterator[T]]:
    rest = iter(data)
    for first in rest:
        return first, rest
    raise ValueError("no first item, for there is none")
