# expect: must go on asking until an id is free
"""Takes the first id that new_id gives, whether or not a note has it."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def _post(self, request, _):
        note_id = self._new_id()
        self._put(request, note_id)
        return Response(201, {"Location": f"/notes/{note_id}"})
