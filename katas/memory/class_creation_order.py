"""Class creation order: predict a class statement, then settle a metaclass conflict.

Next to this file, `_class_creation_order_snippets.py` holds twenty short
functions. Open it beside this one. Six are given a function `say` and say
letters: in `ORDER`, write what is said, first to last, in place of `...`. The
others return a value or raise an exception: in `OUTCOMES`, write the value as
`repr` shows it, or the name of the exception as a string.

    >>> def example(say):
    ...     class Example:
    ...         say("a")
    ...     say("b")
    >>> example(print)
    a
    b

Its row would be `"example": "a b"`, and that of a function which divides by zero
`"another": "ZeroDivisionError"`. Predictions are written out, not computed; the
rows and the snippets stay as they are, and none is run before you have predicted
it. The answers are the same from 3.11 to 3.13.

One snippet fails on two unrelated metaclasses. Write `merge_metaclasses`:

    >>> from abc import ABC
    >>> class Meta(type):
    ...     pass
    >>> class Parent(metaclass=Meta):
    ...     pass
    >>> class Child(ABC, Parent, metaclass=merge_metaclasses(ABC, Parent)):
    ...     pass
    >>> [one.__name__ for one in type(Child).__mro__[1:]]
    ['ABCMeta', 'Meta', 'type', 'object']
"""

ORDER: dict[str, object] = {
    "evaluating_the_header": ...,
    "naming_fields": ...,
    "making_a_class": ...,
    "subclassing": ...,
    "making_an_instance": ...,
    "making_another_thing": ...,
}

OUTCOMES: dict[str, object] = {
    # which metaclass, and what it makes
    "type_and_object": ...,
    "base_before_its_subclass": ...,
    "asking_for_type": ...,
    "unrelated_metaclasses": ...,
    "function_as_metaclass": ...,
    "metaclass_returns_a_number": ...,
    # keywords and namespaces
    "keyword_nobody_takes": ...,
    "keeping_the_namespace": ...,
    "dropping_private_names": ...,
    "name_in_the_body": ...,
    # where Python looks
    "method_of_the_metaclass": ...,
    "length_of_an_instance": ...,
    "length_of_a_class": ...,
    "equality_without_hash": ...,
}


def merge_metaclasses(*bases: type) -> type:
    """Return a metaclass with which a class can have these bases.

    If the metaclass of one base derives from those of all the others, or is
    theirs too, return it; without bases that is `type`. Otherwise return a new
    class, derived from the most derived ones among them, in the order of their
    bases. Bases with the same metaclasses in the same order get the same class
    again. Where Python cannot derive a class from them, raise `TypeError`.
    """
    raise NotImplementedError
