"""Leaves slots, equality and defaults to dataclasses; a state is what Python makes of it."""

from dataclasses import dataclass, field

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


@dataclass(slots=True)
class Tick:
    symbol: str
    price: int
    time: int
    flags: int = field(default=0, init=False)

    def __setstate__(self, state):
        fields = state if isinstance(state, dict) else state[1]
        self.flags = 0
        for name, value in fields.items():
            setattr(self, name, value)


@dataclass(slots=True)
class Trade(Tick):
    size: int


class Stamped:
    __slots__ = ()

    def stamp(self, now):
        self.received = now

    def delay(self):
        return self.received - self.time


@dataclass(slots=True, weakref_slot=True)
class Quote(Stamped, Tick):
    side: str
    received: int | None = field(default=None, init=False)
