# expect: `body: Pet.* forbids {}, so 422 was due.*answer was 200
"""Lets a member be missing because it may be null, though its field has no default."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api
right_required, right_members = reference._required, reference._read_members


def nullable(thing):
    return [name for name, tp in reference._types(thing).items() if reference._without_none(tp)]


def required(thing):
    return [name for name in right_required(thing) if name not in nullable(thing)]


def read_members(thing, values):
    missing = [name for name in nullable(thing) if name in right_required(thing)]
    return dict.fromkeys(missing) | right_members(thing, values)


reference._required, reference._read_members = required, read_members
