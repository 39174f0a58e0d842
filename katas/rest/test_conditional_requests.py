import re
from itertools import product

import pytest

from dojo.kit.http import Request, Response
from dojo.kit.servers.http import serve
from katas.rest.conditional_requests import (
    VersionedDocument,
    evaluate,
    parse_etags,
    strong_equal,
    weak_equal,
)

LISTS = {
    '"a"': ['"a"'],
    'W/"a"': ['W/"a"'],
    '"a", W/"b","c"': ['"a"', 'W/"b"', '"c"'],
    '"a,b", "c"': ['"a,b"', '"c"'],
    '"a,W/","b"': ['"a,W/"', '"b"'],
    '"a" \t,\t "b"': ['"a"', '"b"'],
    ', "a",, , "b" ,': ['"a"', '"b"'],
    '"a\\", "b"': ['"a\\"', '"b"'],
    '"", "\xe9"': ['""', '"\xe9"'],
    '"*"': ['"*"'],
    "*": ["*"],
    "": [],
}
MALFORMED = [
    *("a", "'a'", '"', '"a', 'a"', '"a"b"', "W/a", 'W"a"', 'W/ "a"', 'w/"a"', '"a" "b"', '"a";"b"'),
    *('"a b"', '"a\tb"', '"a", b', '*, "a"', '"a", *', "**"),
]

EQUAL = [
    ('W/"1"', 'W/"1"', False, True),
    ('W/"1"', 'W/"2"', False, False),
    ('W/"1"', '"1"', False, True),
    ('"1"', 'W/"1"', False, True),
    ('"1"', '"1"', True, True),
    ('"a"', '"A"', False, False),
]

METHODS = ["GET", "HEAD", "PUT", "DELETE", "POST"]
CURRENT = ['"a"', 'W/"a"', None]
VALUES = [None, "*", '"a"', 'W/"a"', '"x,", "a"', '"x"', ""]
NAMES_A = ['"a"', 'W/"a"', '"x,", "a"']
NAMES_A_STRONGLY = ['"a"', '"x,", "a"']
OTHERS = ['"b"', '"a,b"', '"A"', ""]

NO_LIST = "no-quotes"


def request(method, body=b"", **conditions):
    """Return a request; its conditions are given as `if_match`, `if_none_match` and so on."""
    headers = {name.replace("_", "-").title(): value for name, value in conditions.items()}
    return Request(method, "/document", headers, body)


def told(asked):
    """Describe a request as a reader would."""
    lines = [f"{name.title()}: {value}" for name, value in asked.headers.items()]
    return f"{asked.method} with {' and '.join(lines) or 'no precondition'}"


def answer(document, method, body=b"", **conditions):
    asked = request(method, body, **conditions)
    got = document.handle(asked)
    assert isinstance(got, Response), f"{told(asked)}: handle must return a Response; got {got!r}"
    return got


def expect(status, document, method, body=b"", *, because, **conditions):
    """Return the response after a look at its status."""
    got = answer(document, method, body, **conditions)
    what = told(request(method, **conditions))
    assert got.status == status, f"{what} must be answered {status}, not {got.status}: {because}"
    return got


def etag_of(document):
    got = answer(document, "GET")
    assert "ETag" in got.headers, f"a GET was answered {got.status} without an ETag"
    return got.headers["ETag"]


def assert_content(document, content, after):
    got = answer(document, "GET")
    assert (got.status, got.body) == (200, content), (
        f"after {after} a GET must give 200 and {content!r}; it gave {got.status} and {got.body!r}"
    )


# Tags


def parsed(value):
    """Return the tags, or the error that is raised."""
    try:
        return parse_etags(value)
    except ValueError as error:
        return error


def test_the_tags_of_a_list_are_found():
    for value, tags in LISTS.items():
        got = parsed(value)
        assert got == tags, f"parse_etags({value!r}): well-formed, it gives {tags}; got {got!r}"


def test_what_is_no_list_of_tags_is_refused():
    for value in MALFORMED:
        got = parsed(value)
        assert isinstance(got, ValueError), (
            f"parse_etags({value!r}) must raise ValueError: it is malformed; got {got!r}"
        )


