# expect: returns the digest of the config, .* which is the digest of the manifest
"""Returns the digest of the manifest as the id of the image."""

import json

from solutions.docker.oci_image_layout import File
from solutions.docker.oci_image_layout import write_layout as right

__all__ = ["File", "write_layout"]


def write_layout(folder, *args, **options):
    right(folder, *args, **options)
    return json.loads((folder / "index.json").read_bytes())["manifests"][0]["digest"]
