# expect: two resources share a store.* which had read it before
"""Keeps the notes that it has read, and does not hear of writes through another replica."""

from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def __init__(self, store, *, new_id):
        super().__init__(store, new_id=new_id)
        self._read = {}

    def handle(self, request):
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            self._read.clear()
        return super().handle(request)

    def _get(self, request, note_id):
        if note_id not in self._read:
            self._read[note_id] = super()._get(request, note_id)
        return self._read[note_id]
