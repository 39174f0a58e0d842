"""The rows in reverse; instead of a cache, the first metaclass knows its subclasses."""

OUTCOMES = {
    "equality_without_hash": None,
    "length_of_a_class": "TypeError",
    "length_of_an_instance": 3,
    "method_of_the_metaclass": "AttributeError",
    "name_in_the_body": "function",
    "dropping_private_names": "RuntimeError",
    "keeping_the_namespace": 1,
    "keyword_nobody_takes": "TypeError",
    "metaclass_returns_a_number": 5,
    "function_as_metaclass": ["PARENT", "Child"],
    "unrelated_metaclasses": "TypeError",
    "asking_for_type": "Meta",
    "base_before_its_subclass": "TypeError",
    "type_and_object": [True, True, True, False],
}

ORDER = {
    "making_another_thing": "a d a c",
    "making_an_instance": "c f a d e b",
    "subclassing": "b a c e d a",
    "making_a_class": "a h b e f c d g",
    "naming_fields": "c a b a",
    "evaluating_the_header": "a c e f d b",
}


def merge_metaclasses(*bases):
    found = [type(base) for base in bases] or [type]
    for one in found:
        if all(issubclass(one, other) for other in found):
            return one
    parts = [
        one
        for place, one in enumerate(found)
        if one not in found[:place] and found.count(one) == sum(issubclass(f, one) for f in found)
    ]
    for existing in type.__subclasses__(parts[0]):
        if existing.__bases__ == tuple(parts):
            return existing
    return type("Merged", tuple(parts), {})
