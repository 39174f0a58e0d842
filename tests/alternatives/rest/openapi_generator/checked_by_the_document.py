"""The document is made first, once for each operation, and jsonschema checks requests by it."""

import dataclasses
import inspect
import json
import re
import types
import typing

import jsonschema

from dojo.kit.http import Response

SCALARS = {int: {"type": "integer"}, str: {"type": "string"}}
SCALARS |= {float: {"type": "number"}, bool: {"type": "boolean"}}


class Api:
    def __init__(self, title, version):
        self._document = {
            "openapi": "3.1.1",
            "info": {"title": title, "version": version},
            "paths": {},
            "components": {"schemas": {}},
        }
        self._functions = {}

    def document(self):
        return json.loads(json.dumps(self._document))

    def operation(self, method, path):
        def decorator(function):
            schemas = dict(self._document["components"]["schemas"])
            described = _operation(function, schemas)
            self._document["components"]["schemas"] = schemas
            self._document["paths"].setdefault(path, {})[method.lower()] = described
            self._functions[method, path] = function
            return function

        return decorator

    def handle(self, request):
        function = self._functions.get((request.method, request.path))
        if not function:
            return Response(404)
        described = self._document["paths"][request.path][request.method.lower()]
        hints, given = typing.get_type_hints(function), {}
        try:
            if "requestBody" in described:
                given["body"] = json.loads(request.body)
        except ValueError:
            return _answer(400, {"error": "this is not JSON"})
        for parameter in described.get("parameters", []):
            name = parameter["name"]
            if name in request.query:
                given[name] = _meant(parameter["schema"], request.query[name])
            elif parameter["required"]:
                return _answer(422, {"missing": name})
            if name in given and not self._allows(parameter["schema"], given[name]):
                return _answer(422, {"wrong": name})
        if "body" in given:
            schema = described["requestBody"]["content"]["application/json"]["schema"]
            if not self._allows(schema, given["body"]):
                return _answer(422, {"wrong": "body"})
        result = function(**{name: _built(hints[name], value) for name, value in given.items()})
        return _answer(200, _plain(result))

    def _allows(self, schema, value):
        whole = {"components": self._document["components"], "allOf": [schema]}
        return jsonschema.Draft202012Validator(whole).is_valid(value)


def _operation(function, schemas):
    hints = typing.get_type_hints(function)
    parameters, operation = [], {"operationId": function.__name__, "responses": {}}
    for name, parameter in inspect.signature(function).parameters.items():
        tp = hints.get(name)
        if name == "body":
            content = {"application/json": {"schema": _schema(tp, schemas)}}
            operation["requestBody"] = {"required": True, "content": content}
        elif tp in SCALARS:
            required = parameter.default is inspect.Parameter.empty
            entry = {"name": name, "in": "query", "required": required, "schema": SCALARS[tp]}
            parameters.append(entry)
        else:
            raise TypeError(name)
    if parameters:
        operation["parameters"] = parameters
    content = {"application/json": {"schema": _schema(hints.get("return"), schemas)}}
    for status, more in [("200", {"content": content}), ("400", {}), ("422", {})]:
        operation["responses"][status] = {"description": status, **more}
    return operation


def _schema(tp, schemas):
    args = typing.get_args(tp)
    if tp in SCALARS:
        return SCALARS[tp]
    if typing.get_origin(tp) is list:
        return {"type": "array", "items": _schema(args[0], schemas)}
    if typing.get_origin(tp) in (types.UnionType, typing.Union) and len(args) == 2:
        if args[1] is not type(None):
            raise TypeError(tp)
        return {"oneOf": [{"type": "null"}, _schema(args[0], schemas)]}
    if not dataclasses.is_dataclass(tp):
        raise TypeError(tp)
    name = re.sub(r"[^\w.-]", "", f"{tp.__module__}.{tp.__qualname__}")
    if name not in schemas:
        schemas[name] = schema = {"type": "object", "unevaluatedProperties": False}
        hints, members = typing.get_type_hints(tp), dataclasses.fields(tp)
        schema["properties"] = {one.name: _schema(hints[one.name], schemas) for one in members}
        optional = [
            one.name
            for one in members
            if {one.default, one.default_factory} != {dataclasses.MISSING}
        ]
        schema["required"] = [one.name for one in members if one.name not in optional]
    return {"$ref": f"#/components/schemas/{name}"}


def _meant(schema, text):
    try:
        return text if schema["type"] == "string" else json.loads(text)
    except ValueError:
        return text


def _built(tp, value):
    if value is None or tp in SCALARS:
        return int(value) if tp is int else value
    if typing.get_origin(tp) is list:
        return [_built(typing.get_args(tp)[0], item) for item in value]
    if typing.get_args(tp):
        return _built(typing.get_args(tp)[0], value)
    hints = typing.get_type_hints(tp)
    return tp(**{name: _built(hints[name], item) for name, item in value.items()})


def _plain(value):
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}


def _answer(status, content):
    body = json.dumps(content, indent=1).encode()
    return Response(status, {"content-type": "application/json; charset=utf-8"}, body)
