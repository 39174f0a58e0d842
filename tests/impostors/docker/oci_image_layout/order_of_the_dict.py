# expect: sorted by path, not
"""Puts the files into a tar in the order in which the dict has them."""

import builtins
from unittest.mock import patch

from solutions.docker import oci_image_layout as right
from solutions.docker.oci_image_layout import File

__all__ = ["File", "write_layout"]


def write_layout(*args, **options):
    with patch.object(builtins, "sorted", list):
        return right.write_layout(*args, **options)
