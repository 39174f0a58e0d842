"""One `match` over method and path; checks the body first, and gives errors a body."""

import json
from email.message import Message
from http import HTTPStatus

from dojo.kit.http import Response

ALLOWED = {
    1: ("OPTIONS", "GET", "HEAD", "POST"),
    2: ("OPTIONS", "GET", "HEAD", "PUT", "PATCH", "DELETE"),
}


def problem(status, **fields):
    body = {"type": "about:blank", "title": status.phrase, "status": status}
    return answer(status, body, "application/problem+json", **fields)


def answer(status, content, media_type="application/json; charset=utf-8", **fields):
    body = json.dumps(content, ensure_ascii=False, indent=2).encode()
    return Response(
        status, {"Content-Type": media_type, "Content-Length": str(len(body)), **fields}, body
    )


def media_type(request):
    message = Message()
    message["Content-Type"] = request.headers.get("Content-Type", "none/none")
    return message.get_content_type()


def without_nulls(members):
    return {name: value for name, value in members.items() if value is not None}


class NotesResource:
    def __init__(self, store, *, new_id):
        self.store, self.new_id = store, new_id

    def handle(self, request):
        if request.method == "HEAD":
            full = self.handle(type(request)("GET", request.target, request.headers))
            return Response(full.status, full.headers)
        content = None
        if request.method in ("POST", "PUT", "PATCH"):
            wanted = (
                "application/merge-patch+json" if request.method == "PATCH" else "application/json"
            )
            if media_type(request) != wanted:
                return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
            try:
                content = json.loads(request.body.decode())
            except ValueError:
                return problem(HTTPStatus.BAD_REQUEST)
        return self.answer(request.method, request.path.split("/")[1:], content)

    def answer(self, method, segments, content):
        allow = ",".join(ALLOWED.get(len(segments), ()))
        match method, segments:
            case _ if method not in ALLOWED[1] + ALLOWED[2]:
                return problem(HTTPStatus.NOT_IMPLEMENTED)
            case _, ["notes"]:
                pass
            case _, ["notes", name] if name.isascii() and name.isalnum():
                pass
            case _:
                return problem(HTTPStatus.NOT_FOUND)
        match method, segments[1:]:
            case "OPTIONS", _:
                return Response(204, {"Allow": allow})
            case "GET", []:
                return answer(200, {name: self.store[name] for name in self.store})
            case "POST", []:
                return self.put(self.free(), content)
            case "PUT", [name]:
                return self.put(name, content)
            case (("GET" | "PATCH" | "DELETE"), [name]) if name not in self.store:
                return problem(HTTPStatus.NOT_FOUND)
            case "GET", [name]:
                return answer(200, self.store[name])
            case "DELETE", [name]:
                self.store.pop(name)
                return Response(204)
            case "PATCH", [name]:
                whole = isinstance(content, dict) and without_nulls({**self.store[name], **content})
                return self.put(name, whole)
        return problem(HTTPStatus.METHOD_NOT_ALLOWED, Allow=allow)

    def free(self):
        return next(name for name in iter(self.new_id, None) if name not in self.store)

    def put(self, name, note):
        if not isinstance(note, dict) or {type(value) for value in note.values()} - {str}:
            return problem(HTTPStatus.UNPROCESSABLE_ENTITY)
        is_new = name not in self.store
        self.store.update({name: note})
        return answer(201, note, Location=f"/notes/{name}") if is_new else Response(204)
