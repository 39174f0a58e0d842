"""How much there is to do: what the cost model needs to know and `len` does not tell.

Nothing of the learner's is called here: its methods charge for themselves when the real
operation calls them, and a second call could be noticed.
"""

import operator
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from itertools import islice, takewhile
from typing import Any

TEXTS = (str, bytes, bytearray)
SETS = (set, frozenset)
DICTS = (dict, OrderedDict, defaultdict, Counter)
VIEWS: tuple[type, ...] = (type({}.keys()), type({}.items()))
VALUES: type = type({}.values())
#: Containers that are walked in C and know their length.
SIZED = (*TEXTS, *SETS, *DICTS, *VIEWS, VALUES, list, tuple, deque, array, range, memoryview)

_PLAIN = (int, float, complex, str, bytes, type(None))
#: Containers nested deeper are taken to be equal, rather than followed.
_DEEPEST = 20


def is_a(thing: object, types: type | tuple[type, ...]) -> bool:
    """Do what `isinstance` does, without asking the object for its `__class__`."""
    return issubclass(type(thing), types)


#: Not `cls.__mro__` and `vars(cls)`: a metaclass may have a say in these.
mro_of: Callable[[type], tuple[type, ...]] = vars(type)["__mro__"].__get__
_names_of: Callable[[type], Mapping[str, object]] = vars(type)["__dict__"].__get__


def provider(cls: type, name: str) -> type | None:
    """Return the class that an attribute of the class is inherited from."""
    for base in mro_of(cls):
        if name in _names_of(base):
            return base
    return None


def implementor(cls: type, method: str) -> type | None:
    """Return the class whose method an instance has, if it may be a built-in one.

    The classes of a metaclass are left out: it may define how they are compared and hashed,
    and the answer is meant to be looked up in a table.
    """
    base = provider(cls, method)
    return base if type(base) is type else None


def size(thing: Any) -> int:
    """Return the length of a container that C walks; any other one counts its own steps."""
    return len(thing) if implementor(type(thing), "__len__") in SIZED else 0


def iterates_in_c(thing: object) -> bool:
    return is_a(thing, SIZED) and implementor(type(thing), "__iter__") in SIZED


def search(container: Any, item: object) -> tuple[bool, int]:
    """Look for the item as `in` does; return whether it is there, and how many were looked at."""
    kind: Any = next(base for base in mro_of(type(container)) if base in SIZED)
    items = kind.__iter__(container)
    found = operator.contains(items, item)
    return found, kind.__len__(container) - operator.length_hint(items)


def compared(left: Any, right: Any) -> int:
    """Return how many items a comparison of these two containers looks at."""
    return _difference(left, right, _DEEPEST)[0]


def _difference(left: Any, right: Any, depth: int) -> tuple[int, bool]:
    """Return how many items were looked at, and whether all of them were the same."""
    if is_a(left, TEXTS) and is_a(right, TEXTS):
        same = _shared_prefix(left, right)
        return same + 1, same == len(left) == len(right)
    if not (is_a(left, (list, tuple, deque)) and is_a(right, (list, tuple, deque))):
        return min(len(left), len(right)) + 1, True
    steps = 1
    for one, other in zip(left, right, strict=False):
        inner, same = _pair(one, other, depth)
        steps += inner
        if not same:
            return steps, False
    return steps, len(left) == len(right)


def _pair(one: Any, other: Any, depth: int) -> tuple[int, bool]:
    if one is other:
        return 1, True
    if is_a(one, _PLAIN) and is_a(other, _PLAIN):
        return 1, bool(one == other)
    return _difference(one, other, depth - 1) if depth and size(one) and size(other) else (1, True)


def _shared_prefix(left: Any, right: Any) -> int:
    low, high = 0, min(len(left), len(right))
    while low < high:
        middle = (low + high + 1) // 2
        if left[low:middle] == right[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def reachable(thing: object) -> int:
    """Return how many objects a deep copy looks at, one that is shared each time anew."""
    seen: dict[int, object] = {}
    left, looked_at = [thing], 0
    while left:
        one = left.pop()
        looked_at += 1
        if id(one) not in seen and not is_a(one, _PLAIN):
            seen[id(one)] = one
            left.extend(_parts(one))
    return looked_at


def _parts(thing: Any) -> Iterator[object]:
    if is_a(thing, dict):
        yield from dict.keys(thing)
        yield from dict.values(thing)
    elif is_a(thing, (list, tuple, *SETS, deque)):
        yield from thing
    elif not is_a(thing, type):
        yield from getattr(thing, "__dict__", {}).values()
        yield from (getattr(thing, name) for name in _slots(type(thing)) if hasattr(thing, name))


def _slots(cls: type) -> Iterator[str]:
    for base in mro_of(cls):
        slots: Any = _names_of(base).get("__slots__", ())
        yield from [slots] if isinstance(slots, str) else slots


def hashed(thing: object) -> int:
    """Return how many items the hash of a tuple asks for theirs; a text keeps its hash."""
    return sum(1 + hashed(item) for item in thing) if isinstance(thing, tuple) else 0


def moved_behind(items: list[Any], item: object, leftmost: bool) -> int:
    """Return how many items made room for this one, just inserted beside its equals."""
    backwards = enumerate(reversed(items))
    behind = next((place for place, other in backwards if other is item), 0)
    if not leftmost:
        return behind
    same = takewhile(lambda other: other is item, islice(reversed(items), behind, None))
    return behind + len(list(same)) - 1
