# expect: parameters, spaces before them, and case make no other type
"""Compares the Content-Type as one text, its parameters included."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def handle(self, request):
        media_type = request.headers.get("Content-Type", "")
        if media_type not in ("", "application/json", "application/merge-patch+json"):
            return Response(415)
        return super().handle(request)
