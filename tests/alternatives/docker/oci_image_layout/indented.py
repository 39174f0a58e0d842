"""Hashes while it writes, from the layers up, with another level of gzip and indented JSON."""

import hashlib
import io
import json
import os
import tarfile
import zlib
from pathlib import PurePosixPath

from solutions.docker.oci_image_layout import File

__all__ = ["File", "write_layout"]


def sha(data):
    return "sha256:" + hashlib.new("sha256", data).hexdigest()


def write_layout(folder, layers, tag, config, architecture="amd64"):
    os.makedirs(f"{folder}/blobs/sha256", exist_ok=True)

    def put(media_type, data):
        name = sha(data)
        with open(f"{folder}/blobs/sha256/{name[7:]}", "wb") as file:
            file.write(data)
        kind = f"application/vnd.oci.image.{media_type}"
        return {"size": len(data), "digest": name, "mediaType": kind}

    diff_ids, refs = [], []
    for layer in layers:
        tar = archived(layer)
        packer = zlib.compressobj(level=1, wbits=31)
        diff_ids.append(sha(tar))
        refs.append(put("layer.v1.tar+gzip", packer.compress(tar) + packer.flush()))
    image = {
        "rootfs": {"diff_ids": diff_ids, "type": "layers"},
        "config": config,
        "os": "linux",
        "architecture": architecture,
    }
    image_ref = put("config.v1+json", json.dumps(image, indent=2, ensure_ascii=False).encode())
    manifest = {
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "schemaVersion": 2,
        "layers": refs,
        "config": image_ref,
    }
    ref = put("manifest.v1+json", json.dumps(manifest, sort_keys=True).encode())
    named = ref | {"annotations": {"org.opencontainers.image.ref.name": tag}}
    for name, content in {
        "index.json": {"manifests": [named], "schemaVersion": 2},
        "oci-layout": {"imageLayoutVersion": "1.0.0"},
    }.items():
        with open(folder / name, "w") as file:
            json.dump(content, file, indent=4)
    return image_ref["digest"]


def archived(layer):
    for path in layer:
        clean = PurePosixPath(path)
        if clean.is_absolute() or ".." in clean.parts or str(clean) != path or path == ".":
            raise ValueError(path)
    out = io.BytesIO()
    with tarfile.TarFile(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for path in sorted(layer):
            info = tarfile.TarInfo(path)
            info.size, info.mode = len(layer[path].data), layer[path].mode
            archive.addfile(info, io.BytesIO(layer[path].data))
    return out.getvalue()
