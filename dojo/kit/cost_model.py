"""What calls into C cost beyond the call itself.

A rule makes the call, charges for the items that C touches out of sight, and returns the
result. What has no rule costs one step. Known to be missing: regular expressions, JSON,
long integers, the gap that a dict keeps where its first items were, and the hash of a
tuple that serves as a key.
"""

import bisect
import collections
import copy
import functools
import heapq
import io
import itertools
import math
import operator
import random
from array import array
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from types import (
    BuiltinMethodType,
    FunctionType,
    MethodDescriptorType,
    MethodType,
    MethodWrapperType,
    ModuleType,
    WrapperDescriptorType,
)
from typing import Any, NamedTuple

from dojo.kit import cost_operators as operators
from dojo.kit import cost_sizes as sizes
from dojo.kit.cost_operators import SHIFTED, SLICED, Charge
from dojo.kit.cost_sizes import DICTS, SETS, TEXTS, VALUES, VIEWS, is_a, size


class Work(NamedTuple):
    """A call into C that is about to be made."""

    charge: Charge
    counted: Callable[[Any], Any]  # makes a function that C will call charge for itself
    call: Callable[..., Any]
    owner: Any  # of a method
    args: tuple[Any, ...]
    kwargs: dict[str, Any]

    @property
    def name(self) -> str:
        return self.call.__name__

    @property
    def first(self) -> Any:
        return self.args[0] if self.args else None

    def run(self) -> Any:
        return self.call(*self.args, **self.kwargs)

    def on(self, *args: Any) -> Any:
        """Make the call with other positional arguments, and charge for what `key` does."""
        key = self.kwargs.get("key")
        kwargs = self.kwargs if key is None else {**self.kwargs, "key": self.counted(key)}
        return self.call(*args, **kwargs)

    def number(self, place: int, default: int) -> int:
        value = self.args[place] if place < len(self.args) else default
        return value if isinstance(value, int) else default

    def pulled(self, items: Any) -> Any:
        """Return the items to be given to C, which will take them all."""
        if sizes.iterates_in_c(items):
            self.charge(size(items), f"`{self.name}` visits every item")
            return items
        return items if hasattr(type(items), "keys") else self.lazy(items)

    def lazy(self, items: Any) -> Any:
        """Return the items to be given to C, which may not take all of them."""
        if not hasattr(type(items), "__iter__"):
            return items
        return Pulled(self.charge, f"`{self.name}` takes the items one by one", items)


class Pulled:
    """An iterable that charges for each item when C takes it."""

    def __init__(self, charge: Charge, why: str, items: Iterable[Any]) -> None:
        self._charge = charge
        self._why = why
        self._items = items

    def __iter__(self) -> Iterator[Any]:
        # Not a generator function: `iter` must be called now, not at the first item.
        return self._pull(iter(self._items))

    def _pull(self, items: Iterator[Any]) -> Iterator[Any]:
        for item in items:
            self._charge(1, self._why)
            yield item


Rule = Callable[[Work], Any]
_METHODS: dict[tuple[type, str], Rule] = {}
_FUNCTIONS: dict[Any, Rule] = {}


def _methods(types: Iterable[type], names: str) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        _METHODS.update({(cls, name): rule for cls in types for name in names.split()})
        return rule

    return register


def _functions(*these: Any) -> Callable[[Rule], Rule]:
    def register(rule: Rule) -> Rule:
        _FUNCTIONS.update(dict.fromkeys(these, rule))
        return rule

    return register


def rule_of(called: Any) -> Rule | None:
    """Return what the call of this object costs, None if that is one step."""
    kind = type(called)
    if kind is FunctionType:
        return _FUNCTIONS.get(called)
    if kind is MethodType:
        function = called.__func__
        return _FUNCTIONS.get(function) if type(function) is FunctionType else None
    if kind is BuiltinMethodType or kind is MethodWrapperType:
        owner = called.__self__
        if owner is None or is_a(owner, ModuleType):
            return _FUNCTIONS.get(called)
        return _rule_of_method(owner if is_a(owner, type) else type(owner), called.__name__)
    if kind is MethodDescriptorType or kind is WrapperDescriptorType:
        return _METHODS.get((called.__objclass__, called.__name__))
    if kind is functools.partial:
        return _partial
    return _rule_of_class(called) if issubclass(kind, type) else None