def test_in_strong_comparison_a_weak_tag_is_equal_to_none():
    for one, other, strong, _ in EQUAL:
        got = strong_equal(one, other)
        assert got == strong, f"strong_equal({one!r}, {other!r}) must be {strong}, not {got}"


def test_in_weak_comparison_a_weak_tag_is_as_good_as_a_strong_one():
    for one, other, _, weak in EQUAL:
        got = weak_equal(one, other)
        assert got == weak, f"weak_equal({one!r}, {other!r}) must be {weak}, not {got}"


# Preconditions


def assert_evaluated(asked, etag, status, because):
    try:
        got = evaluate(asked, etag)
    except ValueError as error:
        got = repr(error)
    current = f"the current tag {etag}" if etag else "no current version"
    assert got == status, f"{told(asked)}, and {current}: must be {status}, not {got}; {because}"


def test_a_request_without_preconditions_goes_on():
    for method, etag in product(METHODS, CURRENT):
        assert_evaluated(request(method), etag, None, "nothing was asked")


def test_if_match_lets_only_the_version_that_was_seen_be_touched():
    for method in METHODS:
        for value in NAMES_A_STRONGLY:
            assert_evaluated(request(method, if_match=value), '"a"', None, "it is in the list")
        for value in OTHERS:
            assert_evaluated(request(method, if_match=value), '"a"', 412, "it is not in the list")


def test_if_match_compares_strongly():
    because = "If-Match compares strongly, and a weak tag is strongly equal to none"
    for value, etag in ('W/"a"', '"a"'), ('"a"', 'W/"a"'), ('W/"a"', 'W/"a"'):
        assert_evaluated(request("PUT", if_match=value), etag, 412, because)


def test_if_none_match_spares_readers_what_they_have_and_stops_writers():
    for method in METHODS:
        status = 304 if method in ("GET", "HEAD") else 412
        because = "304 is for GET and HEAD, whoever wants to change something learns of it by 412"
        for value in NAMES_A_STRONGLY:
            assert_evaluated(request(method, if_none_match=value), '"a"', status, because)
        because = "it is not in the list"
        for value in OTHERS:
            assert_evaluated(request(method, if_none_match=value), '"a"', None, because)


def test_if_none_match_compares_weakly():
    because = "If-None-Match compares weakly: W/ makes no difference"
    for value, etag in ('W/"a"', '"a"'), ('"a"', 'W/"a"'), ('W/"a"', 'W/"a"'):
        assert_evaluated(request("GET", if_none_match=value), etag, 304, because)


def test_a_star_stands_for_any_version_but_not_for_none():
    for etag in '"a"', 'W/"a"':
        because = "* stands for any current version"
        assert_evaluated(request("PUT", if_match="*"), etag, None, because)
        assert_evaluated(request("PUT", if_none_match="*"), etag, 412, because)
    because = "there is no version for * to stand for"
    assert_evaluated(request("PUT", if_match="*"), None, 412, because)
    assert_evaluated(request("PUT", if_none_match="*"), None, None, because)
    because = 'in quotes, "*" is a tag as any other'
    assert_evaluated(request("PUT", if_match='"*"'), '"a"', 412, because)


def test_if_match_is_evaluated_first():
    asked = request("GET", if_match='"b"', if_none_match='"a"')
    assert_evaluated(asked, '"a"', 412, "If-Match comes first, and its tag is not the current one")
    asked = request("GET", if_match='"a"', if_none_match='"a"')
    assert_evaluated(asked, '"a"', 304, "If-Match holds, so If-None-Match is next")


def test_every_combination_ends_as_in_the_order_of_the_brief():
    for method, etag, if_match, if_none_match in product(METHODS, CURRENT, VALUES, VALUES):
        strong = etag == '"a"' and if_match in NAMES_A_STRONGLY
        weak = etag is not None and if_none_match in NAMES_A
        status = None
        if if_match is not None and not strong and not (if_match == "*" and etag):
            status = 412
        elif weak or (if_none_match == "*" and etag):
            status = 304 if method in ("GET", "HEAD") else 412
        given = {"if_match": if_match, "if_none_match": if_none_match}
        given = {name: value for name, value in given.items() if value is not None}
        because = "If-Match compares strongly and comes first, If-None-Match weakly"
        assert_evaluated(request(method, **given), etag, status, because)


