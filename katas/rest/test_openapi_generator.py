import json
from dataclasses import MISSING, dataclass, field
from urllib.parse import urlencode

import pytest

from dojo.kit.attempts import attempt
from dojo.kit.http import Request, Response
from dojo.kit.servers.http import serve
from katas.rest.openapi_generator import Api

AS_JSON = {"Content-Type": "application/json"}


@dataclass
class Item:
    name: str
    price: float
    note: str | None = None
    tags: list[str] = field(default_factory=list)


class Warehouse:
    """A place for another dataclass of the same name, which refers to the first."""

    @dataclass
    class Item:
        code: int
        holds: "Item | None" = None


@dataclass
class Tree:
    label: str
    children: "list[Tree]" = field(default_factory=list)


@dataclass
class Person:
    name: str
    pets: "list[Pet]"


@dataclass
class Pet:
    owner: "Person | None"


TEA, CODE = {"name": "tea", "price": 3}, {"code": 7}

TEXTS = {
    int: (["7", "-3", "0"], ["", "tea", "1.5", "1_000", "true", "null"]),
    float: (["0.5", "3", "-1e3"], ["", "tea", "nan", "1_000.0", "true"]),
    bool: (["true", "false"], ["", "True", "1", "0", "yes", "null"]),
    str: (["", "tea", "7", "null", "a b&c=ü%"], []),
}
"""For each type the texts that a parameter may be, and those that it may not."""

VALUES = {
    "scalars": {
        int: ([0, -3, 7.0], [1.5, "7", True, False, None, [1], {}]),
        float: ([0.5, 3, -1e3], ["0.5", True, None, [0.5]]),
        str: (["", "tea", "null"], [7, 7.0, None, True, ["tea"]]),
        bool: ([True, False], [0, 1, "true", None]),
    },
    "lists": {
        list[int]: ([[], [1], [3, 2, 1]], [None, 1, "12", {}, [1, "2"], [True], [[1]]]),
        list[list[str]]: ([[], [[]], [["a"], []]], [["a"], [[1]], [[["a"]]]]),
    },
    "nullable": {
        int | None: ([None, 7], ["", 1.5, False, []]),
        Pet | None: ([None, {"owner": None}], [{}, [], "Ann"]),
        list[str | None] | None: ([None, [], ["a", None]], ["a", [1], [["a"]]]),
    },
    "objects": {
        Item: (
            [TEA, TEA | {"note": None}, {"tags": ["hot"], "note": "", "price": 0.5, "name": ""}],
            [
                {"name": "tea"},
                {"price": 3},
                TEA | {"price": "3"},
                TEA | {"note": 4},
                TEA | {"tags": None},
                TEA | {"tags": ["hot", 5]},
                TEA | {"colour": "green"},
                ["tea", 3],
                "tea",
                None,
            ],
        ),
        Pet: ([{"owner": None}], [{}, {"owner": "Ann"}]),
    },
    "recursive": {
        Tree: (
            [{"label": "a"}, {"label": "a", "children": [{"label": "b", "children": []}]}],
            [{"label": "a", "children": [{"label": "b", "children": [{"label": 3}]}]}],
        ),
        Person: (
            [{"name": "Ann", "pets": [{"owner": {"name": "Bob", "pets": []}}]}],
            [{"name": "Ann", "pets": [{"owner": {"name": "Bob", "pets": [{}]}}]}],
        ),
    },
}
"""For each type the JSON values that a body may be, and those that it may not."""


def named(tp):
    """Return what stands in an annotation."""
    return tp.__name__ if isinstance(tp, type) else str(tp).replace(f"{__name__}.", "")


each_kind = pytest.mark.parametrize("kind", VALUES)


def tried(what, call, *args):
    """Return what the call gives, which must not raise."""
    got = attempt(call, *args)
    if isinstance(got, Exception):
        pytest.fail(f"{what} must not raise, but raised {got!r:.300}")
    return got


def register(api, method, path, function):
    types = ", ".join(f"{name}: {named(tp)}" for name, tp in function.__annotations__.items())
    said = f"registering {function.__name__} ({types})"
    return tried(said, lambda: api.operation(method, path)(function))


