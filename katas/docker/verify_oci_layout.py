"""OCI layout verifier: trust no file of an image before its digest is checked.

An image came in a folder, from anywhere. The format is the OCI image layout:

    oci-layout   {"imageLayoutVersion": "1.0.0"}
    index.json   {"manifests": [DESCRIPTOR, ...]}
    manifest     {"config": DESCRIPTOR, "layers": [DESCRIPTOR, ...]}
    config       {"rootfs": {"diff_ids": [DIGEST, ...]}}
    layer        a tar, compressed by gzip

The first two lie in the folder itself. The others are blobs, files `blobs/sha256/HEX`,
where HEX is the SHA-256 of the file's bytes, 64 of 0-9 and a-f. The DIGEST of those
bytes is the text `sha256:HEX`. A DESCRIPTOR refers to a blob and says how long it is,
{"digest": DIGEST, "size": NUMBER_OF_BYTES}. A manifest is one image. The diff_ids in its
config are the digests of its layers' tars, as they are without gzip, in the same order.
All objects may have other fields, and the folder other files: do not look at them.

    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> ref = '{"digest": "sha256:../../../secret", "size": 7}'
    >>> _ = (folder / "index.json").write_text('{"manifests": [' + ref + "]}")
    >>> for problem in sorted(verify_layout(folder)):
    ...     print(problem)
    Problem(kind='digest', where='sha256:../../../secret')
    Problem(kind='missing', where='oci-layout')

Report all problems, not only the first, and never raise, whatever the files hold.
"""

from pathlib import Path
from typing import NamedTuple


class Problem(NamedTuple):
    """Given: data, nothing to write."""

    kind: str
    where: str


def verify_layout(folder: Path) -> set[Problem]:
    """Return all that is wrong with the layout, an empty set if nothing is.

    `where` is "oci-layout", "index.json" or the digest by which a descriptor refers to a blob.
    The kind is the first of these that is true of the file:
    - "digest": its digest is not "sha256:" with 64 of 0-9 and a-f. Make no path of it.
    - "missing": there is no such file; a directory is none.
    - "size": it has another size than its descriptor says.
    - "content": its bytes have another digest.
    - "format": a layer is not gzip, or damaged; any other file is not JSON, or lacks a field
      shown above or has it with a value of another type, and so for the fields of all descriptors
      in it; or `imageLayoutVersion` is not "1.0.0". Diff_ids may be any texts. Whether a
      layer holds a tar is not asked.
    - "diff_id": a config has not as many diff_ids as there are layers, and then none of them is
      compared; or the digest of what is in a layer's gzip is not the diff_id in its place.

    Nothing is taken from a file that has a problem, but all others are verified: the layers even
    without a config, but for their diff_ids. An index may list several manifests, or none.
    """
    raise NotImplementedError