def test_dates_are_ignored():
    past, future = "Sat, 01 Jan 2000 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT"
    because = "no dates are kept, so none can be compared"
    assert_evaluated(request("GET", if_modified_since=future), '"a"', None, because)
    assert_evaluated(request("PUT", if_unmodified_since=past), '"a"', None, because)
    assert_evaluated(request("GET", if_modified_since="soon"), '"a"', None, because)
    asked = request("GET", if_none_match='"a"', if_modified_since=past)
    assert_evaluated(asked, '"a"', 304, because)


def test_a_malformed_precondition_is_an_error():
    for name, etag in product(["if_match", "if_none_match"], CURRENT):
        asked = request("GET", **{name: NO_LIST})
        try:
            got = evaluate(asked, etag)
        except ValueError:
            continue
        pytest.fail(f"{told(asked)}: evaluate must raise ValueError; got {got!r}")


# Reading a document


@pytest.mark.parametrize("content", [b"old", b""])
def test_a_get_gives_the_content_with_its_tag(content):
    document = VersionedDocument(content)
    got = expect(200, document, "GET", because=f"its content is {content!r}")
    assert got.body == content, f"the content is {content!r}; a GET gave {got.body!r}"
    etag, control = got.headers.get("ETag"), got.headers.get("Cache-Control", "")
    assert re.fullmatch(r'"[^"\s]*"', etag or ""), (
        f'a GET must send a strong entity-tag, in double quotes: ETag: "..."; it sent {etag}'
    )
    assert "no-cache" in control, f"a GET must send Cache-Control: no-cache; it sent {control!r}"


def test_a_304_has_the_headers_and_no_content():
    document = VersionedDocument(b"old")
    etag = etag_of(document)
    for value in etag, f'"x,", W/{etag}', "*":
        because = "the client has this version already"
        got = expect(304, document, "GET", if_none_match=value, because=because)
        assert got.body == b"", f"a 304 has no content: the client has it; this one has {got.body}"
        headers = got.headers.get("ETag"), got.headers.get("Cache-Control")
        assert headers == (etag, answer(document, "GET").headers["Cache-Control"]), (
            "a 304 must have ETag and Cache-Control as a 200 would, for the client updates its "
            f"copy; of these two it has {headers}"
        )


def test_a_head_is_a_get_without_content():
    document = VersionedDocument(b"old")
    etag = etag_of(document)
    for status, given in (200, {}), (304, {"if_none_match": etag}), (412, {"if_match": '"x"'}):
        got = expect(status, document, "HEAD", because="that is what a GET gets", **given)
        assert got.body == b"", f"the answer to HEAD has no content; this {status} has {got.body!r}"
        same = answer(document, "GET", **given)
        for name in "ETag", "Cache-Control":
            sent = got.headers.get(name)
            wanted = same.headers.get(name)
            assert sent == wanted, f"GET sends {name}: {wanted} with {status}, HEAD sends {sent}"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_where_no_document_is_preconditions_do_not_matter(method):
    because = "there is no document; preconditions count only where a request could succeed"
    for given in {}, {"if_match": '"x"'}, {"if_match": "*"}, {"if_none_match": "*"}:
        expect(404, VersionedDocument(), method, because=because, **given)


# Writing it


def test_a_put_replaces_the_version_that_was_seen():
    document = VersionedDocument(b"old")
    for content in b"new", b"":
        etag = etag_of(document)
        because = f"{etag} is the current tag"
        got = expect(204, document, "PUT", content, if_match=etag, because=because)
        assert got.body == b"", f"a 204 has no content; this one has {got.body!r}"
        assert_content(document, content, f"a PUT of {content!r}, answered 204,")
        sent, current = got.headers.get("ETag"), etag_of(document)
        assert sent == current, f"a PUT must send the tag of what it wrote, {current}, not {sent}"


def test_an_update_is_not_lost():
    document = VersionedDocument(b"old")
    etag = etag_of(document)
    expect(204, document, "PUT", b"mine", if_match=etag, because=f"{etag} is the current tag")
    because = "somebody has written since the tag was read"
    expect(412, document, "PUT", b"yours", if_match=etag, because=because)
    assert_content(document, b"mine", "a PUT that was answered 412")
    got = expect(200, document, "GET", if_none_match=etag, because=because)
    assert got.body == b"mine", f"b'mine' was written; a GET with the old tag gave {got.body!r}"


