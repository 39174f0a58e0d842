# expect: digests of the uncompressed tars, are .* which are the digests of the gzips
"""Takes the digest of the compressed layer for its diff_id."""

import gzip
import json

from solutions.docker import oci_image_layout as right
from solutions.docker.oci_image_layout import File

__all__ = ["File", "write_layout"]


def write_layout(folder, layers, tag, config, architecture="amd64"):
    tars = [right._tar(layer) for layer in layers]
    right._path(folder, "").mkdir(parents=True)
    refs = [right._add(folder, "layer.v1.tar+gzip", gzip.compress(tar, mtime=0)) for tar in tars]
    image = {
        "architecture": architecture,
        "os": "linux",
        "config": config,
        "rootfs": {"type": "layers", "diff_ids": [ref["digest"] for ref in refs]},
    }
    config_ref = right._add(folder, "config.v1+json", right._to_json(image))
    manifest = {"schemaVersion": 2, "config": config_ref, "layers": refs}
    manifest_ref = right._add(folder, "manifest.v1+json", right._to_json(manifest))
    manifest_ref["annotations"] = {"org.opencontainers.image.ref.name": tag}
    index = {"schemaVersion": 2, "manifests": [manifest_ref]}
    folder.joinpath("index.json").write_text(json.dumps(index))
    folder.joinpath("oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
    return config_ref["digest"]
