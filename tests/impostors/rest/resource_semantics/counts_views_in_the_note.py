# expect: GET is safe.*changed the store
"""Counts in the note how often it was read."""

from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def _get(self, request, note_id):
        response = super()._get(request, note_id)
        views = int(self._store[note_id].get("views", 0))
        self._store[note_id]["views"] = str(views + 1)
        return response
