# expect: construct\(Spot, cls=2\) raised TypeError
"""Has a parameter `cls` that is not positional-only, so no class can take a `cls`."""

from solutions.memory.type_call import construct as reference


def construct(cls, *args, **keywords):
    return reference(cls, *args, **keywords)
