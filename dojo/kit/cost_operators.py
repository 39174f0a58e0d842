"""What `+`, `in`, `==`, `xs[a:b]` and their like cost when they are done in C.

Every function does the operation, charges for the items that C touches out of sight, and
returns the result. The operators of the learner's own classes charge for themselves.
"""

from array import array
from collections import Counter, deque
from collections.abc import Callable
from typing import Any

from dojo.kit import cost_sizes as sizes
from dojo.kit.cost_sizes import DICTS, SETS, TEXTS, VALUES, VIEWS, implementor, is_a, size

#: Says that so many items were touched, and why.
Charge = Callable[[int, str], None]
Operator = Callable[[Any, Any], Any]

#: To write a text of this length is no step at all: a number in a message, say.
SHORT = 32
LONG_TEXT = "a long text is written character by character"
NEAREST_END = "a deque is walked from its nearer end"
SHIFT = "every item after it is shifted"

SEQUENCES = (*TEXTS, list, tuple, array, deque)
#: Whose slices are copies. Those of a range or a memoryview are not.
SLICED = (*TEXTS, list, tuple, array)
#: Whose items can be deleted, with those after it closing the gap.
SHIFTED = (bytearray, list, array, deque)


def _result(left: Any, right: Any, result: Any) -> int:
    return size(result)


def _both(left: Any, right: Any, result: Any) -> int:
    return size(left) + size(right)


def _left(left: Any, right: Any, result: Any) -> int:
    return size(left)


def _right(left: Any, right: Any, result: Any) -> int:
    return size(right)


def _smaller(left: Any, right: Any, result: Any) -> int:
    return min(size(left), size(right)) if is_a(right, (*SETS, *VIEWS)) else size(right)


def _removed(left: Any, right: Any, result: Any) -> int:
    return min(size(right), 8 * size(left))


def _written(left: Any, right: Any, result: Any) -> int:
    return written(result)


def written(text: str | bytes) -> int:
    """Return the steps it takes to write a text."""
    return len(text) if len(text) > SHORT else 0


Measure = Callable[[Any, Any, Any], int]
_MEASURES: dict[str, dict[type, Measure]] = {
    "__add__": dict.fromkeys(SEQUENCES, _result) | {Counter: _both},
    "__mul__": dict.fromkeys(SEQUENCES, _result),
    "__rmul__": dict.fromkeys(SEQUENCES, _result),
    "__mod__": dict.fromkeys(TEXTS, _written),
    "__or__": dict.fromkeys((*SETS, *VIEWS, *DICTS), _both),
    "__xor__": dict.fromkeys((*SETS, *VIEWS), _both),
    "__and__": dict.fromkeys((*SETS, *VIEWS), _smaller) | {Counter: _both},
    "__sub__": dict.fromkeys(SETS, _left) | dict.fromkeys((*VIEWS, Counter), _both),
    "__iadd__": dict.fromkeys((*SHIFTED, Counter), _right),
    "__imul__": dict.fromkeys(SHIFTED, _left),
    "__ior__": dict.fromkeys((set, *DICTS), _right),
    "__ixor__": {set: _right},
    "__iand__": {set: _smaller, Counter: _right},
    "__isub__": {set: _removed, Counter: _right},
}


def binary(charge: Charge, operate: Operator, left: Any, right: Any) -> Any:
    """Do `left + right` or the like."""
    if type(left) is type(right) is int:
        return operate(left, right)
    name = operate.__name__.strip("_").replace("concat", "add")
    return _joined(charge, operate, name, left, right)


def inplace(charge: Charge, operate: Operator, left: Any, right: Any) -> Any:
    """Do `left += right` or the like, and return what is to be assigned to the left."""
    name = operate.__name__
    if sizes.provider(type(left), f"__{name}__") is None:
        return _joined(charge, operate, name[1:], left, right)
    measure = _measure(left, f"__{name}__")
    if measure is None:
        return operate(left, right)
    before = size(left)
    steps = measure(left, right, left)
    result = operate(left, right)
    # How much there is in an iterator on the right shows only now.
    charge(max(steps, size(left) - before), f"`{_SIGNS[name[1:]]}=` takes every item on the right")
    return result