def test_a_weak_tag_is_not_enough_to_write():
    document = VersionedDocument(b"old")
    etag = f"W/{etag_of(document)}"
    because = "a weak tag does not say which version was seen"
    expect(412, document, "PUT", b"new", if_match=etag, because=because)
    assert_content(document, b"old", "a PUT that was answered 412")


@pytest.mark.parametrize("content", [b"old", None])
def test_a_put_must_say_what_it_replaces(content):
    document = VersionedDocument(content)
    because = "neither If-Match nor If-None-Match is there"
    expect(428, document, "PUT", b"new", because=because)
    date = "Fri, 01 Jan 2100 00:00:00 GMT"
    expect(428, document, "PUT", b"new", if_unmodified_since=date, because=because)
    status = answer(document, "GET").status
    wanted = 404 if content is None else 200
    assert status == wanted, f"428 leaves all as it was: GET must give {wanted}, not {status}"
    if content is not None:
        assert_content(document, content, "a PUT that was answered 428")


@pytest.mark.parametrize("content", [b"new", b""])
def test_a_document_is_created_once(content):
    document = VersionedDocument()
    because = "there is no document yet"
    expect(412, document, "PUT", content, if_match="*", because=because)
    expect(412, document, "PUT", content, if_match='"x"', because=because)
    expect(404, document, "GET", because="PUTs that were answered 412 have created nothing")
    got = expect(201, document, "PUT", content, if_none_match="*", because=because)
    sent, current = got.headers.get("ETag"), etag_of(document)
    assert sent == current, f"a PUT must send the tag of what it wrote, {current}, not {sent}"
    because = "there is a document by now"
    expect(412, document, "PUT", b"newer", if_none_match="*", because=because)
    assert_content(document, content, "a second PUT with If-None-Match: *")
    expect(204, document, "PUT", b"newer", if_match="*", because=because)
    assert_content(document, b"newer", "a PUT with If-Match: *")


def test_a_tag_stays_while_nobody_writes():
    document = VersionedDocument(b"old")
    etag = etag_of(document)
    answer(document, "HEAD")
    answer(document, "PUT", b"new", if_match='"x"')
    answer(document, "PUT", b"new")
    got = etag_of(document)
    assert got == etag, f"nobody has written, yet the tag was {etag} and is {got} now"


def test_contents_that_differ_have_different_tags():
    document = VersionedDocument(b"abc")
    tags = {etag_of(document): b"abc"}
    for content in b"acb", b"abd", b"ABC", b"", b"\0", b"abc ":
        answer(document, "PUT", content, if_match="*")
        etag = etag_of(document)
        assert etag not in tags, f"{tags[etag]!r} and {content!r} have one tag, {etag}"
        tags[etag] = content


@pytest.mark.parametrize("name", ["if_match", "if_none_match"])
def test_a_malformed_list_is_a_bad_request(name):
    document = VersionedDocument(b"old")
    because = "the list of tags is malformed, and the client must be told"
    for method in "GET", "HEAD", "PUT":
        given = {name: NO_LIST}
        try:
            expect(400, document, method, b"new", because=because, **given)
        except ValueError as error:
            what = told(request(method, **given))
            pytest.fail(f"{what} must be answered 400: {because}; handle raised {error!r}")
    assert_content(document, b"old", "requests that were answered 400")


@pytest.mark.parametrize("method", ["POST", "DELETE", "BREW"])
def test_other_methods_are_told_which_are_allowed(method):
    document = VersionedDocument(b"old")
    got = expect(405, document, method, b"new", if_match="*", because="it is not one of the three")
    allowed = set(re.findall(r"[^\s,]+", got.headers.get("Allow", "")))
    assert allowed == {"GET", "HEAD", "PUT"}, (
        f"a 405 must list the methods that are allowed: Allow: GET, HEAD, PUT; it lists {allowed}"
    )
    assert_content(document, b"old", "a request that was answered 405")


# Many threads

NAMES = {"VersionedDocument": VersionedDocument, "request": request, "etag_of": etag_of}
START = "document = VersionedDocument(b'old'); tag = etag_of(document)"


