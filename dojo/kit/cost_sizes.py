"""How much there is to do: sizes that the cost model needs and `len` does not tell."""

import operator
from array import array
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

#: Containers written in C that know their length.
SIZED = (
    *(list, tuple, str, bytes, bytearray, memoryview, array, range, deque),
    *(dict, type({}.keys()), type({}.values()), type({}.items()), set, frozenset),
)
TEXT = (str, bytes, bytearray)
PLAIN = (int, float, complex, str, bytes, type(None))
#: Nesting beyond this is taken to be equal, rather than followed.
DEEPEST = 20


def implementor(cls: type, name: str) -> type | None:
    """Return the class whose method of that name runs, of a class that may have inherited it."""
    return next((base for base in cls.__mro__ if name in vars(base)), None)


def size(thing: object) -> int:
    """Return the length of a container that is walked in C; others count their own steps."""
    is_ours = isinstance(thing, SIZED) and implementor(type(thing), "__len__") in SIZED
    return len(thing) if is_ours else 0  # type: ignore[arg-type]


def iterates_in_c(thing: object) -> bool:
    return isinstance(thing, SIZED) and implementor(type(thing), "__iter__") in SIZED


def compared(left: Any, right: Any) -> int:
    """Return how many items `left == right` looks at, of two containers."""
    return _first_difference(left, right, DEEPEST)[0]


def _first_difference(left: Any, right: Any, depth: int) -> tuple[int, bool]:
    """Return how many items were looked at, and whether they were all the same.

    No comparison of the learner's is called: it has had its say, and would count twice.
    """
    if isinstance(left, TEXT) and isinstance(right, TEXT):
        same = shared_prefix(left, right)
        return same + 1, same == len(left) == len(right)
    if not (isinstance(left, list | tuple | deque) and isinstance(right, list | tuple | deque)):
        return min(len(left), len(right)) + 1, True
    steps = 1
    for one, other in zip(left, right, strict=False):
        steps += 1
        if one is other:
            continue
        if isinstance(one, PLAIN) and isinstance(other, PLAIN):
            if one != other:
                return steps, False
        elif depth and size(one) and size(other):
            inner, same_inside = _first_difference(one, other, depth - 1)
            steps += inner
            if not same_inside:
                return steps, False
    return steps, len(left) == len(right)


def shared_prefix(left: Any, right: Any) -> int:
    """Return the length of the longest common prefix of two texts."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def search(container: Any, item: object) -> tuple[bool, int]:
    """Look for the item as `in` does; return whether it is there, and how many were looked at."""
    items = implementor(type(container), "__iter__").__iter__(container)  # type: ignore
    found = operator.contains(items, item)
    return found, len(container) - operator.length_hint(items)


def reachable(thing: object) -> int:
    """Return how many objects a deep copy makes."""
    seen: dict[int, object] = {}
    left = [thing]
    while left:
        one = left.pop()
        if id(one) in seen or isinstance(one, PLAIN):
            continue
        seen[id(one)] = one
        left.extend(_parts(one))
    return len(seen)


def _parts(thing: object) -> Iterator[object]:
    if isinstance(thing, dict):
        yield from dict.keys(thing)
        yield from dict.values(thing)
    elif isinstance(thing, list | tuple | set | frozenset | deque):
        yield from thing
    elif not isinstance(thing, type):
        yield from getattr(thing, "__dict__", {}).values()
        yield from (getattr(thing, name) for name in _slots(type(thing)) if hasattr(thing, name))


def _slots(cls: type) -> Iterator[str]:
    for base in cls.__mro__:
        slots: str | Iterable[str] = vars(base).get("__slots__", ())
        yield from [slots] if isinstance(slots, str) else slots


def hashed(thing: object) -> int:
    """Return how many items the hash of a tuple asks for theirs; other hashes are kept."""
    return sum(1 + hashed(item) for item in thing) if isinstance(thing, tuple) else 0


def from_end(items: list[Any], item: object) -> int:
    """Return how many items stand behind the last one that is this very object."""
    backwards = (place for place, other in enumerate(reversed(items)) if other is item)
    return next(backwards, 0)


def moved_behind(items: list[Any], item: object, leftmost: bool) -> int:
    """Return how many items had to make room for one that was just inserted in order."""
    behind = from_end(items, item)
    if not leftmost:
        return behind
    run = islice(reversed(items), behind, None)
    return behind + next((n for n, other in enumerate(run) if other is not item), len(items)) - 1