def _joined(charge: Charge, operate: Operator, name: str, left: Any, right: Any) -> Any:
    result = operate(left, right)
    measure, operands = _measure(left, f"__{name}__"), (left, right)
    if measure is None and name == "mul":
        measure, operands = _measure(right, "__rmul__"), (right, left)
    if measure:
        charge(measure(*operands, result), f"`{_SIGNS[name]}` copies every item it joins")
    return result


def _measure(thing: object, method: str) -> Measure | None:
    kind = implementor(type(thing), method)
    return _MEASURES.get(method, {}).get(kind) if kind else None


_SIGNS = {"add": "+", "mul": "*", "mod": "%", "or": "|", "xor": "^", "and": "&", "sub": "-"}


def compare(charge: Charge, operate: Operator, left: Any, right: Any) -> Any:
    """Do `left == right` or the like."""
    result = operate(left, right)
    if type(left) is type(right) is int:
        return result
    method = f"__{operate.__name__}__"
    kinds = implementor(type(left), method), implementor(type(right), method)
    if kinds[0] in _COMPARED and kinds[1] in _COMPARED:
        asks_length_first = method in ("__eq__", "__ne__") and kinds[0] is not tuple
        if not (asks_length_first and size(left) != size(right)):
            charge(sizes.compared(left, right), "a comparison looks at item after item")
    return result


_COMPARED = {*SEQUENCES, *SETS, *DICTS, *VIEWS}


def contains(charge: Charge, container: Any, item: Any) -> bool:
    """Do `item in container`."""
    cls = type(container)
    kind: Any = implementor(cls, "__contains__") or implementor(cls, "__iter__")
    if kind in TEXTS:
        found: bool = item in container
        walked = kind.find(container, item) + size(item) if found else size(container)
    elif kind in (list, tuple, deque, array, VALUES, memoryview):
        found, walked = sizes.search(container, item)
    else:
        found = item in container
        walked = size(container) if kind is range and type(item) not in (int, bool) else 0
    charge(walked, f"`in` scans a {cls.__name__} item by item")
    return found


def read(charge: Charge, items: Any, key: Any, do: Callable[[], Any]) -> Any:
    """Do `items[key]`."""
    result = do()
    if is_a(items, deque):
        charge(to_nearer_end(items, key), NEAREST_END)
    elif is_a(key, slice) and result is not items:
        charge(size(result), "a slice copies its items")
    return result


def write(charge: Charge, items: Any, key: Any, do: Callable[[], None]) -> None:
    """Do `items[key] = value`."""
    if is_a(items, deque):
        charge(to_nearer_end(items, key), NEAREST_END)
        return do()
    if not is_a(key, slice):
        return do()
    before = size(items)
    start, stop, step = key.indices(before)
    do()
    replaced = max(stop - start, 0) if step == 1 else len(range(start, stop, step))
    charge(replaced + size(items) - before, "every item of the slice is written")
    if size(items) != before:
        charge(before - max(start, stop), SHIFT)
    return None


def delete(charge: Charge, items: Any, key: Any, do: Callable[[], None]) -> None:
    """Do `del items[key]`."""
    length = size(items)
    if is_a(items, deque):
        steps = to_nearer_end(items, key)
    elif is_a(key, slice):
        start, stop, step = key.indices(length)
        # A bytearray moves its start instead of its items.
        is_free = is_a(items, bytearray) and start == 0
        steps = length - min(start, stop) if (stop - start) * step > 0 and not is_free else 0
    else:
        steps = behind(length, key)
    charge(max(steps, 0), SHIFT)
    do()


def behind(length: int, index: Any) -> int:
    """Return how many items stand behind the index, 0 if it is none."""
    if not is_a(index, int):
        return 0
    after: int = -index - 1 if index < 0 else length - index - 1
    return max(0, min(length, after))


def to_nearer_end(items: Any, index: Any) -> int:
    length = size(items)
    after = behind(length, index)
    return max(0, min(after, length - after - 1))


def wants_watching(items: Any, method: str, is_slice: bool) -> bool:
    """Say whether `items[...]` can cost more than a step; a dict finds its items at once."""
    kind = implementor(type(items), method)
    if method == "__delitem__":
        return kind in SHIFTED
    return kind is deque or (is_slice and kind in SLICED)
