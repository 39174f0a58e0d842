# expect: `body: int \| None` allows null, but the document does not
"""Writes `nullable: true`, which OpenAPI 3.0 knew and JSON Schema, so 3.1, ignores."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api
right = reference._Schemas.of


def of(self, tp):
    some = reference._without_none(tp)
    return self.of(some) | {"nullable": True} if some else right(self, tp)


reference._Schemas.of = of
