# expect: evaluating_the_header: .* at place 5 came d, not b
"""Applies the decorators from the top, in the order in which they were evaluated."""

from solutions.memory.class_creation_order import merge_metaclasses  # noqa: F401

ORDER = {
    "evaluating_the_header": "a c e f b d",
    "naming_fields": "c a b a",
    "making_a_class": "a h b e f c d g",
    "subclassing": "b a c e d a",
    "making_an_instance": "c f a d e b",
    "making_another_thing": "a d a c",
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
