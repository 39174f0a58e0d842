"""Complexity table: say what each operation costs, and Python will check you.

Write the cost of each line as n grows: "O(1)", "O(log n)" or "O(n)". Judge
what CPython does with exactly these objects. Where only one call in many is
dear, the amortised cost counts; hashes spread well, and hashing or comparing
two items is O(1). A result is made and thrown away, nobody iterates over it.
Each line is run on n items and on 100 n, and what it takes is measured.

n is how many items these hold, all of them integers in ascending order:

    items, heap    lists             table      a dict, item to item
    record         a tuple           big        a set
    queue          a deque           numbers    range(n)

`text` is n times "a", `data` is n bytes, `buffer` a bytearray of n, `view` a
memoryview of n bytes. `few` is a list and `small` a set of the first ten
items, however large n is. `mid` is n // 2, and `x` an integer that is smaller
than every item and so not among them.

    >>> len(TABLE)
    49
    >>> sorted(set(TABLE.values()))
    ['O(1)', 'O(log n)', 'O(n)']

Off limits: computed entries. Give yourself a reason before you give an answer.
"""

TABLE: dict[str, object] = {
    "items[mid]": ...,
    "x in items": ...,
    "min(items)": ...,
    "items.append(x)": ...,
    "items.pop()": ...,
    "items.pop(0)": ...,
    "items.insert(0, x)": ...,
    "items[:10]": ...,
    "items[10:]": ...,
    "items += few": ...,
    "items + few": ...,
    "reversed(items)": ...,
    "items[::-1]": ...,
    "items.sort()": ...,
    "tuple(items)": ...,
    "tuple(record)": ...,
    "record[:]": ...,
    "x in table": ...,
    "table[x] = x": ...,
    "x in table.keys()": ...,
    "x in table.values()": ...,
    "(x, x) in table.items()": ...,
    "table.copy()": ...,
    "x in big": ...,
    "big & small": ...,
    "big | small": ...,
    "big |= small": ...,
    "big - small": ...,
    "small - big": ...,
    "small <= big": ...,
    "queue.popleft()": ...,
    "queue.rotate(1)": ...,
    "queue[mid]": ...,
    "text[mid]": ...,
    "text + '!'": ...,
    "'ab' in text": ...,
    "text.startswith('ab')": ...,
    "data[10:]": ...,
    "view[10:]": ...,
    "del buffer[:1]": ...,
    "-1 in numbers": ...,
    "numbers[10:]": ...,
    "heap[0]": ...,
    "max(heap)": ...,
    "heappush(heap, x)": ...,
    "heappop(heap)": ...,
    "heapify(heap)": ...,
    "bisect_left(items, x)": ...,
    "insort(items, x)": ...,
}
