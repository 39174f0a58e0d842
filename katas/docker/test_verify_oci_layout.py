import gzip
import hashlib
import io
import json
import shutil
import tarfile

import pytest

from dojo.kit.attempts import attempt
from katas.docker.verify_oci_layout import Problem, verify_layout

OCI = "application/vnd.oci.image."


def digest_of(data):
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def tar_of(text):
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        member = tarfile.TarInfo("etc/motd")
        member.size = len(text)
        archive.addfile(member, io.BytesIO(text))
    return stream.getvalue()


TARS = [tar_of(bytes(range(256)) * 9), tar_of(b"high")]
LOW, HIGH = GZIPS = [gzip.compress(tar, mtime=0) for tar in TARS]
DIFF_IDS = [digest_of(tar) for tar in TARS]
OUTSIDE = b"nobody may read this"


class Sample:
    """A good layout of two layers, but for its parts that `damage` names.

    A damage is a function of what would be right, or bytes. The digests above are those of
    what was written, so that the rest of the layout stays good.
    """

    def __init__(self, folder, **damage):
        self.folder, self.damage = folder, damage
        self.where = {"index": "index.json", "marker": "oci-layout"}
        self.blobs = folder / "blobs/sha256"
        self.blobs.mkdir(parents=True)
        (folder.parent / "outside").write_bytes(OUTSIDE)
        low, high = (self.layer("low", LOW), self.layer("high", HIGH))
        rootfs = {"type": "layers", "diff_ids": DIFF_IDS}
        content = {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": rootfs}
        config = self.add("config", content, "config.v1+json")
        content = {"schemaVersion": 2, "config": config, "layers": [low, high]}
        manifest = self.add("manifest", content, "manifest.v1+json")
        index = {"schemaVersion": 2, "manifests": [manifest]}
        (folder / "index.json").write_bytes(self.encoded("index", index))
        version = {"imageLayoutVersion": "1.0.0"}
        (folder / "oci-layout").write_bytes(self.encoded("marker", version))

    def damaged(self, name, right):
        damage = self.damage.get(name, right)
        return damage(right) if callable(damage) else damage

    def encoded(self, name, right):
        value = self.damaged(name, right)
        return value if isinstance(value, bytes) else json.dumps(value).encode()

    def layer(self, name, data):
        return self.add(name, data, "layer.v1.tar+gzip")

    def add(self, name, right, kind):
        data = self.encoded(name, right)
        digest = digest_of(data)
        (self.blobs / digest[7:]).write_bytes(data)
        right = {"mediaType": OCI + kind, "digest": digest, "size": len(data)}
        ref = self.damaged(f"{name}_ref", right)
        self.where[name] = ref.get("digest", digest) if isinstance(ref, dict) else digest
        return ref

    def path(self, name):
        """Return the path of a good part's file."""
        where = self.where[name]
        return self.blobs / where[7:] if where.startswith("sha256:") else self.folder / where

    def expect(self, because, **kinds):
        """Judge what is said of this layout: a kind of problem by the name of each bad part."""
        expect(self.folder, because, {Problem(kind, self.where[n]) for n, kind in kinds.items()})


def expect(folder, because, right):
    got = attempt(verify_layout, folder)
    assert not isinstance(got, Exception), (
        f"{because}: verify_layout must not raise but return {right}; it raised {got!r}"
    )
    assert got == right, f"{because}: verify_layout must return {right}, not {got!r}"


BLOBS = ["low", "high", "config", "manifest"]
DOCUMENTS = ["config", "manifest", "index", "marker"]
FILES = ["low", "high", *DOCUMENTS]


def changed(**fields):
    """Return a damage: the fields get these values, or go if the value is None."""

    def damage(right):
        merged = {**right, **fields}
        return {key: value for key, value in merged.items() if value is not None}

    return damage


def test_a_good_layout_has_no_problem(tmp_path):
    Sample(tmp_path / "image").expect("nothing is wrong with this layout")


def test_an_index_may_list_no_manifest(tmp_path):
    Sample(tmp_path / "image", index=changed(manifests=[])).expect("the index is empty")


def test_what_is_not_asked_for_is_no_problem(tmp_path):
    sample = Sample(
        tmp_path / "image",
        index=lambda right: {"manifests": right["manifests"] * 2, "annotations": 7},
        manifest=changed(annotations=[], schemaVersion=None),
        config=changed(history="long", os=None, rootfs={"diff_ids": DIFF_IDS}),
        low_ref=changed(mediaType=None, urls=[1]),
    )
    (sample.blobs / "unknown").write_bytes(b"nothing refers to me")
    (sample.folder / "README").write_bytes(b"hello")
    sample.expect("there is more than needed, types are unknown, an image is listed twice")


def test_a_missing_file_is_reported(tmp_path):
    for name in FILES:
        sample = Sample(tmp_path / name)
        sample.path(name).unlink()
        sample.expect(f"the file of {name!r} was removed", **{name: "missing"})


def test_a_directory_is_no_file(tmp_path):
    for name in FILES:
        sample = Sample(tmp_path / name)
        sample.path(name).unlink()
        sample.path(name).mkdir()
        sample.expect(f"a directory is in the place of {name!r}", **{name: "missing"})


NO_JSON = {
    "no_json": b"{",
    "no_text": b'{"a": "\xff"}',
    "deeply_nested": b"[" * 100_000,
    "no_object": b"[]",
    "empty_object": b"{}",
}


@pytest.mark.parametrize("data", NO_JSON.values(), ids=NO_JSON)
def test_a_file_that_is_not_the_expected_json_is_reported(tmp_path, data):
    for name in DOCUMENTS:
        because = f"{name!r} is {data[:20]!r}, {len(data)} bytes"
        Sample(tmp_path / name, **{name: data}).expect(because, **{name: "format"})


WRONG_TYPES = [
    ("marker", "marker", {"imageLayoutVersion": "2.0.0"}),
    ("index", "index", {"manifests": {}}),
    ("index", "index", {"manifests": ["sha256"]}),
    ("index", "manifest_ref", {"digest": 7}),
    ("index", "manifest_ref", {"size": None}),
    ("manifest", "config_ref", {"digest": None}),
    ("manifest", "manifest", {"config": "sha256"}),
    ("manifest", "manifest", {"layers": 7}),
    ("manifest", "high_ref", {"size": "7"}),
    ("config", "config", {"rootfs": ["diff_ids"]}),
    ("config", "config", {"rootfs": {"diff_ids": "sha256"}}),
    ("config", "config", {"rootfs": {"diff_ids": [None, None]}}),
]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_is_lacking_or_of_a_wrong_type_is_reported(tmp_path, name):
    rows = [row for row in WRONG_TYPES if row[0] == name]
    for number, (_, part, fields) in enumerate(rows):
        sample = Sample(tmp_path / str(number), **{part: changed(**fields)})
        because = f"{name!r} is not as the brief shows: {sample.path(name).read_text()}"
        sample.expect(because, **{name: "format"})


@pytest.mark.parametrize("wrong", [1, -1, 10**12], ids=["more", "less", "huge"])
def test_a_wrong_size_is_reported(tmp_path, wrong):
    for name in BLOBS:
        damage = {f"{name}_ref": lambda right: {**right, "size": right["size"] + wrong}}
        because = f"the size in the descriptor of {name!r} is wrong by {wrong}"
        Sample(tmp_path / name, **damage).expect(because, **{name: "size"})


@pytest.mark.parametrize("name", BLOBS)
def test_a_flipped_bit_is_reported(tmp_path, name):
    sample = Sample(tmp_path / "image")
    data = bytearray(sample.path(name).read_bytes())
    data[len(data) // 2] ^= 1
    sample.path(name).write_bytes(data)
    because = f"a bit of {name!r} was flipped, so its name is not the digest of its bytes any more"
    sample.expect(because, **{name: "content"})


@pytest.mark.parametrize("path", ["../../../outside", "{}/outside"], ids=["relative", "absolute"])
def test_a_digest_does_not_lead_out_of_the_folder(tmp_path, path):
    for name in BLOBS:
        ref = {"digest": f"sha256:{path.format(tmp_path)}", "size": len(OUTSIDE)}
        sample = Sample(tmp_path / name, **{f"{name}_ref": changed(**ref)})
        because = f"the digest of {name!r} is the path of a file outside, which nobody may touch"
        sample.expect(because, **{name: "digest"})


HEX = hashlib.sha256(LOW).hexdigest()
BAD_DIGESTS = {
    "upper_case": "sha256:" + HEX.upper(),
    "short": "sha256:" + HEX[:-1],
    "long": "sha256:" + HEX + "0",
    "newline": "sha256:" + HEX + "\n",
    "bare": HEX,
    "prefixed": "../sha256:" + HEX,
    "digits": "sha256:" + "\u0661" * 64,
    "nul": "sha256:\0",
    "empty": "",
}


@pytest.mark.parametrize("digest", BAD_DIGESTS.values(), ids=BAD_DIGESTS)
def test_a_digest_of_another_form_is_reported(tmp_path, digest):
    sample = Sample(tmp_path / "image", low_ref=changed(digest=digest))
    because = f"a digest is sha256: and 64 of 0-9 and a-f, and here is {digest!r}"
    sample.expect(because, low="digest")


NO_GZIPS = {
    "tar": TARS[1],
    "cut": HIGH[:-12],
    "bad_block": HIGH[:10] + b"\xff" + HIGH[11:],
    "bad_checksum": HIGH[:-8] + bytes(8),
}


@pytest.mark.parametrize("data", NO_GZIPS.values(), ids=NO_GZIPS)
def test_a_layer_that_cannot_be_unpacked_is_reported(tmp_path, data):
    because = "a layer has the right digest and size, but is no gzip, or a damaged one"
    Sample(tmp_path / "image", high=data).expect(because, high="format")


def test_one_problem_does_not_hide_the_others(tmp_path):
    sample = Sample(tmp_path / "image", marker=b"", high_ref=changed(size=1))
    sample.path("low").unlink()
    sample.path("config").write_bytes(b"x" * sample.path("config").stat().st_size)
    because = "oci-layout is empty, a layer is gone, one has another size, the config was changed"
    sample.expect(because, marker="format", low="missing", high="size", config="content")


def with_diff_ids(folder, *diff_ids):
    return Sample(folder, config=changed(rootfs={"type": "layers", "diff_ids": diff_ids}))


def test_a_wrong_diff_id_is_reported(tmp_path):
    sample = with_diff_ids(tmp_path / "one", DIFF_IDS[0], DIFF_IDS[0])
    sample.expect("the upper layer has another tar", high="diff_id")
    sample = with_diff_ids(tmp_path / "swapped", *reversed(DIFF_IDS))
    sample.expect("the diff_ids are swapped", low="diff_id", high="diff_id")


def test_the_digest_of_a_gzip_is_no_diff_id(tmp_path):
    sample = with_diff_ids(tmp_path / "image", *map(digest_of, GZIPS))
    because = "the diff_ids are the digests of the gzips, not of the tars"
    sample.expect(because, low="diff_id", high="diff_id")


def test_there_are_as_many_diff_ids_as_layers(tmp_path):
    for diff_ids in ([], DIFF_IDS[:1], [*DIFF_IDS, DIFF_IDS[0]]):
        sample = with_diff_ids(tmp_path / str(len(diff_ids)), *diff_ids)
        because = f"there are two layers, and the config has {len(diff_ids)} diff_ids"
        sample.expect(because, config="diff_id")


def test_where_nothing_is_both_files_are_missing(tmp_path):
    sample = Sample(tmp_path / "image")
    shutil.rmtree(sample.folder)
    sample.expect("the folder does not exist", index="missing", marker="missing")


@pytest.mark.parametrize("order", [1, -1], ids=["last", "first"])
def test_all_manifests_of_an_index_are_verified(tmp_path, order):
    def with_another(right):
        return {"manifests": [*right["manifests"], other][::order]}

    other = {"digest": digest_of(b"other"), "size": 5}
    sample = Sample(tmp_path / "image", index=with_another, high_ref=changed(size=1))
    sample.where["other"] = other["digest"]
    because = "one of two manifests is missing, and a layer of the other has another size"
    sample.expect(because, other="missing", high="size")


def test_a_layout_that_skopeo_wrote_is_good_until_it_is_touched(tmp_path, skopeo):
    name = {"org.opencontainers.image.ref.name": "v1"}
    sample = Sample(tmp_path / "image", manifest_ref=changed(annotations=name))
    copy = tmp_path / "copy"
    skopeo("copy", f"oci:{sample.folder}:v1", f"oci:{copy}:v1")
    expect(copy, "skopeo wrote this layout", set())
    for name in ("high", "config"):
        (copy / sample.path(name).relative_to(sample.folder)).unlink()
    right = {Problem("missing", sample.where[name]) for name in ("high", "config")}
    expect(copy, "a layer and the config of what skopeo wrote were removed", right)
