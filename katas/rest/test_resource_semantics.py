import contextlib
import copy
import itertools
import json

import httpx
import pytest

from dojo.kit.http import Request, Response
from dojo.kit.servers.http import Reset, serve
from katas.rest.resource_semantics import NotesResource

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
TEA, MILK = {"text": "tea"}, {"text": "milk"}
METHODS = {
    "/notes": {"GET", "HEAD", "POST", "OPTIONS"},
    "/notes/a": {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"},
}
OLD = {"text": "tea", "tag": "hot"}


class Notes:
    """A resource on a store of ours; its new ids are 1, 2, 3 and so on."""

    def __init__(self, store):
        self.store = store
        self.ids = map(str, itertools.count(1))
        self.resource = NotesResource(store, new_id=self.ids.__next__)

    def send(self, method, target, content=None, media_type=None):
        """Return the answer; content that is not bytes is sent as JSON, in the method's type."""
        request = written(method, target, content, media_type)
        said = told(request)
        try:
            response = self.resource.handle(request)
        except NotImplementedError:
            raise
        except Exception as error:
            return pytest.fail(
                f"{said} must be answered, whatever it asks; handle raised {error!r}"
            )
        assert isinstance(response, Response), (
            f"{said}: handle must return a Response: {response!r}"
        )
        return response

    def expect(self, status, *asked):
        """Send, and return the answer, which must have this status."""
        response = self.send(*asked)
        assert response.status == status, (
            f"{told(written(*asked))} must be answered with {status}, not {response.status}"
        )
        return response

    def expect_refusal(self, status, *asked):
        before = copy.deepcopy(self.store)
        response = self.expect(status, *asked)
        assert self.store == before, (
            f"{told(written(*asked))} was refused with {status}, which must change nothing; the "
            f"store was {before} and is {self.store}"
        )
        return response


def written(method, target, content=None, media_type=None):
    """Return a request; `media_type` is the usual one for the method, "" for none."""
    if content is None:
        return Request(method, target)
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    media_type = usual(method) if media_type is None else media_type
    return Request(method, target, {"Content-Type": media_type} if media_type else {}, body)


def usual(method):
    return MERGE_PATCH if method == "PATCH" else JSON


def told(request):
    """Say what was sent, in one line; the media type only if it is unusual."""
    line = f"{request.method} {request.target}"
    if not request.headers and not request.body:
        return line
    media_type = request.headers.get("Content-Type", "no media type")
    kind = "" if media_type == usual(request.method) else f" as {media_type}"
    return f"{line} with {request.body.decode(errors='backslashreplace') or 'no content'}{kind}"


def stored(*notes):
    """Return a store of these notes, under a, b and so on."""
    return {name: dict(note) for name, note in zip("abc", notes, strict=False)}


def parsed(response, said):
    media_type = response.headers.get("Content-Type", "nothing").partition(";")[0]
    assert media_type == JSON, f"{said}: its Content-Type must be {JSON}; it was {media_type}"
    try:
        return json.loads(response.body)
    except ValueError:
        return pytest.fail(f"{said} must be answered with JSON, not {response.body!r}")


def test_get_answers_with_the_note():
    response = Notes(stored(OLD, MILK)).expect(200, "GET", "/notes/a")
    got = parsed(response, "GET /notes/a")
    assert got == OLD, f"GET /notes/a: the note was {OLD}, and the body says {got}"


def test_get_of_the_collection_answers_with_all_notes():
    for store in {}, stored(TEA, MILK):
        got = parsed(Notes(store).expect(200, "GET", "/notes"), "GET /notes")
        assert got == store, f"GET /notes: all notes were {store}, and the body says {got}"


def test_a_query_makes_no_difference():
    notes = Notes(stored(TEA))
    notes.expect(200, "GET", "/notes?page=2")
    notes.expect(200, "GET", "/notes/a?as=text/plain")
    notes.expect(404, "GET", "/notes/b?id=a")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PATCH", "DELETE"])
def test_a_note_that_is_not_there_is_not_found(method):
    content = MILK if method == "PATCH" else None
    Notes(stored(TEA)).expect_refusal(404, method, "/notes/b", content)


def test_no_other_path_is_found():
    for path in "/", "/note", "/notes/", "/notes/a/", "/notes/a/b", "/notes/a%2Fb":
        Notes(stored(TEA)).expect_refusal(404, "GET", path)
        Notes(stored(TEA)).expect_refusal(404, "PUT", path, MILK)


def test_head_is_a_get_without_the_body():
    notes = Notes(stored(TEA))
    for path in "/notes", "/notes/a", "/notes/b":
        get, head = notes.send("GET", path), notes.send("HEAD", path)
        assert head.status == get.status, (
            f"GET {path} was answered with {get.status} and HEAD with {head.status}: it must agree"
        )
        assert head.headers == get.headers, (
            f"HEAD {path} must have the headers of GET, {get.headers}; it had {head.headers}"
        )
        assert head.body == b"", (
            f"HEAD {path} ({head.status}) must have no body, or a client takes it for the start "
            f"of the next answer; it had {head.body!r}"
        )


def test_post_makes_a_note_and_says_where():
    notes = Notes(stored(MILK))
    response = notes.expect(201, "POST", "/notes", TEA)
    assert notes.store == {"a": MILK, "1": TEA}, (
        f"POST of {TEA}, new_id gave '1': the note must be stored there, beside the one that was "
        f"there before; the store is {notes.store}"
    )
    where = response.headers.get("Location")
    assert where == "/notes/1", f"POST made the note '1': its Location is /notes/1, not {where}"


def test_two_posts_make_two_notes():
    notes = Notes({})
    places = [notes.expect(201, "POST", "/notes", TEA).headers.get("Location") for _ in "ab"]
    assert (notes.store, places) == ({"1": TEA, "2": TEA}, ["/notes/1", "/notes/2"]), (
        f"POST is not idempotent, two of them make two notes, even of the same text; the store is "
        f"{notes.store}, the Locations were {places}"
    )


def test_post_never_overwrites_a_note():
    notes = Notes({"1": MILK, "2": MILK})
    notes.expect(201, "POST", "/notes", TEA)
    assert notes.store == {"1": MILK, "2": MILK, "3": TEA}, (
        "the ids '1' and '2' were taken, for a client may choose its own with PUT; new_id gives "
        f"'1', '2', '3', and POST must go on asking until an id is free; the store is {notes.store}"
    )


def test_put_makes_the_note_that_its_path_names():
    notes = Notes(stored(TEA))
    notes.expect(201, "PUT", "/notes/mine42", MILK)
    assert notes.store == {"a": TEA, "mine42": MILK}, (
        f"PUT /notes/mine42: with PUT the client names the URL; the store is {notes.store}"
    )


def test_put_replaces_all_of_a_note():
    notes = Notes(stored(OLD))
    notes.expect(204, "PUT", "/notes/a", MILK)
    assert notes.store == {"a": MILK}, (
        f"PUT of {MILK} in place of {OLD}: what the new one leaves out is gone, or PUT would be a "
        f"PATCH; the store is {notes.store}"
    )


def test_patch_changes_only_what_it_names():
    for patch, due in [
        ({"text": "milk", "by": "Ann"}, {"text": "milk", "tag": "hot", "by": "Ann"}),
        ({"tag": None}, {"text": "tea"}),
        ({"text": "", "tag": None, "by": None}, {"text": ""}),
        ({}, OLD),
    ]:
        notes = Notes(stored(OLD))
        notes.expect(204, "PATCH", "/notes/a", patch)
        assert notes.store == {"a": due}, (
            f"PATCH of {OLD} with {json.dumps(patch)}: strings are set, null removes, and the "
            f"rest stays, so the note is {due}; the store is {notes.store}"
        )


def test_delete_removes_the_note():
    notes = Notes(stored(TEA, MILK))
    notes.expect(204, "DELETE", "/notes/a")
    assert notes.store == {"b": MILK}, f"DELETE /notes/a, and the store is {notes.store}"
    notes.expect_refusal(404, "DELETE", "/notes/a")


def assert_allowed(response, due, said):
    listed = response.headers.get("Allow")
    assert listed is not None, f"{said} ({response.status}) must say in Allow what works instead"
    got = [method.strip() for method in listed.split(",")]
    assert sorted(got) == sorted(due), (
        f"{said} ({response.status}): Allow names the methods of the path, {sorted(due)}, once "
        f"each; it was {listed!r}"
    )


def test_options_tells_the_methods_of_a_path():
    for path, due in METHODS.items():
        assert_allowed(Notes(stored(TEA)).expect(204, "OPTIONS", path), due, f"OPTIONS {path}")


def test_a_method_of_the_other_path_is_not_allowed():
    for path, due in METHODS.items():
        for method in sorted(set().union(*METHODS.values()) - due):
            response = Notes(stored(TEA)).expect_refusal(405, method, path, MILK)
            assert_allowed(response, due, f"{method} {path}")


def test_a_method_of_no_path_is_not_implemented():
    for method, path in itertools.product(["BREW", "TRACE", "get"], ["/notes", "/notes/a"]):
        Notes(stored(TEA)).expect_refusal(501, method, path)


WRITES = [("POST", "/notes"), ("PUT", "/notes/a"), ("PATCH", "/notes/a")]
writing = pytest.mark.parametrize(("method", "path"), WRITES, ids=["POST", "PUT", "PATCH"])


@writing
def test_parameters_and_case_of_a_media_type_do_not_matter(method, path):
    media_type = usual(method)
    for other in f"{media_type}; charset=utf-8", f"{media_type} ;v=1", media_type.title():
        status = Notes(stored(TEA)).send(method, path, MILK, other).status
        assert status in (201, 204), (
            f"{method} {path} with a Content-Type of {other!r} was answered with {status}: "
            f"parameters, spaces before them, and case make no other type than {media_type}"
        )


@writing
def test_other_media_types_are_not_supported(method, path):
    crossed = JSON if method == "PATCH" else MERGE_PATCH
    for media_type in "text/plain", crossed, f"{JSON}p", f"text/plain; not={usual(method)}", "":
        Notes(stored(TEA)).expect_refusal(415, method, path, MILK, media_type)


@writing
def test_a_body_that_is_not_json_is_a_bad_request(method, path):
    for body in b"{", b"", b"text=tea", b'{"text": "\xff"}':
        Notes(stored(TEA)).expect_refusal(400, method, path, body)


@writing
def test_json_that_makes_no_note_is_unprocessable(method, path):
    for content in [], "tea", b"null", 1, {"text": 1}, {"text": {"a": None}}, {"a": "b", "c": True}:
        Notes(stored(TEA)).expect_refusal(422, method, path, content)
    if method != "PATCH":
        Notes(stored(TEA)).expect_refusal(422, method, path, {"text": None})


def test_what_has_no_content_has_no_body():
    for asked in [
        ("OPTIONS", "/notes"),
        ("PUT", "/notes/a", MILK),
        ("PATCH", "/notes/a", MILK),
        ("DELETE", "/notes/a"),
    ]:
        body = Notes(stored(TEA)).expect(204, *asked).body
        assert body == b"", f"{asked[0]} {asked[1]}: 204 means that no body follows; it had {body}"


def test_safe_methods_leave_the_store_as_it_was():
    for method, path in itertools.product(
        ["GET", "HEAD", "OPTIONS"], ["/notes", "/notes/a", "/notes/b"]
    ):
        notes = Notes(stored(TEA))
        notes.send(method, path)
        assert notes.store == stored(TEA), (
            f"{method} is safe, anybody may send it at any time; {method} {path} changed the store "
            f"from {stored(TEA)} to {notes.store}"
        )


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_idempotent_methods_do_the_same_once_and_twice(method):
    content = {"PUT": MILK, "PATCH": {"tag": None, "by": "Ann"}}.get(method)
    notes = Notes(stored(OLD))
    notes.expect(204, method, "/notes/a", content)
    once = copy.deepcopy(notes.store)
    notes.send(method, "/notes/a", content)
    assert notes.store == once, (
        f"{method} /notes/a was sent twice, as after a lost answer; the second time must leave the "
        f"store as the first did, {once}, and left {notes.store}"
    )


def test_all_state_is_in_the_store():
    notes = Notes(stored(OLD))
    other = Notes(notes.store)
    other.expect(200, "GET", "/notes/a")
    for method, content, due in [
        ("PUT", MILK, MILK),
        ("PATCH", {"by": "Ann"}, MILK | {"by": "Ann"}),
        ("PUT", TEA, TEA),
    ]:
        notes.expect(204, method, "/notes/a", content)
        got = parsed(other.expect(200, "GET", "/notes/a"), "GET /notes/a")
        assert got == due, (
            f"two resources share a store: {method} through one made the note {due}; GET through "
            f"the other, which had read it before, says {got}"
        )
    notes.expect(204, "DELETE", "/notes/a")
    other.expect(404, "GET", "/notes/a")
    other.store["b"] = MILK
    got = parsed(other.expect(200, "GET", "/notes"), "GET /notes")
    assert got == {"b": MILK}, f"others made the store {other.store}, and GET /notes says {got}"


def test_one_connection_serves_request_after_request():
    notes = Notes(stored(TEA))
    asked = [
        ("HEAD", "/notes/a", 200),
        ("HEAD", "/notes/b", 404),
        ("OPTIONS", "/notes", 204),
        ("GET", "/notes/a", 200),
        ("DELETE", "/notes/a", 204),
        ("BREW", "/notes/a", 501),
        ("GET", "/notes", 200),
    ]
    before = "the connection was opened"
    with serve(notes.resource.handle) as server:
        client = server.client()
        for method, path, due in asked:
            try:
                got = client.request(method, path).status_code
            except httpx.HTTPError as error:
                pytest.fail(
                    f"on a real connection, after {before}, {method} {path} failed: {error}"
                )
            assert got == due, f"on a real connection {method} {path} gave {got}, not {due}"
            before = f"{method} {path}"


def test_a_client_that_lost_the_answer_may_send_the_request_again():
    notes = Notes(stored(OLD, TEA))
    arrived = set()

    def lossy(request):
        """Lose the first answer to each request, when the work is done."""
        response = notes.resource.handle(request)
        if request in arrived:
            return response
        arrived.add(request)
        return Reset()

    with serve(lossy) as server:
        client = server.client()
        for asked in [
            ("PUT", "/notes/c", MILK),
            ("PATCH", "/notes/a", {"tag": None, "by": "Ann"}),
            ("DELETE", "/notes/b"),
        ]:
            request = written(*asked)
            sent = {"content": request.body, "headers": dict(request.headers)}
            with contextlib.suppress(httpx.TransportError):
                client.request(*asked[:2], **sent)
            client.request(*asked[:2], **sent)
    due = {"a": {"text": "tea", "by": "Ann"}, "c": MILK}
    assert notes.store == due, (
        "PUT /notes/c, PATCH /notes/a and DELETE /notes/b each lost its answer and was sent again; "
        f"the store must be {due} and is {notes.store}"
    )
