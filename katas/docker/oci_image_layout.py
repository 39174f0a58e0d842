"""OCI image layout: an image is a folder of files, named by what is in them.

`write_layout` makes one. A blob is a file `blobs/sha256/HEX`, where HEX is the SHA-256
of its bytes in lower case; its digest is the text `sha256:HEX`. Files refer to blobs
by descriptors, {"mediaType": TYPE, "digest": DIGEST, "size": BYTES_OF_THE_BLOB}:

    oci-layout   {"imageLayoutVersion": "1.0.0"}
    index.json   {"schemaVersion": 2, "manifests": [DESCRIPTOR]}
    manifest     {"schemaVersion": 2, "config": DESCRIPTOR, "layers": [DESCRIPTOR, ...]}
    config       {"architecture": "amd64", "os": "linux", "config": CONFIG,
                  "rootfs": {"type": "layers", "diff_ids": [DIGEST, ...]}}
    layer        a tar of its files, compressed by gzip

The first two lie in the folder itself, the others are blobs. TYPE is one of
"application/vnd.oci.image." + "manifest.v1+json", "config.v1+json" and
"layer.v1.tar+gzip". The descriptor of a manifest also has the tag,
"annotations": {"org.opencontainers.image.ref.name": TAG}. A diff_id is the digest
of a layer's tar as it is without gzip, the lowest layer first. The digest of
the config is the id of the image.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp(), "image")
    >>> layers = [{"bin/run": File(b"#!/bin/sh", 0o755)}, {"etc/motd": File(b"hello")}]
    >>> image_id = write_layout(folder, layers, "v1", {"Cmd": ["/bin/run"]})
    >>> (folder / "oci-layout").read_text()
    '{"imageLayoutVersion": "1.0.0"}'
    >>> len(list((folder / "blobs/sha256").iterdir()))  # a manifest, a config, two layers
    4

An image is reproducible: the same arguments make the same bytes at any time, in
whatever order a layer's dict has its files. A tar has them sorted by path, each
with its mode, time 0, owner and group 0 and no names of these, and no directories.
The header of the gzip has time 0 and no file name. JSON may be spaced as you like.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class File(NamedTuple):
    """Given: data, nothing to write."""

    data: bytes
    mode: int = 0o644


def write_layout(
    folder: Path,
    layers: Sequence[Mapping[str, File]],
    tag: str,
    config: Mapping[str, Any],
    architecture: str = "amd64",
) -> str:
    """Write the image into the folder, which is missing or empty, and return its id.

    A layer is a dict from paths, such as "bin/run", to files. Raise `ValueError` for a path
    that is absolute, or has a part between its slashes that is empty, "." or "..".
    The folder holds nothing but the layout, and no blob to which nothing refers.
    """
    raise NotImplementedError