def _rule_of_method(cls: type, name: str) -> Rule | None:
    for base in _plain_bases(cls):
        if (base, name) in _METHODS:
            return _METHODS[base, name]
    return None


def _rule_of_class(cls: type) -> Rule | None:
    """Return the cost of making an instance: what it inherits, or what its own methods charge."""
    if sizes.provider(type(cls), "__call__") is not type:
        return None
    for base in _plain_bases(cls):
        if base in _FUNCTIONS:
            same = all(sizes.provider(cls, name) is sizes.provider(base, name) for name in _MAKERS)
            return _FUNCTIONS[base] if same else None
    return None


_MAKERS = ("__new__", "__init__")


def _plain_bases(cls: type) -> list[type]:
    """Leave out the classes of metaclasses: they may define how they are hashed."""
    return [base for base in sizes.mro_of(cls) if type(base) is type]


def work_of(
    charge: Charge,
    counted: Callable[[Any], Any],
    called: Any,
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
) -> Work:
    kind = type(called)
    if kind in (MethodDescriptorType, WrapperDescriptorType) and args:
        # `list.pop(xs, 0)` is `xs.pop(0)`, even if the class of xs has a pop of its own.
        return Work(charge, counted, called.__get__(args[0]), args[0], args[1:], kwargs)
    owner = called.__self__ if kind in _BOUND else None
    return Work(charge, counted, called, owner, args, kwargs)


_BOUND = (BuiltinMethodType, MethodWrapperType, MethodType)


def log2(n: int) -> int:
    """Return the number of halvings, as an int: floats may differ between machines."""
    return n.bit_length()


# Functions: what C calls, what binds arguments


def _partial(work: Work) -> Any:
    made: Any = work.call
    return work.counted(made.func)(*made.args, *work.args, **{**made.keywords, **work.kwargs})


@_functions(
    *(operator.add, operator.concat, operator.mul, operator.mod, operator.or_),
    *(operator.xor, operator.and_, operator.sub),
)
def _operator(work: Work) -> Any:
    return operators.binary(work.charge, work.call, *work.args)


@_functions(
    *(operator.iadd, operator.imul, operator.imod, operator.ior),
    *(operator.ixor, operator.iand, operator.isub),
)
def _inplace_operator(work: Work) -> Any:
    return operators.inplace(work.charge, work.call, *work.args)


@_functions(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)
def _comparison(work: Work) -> Any:
    return operators.compare(work.charge, work.call, *work.args)


@_functions(operator.contains)
def _contains(work: Work) -> Any:
    return operators.contains(work.charge, *work.args)


# Sequences


@_methods([list, bytearray, array], "pop")
def _pop(work: Work) -> Any:
    index = work.number(0, -1)
    shifted = operators.behind(size(work.owner), index)
    work.charge(shifted, f"`pop({index})` shifts every item after it")
    return work.run()


@_methods([list, bytearray, array], "insert")
def _insert(work: Work) -> Any:
    length, index = size(work.owner), work.number(0, 0)
    after = -index if index < 0 else length - index
    work.charge(max(0, min(after, length)), "`insert` shifts every item after it")
    return work.run()


@_methods([deque], "insert")
def _insert_into_deque(work: Work) -> Any:
    nearer = operators.to_nearer_end(work.owner, work.number(0, 0))
    work.charge(nearer, "`insert` shifts the items up to the nearer end")
    return work.run()


@_methods([deque], "rotate")
def _rotate(work: Work) -> Any:
    length = size(work.owner)
    steps = work.number(0, 1) % length if length else 0
    work.charge(min(steps, length - steps), "`rotate` moves the items one by one")
    return work.run()


@_methods([list, tuple, deque, array], "index")
def _index(work: Work) -> Any:
    start, length = work.number(1, 0), size(work.owner)
    start = max(0, start + length) if start < 0 else start
    why = f"`index` scans a {type(work.owner).__name__} item by item"
    try:
        found = work.run()
    except ValueError:
        work.charge(max(0, length - start), why)
        raise
    work.charge(found - start + 1, why)
    return found


