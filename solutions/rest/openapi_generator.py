"""OpenAPI generator, solved with two walks over the same annotations.

To `inspect` a dataclass is one more function: its signature has the fields, and says
which have a default, a `default_factory` too. So `_types` and `_required` serve
operations and objects alike, and both the schema and the check are made of nothing
else. One walk goes from a type to its schema, the other from a type and a value to an
object; unknown types fail in the first, at import, before any request is lost.

Recursion ends because a class has its name before its fields are looked at: whoever
meets it again writes a `$ref`. `parent: X | None` is an `anyOf` with null, since 3.1 is
plain JSON Schema and passes over the `nullable` of 3.0 without a word. OpenAPI's own
defaults deceive as well: a `requestBody` and a query parameter are optional unless
`required` stands there. A validator sees none of that, for such a document is well
formed, merely not true; only requests that were really sent can tell.

Left out: path parameters (`in: path`, always required), 415 for other media types, 405,
NaN, which `json.loads` takes, constraints (`minimum`, `pattern`), operationIds, examples,
and checking results, whose schema here is a promise that only a type checker keeps. At
work FastAPI and Litestar do this with pydantic or msgspec, where one compiled schema
per type both describes and validates; for DRF there is drf-spectacular.

Interview: "How do you document an API, and how does the documentation stay true?"
- OpenAPI for HTTP (AsyncAPI for events, .proto for gRPC): readable by machines, so that
  pages, clients, mocks, gateways and tests come out of one file. Beyond the schemas
  readers need examples, one error format with its codes (RFC 9457 problem details),
  authentication, limits, pagination, idempotency, what is deprecated, and a changelog.
- Code first: types and handlers produce the document. Cheap, never far from the code,
  one review; but the contract changes with every refactoring, and clients see it late.
  Contract first: the file is designed and reviewed before the code, teams work in
  parallel against a mock, stubs and clients are generated. It suits public APIs and
  many consumers; the price is a second source, which must be tested against the first.
  A good middle: generate, commit the file, and let reviewers see its diff.
- True: derived from what also validates, not written beside it. In CI lint it (Spectral),
  regenerate it and fail if the committed file differs. Send requests made from it to
  the running service (Schemathesis): no 500, no status or body that is not listed,
  nothing accepted that it forbids. Validate responses in tests and staging; in
  production log what deviates rather than fail a customer.
- Contract tests: with Pact each consumer records what it uses, and the provider replays
  that before it deploys. The document says what may be asked, the pacts say what is,
  hence what may go. Neither replaces tests of what the operation does.
- Breaking: requests may only ask for less, responses only promise more. So it breaks
  clients to remove an operation; in requests to require more or to narrow a type or a
  limit; in responses to drop a field, to let it be null or missing, to widen its type
  or its enum. Safe are new operations, optional inputs and new response fields, if
  clients ignore what they do not know: `additionalProperties: false` catches typos in
  requests, but in a response schema it forbids growth, so at work the two differ. Diff
  old and new in CI (oasdiff); break only in a new version, with `Deprecation` and
  `Sunset` headers, figures on who still calls, and a date.

Hints
-----
1. What do the parameters of a function and the fields of a dataclass have in common? Ask
   `inspect.signature` about both, and `typing.get_type_hints` where annotations may be
   strings.
2. Write type to schema first, as a recursive function, and the check beside it, with the
   same cases in the same order. What does `isinstance(True, int)` say?
3. A tree holds trees. What must be known of a class before you look at its fields, so
   that you need not look again? Where do two classes called Item collide?
4. `json.loads` knows how `7` and `true` are written, `int()` and `bool()` do not. Which
   calls belong into which `try`, and which into none?
5. `handle`: look up (path, method); parse the body, else 400; collect the query's texts
   that the function asks for, read members of the function as of a dataclass, else 422;
   call it; `json.dumps(result, default=dataclasses.asdict)`. `register`: describe the
   function once and throw the result away, only then keep the function.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from inspect import Parameter, signature
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from dojo.kit.http import Headers, Request, Response

F = TypeVar("F", bound=Callable[..., Any])

Json = dict[str, Any]

SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}
MEDIA_TYPE = "application/json"


class Api:
    def __init__(self, title: str, version: str) -> None:
        self._info = {"title": title, "version": version}
        self._functions: dict[tuple[str, str], Callable[..., Any]] = {}

    def operation(self, method: str, path: str) -> Callable[[F], F]:
        def register(function: F) -> F:
            _Schemas().of_operation(function)
            self._functions[path, method] = function
            return function

        return register

    def document(self) -> dict[str, Any]:
        schemas = _Schemas()
        paths: dict[str, Json] = {}
        for (path, method), function in self._functions.items():
            paths.setdefault(path, {})[method.lower()] = schemas.of_operation(function)
        components = {"schemas": schemas.components}
        return {"openapi": "3.1.0", "info": self._info, "paths": paths, "components": components}

    def handle(self, request: Request) -> Response:
        function = self._functions.get((request.path, request.method))
        if function is None:
            return Response(404)
        types = _types(function)
        try:
            content = {"body": json.loads(request.body)} if "body" in types else {}
        except ValueError:
            return Response(400)
        try:
            arguments = _read_members(function, _read_query(types, request.query) | content)
        except ValueError as error:
            return Response(422, body=str(error).encode())
        answer = json.dumps(function(**arguments), default=asdict)
        return Response(200, Headers({"Content-Type": MEDIA_TYPE}), answer.encode())


class _Schemas:
    """Describes types; dataclasses once, among the components, for others to refer to."""

    def __init__(self) -> None:
        self.components: dict[str, Json] = {}
        self._names: dict[Any, str] = {}

    def of_operation(self, function: Callable[..., Any]) -> Json:
        types, required = _types(function), _required(function)
        body = {"body": types.pop("body")} if "body" in types else {}
        if not set(types.values()) <= SCALARS.keys():
            raise TypeError(f"in the query there cannot be {types}")
        result = self._content(get_type_hints(function).get("return"))
        operation: Json = {
            "parameters": [
                {"name": n, "in": "query", "required": n in required, "schema": self.of(tp)}
                for n, tp in types.items()
            ],
            "responses": {"200": {"description": "done", "content": result}},
        }
        if body or types:
            operation["responses"]["422"] = {"description": "not as it is described here"}
        if body:
            operation["responses"]["400"] = {"description": "the body is not JSON"}
            operation["requestBody"] = {"required": True, "content": self._content(body["body"])}
        return operation

    def _content(self, tp: Any) -> Json:
        return {MEDIA_TYPE: {"schema": self.of(tp)}}

    def of(self, tp: Any) -> Json:
        if tp in SCALARS:
            return {"type": SCALARS[tp]}
        if get_origin(tp) is list:
            return {"type": "array", "items": self.of(*get_args(tp))}
        if some := _without_none(tp):
            return {"anyOf": [self.of(some), {"type": "null"}]}
        if is_dataclass(tp):
            return {"$ref": f"#/components/schemas/{self._name_of(tp)}"}
        raise TypeError(f"{tp!r} is no type that can be described")

    def _name_of(self, cls: Any) -> str:
        if cls not in self._names:
            is_taken = cls.__name__ in self._names.values()
            name = f"{cls.__name__}.{len(self._names)}" if is_taken else cls.__name__
            self._names[cls] = name
            self.components[name] = {
                "type": "object",
                "properties": {field: self.of(tp) for field, tp in _types(cls).items()},
                "required": _required(cls),
                "additionalProperties": False,
            }
        return self._names[cls]


def _types(thing: Any) -> dict[str, Any]:
    """Map the parameters of a function, or the fields of a dataclass, to their types."""
    types = get_type_hints(thing)
    return {name: types.get(name) for name in signature(thing).parameters}


def _required(thing: Any) -> list[str]:
    parameters = signature(thing).parameters.items()
    return [name for name, parameter in parameters if parameter.default is Parameter.empty]


def _without_none(tp: Any) -> Any:
    """Return X of `X | None`, and None of all other types."""
    parts = get_args(tp) if isinstance(tp, UnionType) else ()
    others = [part for part in parts if part is not NoneType]
    return others[0] if len(others) == 1 else None


def _read_query(types: dict[str, Any], query: dict[str, str]) -> Json:
    asked = {name: query[name] for name in types if name in query and name != "body"}
    return {name: text if types[name] is str else json.loads(text) for name, text in asked.items()}


def _read_members(thing: Any, values: Json) -> Json:
    types, required = _types(thing), set(_required(thing))
    if not required <= values.keys() <= types.keys():
        raise ValueError(f"of {list(types)}, {required} are required; there are {list(values)}")
    return {name: _read(types[name], value) for name, value in values.items()}


def _read(tp: Any, value: Any) -> Any:
    """Return a JSON value as one of the type; raise `ValueError` if it is none."""
    if type(value) is tp or (tp is float and type(value) is int):
        return value
    if tp is int and type(value) is float and value.is_integer():
        return int(value)
    if get_origin(tp) is list and type(value) is list:
        (item_type,) = get_args(tp)
        return [_read(item_type, item) for item in value]
    if some := _without_none(tp):
        return None if value is None else _read(some, value)
    if is_dataclass(tp) and type(value) is dict:
        return tp(**_read_members(tp, value))  # type: ignore[operator]
    raise ValueError(f"{value!r} is not of type {tp}")