def sent(api, method, target, content=None):
    """Return the answer; content that is not bytes is sent as JSON."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    said = f"{method} {target} with {body!r}"
    response = tried(said, api.handle, Request(method, target, AS_JSON, body))
    assert isinstance(response, Response), f"{said}: handle must return a Response: {response!r}"
    return response


def with_body(tp):
    """Return an API with PUT /thing, whose body is of that type, and what its function got."""
    api, got = Api("Shop", "1.0"), []

    def put(body: tp) -> str:
        got.append(body)
        return "kept"

    register(api, "PUT", "/thing", put)
    return api, got


def with_query(tp):
    """Return an API with GET /thing?this=, of that type, and what its function got."""
    api, got = Api("Shop", "1.0"), []

    def get(this: tp) -> str:
        got.append(this)
        return "kept"

    register(api, "GET", "/thing", get)
    return api, got


def stall():
    """Return an API with operations that know no dataclasses."""

    def greet() -> str:
        return "hello"

    def find(name: str, limit: int = 2, price: float = 0.5, sold: bool = False) -> str:
        return f"{name} {limit} {price} {sold}"

    def drop(name: str) -> bool:
        return True

    api = Api("Tea shop", "2.1")
    register(api, "GET", "/", greet)
    register(api, "GET", "/teas", find)
    register(api, "DELETE", "/teas", drop)
    return api


def shop():
    """Return the same with more operations."""

    def add(body: Item, copies: int = 1) -> list[Item]:
        return [body] * copies

    def first(sold: bool = False) -> "Item | None":
        return None if sold else Item("tea", 0.5)

    def plant(body: "Tree") -> "Tree":
        return body

    api = stall()
    register(api, "POST", "/items", add)
    register(api, "GET", "/items", first)
    register(api, "POST", "/trees", plant)
    return api


class Document:
    """What an API says of itself."""

    def __init__(self, api):
        self.whole = tried("document()", api.document)
        written = tried("json.dumps of the document", json.dumps, self.whole)
        assert json.loads(written) == self.whole, (
            "the document must be JSON as it is, which has strings for keys, also for statuses; "
            f"it was {self.whole}"
        )

    def part(self, *keys):
        """Return what stands there."""
        found = self.whole
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                pytest.fail(f"the document must have {' > '.join(keys)}, but {key} is not there")
            found = found[key]
        return found

    def body(self, method, path):
        """Return the schema of the body that is sent."""
        content = ("requestBody", "content", "application/json", "schema")
        return self.part("paths", path, method, *content)

    def result(self, method, path):
        """Return the schema of what is answered with 200."""
        content = ("responses", "200", "content", "application/json", "schema")
        return self.part("paths", path, method, *content)

    def parameter(self, path, name):
        """Return the entry of a parameter of the path's GET."""
        listed = self.part("paths", path, "get", "parameters")
        found = [
            entry for entry in listed if (entry.get("name"), entry.get("in")) == (name, "query")
        ]
        assert len(found) == 1, f"the query's {name!r} must be listed once: {listed}"
        return found[0]

    def allows(self, schema, value):
        """Tell whether JSON Schema 2020-12 says so; a $ref is followed in the whole document."""
        from jsonschema import Draft202012Validator

        validator = Draft202012Validator({**self.whole, "allOf": [schema]})
        return tried(f"reading the schema {schema}", validator.is_valid, value)


def test_a_function_answers_its_operation():
    response = sent(stall(), "GET", "/", b"")
    media_type = response.headers.get("Content-Type", "no Content-Type").partition(";")[0]
    got = response.status, media_type, response.body
    assert got == (200, "application/json", b'"hello"'), (
        f"greet at GET / returned 'hello': 200, application/json, \"hello\" were due, not {got}"
    )


def test_two_methods_of_a_path_are_two_operations():
    api = stall()
    got = [sent(api, method, "/teas?name=a").body for method in ("GET", "DELETE")]
    due = [b'"a 2 0.5 False"', b"true"]
    assert got == due, f"/teas has a GET and a DELETE, due were {due}, they came to {got}"


