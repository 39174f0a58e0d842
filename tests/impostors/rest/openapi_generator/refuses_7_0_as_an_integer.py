# expect: `body: int` allows 7.0, so 200 was due; the answer was 422
"""Refuses 7.0 for an int, which to JSON Schema, so to the document, is an integer."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api
right = reference._read


def read(tp, value):
    if tp is int and isinstance(value, float):
        raise ValueError(value)
    return right(tp, value)


reference._read = read
