import itertools

import pytest

from dojo.kit.http import Request, Response
from dojo.kit.servers.http import serve
from katas.rest.version_negotiation import VersionRouter, best_match, parse_accept, quality

JSON = "application/json"
V1, V2, V10 = (f"{JSON};version={version}" for version in (1, 2, 10))

MALFORMED_RANGES = [
    *("text", "text/", "/html", "*", "*/html", "text/html/x", "text/*/x"),
    *("text/html;level", "text/html;level=", "text/html;=1", "text/html;q=0.5;level"),
]
MALFORMED_WEIGHTS = ["1.5", "2", "-1", "-0.5", "1.001", "0.0001", "1e-1", "high", "nan", ""]

RFC_ACCEPT = (
    "text/*;q=0.3, text/plain;q=0.7, text/plain;format=flowed, text/plain;format=fixed;q=0.4, "
    "*/*;q=0.5"
)
RFC_WEIGHTS = {
    "text/plain;format=flowed": 1.0,
    "text/plain": 0.7,
    "text/html": 0.3,
    "image/jpeg": 0.5,
    "text/plain;format=fixed": 0.4,
    "text/plain;format=other": 0.7,
}
"""The example of RFC 9110, section 12.5.1, with one more format."""


# Ranges


def assert_parsed(value, *due):
    got = parse_accept(value)
    assert isinstance(got, list), f"parse_accept({value!r}) must return a list; got {got!r}"
    assert [tuple(found) for found in got] == list(due), (
        f"parse_accept({value!r}) must give, as (type, subtype, parameters, q), {list(due)}; got "
        f"{got!r}"
    )


def test_ranges_are_found_in_their_order():
    assert_parsed("text/html", ("text", "html", {}, 1.0))
    assert_parsed("*/*,text/*", ("*", "*", {}, 1.0), ("text", "*", {}, 1.0))
    assert_parsed(
        "application/vnd.shop-v1+json, image/png",
        ("application", "vnd.shop-v1+json", {}, 1.0),
        ("image", "png", {}, 1.0),
    )


def test_a_range_has_parameters():
    assert_parsed(V2, ("application", "json", {"version": "2"}, 1.0))
    assert_parsed("a/b;c=1;d=x.Y", ("a", "b", {"c": "1", "d": "x.Y"}, 1.0))
    assert_parsed("a/*;c=1, */*;d=2", ("a", "*", {"c": "1"}, 1.0), ("*", "*", {"d": "2"}, 1.0))


def test_a_weight_is_no_parameter():
    for weight, q in [("0", 0.0), ("0.5", 0.5), ("0.25", 0.25), ("0.001", 0.001), ("1.000", 1.0)]:
        assert_parsed(f"a/b;q={weight}", ("a", "b", {}, q))
    assert_parsed("a/b;c=1;q=0.7", ("a", "b", {"c": "1"}, 0.7))


def test_spaces_and_empty_ranges_do_not_matter():
    for value in "a/b;c=1,d/*;q=0.5", " a/b ; c=1 , d/* ;\tq=0.5\t", ", a/b;c=1,, ,d/*;q=0.5 ,":
        assert_parsed(value, ("a", "b", {"c": "1"}, 1.0), ("d", "*", {}, 0.5))
    for value in "", " ", ", ,":
        assert_parsed(value)


def test_case_matters_only_in_values():
    assert_parsed("Text/HTML;Level=A;Q=0.5", ("text", "html", {"level": "A"}, 0.5))


def test_a_malformed_range_is_dropped_and_the_others_stay():
    for bad in MALFORMED_RANGES:
        assert_parsed(f"a/b, {bad}, c/d", ("a", "b", {}, 1.0), ("c", "d", {}, 1.0))


def test_a_range_with_a_malformed_weight_is_dropped():
    for weight in MALFORMED_WEIGHTS:
        assert_parsed(f"text/html;q={weight}, c/d;q=0.5", ("c", "d", {}, 0.5))


# The weight of an offer


def assert_weight(accept, offer, due, because):
    got = quality(accept, offer)
    assert got == due, f"Accept: {accept} gives {offer} the weight {due}, not {got!r}: {because}"


def test_the_most_specific_range_decides():
    for offer, due in RFC_WEIGHTS.items():
        because = "the most specific range that matches decides, however high the others are"
        assert_weight(RFC_ACCEPT, offer, due, because)