@_methods([list, deque, array, bytearray], "remove reverse")
@_methods([list, tuple, deque, array, *TEXTS], "count")
@_methods([list, deque, bytearray, *DICTS, *SETS], "copy __copy__ clear")
@_methods([memoryview, array, *TEXTS], "tolist tobytes hex")
@_methods(
    TEXTS,
    "split rsplit splitlines partition rpartition strip lstrip rstrip lower upper casefold title "
    "capitalize swapcase translate encode decode expandtabs isalnum isalpha isascii isdecimal "
    "isdigit isidentifier islower isnumeric isprintable isspace istitle isupper",
)
def _whole(work: Work) -> Any:
    work.charge(size(work.owner), f"`{work.name}` visits every item")
    return work.run()


@_methods([list], "sort")
def _sort(work: Work) -> Any:
    length = size(work.owner)
    work.charge(length * log2(length), "`sort` is O(n log n)")
    return work.on(*work.args)


@_methods([list, array, deque, bytearray], "extend extendleft __init__ fromlist")
@_methods([dict, set], "update __init__")
@_methods([set], "symmetric_difference_update")
@_methods(SETS, "issuperset")
@_functions(deque, list, set, dict, OrderedDict, Counter, Counter.update, Counter.subtract)
def _every_argument(work: Work) -> Any:
    return work.on(*map(work.pulled, work.args))


@_methods([*SLICED, deque], "__getitem__")
def _read(work: Work) -> Any:
    return operators.read(work.charge, work.owner, work.first, work.run)


@_methods(SHIFTED, "__setitem__")
def _write(work: Work) -> Any:
    return operators.write(work.charge, work.owner, work.first, work.run)


@_methods(SHIFTED, "__delitem__")
def _delete(work: Work) -> Any:
    return operators.delete(work.charge, work.owner, work.first, work.run)


@_methods([list, tuple, deque, array, VALUES], "__contains__")
def _method_contains(work: Work) -> Any:
    found, walked = sizes.search(work.owner, work.first)
    work.charge(walked, f"`in` scans a {type(work.owner).__name__} item by item")
    return found


@_methods(
    [*SLICED, deque, *SETS, *DICTS, *VIEWS],
    "__add__ __mul__ __rmul__ __or__ __and__ __sub__ __xor__",
)
def _new_container(work: Work) -> Any:
    result = work.run()
    work.charge(max(size(result), size(work.first)), "a new container is filled item by item")
    return result


@_methods([*SHIFTED, *SETS, *DICTS], "__iadd__ __ior__ __iand__ __isub__ __ixor__")
@_methods([*SLICED, deque, *SETS, *DICTS], "__eq__ __ne__ __lt__ __le__ __gt__ __ge__")
def _every_item_of_the_other(work: Work) -> Any:
    work.charge(size(work.first), "every item on the right is visited")
    return work.run()


# Texts


@_methods(TEXTS, "find rfind index rindex")
def _find(work: Work) -> Any:
    start, length = work.number(1, 0), len(work.owner)
    why = f"`{work.name}` scans the text"
    try:
        found = work.run()
    except ValueError:
        found = -1
        raise
    finally:
        walked = length - found if work.name.startswith("r") else found - max(start, 0)
        work.charge(length if found < 0 else max(walked, 0), why)
    return found


@_methods(TEXTS, "startswith endswith")
def _startswith(work: Work) -> Any:
    work.charge(size(work.first), f"`{work.name}` compares item by item")
    return work.run()


@_methods(TEXTS, "join")
def _join(work: Work) -> Any:
    result = work.on(*map(work.pulled, work.args))
    work.charge(len(result), "`join` copies every item")
    return result


@_methods(TEXTS, "replace center ljust rjust zfill removeprefix removesuffix")
def _new_text(work: Work) -> Any:
    result = work.run()
    work.charge(max(len(work.owner), len(result)), f"`{work.name}` copies the whole text")
    return result


