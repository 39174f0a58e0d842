# expect: its name is not the digest of its bytes any more
"""Believes that a blob holds what its file name says."""

from unittest.mock import patch

from solutions.docker import verify_oci_layout as right
from solutions.docker.verify_oci_layout import DIGEST, Problem

__all__ = ["Problem", "verify_layout"]


def blob(folder, descriptor):
    if not DIGEST.fullmatch(descriptor.digest):
        raise right._Fault("digest")
    path = folder / "blobs" / descriptor.digest.replace(":", "/")
    if not path.is_file():
        raise right._Fault("missing")
    if path.stat().st_size != descriptor.size:
        raise right._Fault("size")
    return path


def verify_layout(folder):
    with patch.object(right, "_blob", blob):
        return right.verify_layout(folder)
