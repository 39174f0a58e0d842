import errno
from itertools import permutations

import pytest

from katas.docker.mount_resolver import Container, Mount, parse_volume, resolve

CWD = "/home/ann"


def assert_is(got, right, what, because):
    assert got == right, f"{because}: {what} must be\n{right}\nand not\n{got!r}"


# parse_volume


@pytest.mark.parametrize(
    ("spec", "right", "because"),
    [
        ("/data", Mount("volume", "", "/data"), "a target alone is a volume without a name"),
        ("db:/data", Mount("volume", "db", "/data"), "a source that is a name is a volume"),
        ("my_db.v-2:/data", Mount("volume", "my_db.v-2", "/data"), "a name may have _ . and -"),
        ("/srv:/data", Mount("bind", "/srv", "/data"), "a source that begins with / is a bind"),
        ("/:/host", Mount("bind", "/", "/host"), "the whole host is a directory as well"),
        ("./app:/app", Mount("bind", "/home/ann/app", "/app"), "./ is relative to cwd"),
        (".:/app", Mount("bind", "/home/ann", "/app"), ". is cwd itself"),
        ("../bob:/app", Mount("bind", "/home/bob", "/app"), ".. is the parent of cwd"),
        (".cache:/c", Mount("bind", "/home/ann/.cache", "/c"), "it begins with a dot"),
        ("/srv/../etc/:/c", Mount("bind", "/etc", "/c"), "a source is returned without .. and /"),
        ("db:/a/./../b/", Mount("volume", "db", "/b"), "a target is returned without .. . and /"),
    ],
    ids=[
        "target",
        "name",
        "long_name",
        "absolute",
        "root",
        "relative",
        "cwd",
        "parent",
        "dot_name",
        "clean_source",
        "clean_target",
    ],
)
def test_the_source_tells_the_kind_of_a_mount(spec, right, because):
    assert_is(parse_volume(spec, CWD), right, f"parse_volume({spec!r}, {CWD!r})", because)


def test_options_set_the_mount():
    for options, right in {
        "ro": Mount("volume", "db", "/data", True),
        "rw": Mount("volume", "db", "/data"),
        "nocopy": Mount("volume", "db", "/data", False, True),
        "nocopy,ro": Mount("volume", "db", "/data", True, True),
        "rw,nocopy": Mount("volume", "db", "/data", False, True),
    }.items():
        spec = f"db:/data:{options}"
        assert_is(parse_volume(spec, CWD), right, f"parse_volume({spec!r})", "options count")
    right = Mount("bind", "/srv", "/data", True)
    because = "a bind may be read-only, too"
    assert_is(parse_volume("/srv:/data:ro", CWD), right, "parse_volume('/srv:/data:ro')", because)


@pytest.mark.parametrize(
    ("spec", "because"),
    [
        ("data", "a target must begin with /"),
        ("db:data", "a target must begin with /"),
        ("/data:ro", "ro stands in the place of the target, which must begin with /"),
        ("/", "a target cannot be /"),
        ("db:/a/..", "the target is /"),
        ("", "the target is empty"),
        (":/data", "the source is empty"),
        ("db:", "the target is empty"),
        ("db:/data:", "the options are empty"),
        ("db:/data:ro:rw", "there are four parts"),
        ("db:/data:r", "there is no option r"),
        ("db:/data:RO", "options are in lower case"),
        ("db:/data:ro,", "an option is empty"),
        ("db:/data:ro,rw", "ro and rw contradict each other"),
        ("db:/data:ro,ro", "ro is there twice"),
        ("/srv:/data:nocopy", "a bind cannot have nocopy"),
        ("./srv:/data:ro,nocopy", "a bind cannot have nocopy"),
        ("app/src:/app", "the source begins with neither / nor . and a name has no slash"),
        ("_db:/data", "a name begins with a letter or a digit"),
        ("d:/data", "a name has at least two characters"),
        ("dätä:/data", "a name has no letters but a-z and A-Z"),
        ("my db:/data", "a name has no spaces"),
    ],
    ids=lambda value: (value or "empty") if " " not in value else None,
)
def test_a_wrong_spec_is_refused(spec, because):
    try:
        got = f"it returned {parse_volume(spec, CWD)!r}"
    except ValueError:
        return
    except (TypeError, LookupError, AttributeError) as error:
        got = f"it raised {error!r}"
    pytest.fail(f"parse_volume({spec!r}) must raise ValueError: {because}; {got}")


