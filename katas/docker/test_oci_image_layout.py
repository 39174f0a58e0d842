import gzip
import hashlib
import io
import json
import shutil
import tarfile
import time
from pathlib import Path

import pytest

from dojo.kit.attempts import attempt
from katas.docker.oci_image_layout import File, write_layout

OCI = "application/vnd.oci.image."
LOW = {"etc/motd": File(b"low\n"), "bin/run": File(b"#!/bin/sh\n" * 9, 0o755)}
HIGH = {"etc/motd": File(b"high\n"), "..data/.env": File(b"", 0o600), "Zoë": File(b"\0")}
CONFIG = {"Cmd": ["/bin/run"], "Env": ["NAME=Zoë"]}


def digest_of(data):
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def parsed(data, name):
    try:
        return json.loads(data)
    except ValueError:
        return pytest.fail(f"{name} must be JSON, not {data[:80]!r}")


def field(content, name, key, kind):
    value = content.get(key) if isinstance(content, dict) else None
    assert isinstance(value, kind), f"{name} must have a {kind.__name__} as {key!r}: {content!r}"
    return value


def document(folder, name):
    path = folder / name
    assert path.is_file(), f"there must be a file {name} in the folder of the layout"
    return parsed(path.read_bytes(), name)


class Layout:
    """A layout read without the learner's help: descriptors and bytes, from the index down."""

    def __init__(self, folder):
        self.folder = folder
        self.index = document(folder, "index.json")
        manifests = field(self.index, "index.json", "manifests", list)
        assert len(manifests) == 1, f"the index must list one manifest, not {manifests}"
        self.manifest_ref = manifests[0]
        self.manifest = parsed(self.blob(self.manifest_ref, "the manifest"), "the manifest")
        self.config_ref = field(self.manifest, "the manifest", "config", dict)
        self.layer_refs = field(self.manifest, "the manifest", "layers", list)
        for ref in (self.config_ref, *self.layer_refs):
            field(ref, "a descriptor in the manifest", "digest", str)

    def blob(self, ref, name):
        digest = field(ref, f"the descriptor of {name}", "digest", str)
        path = self.folder / "blobs/sha256" / digest.removeprefix("sha256:")
        assert path.is_file(), f"{name} has the digest {digest!r}, and so must be the file {path}"
        return path.read_bytes()

    @property
    def config(self):
        return parsed(self.blob(self.config_ref, "the config"), "the config")

    @property
    def gzips(self):
        return [self.blob(ref, f"layer {n}") for n, ref in enumerate(self.layer_refs)]

    @property
    def tars(self):
        found = []
        for number, data in enumerate(self.gzips):
            tar = attempt(gzip.decompress, data)
            assert isinstance(tar, bytes), f"layer {number} must be compressed by gzip: {tar!r}"
            found.append(tar)
        return found

    @property
    def members(self):
        """Return for each layer the pairs of a member of its tar and what is in it."""
        found = []
        for number, tar in enumerate(self.tars):
            members = attempt(members_of, tar)
            assert isinstance(members, list), f"layer {number} must be a tar: {members!r}"
            found.append(members)
        return found


def members_of(tar):
    with tarfile.open(fileobj=io.BytesIO(tar), mode="r:") as archive:
        return [(each, (archive.extractfile(each) or io.BytesIO()).read()) for each in archive]


def written(tmp_path, layers=(LOW, HIGH), name="image", **options):
    """Return the layout that was written, and the image id."""
    folder = tmp_path / name
    image_id = write_layout(folder, list(layers), "v1", CONFIG, **options)
    return Layout(folder), image_id


def test_the_folder_says_that_it_is_a_layout(tmp_path):
    layout, _ = written(tmp_path)
    got = document(layout.folder, "oci-layout")
    assert got == {"imageLayoutVersion": "1.0.0"}, f"oci-layout names the version, not {got}"


def test_the_index_leads_from_the_tag_to_the_manifest(tmp_path):
    layout, _ = written(tmp_path)
    got = layout.index.get("schemaVersion"), layout.manifest_ref.get("annotations")
    assert got == (2, {"org.opencontainers.image.ref.name": "v1"}), (
        f"index.json has schemaVersion 2 and a descriptor with the tag v1, not {got}"
    )
    got = layout.manifest.get("schemaVersion")
    assert got == 2, f"the manifest has schemaVersion 2, not {got!r}"


