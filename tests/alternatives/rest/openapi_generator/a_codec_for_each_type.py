"""Each type is turned, at registration, into one object that describes, reads and writes it."""

import dataclasses
import inspect
import json
import re
import typing
from types import NoneType

from dojo.kit.http import Response

NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


class Wrong(Exception):
    """The value is not of the type."""


class Scalar:
    def __init__(self, tp, name):
        self.tp, self.name = tp, name

    def schema(self):
        return {"type": self.name}

    def from_text(self, text):
        if self.tp is str:
            return text
        if self.tp is bool and text in ("true", "false"):
            return text == "true"
        if self.tp is not bool and NUMBER.fullmatch(text):
            return self.read(float(text) if self.tp is float else json.loads(text))
        raise Wrong

    def read(self, value):
        if self.tp in (int, float):
            if isinstance(value, bool) or not isinstance(value, int | float):
                raise Wrong
            if self.tp is int and value != int(value):
                raise Wrong
            return self.tp(value)
        if not isinstance(value, self.tp):
            raise Wrong
        return value

    def write(self, value):
        return value


class Listing:
    def __init__(self, item):
        self.item = item

    def schema(self):
        return {"type": "array", "items": self.item.schema()}

    def read(self, value):
        if not isinstance(value, list):
            raise Wrong
        return [self.item.read(item) for item in value]

    def write(self, value):
        return [self.item.write(item) for item in value]


class Nullable:
    def __init__(self, some):
        self.some = some

    def schema(self):
        schema = self.some.schema()
        if "type" in schema and isinstance(schema["type"], str):
            return schema | {"type": [schema["type"], "null"]}
        return {"anyOf": [{"type": "null"}, schema]}

    def read(self, value):
        return None if value is None else self.some.read(value)

    def write(self, value):
        return None if value is None else self.some.write(value)


class Record:
    def __init__(self, cls, name):
        self.cls, self.name, self.members = cls, name, {}

    def fill(self, codecs):
        hints = typing.get_type_hints(self.cls)
        for one in dataclasses.fields(self.cls):
            absent = dataclasses.MISSING
            required = one.default is absent and one.default_factory is absent
            self.members[one.name] = codecs.of(hints[one.name]), required

    def schema(self):
        return {"$ref": f"#/components/schemas/{self.name}"}

    def component(self):
        return {
            "title": self.cls.__name__,
            "type": ["object"],
            "required": [name for name, (_, required) in self.members.items() if required],
            "properties": {name: codec.schema() for name, (codec, _) in self.members.items()},
            "additionalProperties": False,
        }

    def read(self, value):
        if not isinstance(value, dict) or value.keys() - self.members.keys():
            raise Wrong
        if any(required and name not in value for name, (_, required) in self.members.items()):
            raise Wrong
        return self.cls(**{name: self.members[name][0].read(item) for name, item in value.items()})

    def write(self, value):
        return {
            name: codec.write(getattr(value, name)) for name, (codec, _) in self.members.items()
        }


class Codecs:
    def __init__(self):
        self.scalars = {
            int: Scalar(int, "integer"),
            float: Scalar(float, "number"),
            str: Scalar(str, "string"),
            bool: Scalar(bool, "boolean"),
        }
        self.records = {}

    def of(self, tp):
        match typing.get_origin(tp), typing.get_args(tp):
            case None, _ if tp in self.scalars:
                return self.scalars[tp]
            case origin, (item,) if origin is list:
                return Listing(self.of(item))
            case _, (some, other) if other is NoneType:
                return Nullable(self.of(some))
            case None, _ if dataclasses.is_dataclass(tp):
                if tp not in self.records:
                    self.records[tp] = Record(tp, f"{tp.__name__}-{len(self.records)}")
                    self.records[tp].fill(self)
                return self.records[tp]
        raise TypeError(f"{tp} is not supported")


class Endpoint:
    def __init__(self, function, codecs):
        self.function, self.query = function, {}
        hints = inspect.get_annotations(function, eval_str=True)
        self.body = codecs.of(hints["body"]) if "body" in hints else None
        for name, one in inspect.signature(function).parameters.items():
            if name != "body":
                codec = codecs.of(hints.get(name))
                if not isinstance(codec, Scalar):
                    raise TypeError(name)
                self.query[name] = codec, one.default is one.empty
        self.result = codecs.of(hints.get("return"))

    def described(self):
        described = {"parameters": [], "responses": {"200": of_json(self.result.schema())}}
        for name, (codec, required) in self.query.items():
            entry = {"name": name, "in": "query", "schema": codec.schema()}
            described["parameters"].append(entry | ({"required": True} if required else {}))
        if self.body:
            described["requestBody"] = {"content": of_json(self.body.schema())["content"]}
            described["requestBody"]["required"] = True
        for status in ("400", "422"):
            described["responses"][status] = {"description": "refused"}
        return described

    def answer(self, request):
        given = {}
        try:
            for name, (codec, required) in self.query.items():
                if name in request.query:
                    given[name] = codec.from_text(request.query[name])
                elif required:
                    raise Wrong
            if self.body:
                given["body"] = self.body.read(json.loads(request.body))
        except ValueError:
            return Response(400)
        except Wrong:
            return Response(422)
        result = self.result.write(self.function(**given))
        return Response(200, {"Content-Type": "application/json"}, json.dumps(result).encode())


class Api:
    def __init__(self, title, version):
        self.info = {"title": title, "version": version}
        self.endpoints, self.codecs = {}, Codecs()

    def operation(self, method, path):
        def decorator(function):
            self.endpoints.setdefault(path, {})
            try:
                self.endpoints[path][method] = Endpoint(function, self.codecs)
            finally:
                if not self.endpoints[path]:
                    del self.endpoints[path]
            return function

        return decorator

    def document(self):
        return {
            "openapi": "3.1.0",
            "info": dict(self.info),
            "paths": {
                path: {method.lower(): endpoint.described() for method, endpoint in methods.items()}
                for path, methods in self.endpoints.items()
            },
            "components": {
                "schemas": {one.name: one.component() for one in self.codecs.records.values()}
            },
        }

    def handle(self, request):
        endpoint = self.endpoints.get(request.path, {}).get(request.method)
        return endpoint.answer(request) if endpoint else Response(404)


def of_json(schema):
    return {"description": "done", "content": {"application/json": {"schema": schema}}}
