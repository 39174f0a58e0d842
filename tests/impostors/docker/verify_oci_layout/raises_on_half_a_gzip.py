# expect: is no gzip, or a damaged one: verify_layout must not raise .* raised EOFError
"""Expects one exception of a bad gzip, though there are three."""

import gzip
from unittest.mock import patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]


def check_layer(folder, layer, diff_id):
    try:
        with gzip.open(right._blob(folder, layer)) as tar:
            actual = right._digest_of(tar)
    except gzip.BadGzipFile:
        raise right._Fault("format") from None
    if diff_id is not None and actual != diff_id:
        raise right._Fault("diff_id")


def verify_layout(folder):
    with patch.object(right, "_check_layer", check_layer):
        return right.verify_layout(folder)
