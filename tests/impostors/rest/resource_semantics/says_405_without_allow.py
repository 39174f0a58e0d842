# expect: \(405\) must say in Allow what works
"""Refuses a method with 405 and does not say which ones are allowed."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def handle(self, request):
        response = super().handle(request)
        return Response(405) if response.status == 405 else response