def test_an_operation_that_is_not_there_is_not_found():
    for method, path in [("GET", "/thing"), ("DELETE", "/"), ("PUT", "/teas")]:
        status = sent(stall(), method, path).status
        assert status == 404, f"there is no operation {method} {path}: 404 was due, not {status}"


def test_the_function_comes_back_as_it_is():
    def greet(name: str) -> str:
        return f"hello {name}"

    back = register(Api("Shop", "1.0"), "GET", "/", greet)
    assert back is greet, f"the decorator must return the function itself, but returned {back!r}"


def test_a_parameter_is_read_as_its_type():
    for tp, (texts, _) in TEXTS.items():
        api, got = with_query(tp)
        for text in texts:
            due = text if tp is str else json.loads(text)
            status = sent(api, "GET", f"/thing?{urlencode({'this': text})}").status
            assert (status, got) == (200, [due]), (
                f"`this: {named(tp)}` allows the text {text!r}, so 200 was due, and {due!r} for "
                f"the function; the answer was {status}, the function got {got}"
            )
            got.clear()


def test_a_parameter_that_does_not_fit_is_refused():
    for tp, (_, texts) in TEXTS.items():
        api, got = with_query(tp)
        for text in texts:
            status = sent(api, "GET", f"/thing?{urlencode({'this': text})}").status
            assert (status, got) == (422, []), (
                f"`this: {named(tp)}` forbids the text {text!r}, so 422 was due, and nothing for "
                f"the function; the answer was {status}, the function got {got}"
            )


def test_a_parameter_without_a_default_must_be_sent():
    status = sent(with_query(int)[0], "GET", "/thing").status
    assert status == 422, f"GET /thing lacks `this: int`, so 422 was due, not {status}"


def test_a_parameter_with_a_default_may_be_missing():
    response = sent(stall(), "GET", "/teas?name=tea&price=3.5")
    got = response.status, response.body
    assert got == (200, b'"tea 2 3.5 False"'), (
        "GET /teas?name=tea&price=3.5 lacks limit and sold, which have defaults, so 200 and "
        f'"tea 2 3.5 False" were due, not {got}'
    )


def test_what_nobody_asked_for_in_the_query_is_ignored():
    api, got = with_body(int)
    status = sent(api, "PUT", "/thing?page=x&body=x", 7).status
    assert (status, got) == (200, [7]), (
        "PUT /thing?page=x&body=x with the body 7: the function has no parameters in the query, so "
        f"it is ignored; the answer was {status}, the function got {got}"
    )


@each_kind
def test_a_body_that_fits_gets_through(kind):
    for tp, (values, _) in VALUES[kind].items():
        api, got = with_body(tp)
        for value in values:
            response = sent(api, "PUT", "/thing", value)
            assert (response.status, len(got)) == (200, 1), (
                f"`body: {named(tp)}` allows {json.dumps(value)}, so 200 was due; the answer was "
                f"{response.status} {response.body!r}, the function got {got}"
            )
            got.clear()


@each_kind
def test_a_body_that_does_not_fit_is_refused(kind):
    for tp, (_, values) in VALUES[kind].items():
        api, got = with_body(tp)
        for value in values:
            status = sent(api, "PUT", "/thing", value).status
            assert (status, got) == (422, []), (
                f"`body: {named(tp)}` forbids {json.dumps(value)}, so 422 was due, and nothing for "
                f"the function; the answer was {status}, the function got {got}"
            )


def test_a_body_that_is_not_json_is_told_apart():
    api, got = with_body(str)
    for body in (b"", b"tea", b"{", b'"\xff"'):
        status = sent(api, "PUT", "/thing", body).status
        assert (status, got) == (400, []), (
            f"the body {body!r} is not JSON: 400 was due, and nothing for the function; the answer "
            f"was {status}, the function got {got}"
        )


