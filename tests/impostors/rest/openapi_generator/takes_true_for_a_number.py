# expect: `this: int` forbids the text .true.|`body: int` forbids true
"""Checks by isinstance, and to Python a bool is an int."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api
right = reference._read


def read(tp, value):
    return value if tp in (int, float) and isinstance(value, bool) else right(tp, value)


reference._read = read
