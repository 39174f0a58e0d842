# expect: its Location is /notes/1, not None
"""Answers POST with 201 and the note, and does not say where it is."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def _post(self, request, note_id):
        super()._post(request, note_id)
        return Response(201, {"Content-Type": "application/json"}, request.body)
