"""Resource semantics, solved with one table of methods for each kind of path.

The table is the only place that knows which methods there are. Routing reads it, and so
do `Allow`, 405 and 501, so they cannot disagree. HEAD is the GET of the table, and its
body is dropped at the very end, whatever the status. A refusal is an exception: every
step may refuse, and none has to hand a half-made answer on. A note is checked when it is
complete and stored by a single assignment, after which nothing can fail.

Cost: O(1) for a note, O(n) for the list, which at work has pages. Also left out: a body
for errors (`application/problem+json`, RFC 9457), ETags with `If-Match` against lost
updates (412), limits for a body (413; and JSON nested deeply enough makes `json.loads`
raise RecursionError), and a lock or `INSERT ... ON CONFLICT` for what is read and then
written. Frameworks do the routing: Django REST framework and Starlette answer 405 with
`Allow`, Starlette adds HEAD. What PUT means, and whether GET is safe, is still up to you.

Interview: "What is REST? Which methods are safe, which idempotent, and why care?"
- An architectural style (Fielding, 2000), no protocol: client and server apart; no
  session between requests, so any replica can answer; answers say whether they may be
  cached; layers, so that a proxy may stand in between; a uniform interface; code on
  demand if wanted. Uniform: resources have URLs, one exchanges representations, messages
  describe themselves (method, status, media type), links lead on (HATEOAS). It costs
  chatty reads and a poor fit for actions and streams; there RPC, GraphQL or WebSocket.
- Safe: the client asks for no change (GET, HEAD, OPTIONS, TRACE). Logs and counters are
  the server's own affair. So crawlers and prefetching may send it: a link that deletes
  by GET will be followed.
- Idempotent: sent twice, the intended effect is that of once (the safe ones, PUT,
  DELETE). It is about the state, not the answer: a second DELETE may get 404. A client
  that lost the answer cannot know whether the request arrived; these it just sends
  again, and urllib3's `Retry` does so for no others. POST needs a key against duplicates
  (`Idempotency-Key`). Not even PUT is harmless when somebody else wrote in between.
- Cacheable: GET and HEAD, seldom POST. After a PUT, POST or DELETE that went well a
  cache must drop what it kept for that URL: one more reason to write where one reads.
- POST: the server decides what comes of it, often under a URL that it chooses. PUT: the
  client names the URL and sends the whole, and what it leaves out is gone. PATCH: a
  description of changes, as good as its media type: a merge patch (RFC 7396) is
  idempotent, but cannot store null or change one item of a list; JSON Patch (RFC 6902)
  can, and is not idempotent if it appends.
- Status: 201 with Location; 202 for later; 204. 301 and 302 may turn POST into GET, 307
  and 308 keep the method, 303 means "now GET there". 400 cannot be read, 401 who are
  you, 403 not you, 404 not here (or hidden from you), 405 not this method here, 409
  conflicts with the state, 410 gone for good, 412 precondition failed, 415 not this
  type, 422 read but not valid, 429 too many. 5xx is our fault: 501 no such method
  anywhere, 503 with Retry-After. A 200 with an error inside deceives caches, retries,
  and alerts.
- Richardson's levels: 0, one URL and one method, a tunnel; 1, resources; 2, methods and
  status codes, where most APIs called REST stop, and this one; 3, links. To Fielding
  only the last is REST.

Hints
-----
1. Who knows which methods a path has? Count the places where you wrote it down.
2. HEAD differs from GET in one thing. Where is the last place that every answer passes,
   refusals included?
3. A PATCH fails at its second member. What has become of the first? Make the new note
   beside the old one, check it, then store it.
4. For each kind of path a dict from method to function: `Allow` is its keys and OPTIONS,
   405 a method that is not in it, 501 one that is in neither.
5. `{**note, **patch}` without the members that are None is the patched note. Check
   `all(isinstance(value, str) ...)` on what comes out, not on the patch.
"""

import json
import re
from collections.abc import Callable, MutableMapping
from dataclasses import replace
from typing import Any

from dojo.kit.http import Headers, Request, Response

Note = dict[str, str]

Action = Callable[[Request, str], Response]

PATH = re.compile(r"/notes(?:/([A-Za-z0-9]+))?")
JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"


class _Refused(Exception):
    """Carries the status to answer with."""


class NotesResource:
    def __init__(self, store: MutableMapping[str, Note], *, new_id: Callable[[], str]) -> None:
        self._store = store
        self._new_id = new_id
        self._of_collection: dict[str, Action] = {
            "GET": self._list,
            "HEAD": self._list,
            "POST": self._post,
        }
        self._of_note: dict[str, Action] = {
            "GET": self._get,
            "HEAD": self._get,
            "PUT": self._put,
            "PATCH": self._patch,
            "DELETE": self._delete,
        }

    def handle(self, request: Request) -> Response:
        try:
            response = self._answer(request)
        except _Refused as refused:
            response = Response(*refused.args)
        return replace(response, body=b"") if request.method == "HEAD" else response

    def _answer(self, request: Request) -> Response:
        method, place = request.method, PATH.fullmatch(request.path)
        if method not in {*self._of_collection, *self._of_note, "OPTIONS"}:
            raise _Refused(501)
        if place is None:
            raise _Refused(404)
        actions = self._of_note if place[1] else self._of_collection
        if method in actions:
            return actions[method](request, place[1])
        allow = Headers({"Allow": ", ".join([*actions, "OPTIONS"])})
        return Response(204 if method == "OPTIONS" else 405, allow)

    def _list(self, request: Request, _: str) -> Response:
        return _json(dict(self._store))

    def _get(self, request: Request, note_id: str) -> Response:
        return _json(self._existing(note_id))

    def _post(self, request: Request, _: str) -> Response:
        note = _note(_content(request, JSON))
        while (note_id := self._new_id()) in self._store:
            pass
        self._store[note_id] = note
        return Response(201, {"Location": f"/notes/{note_id}"})

    def _put(self, request: Request, note_id: str) -> Response:
        note = _note(_content(request, JSON))
        status = 204 if note_id in self._store else 201
        self._store[note_id] = note
        return Response(status)

    def _patch(self, request: Request, note_id: str) -> Response:
        merged = self._existing(note_id) | _content(request, MERGE_PATCH)
        kept = {name: value for name, value in merged.items() if value is not None}
        self._store[note_id] = _note(kept)
        return Response(204)

    def _delete(self, request: Request, note_id: str) -> Response:
        self._existing(note_id)
        del self._store[note_id]
        return Response(204)

    def _existing(self, note_id: str) -> dict[str, Any]:
        if note_id not in self._store:
            raise _Refused(404)
        return self._store[note_id]


def _content(request: Request, media_type: str) -> dict[str, Any]:
    """Return the JSON object that the request carries."""
    given = request.headers.get("Content-Type", "").partition(";")[0]
    if given.strip().lower() != media_type:
        raise _Refused(415)
    try:
        content = json.loads(request.body)
    except ValueError:
        raise _Refused(400) from None
    if not isinstance(content, dict):
        raise _Refused(422)
    return content


def _note(content: dict[str, Any]) -> Note:
    if not all(isinstance(value, str) for value in content.values()):
        raise _Refused(422)
    return content


def _json(content: Any) -> Response:
    return Response(200, {"Content-Type": JSON}, json.dumps(content).encode())
