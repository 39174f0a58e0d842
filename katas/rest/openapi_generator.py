"""OpenAPI generator: one signature, for the document and for the server.

A typed function, registered by a decorator, is an operation. Its signature is the
single source: the OpenAPI 3.1 document is made from it and requests are checked by
it, so what the document allows gets through, and what it forbids does not.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Item:
    ...     name: str
    ...     price: float
    ...     note: str | None = None
    >>> api = Api("Shop", "1.0")
    >>> @api.operation("POST", "/items")
    ... def add(body: Item, copies: int = 1) -> list[Item]:
    ...     return [body] * copies
    >>> tea = b'{"name": "tea", "price": 3}'
    >>> answer = api.handle(Request("POST", "/items?copies=1", {}, tea))
    >>> answer.status, answer.body
    (200, b'[{"name": "tea", "price": 3, "note": null}]')
    >>> api.handle(Request("POST", "/items?copies=two", {}, tea)).status
    422
    >>> api.document()["paths"]["/items"]["post"]["parameters"]
    [{'name': 'copies', 'in': 'query', 'required': False, 'schema': {'type': 'integer'}}]

- The parameter `body` is the JSON body and has no default. All others are in the query,
  where one with a default may be missing, and what nobody asked for is ignored.
- The types are `str`, `int`, `float` and `bool`; in bodies and results also `list[X]`,
  `X | None` and dataclasses, recursive ones too. Annotations may be strings, and
  two dataclasses may have the same name.
- As JSON Schema has it, 7.0 is an integer (the function gets an `int`) and true is no
  number. A member may be missing if its field has a default, not because it may be
  null. Members that are no fields are forbidden.
- In the query a `str` is the text itself; the others are written as in JSON: `7`, `true`.

Answers: 200 with the result as JSON; 400 if the body is not JSON; 422 for all else that
the document forbids; 404 if it has no such operation. The first three are in the
document, wherever they can occur. What a refusal says is yours; no function is called
for it. What a function raises comes through untouched.

Not your concern: paths with variables, `Content-Type` of requests, operations given twice.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from dojo.kit.http import Request, Response

F = TypeVar("F", bound=Callable[..., Any])


class Api:
    def __init__(self, title: str, version: str) -> None:
        """Start without operations."""
        raise NotImplementedError

    def operation(self, method: str, path: str) -> Callable[[F], F]:
        """Return a decorator that registers a function and returns it as it is.

        The decorator raises `TypeError`, and changes nothing, if the type of a parameter
        or of the result is missing, or is not one of those that may stand there.
        """
        raise NotImplementedError

    def document(self) -> dict[str, Any]:
        """Return what `json.dumps` writes and `openapi_spec_validator.validate` accepts."""
        raise NotImplementedError

    def handle(self, request: Request) -> Response:
        raise NotImplementedError
