# expect: so T1 cannot replace b'two' by showing its own
"""Looks up the tag for the answer to a PUT after the lock: by then it may be somebody else's."""

from dojo.kit.http import Request, Response
from solutions.rest.conditional_requests import VersionedDocument as Reference
from solutions.rest.conditional_requests import evaluate, parse_etags, strong_equal, weak_equal

__all__ = ["VersionedDocument", "evaluate", "parse_etags", "strong_equal", "weak_equal"]


class VersionedDocument(Reference):
    def handle(self, request):
        got = super().handle(request)
        if request.method != "PUT" or got.status not in (201, 204):
            return got
        now = super().handle(Request("HEAD", request.target))
        return Response(got.status, {"ETag": now.headers["ETag"]})