@pytest.mark.parametrize(
    ("tp", "value", "due"),
    [
        (int, 7.0, 7),
        (list[Item], [{"name": "tea", "price": 0.5}], [Item("tea", 0.5, None, [])]),
        (Tree | None, {"label": "a", "children": [{"label": "b"}]}, Tree("a", [Tree("b")])),
        (Person, {"name": "A", "pets": [{"owner": None}]}, Person("A", [Pet(None)])),
    ],
    ids=["integer", "list", "nullable", "recursive"],
)
def test_a_body_reaches_the_function_as_its_type(tp, value, due):
    api, got = with_body(tp)
    sent(api, "PUT", "/thing", value)
    assert repr(got) == repr([due]), (
        f"{json.dumps(value)} was sent to `body: {named(tp)}`, so the function was to get {due!r}, "
        f"it got {got}"
    )


def test_what_a_function_raises_comes_through_untouched():
    def fail(body: int) -> str:
        raise raised

    api = Api("Shop", "1.0")
    register(api, "PUT", "/thing", fail)
    for raised in (ValueError("sold out"), TypeError("sold out"), KeyError("sold out")):
        error = attempt(api.handle, Request("PUT", "/thing", AS_JSON, b"7"))
        assert error is raised, (
            f"the function itself raised {raised!r}, for which the request cannot be blamed; out "
            f"of handle came {error!r}"
        )


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("body", [set[int], int | str, list, list[set[int] | None]]),
        ("this", [list[int], int | None, Item, MISSING]),
        ("return", [dict, list[dict], MISSING]),
    ],
)
def test_a_type_that_cannot_be_described_is_refused_at_once(name, wrong):
    def put(body, this):
        return "kept"

    for tp in wrong:
        types = {"body": int, "this": int, "return": str} | {name: tp}
        put.__annotations__ = {name: tp for name, tp in types.items() if tp is not MISSING}
        api = Api("Shop", "1.0")
        error = attempt(lambda api=api: api.operation("PUT", "/thing")(put))
        assert isinstance(error, TypeError), (
            f"a function was registered with the types {put.__annotations__}, of which {name} is "
            f"missing or cannot be described: a TypeError was due at once, there was {error!r}"
        )
        got = sent(api, "PUT", "/thing?this=7", 7).status, Document(api).part("paths")
        assert got == (404, {}), f"the function was refused: 404 and no paths were due, not {got}"


def test_the_document_is_accepted_by_the_validator():
    from openapi_spec_validator import validate

    document = Document(shop())
    tried("openapi_spec_validator.validate", validate, document.whole)
    got = (
        document.part("openapi")[:4],
        document.part("info", "title"),
        document.part("info", "version"),
    )
    due = ("3.1.", "Tea shop", "2.1")
    assert got == due, f"OpenAPI 3.1 and the title and version given were due: {due}, not {got}"


def test_the_document_has_the_operations_of_its_api():
    api, _ = shop(), with_body(int)
    got = {path: sorted(methods) for path, methods in Document(api).part("paths").items()}
    due = {"/": ["get"], "/teas": ["delete", "get"], "/items": ["get", "post"], "/trees": ["post"]}
    assert got == due, f"the operations are {due} (another API has PUT /thing), there are {got}"


def test_the_document_allows_the_same_parameters():
    for tp, cases in TEXTS.items():
        document = Document(with_query(tp)[0])
        schema = document.parameter("/thing", "this").get("schema")
        for right, texts in zip((True, False), cases, strict=True):
            for text in texts:
                meant = text if tp is str else attempt(json.loads, text)
                value = text if isinstance(meant, Exception) else meant
                assert document.allows(schema, value) is right, (
                    f"`this: {named(tp)}` {'allows' if right else 'forbids'} the text {text!r}, "
                    f"but the document's schema {schema} does not"
                )


def test_the_document_says_which_parameters_may_be_missing():
    document = Document(stall())
    names = ("name", "limit", "price", "sold")
    got = {name: document.parameter("/teas", name).get("required", False) for name in names}
    assert got == {"name": True, "limit": False, "price": False, "sold": False}, (
        f"of find(name, limit=2, price=0.5, sold=False) name alone is required, not {got}"
    )


@each_kind
def test_the_document_allows_the_same_bodies(kind):
    for tp, cases in VALUES[kind].items():
        document = Document(with_body(tp)[0])
        schema = document.body("put", "/thing")
        for right, values in zip((True, False), cases, strict=True):
            for value in values:
                assert document.allows(schema, value) is right, (
                    f"`body: {named(tp)}` {'allows' if right else 'forbids'} {json.dumps(value)}, "
                    f"but the document does not: {schema}, {document.whole.get('components')}"
                )