# resolve

DATA = Mount("volume", "db", "/data")
CACHE = Mount("tmpfs", "", "/data/cache")
DEEP = Mount("bind", "/srv", "/data/cache/a/b")
APP = Mount("bind", "/home/ann/app", "/app", True)


@pytest.mark.parametrize(
    ("path", "right", "because"),
    [
        ("/etc/hosts", (None, "/etc/hosts"), "no mount is there"),
        ("/", (None, "/"), "the root is the container's own"),
        ("/data/a/b", (DATA, "/a/b"), "a mount serves all below its target"),
        ("/data", (DATA, "/"), "the target itself is the root of the mount"),
        ("/data/", (DATA, "/"), "a slash at the end changes nothing"),
        ("/database/a", (None, "/database/a"), "/database only begins like /data"),
        ("/da", (None, "/da"), "/da lies above the mount /data, or beside it"),
        ("/srv/data/a", (None, "/srv/data/a"), "a target counts from the root"),
        ("/data/../etc/hosts", (None, "/etc/hosts"), "with .. the path leaves /data"),
        ("/etc/../data/./a", (DATA, "/a"), "with .. the path comes to /data"),
        ("/data/x/../../data/a", (DATA, "/a"), "the path leaves /data and returns"),
        ("/../data/a", (DATA, "/a"), "the parent of the root is the root"),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else None,
)
def test_a_mount_serves_its_target_and_all_below(path, right, because):
    assert_is(resolve([DATA, APP], path), right, f"resolve([/data, /app], {path!r})", because)


def test_the_longest_target_counts_in_any_order():
    for mounts in permutations([DATA, CACHE, DEEP, APP]):
        for path, right in {
            "/data/a": (DATA, "/a"),
            "/data/cache": (CACHE, "/"),
            "/data/cache/a/x": (CACHE, "/a/x"),
            "/data/cache/a/b/c": (DEEP, "/c"),
            "/data/cached": (DATA, "/cached"),
            "/data/cache/../a": (DATA, "/a"),
        }.items():
            assert_is(
                resolve(mounts, path),
                right,
                f"resolve({[mount.target for mount in mounts]}, {path!r})",
                "of all targets around a path the longest counts, whatever their order",
            )


# Container

IMAGE = {"/etc/os": "linux", "/data/seed": "from image", "/data/sub/x": "deep", "/database": "no"}
OTHER = {"/etc/os": "linux", "/data/seed": "of another image"}


def container(*mounts, image=IMAGE, volumes=None, host=None):
    return Container(
        dict(image),
        list(mounts),
        {} if volumes is None else volumes,
        {} if host is None else host,
    )


def assert_sees(box, right, because):
    """Compare all files that the container sees, and each of them when read."""
    assert_is(box.files(), right, "what the container sees", because)
    for path, text in right.items():
        assert_is(box.read(path), text, f"read({path!r})", because)


def assert_missing(box, path, because):
    try:
        got = box.read(path)
    except FileNotFoundError:
        return
    except (LookupError, TypeError) as error:
        got = error
    pytest.fail(f"read({path!r}) must raise FileNotFoundError, not give {got!r}: {because}")


def assert_refuses(box, path, because):
    try:
        box.write(path, "new")
    except OSError as error:
        code, got = error.errno, repr(error)
    else:
        code, got = None, "pass"
    assert code == errno.EROFS, (
        f"write({path!r}) must raise OSError with errno EROFS, not {got}: {because}"
    )


def test_without_mounts_a_container_sees_its_image():
    box = container()
    assert_sees(box, IMAGE, "its file system starts as that of the image")
    assert_missing(box, "/data/none", "the image has no such file")
    assert_is(box.read("/etc/../etc/./os"), "linux", "read('/etc/../etc/./os')", "it is /etc/os")


def test_writes_change_neither_the_image_nor_its_other_containers():
    image = dict(IMAGE)
    one, two = Container(image, [], {}, {}), Container(image, [], {}, {})
    one.write("/etc/os", "mine")
    one.write("/etc/new", "mine")
    assert_sees(one, IMAGE | {"/etc/os": "mine", "/etc/new": "mine"}, "it sees what it wrote")
    assert_sees(two, IMAGE, "what another container wrote belongs to that one")
    assert_is(image, IMAGE, "the image", "writes go to the container's own file system")


def test_a_bind_shows_the_host_and_hides_the_image():
    host = {"/srv/db/a": "of the host", "/srv/dbs": "beside", "/data/b": "elsewhere"}
    box = container(Mount("bind", "/srv/db", "/data"), host=host)
    right = {"/etc/os": "linux", "/database": "no", "/data/a": "of the host"}
    assert_sees(box, right, "below /data is the host's /srv/db, and nothing of the image")
    assert_missing(box, "/data/seed", "the image's file below a bind is hidden, not merged")


def test_an_empty_bind_stays_empty():
    host = {}
    box = container(Mount("bind", "/srv/db", "/data"), host=host)
    assert_is(host, {}, "the host", "a bind is never filled from the image")
    assert_missing(box, "/data/seed", "a bind hides the image, even if it is empty")


def test_a_bind_is_the_directory_itself_and_no_copy():
    host = {"/srv/db/a": "old"}
    box = container(Mount("bind", "/srv/db", "/data"), host=host)
    host["/srv/db/a"] = "new"
    assert_is(box.read("/data/a"), "new", "read('/data/a')", "the host changed /srv/db/a")
    box.write("/data/b", "written")
    right = {"/srv/db/a": "new", "/srv/db/b": "written"}
    assert_is(host, right, "the host", "the container wrote /data/b, which is /srv/db/b")


def test_the_whole_host_can_be_bound():
    host = {"/etc/os": "host's"}
    box = container(Mount("bind", "/", "/host"), image={}, host=host)
    box.write("/host/new", "written")
    assert_is(host, {"/etc/os": "host's", "/new": "written"}, "the host", "/host/new is its /new")
    right = {"/host/etc/os": "host's", "/host/new": "written"}
    assert_sees(box, right, "the root of the host is bound to /host")


@pytest.mark.parametrize("volumes", [{}, {"db": {}}], ids=["missing", "empty"])
def test_an_empty_volume_is_filled_from_the_image(volumes):
    box = container(DATA, volumes=volumes)
    right = {"db": {"/seed": "from image", "/sub/x": "deep"}}
    assert_is(volumes, right, "the volumes", "an empty volume gets what the image has below /data")
    assert_sees(box, IMAGE, "the volume has copies of what it hides")


def test_a_volume_with_files_stays_as_it_is():
    volumes = {"db": {"/mine": "kept", "/seed": "mine"}}
    box = container(DATA, volumes=volumes)
    because = "a volume with files gets nothing from the image"
    assert_is(volumes, {"db": {"/mine": "kept", "/seed": "mine"}}, "the volumes", because)
    assert_missing(box, "/data/sub/x", "the image's files below a volume are hidden, not merged")


def test_nocopy_leaves_a_volume_empty():
    volumes = {}
    box = container(DATA._replace(nocopy=True), volumes=volumes)
    assert_is(volumes, {"db": {}}, "the volumes", "with nocopy nothing comes from the image")
    assert_missing(box, "/data/seed", "the volume is empty, and hides the image all the same")


def test_a_volume_outlives_its_container_and_the_image():
    volumes = {}
    container(DATA, volumes=volumes).write("/data/new", "survives")
    box = container(DATA, image=OTHER, volumes=volumes)
    right = {"/data/seed": "from image", "/data/sub/x": "deep", "/data/new": "survives"}
    because = "the first container filled the volume and wrote to it; the second finds it so"
    assert_sees(box, right | {"/etc/os": "linux"}, because)


@pytest.mark.parametrize("image", [IMAGE, {}], ids=["filled", "empty"])
def test_containers_share_a_volume_while_they_run(image):
    volumes, because = {}, "both containers have the volume db"
    one, two = (container(DATA, image=image, volumes=volumes) for _ in range(2))
    one.write("/data/new", "written")
    assert two.files().get("/data/new") == "written", f"/data/new, of the first, is lost: {because}"
    two.write("/data/new", "again")
    assert_is(one.read("/data/new"), "again", "read('/data/new')", because)


def test_a_volume_without_a_name_belongs_to_one_container():
    volumes, mount = {}, Mount("volume", "", "/data")
    one, two = container(mount, volumes=volumes), container(mount, volumes=volumes)
    one.write("/data/new", "written")
    assert_sees(one, IMAGE | {"/data/new": "written"}, "it was filled, and then written to")
    assert_sees(two, IMAGE, "its volume is another one, filled from the image as well")
    assert_is(volumes, {}, "the volumes", "these are those with names only")


def test_two_volumes_without_a_name_are_two():
    box = container(Mount("volume", "", "/a1"), Mount("volume", "", "/a2"), image={"/a1/x": "x"})
    assert_sees(box, {"/a1/x": "x"}, "each target has a volume of its own")


def test_a_tmpfs_starts_empty_and_hides_the_image():
    volumes, host, mount = {}, {}, Mount("tmpfs", "", "/data")
    one, two = (container(mount, volumes=volumes, host=host) for _ in range(2))
    right = {"/etc/os": "linux", "/database": "no"}
    assert_sees(one, right, "a tmpfs is empty, and what the image has below it is hidden")
    one.write("/data/new", "written")
    assert_sees(one, right | {"/data/new": "written"}, "a tmpfs can be written")
    assert_sees(two, right, "each container has a tmpfs of its own")
    assert_is((volumes, host), ({}, {}), "volumes and host", "a tmpfs belongs to neither")


@pytest.mark.parametrize(("kind", "source"), [("volume", "db"), ("bind", "/srv")])
def test_nothing_below_a_read_only_mount_can_be_written(kind, source):
    volumes, host = {"db": {"/a": "old"}}, {"/srv/a": "old"}
    box = container(Mount(kind, source, "/data", True), volumes=volumes, host=host)
    for path in ("/data/a", "/data/new", "/data/sub/deep/new", "/etc/../data/a"):
        assert_refuses(box, path, "it is served by a read-only mount")
    assert_is(box.read("/data/a"), "old", "read('/data/a')", "nothing was written")
    box.write("/database", "new")
    assert_is(box.read("/database"), "new", "read('/database')", "it is not below /data")


def test_each_mount_has_its_own_mode():
    code, logs = Mount("bind", "/srv", "/app", True), Mount("volume", "logs", "/app/logs")
    for mounts in permutations([code, logs]):
        volumes = {}
        box = container(*mounts, volumes=volumes)
        assert_refuses(box, "/app/main", "/app is read-only")
        box.write("/app/logs/today", "ok")
        because = "/app/logs can be written, though /app cannot"
        assert_is(volumes, {"logs": {"/today": "ok"}}, "the volumes", because)


def test_nested_mounts_hide_each_other_by_length_and_not_by_order():
    host = {"/srv/main": "code", "/srv/modules/a": "host's", "/srv/modulesque": "code"}
    mounts = [
        Mount("bind", "/srv", "/app"),
        Mount("volume", "", "/app/modules"),
        Mount("tmpfs", "", "/app/modules/tmp"),
    ]
    image = {"/app/old": "hidden", "/app/modules/b": "built", "/app/modules/tmp/c": "hidden"}
    right = {"/app/main": "code", "/app/modulesque": "code", "/app/modules/b": "built"}
    for order in permutations(mounts):
        box = container(*order, image=image, host=host)
        because = (
            f"/app is the host's /srv, /app/modules a volume with what the image has there, "
            f"/app/modules/tmp is empty; the order was {[mount.target for mount in order]}"
        )
        assert_sees(box, right, because)


def test_two_mounts_cannot_have_one_target():
    try:
        container(DATA, APP, Mount("tmpfs", "", "/data"))
    except ValueError:
        return
    pytest.fail("two mounts have the target /data: creating the container must raise ValueError")
