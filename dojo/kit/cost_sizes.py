"""How much there is to do: what the cost model needs to know and `len` does not tell.

Nothing of the learner's is called here: its methods charge for themselves when the real
operation calls them, and a second call could be noticed.
"""

import operator
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import islice, takewhile
from types import MemberDescriptorType
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
_names_of: Callable[[type], Mapping[str, Any]] = vars(type)["__dict__"].__get__


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


def walked(container: Any) -> Iterator[Any]:
    """Iterate over a container as C does, whatever its class says."""
    return iter(_kind(container).__iter__(container))


def _kind(container: object) -> Any:
    """Return the built-in class that the container is an instance of."""
    bases = mro_of(type(container))
    return next(base for base in bases if any(base is each for each in SIZED))


def search(container: Any, item: object) -> tuple[bool, int]:
    """Look for the item as `in` does; return whether it is there, and how many were looked at."""
    items = walked(container)
    found = item in items
    return found, _kind(container).__len__(container) - operator.length_hint(items)


def compared(left: Any, right: Any) -> int:
    """Return how many items a comparison of these two containers looks at."""
    return _difference(left, right, _DEEPEST)[0]


def _difference(left: Any, right: Any, depth: int) -> tuple[int, bool]:
    """Return how many items were looked at, and whether all of them were the same."""
    if _is_text(left) and _is_text(right):
        same = _shared_prefix(left, right)
        return same + 1, same == len(left) == len(right)
    if not (is_a(left, (list, tuple, deque)) and is_a(right, (list, tuple, deque))):
        return min(size(left), size(right)) + 1, True
    steps = 1
    for one, other in zip(walked(left), walked(right), strict=False):
        inner, same = _pair(one, other, depth)
        steps += inner
        if not same:
            return steps, False
    return steps, size(left) == size(right)


def _pair(one: Any, other: Any, depth: int) -> tuple[int, bool]:
    if one is other:
        return 1, True
    if _is_plain(one) and _is_plain(other):
        return 1, bool(one == other)
    return _difference(one, other, depth - 1) if depth and size(one) and size(other) else (1, True)


def _is_text(thing: object) -> bool:
    return any(type(thing) is each for each in TEXTS)


def _is_plain(thing: object) -> bool:
    return any(type(thing) is each for each in _PLAIN)


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
        if id(one) not in seen:
            seen[id(one)] = one
            left.extend(_parts(one))
    return looked_at


def _parts(thing: Any) -> Iterator[object]:
    if is_a(thing, dict):
        yield from dict.keys(thing)
        yield from dict.values(thing)
    elif is_a(thing, (list, tuple, *SETS, deque)):
        yield from walked(thing)
    elif not is_a(thing, (type, *_PLAIN)):
        yield from _attributes(thing)


def _attributes(thing: object) -> Iterator[object]:
    for base in mro_of(type(thing)):
        for name, slot in _names_of(base).items():
            if name == "__dict__":
                yield from slot.__get__(thing).values()
            elif "__slots__" in _names_of(base) and is_a(slot, MemberDescriptorType):
                with suppress(AttributeError):
                    yield slot.__get__(thing)


def hashed(thing: Any) -> int:
    """Return how many items the hash of a tuple asks for theirs; a text keeps its hash."""
    if implementor(type(thing), "__hash__") is not tuple:
        return 0
    return sum(1 + hashed(item) for item in walked(thing))


def moved_behind(items: list[Any], item: object, leftmost: bool) -> int:
    """Return how many items made room for this one, just inserted beside its equals."""
    backwards = enumerate(list.__reversed__(items))
    behind = next((place for place, other in backwards if other is item), 0)
    if not leftmost:
        return behind
    rest = islice(list.__reversed__(items), behind, None)
    return behind + len(list(takewhile(lambda other: other is item, rest))) - 1
