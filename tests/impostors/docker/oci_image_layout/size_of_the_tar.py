# expect: layer 0 says size \d+, but as it is stored the blob has \d+ bytes
"""Writes the size of the tar into the descriptor of a layer, which is a gzip."""

import gzip
from unittest.mock import patch

from solutions.docker import oci_image_layout as right
from solutions.docker.oci_image_layout import File

__all__ = ["File", "write_layout"]

add = right._add


def add_by_contents(folder, kind, data):
    ref = add(folder, kind, data)
    return {**ref, "size": len(gzip.decompress(data))} if kind.endswith("gzip") else ref


def write_layout(*args, **options):
    with patch.object(right, "_add", add_by_contents):
        return right.write_layout(*args, **options)
