"""Names the fields of each class once more, without the mix-in's; `__new__` gives the flags."""

from operator import attrgetter

FACTS = {
    "a_slotted_child_of_a_plain_class_has_a_dict": True,
    "a_child_of_a_slotted_class_gets_no_dict": False,
    "an_instance_lists_the_slots_of_all_its_classes": False,
    "a_slot_that_the_base_has_costs_memory_again": True,
    "a_class_may_have_two_bases_with_slots": False,
    "a_child_of_tuple_may_have_a_slot": False,
    "a_slot_that_was_never_set_is_none": False,
    "a_default_beside_a_slot_of_its_name_is_refused": True,
    "a_cached_property_works_without_a_dict": False,
    "a_dataclass_with_slots_is_another_class_than_was_decorated": True,
}


class Tick:
    __slots__ = FIELDS = ("symbol", "price", "time", "flags")

    def __new__(cls, *args):
        tick = super().__new__(cls)
        tick.flags = 0
        return tick

    def __init__(self, symbol, price, time):
        self.symbol, self.price, self.time = symbol, price, time

    def __eq__(self, other):
        if other.__class__ is not self.__class__:
            return NotImplemented
        values = attrgetter(*self.FIELDS)
        return values(self) == values(other)

    def __reduce__(self):
        state = dict(zip(self.FIELDS, attrgetter(*self.FIELDS)(self), strict=True))
        return type(self).__new__, (type(self),), state

    def __setstate__(self, state):
        for name in state:
            setattr(self, name, state[name])


class Trade(Tick):
    __slots__ = ("size",)
    FIELDS = (*Tick.FIELDS, "size")

    def __init__(self, symbol, price, time, size):
        Tick.__init__(self, symbol, price, time)
        self.size = size


class Stamped:
    __slots__ = ()

    def stamp(self, now):
        self.received = now

    def delay(self):
        return self.received - self.time


class Quote(Stamped, Tick):
    __slots__ = ("__weakref__", "received", "side")
    FIELDS = (*Tick.FIELDS, "side", "received")

    def __init__(self, symbol, price, time, side):
        Tick.__init__(self, symbol, price, time)
        self.side, self.received = side, None
