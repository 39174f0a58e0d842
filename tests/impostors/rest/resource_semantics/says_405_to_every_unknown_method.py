# expect: BREW /notes must be answered with 501, not 405
"""Answers 405 to a method that it has never heard of."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def handle(self, request):
        response = super().handle(request)
        if response.status != 501:
            return response
        return Response(405, {"Allow": "GET, HEAD, OPTIONS"})
