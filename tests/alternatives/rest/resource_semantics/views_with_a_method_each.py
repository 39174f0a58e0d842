"""Two view classes as in a web framework, whose methods are found by their names."""

import json

from dojo.kit.http import Headers, Response

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class View:
    def __init__(self, store, new_id, name):
        self.store, self.new_id, self.name = store, new_id, name

    def dispatch(self, request):
        if request.method not in METHODS:
            return Response(501, {}, b"no such method")
        return getattr(self, request.method.lower(), self.refuse)(request)

    def allow(self):
        return [("allow", name) for name in METHODS if hasattr(self, name.lower())]

    def refuse(self, request):
        return Response(405, Headers(self.allow()), b"use another method")

    def options(self, request):
        return Response(204, Headers(self.allow()))

    def head(self, request):
        whole = self.get(request)
        return Response(whole.status, whole.headers)

    def save(self, name, note, status):
        if type(note) is not dict or any(type(value) is not str for value in note.values()):
            return Response(422, {}, b"no note")
        self.store[name] = note
        return Response(status, {"Location": f"/notes/{name}"} if status == 201 else {})

    def read(self, request, subtype, use):
        kind, _, _ = request.headers.get("content-type", "").partition(";")
        if kind.rstrip().casefold() != f"application/{subtype}":
            return Response(415)
        try:
            content = json.loads(request.body)
        except (json.JSONDecodeError, UnicodeDecodeError):
            return Response(400, {}, b"no JSON")
        return use(content)


class Collection(View):
    def get(self, request):
        body = json.dumps(dict(self.store.items()), sort_keys=True)
        return Response(200, {"content-type": "application/json"}, body.encode())

    def post(self, request):
        def create(note):
            name = self.new_id()
            while name in self.store:
                name = self.new_id()
            return self.save(name, note, 201)

        return self.read(request, "json", create)


class Item(View):
    def dispatch(self, request):
        missing = self.name not in self.store
        if missing and request.method in ("GET", "HEAD", "PATCH", "DELETE"):
            return Response(404)
        return super().dispatch(request)

    def get(self, request):
        body = json.dumps(self.store[self.name])
        return Response(200, {"content-type": "application/json"}, body.encode())

    def put(self, request):
        status = 204 if self.name in self.store else 201
        return self.read(request, "json", lambda note: self.save(self.name, note, status))

    def patch(self, request):
        return self.read(request, "merge-patch+json", self.merge)

    def merge(self, patch):
        if not isinstance(patch, dict):
            return Response(422)
        note = dict(self.store[self.name])
        for name, value in patch.items():
            note.pop(name, None)
            if value is not None:
                note[name] = value
        return self.save(self.name, note, 204)

    def delete(self, request):
        del self.store[self.name]
        return Response(204)


class NotesResource:
    def __init__(self, store, *, new_id):
        self.store, self.new_id = store, new_id

    def handle(self, request):
        root, *names = request.path.removeprefix("/").split("/")
        if root != "notes" or len(names) > 1 or any(not n.isalnum() for n in names):
            return Response(404)
        view = Item if names else Collection
        return view(self.store, self.new_id, "".join(names)).dispatch(request)
