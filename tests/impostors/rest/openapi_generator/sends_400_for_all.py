# expect: forbids .*, so 422 was due.*the answer was 400
"""Answers 400 to whatever is wrong, where the document promises 422."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api


class Api(Api):
    def handle(self, request):
        response = super().handle(request)
        return reference.Response(400) if response.status == 422 else response
