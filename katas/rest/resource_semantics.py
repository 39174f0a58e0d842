"""Resource semantics: each HTTP method does what it promises.

A note is a JSON object whose values are strings. `store` maps ids to notes, and
no other state exists: several resources may share a store, and others write to it.

    /notes       GET, HEAD, POST, OPTIONS
    /notes/{id}  GET, HEAD, PUT, PATCH, DELETE, OPTIONS

    >>> notes = NotesResource({}, new_id=iter("123").__next__)
    >>> as_json = {"Content-Type": "application/json"}
    >>> made = notes.handle(Request("POST", "/notes", as_json, b'{"text": "tea"}'))
    >>> made.status, made.headers["Location"]
    (201, '/notes/1')
    >>> found = notes.handle(Request("GET", "/notes/1"))
    >>> found.status, found.headers["Content-Type"], found.body
    (200, 'application/json', b'{"text": "tea"}')
    >>> refused = notes.handle(Request("DELETE", "/notes"))
    >>> refused.status, refused.headers["Allow"]
    (405, 'GET, HEAD, POST, OPTIONS')

- GET: 200 and, as JSON, the note or all notes, `{id: note}`.
- HEAD: the status and the headers that GET would have, without a body.
- POST: 201. Make a note under an id from `new_id`, which is asked again while
  its id is taken; `Location` is the path of the note.
- PUT: the body is the note from now on; 201 if there was none, else 204.
- PATCH: 204. The body is a merge patch: its strings are set, the others of the
  note stay, and a member that is null in the patch is removed from the note.
- DELETE: 204.
- OPTIONS: 204, with all methods of the path in `Allow`.

Who is refused has changed nothing:

- 404 on any other path, and where GET, HEAD, PATCH or DELETE find no such note.
  An id is ASCII letters and digits. A query (`?...`) makes no difference.
- 405, with `Allow`: the method is one of the other path. 501: it is of neither.
  The names of methods are case-sensitive.
- 415 unless the `Content-Type` of a POST or PUT is `application/json`, of a PATCH
  `application/merge-patch+json`. Parameters (`; charset=utf-8`) and case do not matter.
- 400: the body is not JSON. 422: it is, but what it asks to store is no note.

When two of these apply, either will do, and the body of a refusal is yours.
A 204 has no body.
"""

from collections.abc import Callable, MutableMapping

from dojo.kit.http import Request, Response

Note = dict[str, str]


class NotesResource:
    def __init__(self, store: MutableMapping[str, Note], *, new_id: Callable[[], str]) -> None:
        """Serve the notes of this store, which is not copied."""
        raise NotImplementedError

    def handle(self, request: Request) -> Response:
        """Answer the request, whatever it asks; headers may be given as a dict."""
        raise NotImplementedError
