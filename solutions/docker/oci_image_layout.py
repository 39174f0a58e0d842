"""OCI image layout, solved from the leaves to the root.

A descriptor holds a digest, so whatever it refers to must exist first: layers, config, manifest,
index. That order makes cycles impossible, and it makes one digest vouch for all that lies below
it: whoever knows the manifest's digest can check every byte of the image.

A layer has two digests, since two parties ask different things. Who downloads it wants to check
the bytes that come over the wire: the descriptor has the digest and size of the gzip. Who runs it
asks for the files: the diff_id is that of the tar. Another zlib may compress the same tar to other
bytes. Then the layer's digest and the manifest's change, but neither diff_ids nor image id do.

Nothing in a tar or a gzip is random, only the defaults are telling: the order of a directory, the
user who builds, and `gzip.compress`, which writes the time into the header unless told not to.
A `TarInfo` made by hand has none of it. (`SOURCE_DATE_EPOCH` is how build tools are told.) It
pays: equal builds are equal digests, so nothing is pushed, pulled or stored twice, and anybody
can build again and compare.

At work: `docker buildx build --output type=oci`, or `skopeo copy docker://... oci:folder:tag`;
`skopeo inspect`, `umoci`, `crane` and `dive` look inside.

Interview: "What is the difference between an image and a container?"
- An image is what you have just written: layers, a config and a manifest, all named by their
  digests, so it cannot change. Another byte anywhere makes another image. It runs nothing.
- A container is a process, started from the config (Cmd, Env, User, WorkingDir) in namespaces and
  cgroups. Its root is the layers, stacked and read-only, below a thin layer of its own that takes
  the writes (copy on write) and goes with `docker rm`.
- So many containers share one image, and many images share layers: what has the same digest
  is stored and pulled once. `docker commit` turns a container's own layer into one of an image.
- In the words of Python: class and instance, as long as nobody asks for details.
- A file that an upper layer replaces or deletes is still in the lower one: images do not get
  smaller, and a secret does not go away, by `RUN rm`.

"A tag or a digest?" A tag is a name in an index or a registry that can be moved at any time, as
`latest` is: good for people, and for "the newest 3.12". A digest is the content itself. Deploy, and
write FROM, by digest (`python:3.12@sha256:...`), with a bot that proposes updates; then a rollback
is exact and a moved tag surprises nobody. The digest after `@` is that of the manifest, or of the
index for several platforms, where each has a manifest of its own. The image id that `docker images`
shows is classically the digest of the config, hence another number; with containerd's image
store it is that of the manifest or the index.

Hints
-----
1. Which of the five files can you write before you know any digest? Which one then?
2. A function that stores bytes as a blob and returns its descriptor serves three kinds of
   blobs. One of them needs an addition to its descriptor.
3. For a layer you need two digests and one size. Of which bytes is each?
4. `tarfile.open(fileobj=io.BytesIO(), mode="w")` and a `TarInfo` made by hand: what does it say
   about time and owner if you set only name, size and mode? And what does `gzip.compress` say?
5. Split a path at its slashes. Which three parts are refused, and which of them does an absolute
   path have?
"""

import gzip
import hashlib
import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

VERSION = {"imageLayoutVersion": "1.0.0"}
TYPE = "application/vnd.oci.image."


class File(NamedTuple):
    data: bytes
    mode: int = 0o644


def write_layout(
    folder: Path,
    layers: Sequence[Mapping[str, File]],
    tag: str,
    config: Mapping[str, Any],
    architecture: str = "amd64",
) -> str:
    tars = [_tar(layer) for layer in layers]
    _path(folder, "").mkdir(parents=True)
    image = {
        "architecture": architecture,
        "os": "linux",
        "config": config,
        "rootfs": {"type": "layers", "diff_ids": [_digest(tar) for tar in tars]},
    }
    image_ref = _add(folder, "config.v1+json", _to_json(image))
    manifest = {
        "schemaVersion": 2,
        "config": image_ref,
        "layers": [_add(folder, "layer.v1.tar+gzip", gzip.compress(t, mtime=0)) for t in tars],
    }
    manifest_ref = _add(folder, "manifest.v1+json", _to_json(manifest))
    manifest_ref["annotations"] = {"org.opencontainers.image.ref.name": tag}
    index = {"schemaVersion": 2, "manifests": [manifest_ref]}
    (folder / "index.json").write_bytes(_to_json(index))
    (folder / "oci-layout").write_bytes(_to_json(VERSION))
    return str(image_ref["digest"])


def _tar(layer: Mapping[str, File]) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for path, file in sorted(layer.items()):
            if {"", ".", ".."} & set(path.split("/")):
                raise ValueError(f"not a relative path without empty parts, . and ..: {path!r}")
            member = tarfile.TarInfo(path)
            member.size, member.mode = len(file.data), file.mode
            archive.addfile(member, io.BytesIO(file.data))
    return stream.getvalue()


def _add(folder: Path, kind: str, data: bytes) -> dict[str, Any]:
    digest = _digest(data)
    _path(folder, digest).write_bytes(data)
    return {"mediaType": TYPE + kind, "digest": digest, "size": len(data)}


def _to_json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value).encode()


def _digest(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _path(folder: Path, digest: str) -> Path:
    return folder / "blobs" / "sha256" / digest.removeprefix("sha256:")
