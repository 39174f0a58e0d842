# expect: null removes, and the rest stays
"""Takes null in a merge patch for a value like any other."""

from dojo.kit.http import Response
from solutions.rest.resource_semantics import MERGE_PATCH, _content
from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def _patch(self, request, note_id):
        patch = _content(request, MERGE_PATCH)
        self._store[note_id] = self._existing(note_id) | patch
        return Response(204)
