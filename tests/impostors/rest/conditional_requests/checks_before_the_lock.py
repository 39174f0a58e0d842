# expect: two PUTs show the tag of the same version
"""Checks the tag, and takes the lock only to write: two writers can both pass the check."""

import hashlib

from dojo.kit.http import Response
from solutions.rest.conditional_requests import VersionedDocument as Reference
from solutions.rest.conditional_requests import evaluate, parse_etags, strong_equal, weak_equal

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


class VersionedDocument(Reference):
    def handle(self, request):
        if request.method != "PUT" or not {"if-match", "if-none-match"} & set(request.headers):
            return super().handle(request)
        etag = self._etag()
        try:
            status = evaluate(request, etag)
        except ValueError:
            return Response(400)
        if status:
            return Response(status)
        with self._lock:
            self._content = request.body
            return Response(204 if etag else 201, {"ETag": self._etag()})

    def _etag(self):
        if self._content is None:
            return None
        return f'"{hashlib.sha256(self._content).hexdigest()}"'
