"""Complexity table, solved by asking where the bytes lie.

A list and a tuple are one block of pointers. An index is an addition, the
last place is free to take or give, and over-allocation makes `append` and
`+=` O(1) amortised: room grows by an eighth, so each item pays for a fixed
number of moves. Whatever happens at the front moves all the rest, hence
`pop(0)`, `insert(0, x)` and the second half of `insort`. A slice copies what
it takes, ten items or all but ten. A tuple cannot change, so its full copy
is itself; `reversed` is an iterator, `[::-1]` a list. `sort` finds ascending
data in n - 1 comparisons.

A dict and a set know where a hash must lie. Keys and items are looked up,
values are not. Set operators walk the side that they need: `&` the smaller,
`<=` and `-` the left, and `|` copies it all before it adds ten. That is why
`big - small` and `small - big` differ, and why `|=` is not `|`.

A deque is a chain of blocks of 64: both ends are at hand, the middle is
half a walk away. Text is an array of code points of one width, so an index
needs no decoding; `bytes` copies where a memoryview points elsewhere, and a
bytearray drops its front by moving its start. A range is three numbers. Ask
it for 0.5, though, and it tries one item after the other.

A heap is a list with a rule: the smallest item first, one path down for a
push or pop, all of it for the largest, since half the items are leaves.
`heapify` is n, not n log n, for most items are near the bottom.

At work, the four that hurt are `x in items` and `items.pop(0)` in a loop,
`text + "!"` in a loop, and slicing what is left: take a set, a deque,
`"".join`, an index. For data that is sorted and changes, `sortedcontainers`.

Interview: "What does each operation of list, tuple, dict, set, str, deque
and heapq cost, and why?" Do not recite. Name the layout, and derive: block,
hash table, chain of blocks, tree in a block. Say what n is, whether a bound is
amortised (`append`) or expected (a lookup; n with colliding hashes), and
what is copied. Then say that constants matter: `x in` a list of five needs no
set, and `pop(0)` moves a thousand pointers faster than Python runs a short
loop. Finally, offer to measure at n and at 100 n instead of arguing.

Hints
-----
1. Before you count steps, draw how the thing lies in memory. What must be
   read, what must move, and what must be copied for this line?
2. Three kinds of rows hide in one table: those that touch one place, those
   that follow one path, those that touch everything. A path exists only in
   a heap and in a bisection.
3. Does the line return something new of n items, a small thing that refers
   to the old one, or the old one itself?
4. For two sets, ask which of them must be walked, and whether the result
   can be built without the larger. Order matters for `-`, not for `&`.
5. Two steps in one call: the dearer one wins. Look again at `insort`, and
   at what `|` does before it adds anything.
"""

TABLE: dict[str, object] = {
    "items[mid]": "O(1)",
    "x in items": "O(n)",
    "min(items)": "O(n)",
    "items.append(x)": "O(1)",
    "items.pop()": "O(1)",
    "items.pop(0)": "O(n)",
    "items.insert(0, x)": "O(n)",
    "items[:10]": "O(1)",
    "items[10:]": "O(n)",
    "items += few": "O(1)",
    "items + few": "O(n)",
    "reversed(items)": "O(1)",
    "items[::-1]": "O(n)",
    "items.sort()": "O(n)",
    "tuple(items)": "O(n)",
    "tuple(record)": "O(1)",
    "record[:]": "O(1)",
    "x in table": "O(1)",
    "table[x] = x": "O(1)",
    "x in table.keys()": "O(1)",
    "x in table.values()": "O(n)",
    "(x, x) in table.items()": "O(1)",
    "table.copy()": "O(n)",
    "x in big": "O(1)",
    "big & small": "O(1)",
    "big | small": "O(n)",
    "big |= small": "O(1)",
    "big - small": "O(n)",
    "small - big": "O(1)",
    "small <= big": "O(1)",
    "queue.popleft()": "O(1)",
    "queue.rotate(1)": "O(1)",
    "queue[mid]": "O(n)",
    "text[mid]": "O(1)",
    "text + '!'": "O(n)",
    "'ab' in text": "O(n)",
    "text.startswith('ab')": "O(1)",
    "data[10:]": "O(n)",
    "view[10:]": "O(1)",
    "del buffer[:1]": "O(1)",
    "-1 in numbers": "O(1)",
    "numbers[10:]": "O(1)",
    "heap[0]": "O(1)",
    "max(heap)": "O(n)",
    "heappush(heap, x)": "O(log n)",
    "heappop(heap)": "O(log n)",
    "heapify(heap)": "O(n)",
    "bisect_left(items, x)": "O(log n)",
    "insort(items, x)": "O(n)",
}
