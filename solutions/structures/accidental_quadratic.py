"""Accidental quadratics, solved by asking what each container is made of.

An O(n) call inside a loop of n is the whole disease. There are three cures: do
it once, before the loop (a dict of positions, one join, one sort, one slice);
take the container for which the call is O(1); or move a place forward instead
of moving the data.

Expensive, and why:

    list      x in xs, index, count, remove   nothing tells where to look: compare each
              pop(0), insert(0, x), del xs[0] side by side in one array: the rest moves
              xs[a:b], xs + ys, [*xs, x]      a new array, filled item by item
              sum(lists, [])                  a new list for every list so far
    tuple     t += (x,)                       never grows in place, always a copy
              hash(t)                         asks every item; not kept before 3.14
    dict      x in d.values()                 values have no hashes stored: a scan
              next(iter(d)), for the oldest   walks the dead entries first
    set       a | b, a - b                    a new set: a is copied, however small b
    str,      s[1:], s + t, replace, encode   immutable, so every change is a new copy
    bytes     t in s, find, split             a scan; the hash is one too, then kept
    deque     d[i], insert, del in the middle a chain of blocks, from the nearer end
    heap      x in heap, heap.remove(x)       only parent and child are in order

Cheap, and why:

    list      xs[i], len, pop() O(1); append O(1) amortised; sort O(n log n), or O(n)
              if in order already; del xs[:k] is one move, however large k
    tuple     t[:] and tuple(t) give t itself
    dict,     find, add, delete O(1) on average: the hash names the slot. Worst O(n),
    set       if hashes are equal; a & b goes through the smaller, a -= b through b
    str,      join adds up the lengths, then copies each part once; a memoryview
    bytes     slices for nothing; del bytearray[:k] moves its start (pop(0) does not)
    deque     both ends O(1), worst case: nothing ever moves, a block is added
    heapq     heap[0] O(1); push, pop O(log n): one path up or down; heapify O(n);
              nlargest(k) O(n log k), which beats the sort when k is small

Amortised is a promise about the sum, not about a call: an append that finds no
room may move all n items, but room grows by about an eighth at a time, so n
appends move O(n) in all. Who deletes at the front has no such luck.

Three traps. `s += x` in a loop is linear by luck: CPython extends a str in
place while one local variable holds the only reference, but copies it as soon
as an attribute or a second name does; bytes it copies always. A dict drained by
`next(iter(d))` is slow although no call looks it: 32 000 keys took 0.3 s, and
`OrderedDict.popitem(last=False)` 5 ms, since a linked list has no dead entries.
And `x in set(xs)` in a loop makes the set at every turn.

At work, measure at two sizes: twice the data and four times the time is a
square. ruff's RUF017 finds `sum(lists, [])`; a profiler finds the rest.

Interview: "What do the operations of list, dict, set, str and deque cost, and
why?" Derive it, do not recite: array, hash table, chain of blocks, immutable.
Say average for a hash table, amortised for append, worst for a heap, and what
spoils each. Name what n is: two inputs give O(n * k), and k may be 3. Then say
what you would trade: memory for the set, order that a set loses and
`dict.fromkeys` keeps, the error that changes with the container (`KeyError` for
`ValueError`), and that a linear search wins among ten items.

Hints
-----
1. Which line runs n times, and what must C do each time to carry it out? Say
   it in items touched, and as a sum: 1 + 2 + ... + n.
2. Three functions search, or search and remove. What would you have to know
   beforehand to find an item without looking at the others? Mind which of
   several equal items wins, and which error you raise.
3. Three remove at the front. Need they remove one at a time, or at all? An
   index can move where the data stays. Mind `lines[:-0]`.
4. Two join. Who could know the total size before the first copy? And a deque
   is best walked from one end to the other, two neighbours at a time.
5. `dict.fromkeys`, `setdefault`, `chain.from_iterable`, `b"".join`, a start
   index, one `del lines[:excess]`, `pairwise`, `heapq.nlargest` after a check
   of `k`, `list(tasks.items())` and `clear`.
"""

from collections import deque
from collections.abc import Hashable
from heapq import nlargest
from itertools import chain, pairwise
from typing import TypeVar

H = TypeVar("H", bound=Hashable)
T = TypeVar("T")


def unique(items: list[H]) -> list[H]:
    return list(dict.fromkeys(items))


def positions(words: list[str], vocabulary: list[str]) -> list[int]:
    first: dict[str, int] = {}
    for place, word in enumerate(vocabulary):
        first.setdefault(word, place)
    for word in words:
        if word not in first:
            raise ValueError(f"{word!r} is not in the vocabulary")
    return [first[word] for word in words]


def flatten(pages: list[list[T]]) -> list[T]:
    return list(chain.from_iterable(pages))


def join_rows(rows: list[bytes]) -> bytes:
    return b"".join(row + b"\n" for row in rows)


def split_packets(data: bytes) -> list[bytes]:
    packets = []
    start = 0
    while start < len(data):
        end = start + 1 + data[start]
        packets.append(data[start + 1 : end])
        start = end
    return packets


def rotate_log(lines: list[str], keep: int) -> list[str]:
    excess = max(0, len(lines) - keep)
    removed = lines[:excess]
    del lines[:excess]
    return removed


def biggest_jump(readings: deque[int]) -> int:
    return max(abs(later - earlier) for earlier, later in pairwise(readings))


def top_scores(scores: list[int], k: int) -> list[int]:
    if k > len(scores):
        raise ValueError(f"there are {len(scores)} scores, not {k}")
    return nlargest(k, scores)


def drain(tasks: dict[str, T]) -> list[tuple[str, T]]:
    drained = list(tasks.items())
    tasks.clear()
    return drained