def test_more_parameters_are_more_specific():
    accept = "a/b;c=1;q=0.3, a/b;c=1;d=2;q=0.2, a/b;q=0.9"
    for offer, due in [("a/b;d=2;c=1", 0.2), ("a/b;c=1", 0.3), ("a/b;d=2", 0.9), ("a/b", 0.9)]:
        assert_weight(accept, offer, due, "of two ranges for a/b the one with more parameters wins")
    accept = "*/*;c=1;d=2;q=0.3, a/*;c=1;q=0.5, a/b;q=0.7"
    for offer, due in [("a/b;c=1;d=2", 0.7), ("a/x;c=1;d=2", 0.5), ("x/y;c=1;d=2", 0.3)]:
        because = "parameters count only between ranges with the same type and subtype"
        assert_weight(accept, offer, due, because)


def test_what_no_range_matches_has_weight_zero():
    for accept in "text/html", "text/*", "application/xml", "application/jso", "app/*", "json/*":
        assert_weight(accept, JSON, 0, "no range matches it")
    for accept, offer in [(V2, V1), (V1, V10), (V1, JSON), ("*/*;version=2", V1)]:
        assert_weight(accept, offer, 0, "the offer lacks a parameter of the range")


def test_parameters_that_a_range_does_not_name_do_not_matter():
    for accept in "*/*", "application/*", JSON, "*/*;version=2", f"{JSON};VERSION=2", V2:
        assert_weight(accept, f"{V2};charset=utf-8", 1, "the offer has all that the range names")


def test_any_offer_will_do_where_nothing_well_formed_is_asked():
    for accept in None, "", " ,", "text", "text/html;q=7", "*/json, json":
        assert_weight(accept, JSON, 1, "without a well-formed range anything is acceptable")


# The best offer


def assert_best(accept, offers, due, because):
    got = best_match(accept, offers)
    assert got == due, f"Accept: {accept}, offers {offers}: the best is {due}, not {got!r}; " + (
        because
    )


def test_the_offer_with_the_highest_weight_wins():
    because = "its weight is the highest"
    assert_best("a/b;q=0.5, c/d", ["a/b", "c/d"], "c/d", because)
    assert_best("a/b;q=0.002, c/d;q=0.001", ["c/d", "a/b"], "a/b", because)
    assert_best("a/*;q=0.5, */*;q=0.4", ["x/y", "c/d", "a/b"], "a/b", because)
    because = "text/html has weight 0.2, from the range that names it, and text/plain has 1"
    assert_best("text/html;q=0.2, text/*", ["text/html", "text/plain"], "text/plain", because)


def test_of_equal_offers_the_first_wins():
    for accept in "b/c, a/b", "*/*", "a/b;q=0.5, b/c;q=0.5", None, "":
        because = "both have the same weight, and it is the server's first"
        assert_best(accept, ["a/b", "b/c"], "a/b", because)
        assert_best(accept, ["b/c", "a/b"], "b/c", because)


def test_the_order_of_the_ranges_does_not_matter():
    ranges = ["*/*;q=0.2", "text/*;q=0.6", "text/html;q=0.1", "text/html;level=1;q=0.9", "a/b;q=0"]
    offers = ["a/b", "c/d", "text/html", "text/html;level=1", "text/plain"]
    for order in itertools.permutations(ranges):
        accept = ", ".join(order)
        because = "the order of the ranges means nothing"
        assert_best(accept, offers, "text/html;level=1", because)
        assert_best(accept, offers[:3], "c/d", because)


def test_weight_zero_means_not_acceptable():
    because = "weight 0 means not acceptable, and not 'if nothing else is there'"
    assert_best("a/b;q=0", ["a/b"], None, because)
    assert_best("a/b;q=0.000, */*;q=0.001", ["a/b", "c/d"], "c/d", because)
    assert_best("*/*, a/*;q=0", ["a/b", "a/c"], None, because)


def test_there_may_be_no_acceptable_offer():
    assert_best("text/html", [JSON, "text/plain"], None, "no range matches either of them")
    assert_best("*/*", [], None, "nothing is offered")


# The router


