# expect: a layer is gone, one has another size, the config was changed: .* must return
"""Leaves the layers alone when the config has a problem."""

from unittest.mock import patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import Problem

__all__ = ["Problem", "verify_layout"]

check_layer = right._check_layer


def check_if_config_is_good(folder, layer, diff_id):
    if diff_id is not None:
        check_layer(folder, layer, diff_id)


def verify_layout(folder):
    with patch.object(right, "_check_layer", check_if_config_is_good):
        return right.verify_layout(folder)
