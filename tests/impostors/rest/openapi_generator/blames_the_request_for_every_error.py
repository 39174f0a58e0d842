# expect: for which the request cannot be blamed
"""Calls the function within the `try` that turns errors of the request into 422."""

from importlib.util import find_spec, module_from_spec

spec = find_spec("solutions.rest.openapi_generator")
reference = module_from_spec(spec)  # a copy of our own, to be spoilt
spec.loader.exec_module(reference)

Api = reference.Api


class Api(Api):
    def handle(self, request):
        try:
            return super().handle(request)
        except (ValueError, TypeError) as error:
            return reference.Response(422, body=str(error).encode())
