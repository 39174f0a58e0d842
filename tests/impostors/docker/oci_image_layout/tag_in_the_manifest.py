# expect: index.json has schemaVersion 2 and a descriptor with the tag v1, not
"""Writes the tag into the manifest, where it cannot be moved without another digest."""

import json
from unittest.mock import patch

from solutions.docker import oci_image_layout as right
from solutions.docker.oci_image_layout import File

__all__ = ["File", "write_layout"]

add = right._add


def write_layout(folder, layers, tag, *args, **options):
    tags = {"org.opencontainers.image.ref.name": tag}

    def add_with_tag(folder, kind, data):
        if kind == "manifest.v1+json":
            data = json.dumps({**json.loads(data), "annotations": tags}).encode()
        return add(folder, kind, data)

    with patch.object(right, "_add", add_with_tag):
        image_id = right.write_layout(folder, layers, tag, *args, **options)
    index = json.loads((folder / "index.json").read_bytes())
    del index["manifests"][0]["annotations"]
    (folder / "index.json").write_text(json.dumps(index))
    return image_id