@_methods([str], "format format_map __format__ __mod__")
@_methods([list, tuple, *DICTS, deque, *SETS], "__str__ __repr__ __format__")
@_functions(repr, ascii, format, str)
def _to_text(work: Work) -> Any:
    result = work.run()
    is_new = all(result is not each for each in work.args)
    work.charge(operators.written(result) if is_new else 0, operators.LONG_TEXT)
    return result


@_methods([io.StringIO, io.BytesIO], "getvalue read")
@_functions(bytes, bytearray, array)
@_methods([bytes], "__new__")
def _buffer(work: Work) -> Any:
    result = work.run()
    is_new = all(result is not each for each in work.args)
    work.charge(len(result) if is_new else 0, f"`{work.name}` copies every item")
    return result


# Dicts and sets


@_methods([dict, OrderedDict], "fromkeys")
def _first_argument(work: Work) -> Any:
    return work.on(*map(work.pulled, work.args[:1]), *work.args[1:])


_functions(math.prod, math.fsum)(_first_argument)
_functions(operator.countOf, operator.indexOf)(_first_argument)


@_functions(collections.defaultdict)
def _defaultdict(work: Work) -> Any:
    return work.on(*work.args[:1], *map(work.pulled, work.args[1:]))


@_methods(SETS, "union symmetric_difference")
def _union(work: Work) -> Any:
    work.charge(size(work.owner), f"`{work.name}` copies every item into a new set")
    return work.on(*map(work.pulled, work.args))


@_methods(SETS, "difference difference_update intersection intersection_update isdisjoint")
@_methods(VIEWS, "isdisjoint")
def _met(work: Work) -> Any:
    """Two sets meet at the price of the smaller one; any other iterable is gone through."""
    own = size(work.owner)
    is_copied = work.name == "difference"
    work.charge(own if is_copied else 0, "`difference` visits every item on the left")
    others = [each for each in work.args if is_a(each, (*SETS, *VIEWS))]
    small = 0 if is_copied else sum(min(own, size(each)) for each in others)
    work.charge(small, f"`{work.name}` visits the smaller set item by item")
    return work.on(
        *(each if is_a(each, (*SETS, *VIEWS)) else work.lazy(each) for each in work.args)
    )


@_methods(SETS, "issubset")
def _issubset(work: Work) -> Any:
    other, own = work.first, size(work.owner)
    if not is_a(other, SETS):
        work.charge(size(other), "`issubset` makes a set of it first")
    elif size(other) < own:
        return work.run()
    work.charge(own, "`issubset` looks up item after item")
    return work.run()


@_functions(tuple, frozenset)
@_methods([tuple, frozenset], "__new__")
def _frozen(work: Work) -> Any:
    place = 1 if work.name == "__new__" else 0
    items = work.args[place] if len(work.args) > place else None
    if type(items) not in (tuple, frozenset):
        return work.on(*work.args[:place], *map(work.pulled, work.args[place:]))
    result = work.run()
    work.charge(0 if result is items else size(items), "every item is copied")
    return result


# Functions that consume


@_functions(sorted)
def _sorted(work: Work) -> Any:
    result = work.on(*map(work.pulled, work.args))
    work.charge(len(result) * log2(len(result)), "`sorted` is O(n log n)")
    return result


@_functions(min, max)
def _extreme(work: Work) -> Any:
    return work.on(*map(work.pulled, work.args)) if len(work.args) == 1 else work.on(*work.args)


@_functions(any, all)
def _until_found(work: Work) -> Any:
    return work.on(*map(work.lazy, work.args))


@_functions(sum)
def _sum(work: Work) -> Any:
    start = work.kwargs.get("start", work.args[1] if len(work.args) > 1 else 0)
    if size(start) == 0 and not is_a(start, (list, tuple)):
        return _first_argument(work)
    return work.on(_growing_sum(work, size(start)), *work.args[1:])


def _growing_sum(work: Work, so_far: int) -> Iterator[Any]:
    for item in work.first:
        so_far += size(item)
        work.charge(1 + so_far, "`sum` of containers copies all of the sum at every item")
        yield item


@_functions(hash)
def _hash(work: Work) -> Any:
    work.charge(sizes.hashed(work.first), "the hash of a tuple asks every item for its own")
    return work.run()


