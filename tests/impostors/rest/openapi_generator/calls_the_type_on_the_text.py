# expect: `this: (int|float|bool)` (forbids|allows) the text
"""Reads a parameter by calling its type, which takes "1_000" for an int and any text for true."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api


def read_query(types, query):
    return {name: tp(query[name]) for name, tp in types.items() if name in query and name != "body"}


reference._read_query = read_query
