# expect: HEAD /notes \(200\) must have no body
"""Answers HEAD just as GET, body and all."""

from dataclasses import replace

from solutions.rest.resource_semantics import NotesResource as Reference


class NotesResource(Reference):
    def handle(self, request):
        if request.method != "HEAD":
            return super().handle(request)
        return super().handle(replace(request, method="GET"))
