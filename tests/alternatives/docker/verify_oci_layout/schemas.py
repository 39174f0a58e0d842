"""Verifies with JSON schemas and generators, and unpacks in memory."""

import hashlib
import json
import os
import string
import zlib

from jsonschema import Draft202012Validator

from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]

REF = {
    "type": "object",
    "required": ["digest", "size"],
    "properties": {"digest": {"type": "string"}, "size": {"type": "integer"}},
}


def validator(**properties):
    schema = {"type": "object", "required": list(properties), "properties": properties}
    return Draft202012Validator(schema)


VERSION = validator(imageLayoutVersion={"const": "1.0.0"})
INDEX = validator(manifests={"type": "array", "items": REF})
MANIFEST = validator(config=REF, layers={"type": "array", "items": REF})
CONFIG = validator(
    rootfs={
        "type": "object",
        "required": ["diff_ids"],
        "properties": {"diff_ids": {"type": "array", "items": {"type": "string"}}},
    }
)


def sha(data):
    return "sha256:" + hashlib.new("sha256", data).hexdigest()


def verify_layout(folder):
    return set(problems_of(folder))


def problems_of(folder):
    kind, _ = read_json(folder / "oci-layout", VERSION)
    if kind:
        yield Problem(kind, "oci-layout")
    kind, index = read_json(folder / "index.json", INDEX)
    if kind:
        yield Problem(kind, "index.json")
        return
    for ref in index["manifests"]:
        yield from problems_of_image(folder, ref)


def problems_of_image(folder, ref):
    kind, manifest = read_blob(folder, ref, MANIFEST)
    if kind:
        yield Problem(kind, ref["digest"])
        return
    config_ref, layers = manifest["config"], manifest["layers"]
    kind, config = read_blob(folder, config_ref, CONFIG)
    diff_ids = [] if kind else config["rootfs"]["diff_ids"]
    if not kind and len(diff_ids) != len(layers):
        kind, diff_ids = "diff_id", []
    if kind:
        yield Problem(kind, config_ref["digest"])
    for number, layer in enumerate(layers):
        kind = fault_of_blob(folder, layer)
        kind = kind or fault_of_layer(blob_path(folder, layer), diff_ids[number : number + 1])
        if kind:
            yield Problem(kind, layer["digest"])


def blob_path(folder, ref):
    return folder / "blobs" / "sha256" / ref["digest"][7:]


def fault_of_blob(folder, ref):
    algorithm, _, digits = ref["digest"].partition(":")
    hexadecimal = set(digits) <= set(string.hexdigits.lower())
    if algorithm != "sha256" or len(digits) != 64 or not hexadecimal:
        return "digest"
    path = blob_path(folder, ref)
    if not os.path.isfile(path):
        return "missing"
    if os.path.getsize(path) != ref["size"]:
        return "size"
    return None if sha(path.read_bytes()) == ref["digest"] else "content"


def read_blob(folder, ref, schema):
    kind = fault_of_blob(folder, ref)
    return (kind, None) if kind else read_json(blob_path(folder, ref), schema)


def read_json(path, schema):
    if not os.path.isfile(path):
        return "missing", None
    try:
        content = json.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        return "format", None
    return (None, content) if schema.is_valid(content) else ("format", None)


def fault_of_layer(path, diff_id):
    unpacker = zlib.decompressobj(wbits=31)
    try:
        tar = unpacker.decompress(path.read_bytes()) + unpacker.flush()
    except zlib.error:
        return "format"
    if not unpacker.eof:
        return "format"
    return "diff_id" if diff_id and sha(tar) != diff_id[0] else None
