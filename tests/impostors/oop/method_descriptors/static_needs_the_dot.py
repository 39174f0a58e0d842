# expect: in a class body.*TypeError
"""Cannot call a static method in the body of its class, where no dot unwraps it."""

from solutions.oop.method_descriptors import *  # noqa: F403
from solutions.oop.method_descriptors import StaticMethod

del StaticMethod.__call__