def test_the_document_says_that_a_body_is_required():
    body = Document(with_body(int)[0]).part("paths", "/thing", "put", "requestBody")
    assert body.get("required") is True, (
        "without a body there is 400, but to the document a body may be missing, which is what a "
        f"requestBody means that does not say otherwise: {body}"
    )


def test_two_dataclasses_of_one_name_are_both_described():
    document = Document(with_body(Warehouse.Item)[0])
    schema = document.body("put", "/thing")
    for value, right in [({"code": 7, "holds": TEA}, True), ({"code": 7, "holds": CODE}, False)]:
        assert document.allows(schema, value) is right, (
            "two dataclasses are called Item; one has a code and may hold the other, with name "
            f"and price, so {value} is {'allowed' if right else 'forbidden'}; the document says "
            f"{document.whole.get('components')}"
        )


def test_the_document_lists_each_answer():
    api = shop()
    document = Document(api)
    for method, target, content in [
        ("GET", "/", None),
        ("GET", "/teas?name=tea", None),
        ("GET", "/teas", None),
        ("DELETE", "/teas?name=tea", None),
        ("GET", "/items", None),
        ("GET", "/items?sold=true", None),
        ("POST", "/items?copies=2", TEA),
        ("POST", "/items", b"{"),
        ("POST", "/items", CODE),
        ("POST", "/trees", {"label": "a", "children": [{"label": "b"}]}),
        ("POST", "/trees", {"label": 3}),
    ]:
        said, response = f"{method} {target} with {content}", sent(api, method, target, content)
        at = method.lower(), target.partition("?")[0]
        listed = document.part("paths", at[1], at[0], "responses")
        assert str(response.status) in listed, (
            f"{said} was answered with {response.status}, the document lists {sorted(listed)}"
        )
        if response.status == 200:
            schema = document.result(*at)
            result = tried("json.loads of the answer", json.loads, response.body)
            assert document.allows(schema, result), (
                f"{said} was answered with {result}, which the document forbids: {schema}"
            )


def changed(value):
    """Yield all that differs in one place: by another value, a member less or a member more."""
    yield from (None, True, 0, 1.5, "", [], ["tea"], [{}], {})
    if isinstance(value, list):
        for place, item in enumerate(value):
            yield from ([*value[:place], other, *value[place + 1 :]] for other in changed(item))
    if isinstance(value, dict):
        yield value | {"more": 1}
        for name, item in value.items():
            yield {other: value[other] for other in value if other != name}
            yield from (value | {name: other} for other in changed(item))


def test_the_document_and_the_behaviour_never_contradict_each_other():
    api = shop()
    document = Document(api)
    item = {"name": "tea", "price": 0.5, "note": "hot", "tags": ["a", "b"]}
    tree = {"label": "a", "children": [{"label": "b", "children": [{"label": "c"}]}]}
    for path, right in [("/items", item), ("/trees", tree)]:
        for value in [right, *changed(right)]:
            status = sent(api, "POST", path, value).status
            due = 200 if document.allows(document.body("post", path), value) else 422
            assert status == due, (
                f"POST {path} with {json.dumps(value)}: by the document {due} was due, the answer "
                f"was {status}"
            )


def test_the_document_is_as_true_over_a_real_socket():
    api = shop()
    document = Document(api)
    with serve(lambda request: tried("handle", api.handle, request)) as server:
        client = server.client()
        for value in (TEA, {"name": "tea"}, TEA | {"price": None}):
            status = client.post("/items", json=value).status_code
            due = 200 if document.allows(document.body("post", "/items"), value) else 422
            assert status == due, f"POST /items with {value}: {due} was due, there was {status}"
        found = client.get("/teas", params={"name": "tea & ü", "limit": 1, "sold": "true"})
    got, due = tried("json.loads of the answer", json.loads, found.text), "tea & ü 1 0.5 True"
    assert got == due, f"GET /teas of 'tea & ü', limit 1, sold, must give {due!r}, not {got!r}"
