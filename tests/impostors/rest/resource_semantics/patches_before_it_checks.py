# expect: was refused with 422, which must change nothing
"""Patches the stored note member by member, and checks it when that is done."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import MERGE_PATCH, _content, _note
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def _patch(self, request, note_id):
        note = self._existing(note_id)
        for name, value in _content(request, MERGE_PATCH).items():
            if value is None:
                note.pop(name, None)
            else:
                note[name] = value
        _note(note)
        return Response(204)
