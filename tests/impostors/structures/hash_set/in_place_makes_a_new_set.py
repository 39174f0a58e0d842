# expect: must change the very set that a is
"""Has no in-place operators of its own, so that `s |= t` means `s = s | t`."""

from solutions.structures.hash_set import HashSet as Reference


class HashSet(Reference):
    __ior__ = Reference.__or__
    __isub__ = Reference.__sub__
