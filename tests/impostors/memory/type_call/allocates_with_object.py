# expect: begins with Spot.__new__\(Spot, 1, x=2\), construct called Spot.__init__
"""Makes every object with `object.__new__`, whatever the class says about it."""


def construct(cls, /, *args, **keywords):
    made = object.__new__(cls)
    type(made).__init__(made, *args, **keywords)
    return made
