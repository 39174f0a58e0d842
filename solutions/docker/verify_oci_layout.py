"""OCI layout verifier, solved as a walk from the root to the leaves.

The walk has one rule: nothing is used before it is checked. The digest is text that a
stranger wrote and becomes a path, so `fullmatch` comes before the file system; the size comes
before reading, the content before parsing. `_Fault` lets each reader stop at the first fault,
while `look` notes it and goes on elsewhere. What bytes can do to a parser is easy to underrate:
nesting raises RecursionError, which is no ValueError, and a gzip fails in three ways.

Files are hashed as streams, so a layer of gigabytes needs no memory. It still needs time: a gzip
may grow a thousandfold, so a service that unpacks for strangers also limits the bytes. It refuses
symlinks as well, which this walk follows.

The tools check less than you did. `skopeo copy` (1.9) hashes layers and config, but from a folder
it copies an image whose manifest was changed under its old name, whose `oci-layout` is gone, or
whose diff_ids are wrong; `skopeo inspect` opens no layer. `docker load` computes the diff_ids and
refuses wrong ones ("invalid diffID for layer 0"), but a config that was changed under its old name
is just another image to it. A pull by digest checks the whole chain from that digest on.

Interview: "You pulled an image by its digest. What do you know about it, and what not?"
- That each byte is the one meant by whoever gave you the digest. The manifest's digest covers the
  digests of config and layers, those cover the rest: a Merkle tree. Registry, mirror,
  proxy and disk need not be trusted, and may be as cheap as they like.
- Only if the digest came by another way than the bytes, from a commit or a lock file. A folder
  whose digests all fit may be anybody's, since anybody can compute them. `index.json` itself is
  covered by nothing, so tags can be moved there.
- Not who made it, nor from which source. That is what a signature says: cosign signs the
  manifest's digest, with a key or with the identity of a CI job (Sigstore), and an admission policy
  of the cluster refuses what is not signed. Provenance (SLSA) states the source and the build, an
  SBOM what is inside; both are attached and signed in the same way.
- Not that it is harmless. A signed image with a hole is a signed hole: scan it, and again every
  day, since the image stays the same and the list of known holes does not.
- Not that it is new: an old image, with its old holes, verifies for ever.

"A tag or a digest in production?" The digest, or a tag together with it, `app:1.4@sha256:...`:
then a tag that moves, by mistake or by an attacker, changes nothing until a reviewed commit does.

Hints
-----
1. Begin with one function for the files in the folder: it returns parsed JSON or finds one
   of two faults. Which ones?
2. A function that turns a descriptor into the path of a good blob makes four checks in a row,
   and digest and size come before the file is opened. What may follow "64 digits" if a
   pattern ends in `$`?
3. How can a reader stop at its first fault while the others go on? Think of an exception of
   your own, caught in a single place.
4. "Has this field, of this type" is asked a dozen times. What asks it of a value that may
   itself be no dict?
5. Feed `json.loads` with b"\\xff", b"[]" and b"[" * 100_000, and `gzip.decompress` with b"x", with
   half a gzip and with a byte changed in the middle. Which exceptions do you see?
6. `hashlib.file_digest` reads an open file bit by bit, also one opened by `gzip.open`. `zip` is
   silent about lists of different lengths.
"""

import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable
from itertools import repeat
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeVar

DIGEST = re.compile("sha256:[0-9a-f]{64}")

T = TypeVar("T")


class Problem(NamedTuple):
    kind: str
    where: str


class _Fault(Exception):
    """Its text is the kind of a problem."""


class _Descriptor(NamedTuple):
    digest: str
    size: int


class _Image(NamedTuple):
    config: _Descriptor
    layers: list[_Descriptor]


def verify_layout(folder: Path) -> set[Problem]:
    problems = set()

    def look(where: str, read: Callable[..., T], *args: Any) -> T | None:
        try:
            return read(*args)
        except _Fault as fault:
            problems.add(Problem(str(fault), where))
            return None

    look("oci-layout", _check_version, folder)
    for manifest in look("index.json", _manifests, folder) or []:
        image = look(manifest.digest, _image, folder, manifest)
        if image is None:
            continue
        diff_ids = look(image.config.digest, _diff_ids, folder, image)
        for layer, diff_id in zip(image.layers, diff_ids or repeat(None), strict=False):
            look(layer.digest, _check_layer, folder, layer, diff_id)
    return problems


def _check_version(folder: Path) -> None:
    if _field(_json(folder / "oci-layout"), "imageLayoutVersion", str) != "1.0.0":
        raise _Fault("format")


def _manifests(folder: Path) -> list[_Descriptor]:
    return _descriptors(_json(folder / "index.json"), "manifests")


def _image(folder: Path, manifest: _Descriptor) -> _Image:
    content = _json(_blob(folder, manifest))
    return _Image(_descriptor(_field(content, "config", dict)), _descriptors(content, "layers"))


def _diff_ids(folder: Path, image: _Image) -> list[str]:
    rootfs = _field(_json(_blob(folder, image.config)), "rootfs", dict)
    diff_ids = _field(rootfs, "diff_ids", list)
    if not all(isinstance(diff_id, str) for diff_id in diff_ids):
        raise _Fault("format")
    if len(diff_ids) != len(image.layers):
        raise _Fault("diff_id")
    return diff_ids


def _check_layer(folder: Path, layer: _Descriptor, diff_id: str | None) -> None:
    try:
        with gzip.open(_blob(folder, layer)) as tar:
            actual = _digest_of(tar)
    except (OSError, EOFError, zlib.error):
        raise _Fault("format") from None
    if diff_id is not None and actual != diff_id:
        raise _Fault("diff_id")


def _blob(folder: Path, descriptor: _Descriptor) -> Path:
    """Return the path of the blob, which is what its descriptor says."""
    if not DIGEST.fullmatch(descriptor.digest):
        raise _Fault("digest")
    path = folder / "blobs" / descriptor.digest.replace(":", "/")
    if not path.is_file():
        raise _Fault("missing")
    if path.stat().st_size != descriptor.size:
        raise _Fault("size")
    with path.open("rb") as file:
        if _digest_of(file) != descriptor.digest:
            raise _Fault("content")
    return path


def _digest_of(stream: IO[bytes] | gzip.GzipFile) -> str:
    return f"sha256:{hashlib.file_digest(stream, 'sha256').hexdigest()}"  # type: ignore[arg-type]


def _json(path: Path) -> object:
    if not path.is_file():
        raise _Fault("missing")
    try:
        return json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise _Fault("format") from None


def _field(content: object, name: str, kind: type[T]) -> T:
    if not isinstance(content, dict) or not isinstance(value := content.get(name), kind):
        raise _Fault("format")
    return value


def _descriptors(content: object, name: str) -> list[_Descriptor]:
    return [_descriptor(each) for each in _field(content, name, list)]


def _descriptor(content: object) -> _Descriptor:
    return _Descriptor(_field(content, "digest", str), _field(content, "size", int))
