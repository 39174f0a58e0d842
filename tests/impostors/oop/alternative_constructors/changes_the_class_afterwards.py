# expect: only a call of the class runs its __init__
"""Makes a plain `Date` and changes its `__class__`: the subclass's `__init__` never runs."""

from solutions.oop.alternative_constructors import Date as Reference


class Date(Reference):
    @classmethod
    def from_iso(cls, text):
        made = Reference.from_iso.__func__(Date, text)
        made.__class__ = cls
        return made

    @classmethod
    def from_ordinal(cls, number):
        made = Reference.from_ordinal.__func__(Date, number)
        made.__class__ = cls
        return made
