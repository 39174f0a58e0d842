# expect: `body: Item` forbids .*colour.*the answer was 200
"""Ignores members that are no fields, which the document forbids."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api
right = reference._read_members


def read_members(thing, values):
    return right(thing, {name: values[name] for name in reference._types(thing) if name in values})


reference._read_members = read_members
