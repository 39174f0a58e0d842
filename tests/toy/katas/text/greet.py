"""A greeting by name.

>>> greet("Ann")
'Hello, Ann!'
"""


def greet(name: str) -> str:
    raise NotImplementedError
