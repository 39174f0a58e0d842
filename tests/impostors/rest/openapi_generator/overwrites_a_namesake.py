# expect: two dataclasses are called Item
"""Knows a dataclass by its bare name, so the second of that name takes the place of the first."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api


def name_of(self, cls):
    if cls not in self._names:
        self._names[cls] = cls.__name__
        self.components[cls.__name__] = {
            "type": "object",
            "properties": {field: self.of(tp) for field, tp in reference._types(cls).items()},
            "required": reference._required(cls),
            "additionalProperties": False,
        }
    return self._names[cls]


reference._Schemas._name_of = name_of