class Api:
    """A router whose handlers keep what they are asked, and answer with their version."""

    def __init__(self, *versions, headers=(), status=200):
        self.seen = []
        self.headers, self.status = headers, status
        self.router = VersionRouter(JSON)
        for version in versions:
            self.router.add(version, self.handler(version))

    def handler(self, version):
        def handle(request):
            self.seen.append(request)
            return Response(self.status, self.headers, f"version {version}".encode())

        return handle

    def get(self, accept, target="/notes"):
        response = self.router.handle(asked(accept, target))
        assert isinstance(response, Response), (
            f"{told(accept, target)}: handle must return a Response; got {response!r}"
        )
        return response

    def expect(self, due, accept, target="/notes", *, because):
        """Get, and return the answer, which must be that of a version, or have this status."""
        response = self.get(accept, target)
        served = self.seen and response.status == self.status
        got = response.body.decode() if served else response.status
        wanted = due if due in (404, 406) else f"version {due}"
        assert got == wanted, (
            f"{told(accept, target)} must get {wanted}, not {got or 'an empty body'}; {because}"
        )
        return response


def asked(accept, target):
    return Request("GET", target, {} if accept is None else {"Accept": accept})


def told(accept, target):
    return f"GET {target} {'without Accept' if accept is None else f'with Accept: {accept}'}"


def test_the_version_is_named_in_accept():
    for accept, due in [
        (V1, 1),
        (V2, 2),
        (V10, 10),
        (f"{V1};q=0.5, {V2}", 2),
        ("*/*;version=2", 2),
    ]:
        Api(1, 2, 10).expect(due, accept, because="that version is asked for")
    accept = f"{V10};q=0.9, {V2};q=0.8, {JSON};q=0.1"
    Api(1, 2).expect(2, accept, because="there is no version 10, and 2 has a higher weight than 1")


def test_who_names_no_version_gets_the_oldest():
    because = "who names no version must get the oldest, or a new version would break him"
    for accept in None, "*/*", JSON, "application/*", "", f"{JSON}, text/html":
        Api(1, 2).expect(1, accept, because=because)
        Api(3, 2).expect(2, accept, because=because)


def test_what_is_not_offered_is_not_acceptable():
    for accept in f"{JSON};version=3", "text/html", f"{JSON};q=0", f"{JSON};version=02", V10:
        api = Api(1, 2)
        refused = api.expect(406, accept, because="no version is acceptable, so none may be served")
        assert not api.seen, f"{told(accept, '/notes')} was refused, so no handler may be called"
        listed = refused.body.decode().split("\n")
        assert listed == [V1, V2], (
            f"406 must list the offers, one on a line, {[V1, V2]}; its body is {refused.body!r}"
        )


def test_versions_are_numbers_in_whatever_order_they_were_added():
    for order in itertools.permutations([2, 9, 10]):
        because = f"versions are numbers, and 2 is the oldest of {list(order)}, as they were added"
        Api(*order).expect(2, None, because=because)
        refused = Api(*order).get("text/html")
        listed = refused.body.decode().split("\n")
        due = [f"{JSON};version={version}" for version in (2, 9, 10)]
        assert listed == due, (
            f"versions {list(order)} were added; the offers are {due}, the oldest first; 406 lists "
            f"{listed}"
        )


def test_the_version_may_stand_in_the_path():
    for version, accept in itertools.product([1, 2, 10], [None, "*/*", JSON, "*/*;q=0.1"]):
        because = "the path names the version"
        Api(1, 2, 10).expect(version, accept, f"/v{version}/notes", because=because)


def test_a_version_in_the_path_is_a_segment_of_its_own():
    for target in "/v2notes/1", "/videos", "/v/2", "/notes/v2/1", "/notes?next=/v2/1":
        api = Api(1, 2)
        api.expect(1, None, target, because="no segment /v2/ begins the path")
        got = api.seen[0].target
        assert got == target, f"{target} names no version; the handler must see it whole, not {got}"


def test_a_version_in_the_path_that_does_not_exist_is_not_found():
    for target in "/v3/notes", "/v20/notes", "/v10/notes":
        api = Api(1, 2)
        for accept in None, V1:
            api.expect(404, accept, target, because="there is no such version")
        assert not api.seen, f"GET {target}: there is no such version, so no handler may be called"


def test_path_and_accept_must_agree():
    because = "the path offers version 2 only, and Accept rules it out"
    for accept in V1, "text/html", f"*/*, {V2};q=0":
        refused = Api(1, 2).expect(406, accept, "/v2/notes", because=because)
        assert refused.body.decode() == V2, (
            f"GET /v2/notes: only {V2} was offered, and 406 must list just that; its body is "
            f"{refused.body!r}"
        )
    because = "both name version 2"
    Api(1, 2).expect(2, f"{V1}, {V2};q=0.1", "/v2/notes", because=because)


