# expect: what the new one leaves out is gone
"""Lets PUT write into the old note, so members that the new one lacks stay."""

from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def _put(self, request, note_id):
        before = self._store.get(note_id, {})
        response = super()._put(request, note_id)
        self._store[note_id] = before | self._store[note_id]
        return response
