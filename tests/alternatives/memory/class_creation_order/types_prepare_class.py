"""Asks `types.prepare_class` which of the metaclasses would do; letters without spaces."""

import contextlib
import types

ORDER = {
    "evaluating_the_header": "acefdb",
    "naming_fields": "caba",
    "making_a_class": "ahbefcdg",
    "subclassing": "baceda",
    "making_an_instance": "cfadeb",
    "making_another_thing": "adac",
}

OUTCOMES = {
    "type_and_object": [True, True, True, False],
    "base_before_its_subclass": "TypeError",
    "asking_for_type": "Meta",
    "unrelated_metaclasses": "TypeError",
    "function_as_metaclass": ["PARENT", "Child"],
    "metaclass_returns_a_number": 5,
    "keyword_nobody_takes": "TypeError",
    "keeping_the_namespace": 1,
    "dropping_private_names": "RuntimeError",
    "name_in_the_body": "function",
    "method_of_the_metaclass": "AttributeError",
    "length_of_an_instance": 3,
    "length_of_a_class": "TypeError",
    "equality_without_hash": None,
}

_merged = {}


def merge_metaclasses(*bases):
    metaclasses = [type(base) for base in bases] or [type]
    for one in metaclasses:
        with contextlib.suppress(TypeError):
            return types.prepare_class("Probe", bases, {"metaclass": one})[0]
    return _united(metaclasses)


def _united(metaclasses):
    parts = []
    for one in metaclasses:
        covered = any(one in other.__mro__[1:] for other in metaclasses)
        if not covered and one not in parts:
            parts.append(one)
    key = tuple(parts)
    if key not in _merged:
        _merged[key] = types.new_class("Merged", key)
    return _merged[key]