def test_the_handler_sees_the_request_without_the_version():
    for target in "/v2/notes", "/v2/notes?page=3&tag=/v2/", "/v2/", "/v2/v1/x", "/notes/7?a=b":
        api = Api(1, 2)
        sent = Request("PUT", target, {"Accept": V2, "X-Trace": "7"}, b"tea")
        api.router.handle(sent)
        due = target.removeprefix("/v2")
        wanted = Request(sent.method, due, sent.headers, sent.body)
        assert api.seen == [wanted], (
            f"PUT {target}: the handler must see the target {due}, and method, headers and body as "
            f"they were; it saw {api.seen}"
        )


@pytest.mark.parametrize("status", [200, 404, 503])
def test_the_answer_is_that_of_the_handler(status):
    lines = [("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"), ("ETag", '"7"')]
    api = Api(1, status=status, headers=lines)
    got = api.get(None)
    assert (got.status, got.body) == (status, b"version 1"), (
        f"the handler answered {status} with b'version 1'; the client got {got.status} with "
        f"{got.body!r}"
    )
    kept = [line for line in got.headers.lines if line in lines]
    assert kept == lines, f"the handler sent {lines}; of these the client got {kept}"


def test_caches_learn_that_the_answer_depends_on_accept():
    for accept, target in itertools.product([None, V2, "text/html"], ["/notes", "/v2/notes"]):
        got = Api(1, 2).get(accept, target)
        names = got.headers.get("Vary", "").lower().replace(" ", "").split(",")
        assert "accept" in names, (
            f"{told(accept, target)} was answered {got.status}: with another Accept it would be "
            f"another answer, so Vary must name Accept; it is {got.headers.get('Vary')}"
        )
    got = Api(1, headers={"Vary": "Origin"}).get(None)
    names = sorted(got.headers.get("Vary", "").lower().replace(" ", "").split(","))
    assert names == ["accept", "origin"], (
        "the handler varies by Origin and the router by Accept, so Vary must name both; it is "
        f"{got.headers.get('Vary')}"
    )


def test_an_old_version_says_when_it_goes():
    router = VersionRouter(JSON)
    router.add(1, lambda _: Response(200), deprecated=1767225600, sunset=1798761600)
    router.add(2, lambda _: Response(200), deprecated=1799000000)
    router.add(3, lambda _: Response(200), sunset=0)
    router.add(4, lambda _: Response(200))
    for version, deprecated, sunset in [
        (1, "@1767225600", "Fri, 01 Jan 2027 00:00:00 GMT"),
        (2, "@1799000000", None),
        (3, None, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (4, None, None),
    ]:
        headers = router.handle(asked(None, f"/v{version}/notes")).headers
        got = headers.get("Deprecation"), headers.get("Sunset")
        assert got == (deprecated, sunset), (
            f"version {version}: Deprecation and Sunset must be {deprecated} and {sunset}; they "
            f"are {got[0]} and {got[1]}"
        )


def test_a_version_has_one_handler():
    api = Api(1, 2)
    try:
        got = api.router.add(2, lambda _: Response(200, {}, b"another"))
    except ValueError:
        api.expect(2, V2, because="a second handler was refused, and the first one stays")
    else:
        pytest.fail(f"version 2 was added twice, which must raise ValueError; got {got!r}")


def test_versions_are_negotiated_over_a_real_socket():
    api = Api(1, 2)
    with serve(api.router.handle) as server:
        client = server.client()
        for headers, target, due in [
            ({}, "/notes", (200, "version 1")),
            ({"Accept": V2}, "/notes?page=3", (200, "version 2")),
            ({}, "/v2/notes", (200, "version 2")),
            ({"Accept": f"{JSON};version=3"}, "/notes", (406, f"{V1}\n{V2}")),
            ({"Accept": V1}, "/v1/notes", (200, "version 1")),
        ]:
            response = client.get(target, headers=headers)
            got = response.status_code, response.text
            assert got == due, (
                f"over a socket, GET {target} with {headers or 'Accept: */*'} must be answered "
                f"{due}; it was {got}"
            )
