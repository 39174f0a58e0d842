"""Slots budget: the same ticks, in a third less memory.

A market-data service keeps all ticks of the day. Today, as the docstrings show,
a `Trade` takes about 105 bytes, and 160 once it was compared, which makes its
`__dict__` a real one. Rewrite the classes with `__slots__`. Required, values
not counted (64 bits, with a GIL):

    Tick 64 bytes, Trade 72, Quote 96; no instance has a `__dict__`; and to set
    an attribute that is no field, say by a typo, raises `AttributeError`

    >>> trade = Trade("KATA", 101, 9, 300)
    >>> trade.flags, hasattr(trade, "__dict__")
    (0, False)

Other than that callers notice nothing. They make ticks, read and set the
fields, compare. They use `copy.copy`, `copy.deepcopy`, and `pickle` with protocol 2
to 5; pickles that today's code made wait in a queue, their state being
`vars(tick)`, and must load. The classes stay at the top of this module.

First predict: `_slots_budget_claims.py`, next to this file, has a function for
each row of `FACTS`. Is its name true? Write True or False, nothing computed;
what you learn there you will need. Once today's code is pasted in below, the
tests still red are those about memory, typos, and claims.
"""

FACTS: dict[str, object] = {
    # inheritance
    "a_slotted_child_of_a_plain_class_has_a_dict": ...,
    "a_child_of_a_slotted_class_gets_no_dict": ...,
    "an_instance_lists_the_slots_of_all_its_classes": ...,
    "a_slot_that_the_base_has_costs_memory_again": ...,
    "a_class_may_have_two_bases_with_slots": ...,
    "a_child_of_tuple_may_have_a_slot": ...,
    # fields
    "a_slot_that_was_never_set_is_none": ...,
    "a_default_beside_a_slot_of_its_name_is_refused": ...,
    "a_cached_property_works_without_a_dict": ...,
    "a_dataclass_with_slots_is_another_class_than_was_decorated": ...,
}


class Tick:
    """The price of a symbol, in cents, at a time, in milliseconds.

    flags = 0

    def __init__(self, symbol, price, time):
        self.symbol = symbol
        self.price = price
        self.time = time

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return vars(self) == vars(other)

    Few ticks are ever given other flags; nobody asks the class for them.
    """

    symbol: str
    price: int
    time: int
    flags: int

    def __init__(self, symbol: str, price: int, time: int) -> None:
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Compare the classes and all fields, also those of subclasses."""
        raise NotImplementedError


class Trade(Tick):
    """So many pieces changed hands.

    def __init__(self, symbol, price, time, size):
        super().__init__(symbol, price, time)
        self.size = size
    """

    size: int

    def __init__(self, symbol: str, price: int, time: int, size: int) -> None:
        raise NotImplementedError


class Stamped:
    """A mix-in: when did we receive it?

    def stamp(self, now):
        self.received = now

    def delay(self):
        return self.received - self.time

    Other teams mix it into classes that have a base with slots and, in one class or
    another, a slot for `time` and one for `received`. That works, and gives their
    instances no `__dict__`.
    """

    time: int
    received: int

    def stamp(self, now: int) -> None:
        raise NotImplementedError

    def delay(self) -> int:
        """Return the milliseconds from `time` to the stamp; there is one by now."""
        raise NotImplementedError


class Quote(Stamped, Tick):
    """Somebody bids or asks that price.

    def __init__(self, symbol, price, time, side):
        super().__init__(symbol, price, time)
        self.side = side

    Some are never stamped. Screens refer to quotes weakly, and only to quotes.
    """

    side: str

    def __init__(self, symbol: str, price: int, time: int, side: str) -> None:
        raise NotImplementedError
