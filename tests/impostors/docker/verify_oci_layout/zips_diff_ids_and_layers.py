# expect: there are two layers, and the config has \d diff_ids: .* must return .*'diff_id'
"""Compares diff_ids and layers in pairs, and never counts them."""

from unittest.mock import patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]


def diff_ids_of(folder, image):
    found = right._json(right._blob(folder, image.config))
    found = right._field(right._field(found, "rootfs", dict), "diff_ids", list)
    if not all(isinstance(diff_id, str) for diff_id in found):
        raise right._Fault("format")
    return found


def verify_layout(folder):
    with patch.object(right, "_diff_ids", diff_ids_of):
        return right.verify_layout(folder)