@_functions(Counter.most_common)
def _most_common(work: Work) -> Any:
    length = size(work.owner)
    kept = work.kwargs.get("n", work.number(0, length))
    work.charge(length * log2(kept or 1), "`most_common` visits every item")
    return work.run()


# Functions that make iterators: each item they take is charged to the line that made them


@_functions(zip, itertools.chain, itertools.zip_longest, itertools.product, itertools.compress)
@_functions(itertools.cycle, itertools.pairwise)
def _lazy(work: Work) -> Any:
    return work.on(*map(work.lazy, work.args))


@_functions(enumerate, itertools.islice, itertools.tee, itertools.permutations)
@_functions(itertools.combinations, itertools.combinations_with_replacement)
@_functions(*([itertools.batched] if hasattr(itertools, "batched") else []))
def _lazy_in_first(work: Work) -> Any:
    return work.on(*map(work.lazy, work.args[:1]), *work.args[1:])


@_functions(map, filter, itertools.starmap, itertools.filterfalse)
@_functions(itertools.takewhile, itertools.dropwhile)
def _lazy_after_function(work: Work) -> Any:
    return work.on(*map(work.counted, work.args[:1]), *map(work.lazy, work.args[1:]))


@_functions(functools.reduce)
def _reduce(work: Work) -> Any:
    function, items, initial = work.args[:1], work.args[1:2], work.args[2:]
    return work.on(*map(work.counted, function), *map(work.lazy, items), *initial)


@_functions(itertools.accumulate, itertools.groupby)
def _lazy_before_function(work: Work) -> Any:
    kwargs = dict(work.kwargs)
    if "func" in kwargs:
        kwargs["func"] = work.counted(kwargs["func"])
    args = [*map(work.lazy, work.args[:1]), *map(work.counted, work.args[1:])]
    return work._replace(kwargs=kwargs).on(*args)


@_methods([itertools.chain], "from_iterable")
def _from_iterable(work: Work) -> Any:
    return work.on(work.lazy(map(work.lazy, work.first))) if work.args else work.run()


@_functions(iter)
def _iter(work: Work) -> Any:
    return work.on(*map(work.counted, work.args[:-1]), *work.args[-1:])


# The standard library


@_functions(heapq.heappush, heapq.heappop, heapq.heapreplace, heapq.heappushpop)
def _heap_step(work: Work) -> Any:
    work.charge(log2(size(work.first)), f"`{work.name}` walks down a heap, which is log n deep")
    return work.run()


@_functions(heapq.heapify, random.Random.shuffle, copy.copy)
def _every_item_of_first(work: Work) -> Any:
    work.charge(size(work.first), f"`{work.name}` visits every item")
    return work.run()


@_functions(heapq.nsmallest, heapq.nlargest)
def _nsmallest(work: Work) -> Any:
    wanted = max(2, work.number(0, 2))
    slower = work._replace(charge=lambda steps, why: work.charge(steps * log2(wanted - 1), why))
    return work.on(*work.args[:1], *map(slower.pulled, work.args[1:2]), *work.args[2:])


@_functions(heapq.merge)
def _merge(work: Work) -> Any:
    slower = work._replace(charge=lambda steps, why: work.charge(steps * log2(len(work.args)), why))
    return work.on(*map(slower.lazy, work.args))


@_functions(random.Random.sample, random.Random.choices)
def _drawn(work: Work) -> Any:
    result = work.run()
    work.charge(len(result), f"`{work.name}` copies every item drawn")
    return result


@_functions(bisect.bisect_left, bisect.bisect_right)
def _bisect(work: Work) -> Any:
    work.charge(log2(size(work.first)), f"`{work.name}` halves what is left, log n times")
    return work.on(*work.args)


@_functions(bisect.insort_left, bisect.insort_right)
def _insort(work: Work) -> Any:
    result = _bisect(work)
    if len(work.args) > 1 and is_a(work.first, list):
        moved = sizes.moved_behind(work.first, work.args[1], work.name == "insort_left")
        work.charge(moved, f"`{work.name}` shifts every item after it")
    return result


@_functions(copy.deepcopy)
def _deepcopy(work: Work) -> Any:
    work.charge(sizes.reachable(work.first), "`deepcopy` copies whatever can be reached")
    return work.run()
