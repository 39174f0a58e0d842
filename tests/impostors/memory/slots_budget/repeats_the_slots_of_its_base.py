# expect: Trade  flags, price, size, symbol, time\s+Tick  flags, price, symbol, time
"""Names the slots of the base in the subclass once more, and each of them takes its bytes twice."""

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
    __slots__ = ("flags", "price", "symbol", "time")

    def __init__(self, symbol, price, time):
        self.symbol = symbol
        self.price = price
        self.time = time
        self.flags = 0

    def __eq__(self, other):
        if type(other) is not type(self):
            return NotImplemented
        return self.__getstate__() == other.__getstate__()

    def __getstate__(self):
        return super().__getstate__()[1]

    def __setstate__(self, state):
        for name, value in {"flags": 0, **state}.items():
            setattr(self, name, value)


class Trade(Tick):
    __slots__ = ("flags", "price", "size", "symbol", "time")

    def __init__(self, symbol, price, time, size):
        super().__init__(symbol, price, time)
        self.size = size


class Stamped:
    __slots__ = ()

    def stamp(self, now):
        self.received = now

    def delay(self):
        return self.received - self.time


class Quote(Stamped, Tick):
    __slots__ = ("__weakref__", "received", "side")

    def __init__(self, symbol, price, time, side):
        super().__init__(symbol, price, time)
        self.side = side
