# expect: is b'\[.*100000 bytes: verify_layout must not raise .* raised RecursionError
"""Expects only ValueError of JSON, but deep nesting raises RecursionError."""

import json
from unittest.mock import patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]


def parsed(path):
    if not path.is_file():
        raise right._Fault("missing")
    try:
        return json.loads(path.read_bytes())
    except ValueError:
        raise right._Fault("format") from None


def verify_layout(folder):
    with patch.object(right, "_json", parsed):
        return right.verify_layout(folder)
