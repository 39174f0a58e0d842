"""The updates that `gil_race_window` asks about. Given: leave them as they are.

First comes what they share and call, then a function for each row of the table.
"""

from threading import Lock


class Key:
    def __hash__(self) -> int:
        return 1


class One:
    def __radd__(self, other: int) -> int:
        return other + 1


KEY = Key()
ONE = One()
hits = 0


class Shared:
    def __init__(self) -> None:
        self.x = 0
        self.table: dict[object, int] = {"x": 0, KEY: 0}
        self.items: list[int] = []
        self.lock = Lock()

    @property
    def level(self) -> int:
        return self.x

    @level.setter
    def level(self, value: int) -> None:
        self.x = value


def total(s: Shared) -> int:
    """Return what all updates came to."""
    return s.x + sum(s.table.values()) + sum(s.items) + hits


def plus_one(value: int) -> int:
    return value + 1


def increment(s: Shared) -> None:
    s.x += 1


# One line


def attribute(s: Shared) -> None:
    s.x += 1


def dict_item(s: Shared) -> None:
    s.table["x"] += 1


def global_variable(s: Shared) -> None:
    global hits
    hits += 1


def list_append(s: Shared) -> None:
    s.items.append(1)


# A call, before or after the read


def call_on_the_left(s: Shared) -> None:
    s.x = int("1") + s.x


def call_on_the_right(s: Shared) -> None:
    s.x = s.x + int("1")


def augmented_by_a_call(s: Shared) -> None:
    s.x += int("1")


# Several lines


def three_lines(s: Shared) -> None:
    value = s.x
    value = value + 1
    s.x = value


def behind_an_if(s: Shared) -> None:
    if s.x < 1000:
        s.x = s.x + 1
    else:
        s.x = 0


def loop_around(s: Shared) -> None:
    for _ in (1, 2, 3):
        s.x += 1


def loop_between(s: Shared) -> None:
    value = s.x
    for step in (1, 2, 3):
        value += step
    s.x = value


# Functions


def helper_computes(s: Shared) -> None:
    s.x = plus_one(s.x)


def helper_updates(s: Shared) -> None:
    increment(s)


# Code behind the code


def property_in_python(s: Shared) -> None:
    s.level += 1


def key_in_python(s: Shared) -> None:
    s.table[KEY] += 1


def operator_in_python(s: Shared) -> None:
    s.x += ONE


# A lock


def under_a_lock(s: Shared) -> None:
    with s.lock:
        s.x += int("1")