@pytest.fixture
def judge(interleave):
    """Judge what is seen in the end, wherever one thread is interrupted by the other."""

    def judge(promise, *threads, see, right, start=START, preemptions=1):
        interleave.always(
            NAMES,
            start=start,
            threads=threads,
            observe=see,
            allowed=right,
            promise=promise,
            preemptions=preemptions,
        )

    return judge


def test_no_lock_is_kept_when_a_request_ends(judge):
    judge(
        "however a request ends, the next one can be answered",
        "for method in 'GET', 'PUT', 'POST':\n"
        "    for value in '*', 'malformed', '\"x\"':\n"
        "        document.handle(request(method, if_match=value))\n"
        "        document.handle(request(method, if_none_match=value))\n"
        "document.handle(request('PUT'))",
        "status = document.handle(request('GET')).status",
        see="status",
        right=[200],
        preemptions=0,
    )


def test_of_two_puts_for_one_version_one_is_refused(judge):
    judge(
        "two PUTs show the tag of the same version: one replaces it (204), the other is told (412)",
        "one = document.handle(request('PUT', b'one', if_match=tag)).status",
        "two = document.handle(request('PUT', b'two', if_match=tag)).status",
        see="one, two, document.handle(request('GET')).body",
        right=[(204, 412, b"one"), (412, 204, b"two")],
    )


def test_of_two_puts_that_create_one_is_refused(judge):
    judge(
        "two PUTs with If-None-Match: * meet: one creates (201), the other is told (412)",
        "one = document.handle(request('PUT', b'one', if_none_match='*')).status",
        "two = document.handle(request('PUT', b'two', if_none_match='*')).status",
        see="one, two, document.handle(request('GET')).body",
        right=[(201, 412, b"one"), (412, 201, b"two")],
        start="document = VersionedDocument()",
    )


def test_a_reader_gets_content_and_tag_of_one_version(judge):
    judge(
        "a GET gives a content and the tag of this very content",
        "new = document.handle(request('PUT', b'new', if_match=tag)).headers['ETag']",
        "got = document.handle(request('GET'))",
        see="got.body, {tag: 'tag of old', new: 'tag of new'}[got.headers['ETag']]",
        right=[(b"old", "tag of old"), (b"new", "tag of new")],
    )


def test_a_put_is_told_the_tag_of_what_it_wrote_itself(judge):
    judge(
        "a PUT is told the tag of what it wrote itself, so T1 cannot replace b'two' by showing its "
        "own: that gets 412",
        "mine = document.handle(request('PUT', b'one', if_match=tag)).headers.get('ETag', tag)",
        "document.handle(request('PUT', b'two', if_match='*'))",
        see="document.handle(request('PUT', b'three', if_match=mine)).status",
        right=[412],
    )


# Over a socket


def test_two_editors_over_http_do_not_overwrite_each_other():
    with serve(VersionedDocument(b"old").handle) as server:
        ann, bob = server.client(), server.client()
        tags = [client.get("/").headers.get("ETag", "") for client in (ann, bob)]
        first = ann.put("/", content=b"ann", headers={"If-Match": tags[0]})
        second = bob.put("/", content=b"bob", headers={"If-Match": tags[1]})
        seen = bob.get("/")
        merged = seen.content + b" and bob"
        third = bob.put("/", content=merged, headers={"If-Match": seen.headers.get("ETag", "")})
        got = ann.get("/").text
    statuses = [first.status_code, second.status_code, third.status_code]
    assert statuses == [204, 412, 204], (
        "Ann and Bob read, Ann writes, Bob writes, reads again and writes: PUT must be answered "
        f"204, 412, 204, not {statuses}"
    )
    assert got == "ann and bob", f"Bob kept what Ann wrote and added his own; there is {got!r}"


def test_answers_without_content_leave_the_connection_in_order():
    with serve(VersionedDocument(b"old").handle) as server:
        client = server.client()
        etag = client.get("/").headers.get("ETag", "")
        spared = client.get("/", headers={"If-None-Match": etag})
        head = client.head("/")
        last = client.get("/")
    got = [(one.status_code, one.content) for one in (spared, head, last)]
    assert got == [(304, b""), (200, b""), (200, b"old")], (
        f"GET with the tag, HEAD and GET over one connection were answered {got}"
    )
