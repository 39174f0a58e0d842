# expect: DELETE /notes/b must be answered.*KeyError
"""Deletes without a look whether the note is there."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def _delete(self, request, note_id):
        del self._store[note_id]
        return Response(204)
