"""Slots budget, solved class by class, from the root.

A class without `__slots__` gives its instances a `__dict__`, and no subclass can
take that away. So each class in the MRO gets slots, and names only what it adds:
a field named twice is two fields, the outer hiding the inner. Whoever adds
nothing, such as a mix-in, says `__slots__ = ()`. For two bases that each have
slots there is no common layout, so the fields of a mix-in are slots of the class
that it is mixed into. `__weakref__` is a slot as well: one for quotes, none for
the many that nobody refers to weakly.

What used `__dict__` needs another source. `self.__slots__` is none: it is an
attribute, found in the first class that has one. `object.__getstate__` (3.11)
collects the slots of all classes that are set, without `__weakref__`; here it
serves `__eq__`, and pickle, with the same dict as `vars` gave. So either code
loads the other's pickles, but for one thing: a default in the class was never
in that dict, and a slot has no default. Hence the flags in `__setstate__`.

    bytes an instance     3.11    3.12    3.13
    Trade with slots        72      72      72    16 head, 16 for gc, 8 a field
    Trade today            107      99     107
    ... after vars()       163     155     163
    a slot for weakrefs      8      16      16

At work, `@dataclass(slots=True)` writes this for you: names what is new, moves
defaults into `__init__`, and with `weakref_slot=True` adds that slot. It makes
a second class, so `super()` without arguments, which refers to the first, fails in
its methods up to 3.13. For a hundred million rows no object is small enough:
columns in `array` or numpy take 8 bytes a field, and no head.

Interview: "What are slots, and what are they for?" Each name becomes a descriptor
on the class that reads and writes at a fixed place of the instance, instead of
a `__dict__`. It saves memory, and a typo in an assignment is an error. Give today's
numbers rather than "three times": attributes have been stored without a real
dict since 3.11, so it is a third, and more where something asks for `__dict__`.
Speed is no reason. Then what it costs: every class of the MRO must take part;
no weak references without their slot; no default of the same name in the class;
no two bases with slots; none for children of `tuple`, `int` or `bytes`, but for
`()`; no `cached_property`, which writes to `__dict__`; pickles of before need
`__setstate__`. A strong answer ends with when: millions of small objects, after
measuring with `tracemalloc`, since `sys.getsizeof` need not count a dict.

Hints
-----
1. Begin with the facts. To see why one holds, change its function and call it.
2. Which classes of `Quote.__mro__` may lack `__slots__`? Which names belong into
   the one of `Trade`, and where can the slot for `received` be, if not in `Stamped`?
3. `flags = 0` cannot stay in the class. Who sets it in a new tick, and who in one
   that comes out of an old pickle, for which `__init__` is not called?
4. `vars(self)` is gone. What else knows the slots of all classes? Call
   `Point().__getstate__()`. Mind fields that were never set, and `__weakref__`.
5. `__getstate__` returns the dict in `super().__getstate__()[1]`; `__eq__` compares
   two such dicts; `__setstate__` sets what is in `{"flags": 0, **state}`.
"""

from typing import Any

FACTS: dict[str, object] = {
    # The base has brought one.
    "a_slotted_child_of_a_plain_class_has_a_dict": True,
    # The child brings one.
    "a_child_of_a_slotted_class_gets_no_dict": False,
    # It finds those of the first class that has any.
    "an_instance_lists_the_slots_of_all_its_classes": False,
    # There are two places then, and one can only be reached through the base.
    "a_slot_that_the_base_has_costs_memory_again": True,
    # Both claim the bytes behind the head.
    "a_class_may_have_two_bases_with_slots": False,
    # Its items stand where slots would: its size varies.
    "a_child_of_tuple_may_have_a_slot": False,
    # It raises AttributeError.
    "a_slot_that_was_never_set_is_none": False,
    # The descriptor of the slot needs that name in the class.
    "a_default_beside_a_slot_of_its_name_is_refused": True,
    # The result is stored in the `__dict__`, under the property's own name.
    "a_cached_property_works_without_a_dict": False,
    # Slots are made along with a class, so it has to make one.
    "a_dataclass_with_slots_is_another_class_than_was_decorated": True,
}


class Tick:
    __slots__ = ("flags", "price", "symbol", "time")

    def __init__(self, symbol: str, price: int, time: int) -> None:
        self.symbol = symbol
        self.price = price
        self.time = time
        self.flags = 0

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__getstate__() == other.__getstate__()

    def __getstate__(self) -> dict[str, Any]:
        """Return the fields that are set, as `vars` did."""
        state: Any = super().__getstate__()
        fields: dict[str, Any] = state[1]
        return fields

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in {"flags": 0, **state}.items():
            setattr(self, name, value)


class Trade(Tick):
    __slots__ = ("size",)

    def __init__(self, symbol: str, price: int, time: int, size: int) -> None:
        super().__init__(symbol, price, time)
        self.size = size


class Stamped:
    __slots__ = ()
    time: int
    received: int

    def stamp(self, now: int) -> None:
        self.received = now  # type: ignore[misc]  # whoever mixes it in has that slot

    def delay(self) -> int:
        return self.received - self.time


class Quote(Stamped, Tick):
    __slots__ = ("__weakref__", "received", "side")

    def __init__(self, symbol: str, price: int, time: int, side: str) -> None:
        super().__init__(symbol, price, time)
        self.side = side