def test_a_blob_is_named_by_the_digest_of_its_bytes(tmp_path):
    layout, _ = written(tmp_path)
    for path in (layout.folder / "blobs/sha256").iterdir():
        right = hashlib.sha256(path.read_bytes()).hexdigest()
        assert path.name == right, (
            f"the name of a blob is the SHA-256 of its bytes: {right}, not {path.name}"
        )
    for ref in (layout.manifest_ref, layout.config_ref, *layout.layer_refs):
        right = digest_of(layout.blob(ref, "a blob"))
        assert ref["digest"] == right, f"the digest of this blob is {right}, not {ref['digest']}"


def test_a_descriptor_tells_type_and_size_of_the_blob(tmp_path):
    layout, _ = written(tmp_path)
    for name, kind, ref in [
        ("the manifest", "manifest.v1+json", layout.manifest_ref),
        ("the config", "config.v1+json", layout.config_ref),
        *((f"layer {n}", "layer.v1.tar+gzip", ref) for n, ref in enumerate(layout.layer_refs)),
    ]:
        assert ref.get("mediaType") == OCI + kind, f"{name} has the type {OCI + kind}: {ref}"
        size = len(layout.blob(ref, name))
        assert ref.get("size") == size, (
            f"the descriptor of {name} says size {ref.get('size')}, but as it is stored "
            f"the blob has {size} bytes"
        )


def test_each_layer_holds_its_files_the_lowest_layer_first(tmp_path):
    layout, _ = written(tmp_path)
    modes = {"bin/run": "0o755", "..data/.env": "0o600"}
    right = [
        {path: (file.data, modes.get(path, "0o644")) for path, file in layer.items()}
        for layer in (LOW, HIGH)
    ]
    got = [
        {member.name: (data, oct(member.mode)) for member, data in members}
        for members in layout.members
    ]
    assert got == right, f"the layers hold, with data and mode, {right}, not {got}"


def test_a_tar_says_nothing_of_who_made_it_and_when(tmp_path):
    layout, _ = written(tmp_path)
    for members in layout.members:
        for member, _ in members:
            got = member.mtime, member.uid, member.gid, member.uname, member.gname
            assert got == (0, 0, 0, "", ""), (
                f"{member.name!r} has time, owner and group 0 and no names of these in the tar, "
                f"not {got}"
            )


def test_a_gzip_says_nothing_of_when_it_was_made_and_from_what(tmp_path):
    layout, _ = written(tmp_path)
    for data, _ in zip(layout.gzips, layout.tars, strict=True):
        when, named = int.from_bytes(data[4:8], "little"), bool(data[3] & 8)
        assert (when, named) == (0, False), (
            f"the header of a gzip has time 0 and no file name; here the time is {when}, "
            f"and there is {'a' if named else 'no'} name"
        )


def test_a_tar_has_its_files_sorted_and_nothing_else(tmp_path):
    layout, _ = written(tmp_path)
    got = [[member.name for member, _ in members] for members in layout.members]
    right = [sorted(LOW), sorted(HIGH)]
    assert got == right, f"the tars have the files {right}, sorted by path, not {got}"


def test_a_diff_id_is_the_digest_of_the_tar_without_gzip(tmp_path):
    layout, _ = written(tmp_path)
    got = field(layout.config, "the config", "rootfs", dict).get("diff_ids")
    right = [digest_of(tar) for tar in layout.tars]
    compressed = [digest_of(data) for data in layout.gzips]
    hint = ", which are the digests of the gzips" if got == compressed else ""
    assert got == right, (
        f"the diff_ids, digests of the uncompressed tars, are {right}, not {got}{hint}"
    )


@pytest.mark.parametrize("options", [{}, {"architecture": "arm64"}], ids=["default", "arm64"])
def test_the_config_says_how_to_run_it_and_where(tmp_path, options):
    layout, _ = written(tmp_path, **options)
    right = {
        "architecture": options.get("architecture", "amd64"),
        "os": "linux",
        "config": CONFIG,
        "rootfs": {"type": "layers", "diff_ids": [digest_of(tar) for tar in layout.tars]},
    }
    assert layout.config == right, f"the config is {right}, not {layout.config}"


def test_the_id_of_an_image_is_the_digest_of_its_config(tmp_path):
    layout, image_id = written(tmp_path)
    other = layout.manifest_ref["digest"]
    hint = ", which is the digest of the manifest" if image_id == other else ""
    assert image_id == layout.config_ref["digest"], (
        f"write_layout returns the digest of the config, {layout.config_ref['digest']}, "
        f"not {image_id!r}{hint}"
    )


