"""Lazy itertools, solved with generators behind plain functions.

A function with a `yield` runs not a line of its body when it is called, its
checks included. So each of the five is a plain function, which checks and calls
`iter` on the spot, and the generator behind it only does the work.

In what order one asks decides what gets lost. `zip` takes from its left argument
first: with `range(stop)` there it ends before it touches the source; the other
way round it would throw an item away. `takewhile` cannot help it, for only the
item itself tells that it was one too many; where that matters, peek, or use
`groupby`, which keeps the item that ends a group for the next one.

A copy of `tee` walks along links, each of them an item and the link behind it.
Whoever comes to the end first adds to it. No list of copies, no bookkeeping: a
link lives as long as someone stands at it or before it, and reference counting
does the rest. The well-known version with a queue per copy feeds copies that
nobody has any more. In `groupby`, to read the current group to its end is both
how one skips and how the group becomes empty.

At work, use `itertools` (`pairwise` since 3.10, `batched` since 3.12). And know
its traps. After `tee`, leave the original alone: what you take there, the copies
miss; they are not safe between threads either; and if one copy runs to its end
before the other starts, all is in memory, and `list` is simpler and faster.
`groupby` groups neighbours: sort first or fill a `defaultdict(list)`, and do not
keep groups (`dict(groupby(...))` is full of empty ones). A file that is closed
before its lazy lines are read is an error far from its cause. And a
`StopIteration` that gets loose inside a generator becomes a `RuntimeError`
(PEP 479), while a `__next__` of your own ends silently: guard a bare `next`.

Interview: "Iterators and generators: what is the difference, when do you use
which, and how are they made?" An iterable has `__iter__`, which gives an iterator,
a container a fresh one each time; an iterator has `__next__`, its `__iter__` returns
itself, and it is used up once. A generator is an iterator that the compiler
writes: a call of the function makes a suspended frame, `next` runs it up to the
next `yield`, and `return` raises StopIteration, with a value that `yield from`
hands on. On top it has `send`, `throw` and `close`, so a `finally` in it runs when it
is closed or collected. Take a generator for pipelines in constant memory, a walk
through a tree, cleanup: where you are is the state. Write the class when the
iterator needs more than `next`: peeking, a length hint, copying or pickling, going
on after an error (a generator that let one out is over). And what is to be read
twice should be neither, but a container whose `__iter__` may well be a generator
function. Traps: a second loop over a used one is silently empty; nothing is
checked, and nothing fails, before the first `next`; one item too many is gone;
an abandoned generator keeps its file open. A strong answer tells of a place where
laziness was wrong, and a list was better.

Hints
-----
1. Put a `print` into the first line of a generator function and call it. When do
   you see it? Then who should check the arguments, and who should yield?
2. `islice`: for each step you need a number and an item. Which of them can tell
   you that it is over, and so has to be asked first?
3. `tee`: who still needs an item? Whoever has it before him. Could the items lie
   in a chain that each copy walks, and that only its slowest walker holds?
4. `groupby`: a group learns that it is over from an item of the next. Where does
   it leave that item, so that the next pair begins with it and takes none?
5. Let the group be a generator inside the generator of pairs, with one place for
   the item left over. After `yield key, group`, exhaust that group in a loop that
   does nothing: the rest is skipped, and the group is empty for good.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")


def chain_from_iterable(iterables: Iterable[Iterable[T]]) -> Iterator[T]:
    return _chained(iter(iterables))


def _chained(iterables: Iterator[Iterable[T]]) -> Iterator[T]:
    for iterable in iterables:
        yield from iterable


def takewhile(predicate: Callable[[T], Any], iterable: Iterable[T]) -> Iterator[T]:
    return _taken(predicate, iter(iterable))


def _taken(predicate: Callable[[T], Any], source: Iterator[T]) -> Iterator[T]:
    for item in source:
        if not predicate(item):
            return
        yield item


def islice(iterable: Iterable[T], start: int, stop: int | None) -> Iterator[T]:
    if start < 0 or (stop is not None and stop < 0):
        raise ValueError(f"start and stop must not be negative: {start}, {stop}")
    return _sliced(iter(iterable), start, sys.maxsize if stop is None else stop)


def _sliced(source: Iterator[T], start: int, stop: int) -> Iterator[T]:
    for number, item in zip(range(stop), source, strict=False):
        if number >= start:
            yield item


def tee(iterable: Iterable[T], n: int = 2) -> tuple[Iterator[T], ...]:
    if n < 0:
        raise ValueError(f"n must not be negative: {n}")
    source = iter(iterable)
    link: list[Any] = []
    return tuple(_copy(source, link) for _ in range(n))


def _copy(source: Iterator[T], link: list[Any]) -> Iterator[T]:
    while True:
        if not link:
            try:
                link += next(source), []
            except StopIteration:
                return
        item, link = link
        yield item


def groupby(
    iterable: Iterable[T], key: Callable[[T], Any] | None = None
) -> Iterator[tuple[Any, Iterator[T]]]:
    return _groups(iter(iterable), _itself if key is None else key)


def _itself(item: T) -> T:
    return item


def _groups(source: Iterator[T], key: Callable[[T], Any]) -> Iterator[tuple[Any, Iterator[T]]]:
    ahead: list[tuple[Any, T]] = []

    def group(own: Any, item: T) -> Iterator[T]:
        yield item
        for item in source:
            other = key(item)
            if other != own:
                ahead.append((other, item))
                return
            yield item

    for item in source:
        ahead.append((key(item), item))
        break
    while ahead:
        own, item = ahead.pop()
        current = group(own, item)
        yield own, current
        for _ in current:
            pass
