"""Accidental quadratics: nine functions that passed review and died at 100 000 rows.

Each is short and right, and each takes O(n**2) steps. Few of them show: one
harmless-looking call visits, moves or copies all there is, out of sight. The
docstrings give the code of today. Rewrite it to take O(n log n) steps at most,
where n counts all that the arguments hold, in items or bytes. O(n) is within
reach of all but `top_scores`.

Callers must notice nothing. Results stay equal to those of today, order and
types included, and so do the types of the errors. Arguments end up as they do
today: `rotate_log` and `drain` change theirs in place, the others do not.

    >>> unique([3, 1, 3, 2, 1])
    [3, 1, 2]
    >>> lines = ["boot", "login", "logout"]
    >>> rotate_log(lines, keep=1), lines
    (['boot', 'login'], ['logout'])
    >>> tasks = {"mail": 1, "backup": 2}
    >>> drain(tasks), tasks
    ([('mail', 1), ('backup', 2)], {})

Steps are counted, not timed. To visit, compare, move or copy one item or byte
is a step, in C too; to find a key in a dict or set is one as well. A key that
is deleted leaves a dead entry in its dict: every iteration that begins later
starts at the first entry, dead or not, and to walk over a dead one is a step.

Items and words are hashable. The whole standard library is welcome.
"""

from collections import deque
from collections.abc import Hashable
from typing import TypeVar

H = TypeVar("H", bound=Hashable)
T = TypeVar("T")


def unique(items: list[H]) -> list[H]:
    """Return the first of all equal items, in their order.

    kept = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept
    """
    raise NotImplementedError


def positions(words: list[str], vocabulary: list[str]) -> list[int]:
    """Return where each word stands in the vocabulary, which may repeat itself.

    return [vocabulary.index(word) for word in words]
    """
    raise NotImplementedError


def flatten(pages: list[list[T]]) -> list[T]:
    """Return a new list of the items of all pages.

    return sum(pages, [])
    """
    raise NotImplementedError


def join_rows(rows: list[bytes]) -> bytes:
    r"""Return the rows, each with its line end; bytes are copied at every `+=`.

    text = b""
    for row in rows:
        text += row + b"\n"
    return text
    """
    raise NotImplementedError


def split_packets(data: bytes) -> list[bytes]:
    """Return the packets, each after a byte with its length; the last may be cut short.

    packets = []
    while data:
        end = 1 + data[0]
        packets.append(data[1:end])
        data = data[end:]
    return packets
    """
    raise NotImplementedError


def rotate_log(lines: list[str], keep: int) -> list[str]:
    """Remove the oldest lines until `keep`, 0 or more, are left; return them.

    removed = []
    while len(lines) > keep:
        removed.append(lines.pop(0))
    return removed
    """
    raise NotImplementedError


def biggest_jump(readings: deque[int]) -> int:
    """Return the largest difference between neighbours.

    places = range(1, len(readings))
    return max(abs(readings[i] - readings[i - 1]) for i in places)
    """
    raise NotImplementedError


def top_scores(scores: list[int], k: int) -> list[int]:
    """Return the k highest scores, highest first; k is 0 or more.

    rest = list(scores)
    top = []
    for _ in range(k):
        top.append(max(rest))
        rest.remove(top[-1])
    return top
    """
    raise NotImplementedError


def drain(tasks: dict[str, T]) -> list[tuple[str, T]]:
    """Take all tasks out, oldest first.

    drained = []
    while tasks:
        name = next(iter(tasks))
        drained.append((name, tasks.pop(name)))
    return drained
    """
    raise NotImplementedError