def all_bytes(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def differing(one, two):
    """Return names of files that are not the same in both."""
    return sorted(name for name in {*one, *two} if one.get(name) != two.get(name))


def test_the_order_of_the_files_changes_no_byte(tmp_path):
    backwards = [dict(reversed(layer.items())) for layer in (LOW, HIGH)]
    one, two = written(tmp_path, name="one")[0], written(tmp_path, backwards, "two")[0]
    names = differing(all_bytes(one.folder), all_bytes(two.folder))
    assert not names, f"the dicts of the layers had another order, and these files differ: {names}"


def test_the_time_changes_no_byte(tmp_path, monkeypatch):
    folders = []
    for now in (1_000_000_000.0, 2_000_000_000.0):
        with monkeypatch.context() as patch:
            patch.setattr(time, "time", lambda now=now: now)
            folders.append(written(tmp_path, name=str(now))[0].folder)
    names = differing(*map(all_bytes, folders))
    assert not names, f"the same image was written years later, and these files differ: {names}"


def test_equal_layers_are_one_blob(tmp_path):
    layout, _ = written(tmp_path, [LOW, HIGH, LOW])
    digests = [ref.get("digest") for ref in layout.layer_refs]
    assert digests[0] == digests[2] != digests[1], (
        f"the first and the third of three layers are equal, and so are their digests: {digests}"
    )


def test_the_folder_holds_nothing_but_the_layout(tmp_path):
    tmp_path.joinpath("empty").mkdir()
    layout, _ = written(tmp_path, [LOW, HIGH, LOW], name="empty")
    refs = [layout.manifest_ref, layout.config_ref, *layout.layer_refs]
    right = {"blobs/sha256/" + ref["digest"].removeprefix("sha256:") for ref in refs}
    got = set(all_bytes(layout.folder)) - {"index.json", "oci-layout"}
    assert got == right, f"besides index.json and oci-layout there are {right}, not {got}"


def test_a_path_that_is_absolute_or_not_clean_is_refused(tmp_path):
    wrong = "/etc/x", "../x", "etc/../x", "etc/..", "..", ".", "./x", "etc//x", "etc/", ""
    for number, path in enumerate(wrong):
        layers = [LOW, {"good": File(b""), path: File(b"")}]
        got = attempt(write_layout, tmp_path / str(number), layers, "v1", CONFIG)
        assert isinstance(got, ValueError), (
            f"a layer has the path {path!r}, so write_layout must raise ValueError; it gave {got!r}"
        )


# The same promises, judged by the tools that work with images


def archive_of(skopeo, layout, tmp_path):
    """Let skopeo copy the image to an archive for `docker load`, and return its path."""
    archive = tmp_path / "archive.tar"
    skopeo("copy", f"oci:{layout.folder}:v1", f"docker-archive:{archive}")
    return archive


def test_skopeo_finds_the_image_by_its_tag(tmp_path, skopeo):
    layout, _ = written(tmp_path)
    told = json.loads(skopeo("inspect", f"oci:{layout.folder}:v1").stdout)
    got = told["Digest"], told["Layers"]
    right = layout.manifest_ref["digest"], [ref["digest"] for ref in layout.layer_refs]
    assert got == right, f"skopeo inspect finds manifest and layers {right}, not {got}"


def test_skopeo_copies_the_image_with_its_config(tmp_path, skopeo):
    layout, image_id = written(tmp_path)
    with tarfile.open(archive_of(skopeo, layout, tmp_path)) as archive:
        got = json.load(archive.extractfile("manifest.json"))[0]["Config"]
    assert got == image_id.removeprefix("sha256:") + ".json", (
        f"skopeo copies a config {got}, and the id was given as {image_id}"
    )


def test_the_engine_runs_what_a_layer_brought(tmp_path, engine, skopeo):
    busybox = Path(shutil.which("busybox")).read_bytes()
    layers = [{"bin/cat": File(busybox, 0o755), "etc/motd": LOW["etc/motd"]}, HIGH]
    command = ["/bin/cat", "/etc/motd"]
    config = {"Cmd": command, "Labels": engine.labels}
    architecture = engine.docker("version", "--format", "{{.Server.Arch}}").stdout.strip()
    image_id = write_layout(tmp_path / "image", layers, "v1", config, architecture)
    archive = archive_of(skopeo, Layout(tmp_path / "image"), tmp_path)
    loaded = engine.docker("load", "--input", str(archive)).stdout.split()[-1]
    assert loaded == image_id, f"the engine calls the image {loaded}, write_layout {image_id!r}"
    got = engine.docker("run", "--rm", "--network", "none", image_id).stdout
    assert got == "high\n", f"{command} is to print the motd of the upper layer, not {got!r}"
