# expect: nothing is wrong with this layout: .* must return set.*'diff_id'
"""Compares a diff_id with the digest of the compressed layer."""

from unittest.mock import patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]

check = right._check_layer


def check_layer(folder, layer, diff_id):
    check(folder, layer, None)
    if diff_id not in (None, layer.digest):
        raise right._Fault("diff_id")


def verify_layout(folder):
    with patch.object(right, "_check_layer", check_layer):
        return right.verify_layout(folder)
