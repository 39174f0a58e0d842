import shlex

import pytest

from dojo.kit.engine import CommandFailed, File
from katas.docker._multistage_dockerfile_app import (
    BASE,
    CONTEXT,
    DIRECTORIES,
    TOKEN,
    TOOLS,
    TOOLS_SCRIPT,
)
from katas.docker._multistage_dockerfile_builder import SHELL, BuildFailed, build, sent
from katas.docker.multistage_dockerfile import dockerfile, dockerignore

SENT = ["lock.txt", "token", "src/lib.sh", "src/main.sh", "tests/test_total.sh"]
PARTS = {"lock.txt", "src/lib.sh", "src/main.sh"}


SHOP = "the executable, whatever its name and place"


def text_of(function):
    text = function()
    assert isinstance(text, str), f"{function.__name__} must return a string, not {text!r}"
    return text


def built(edits=None):
    """Build the learner's Dockerfile of what the learner's .dockerignore lets through."""
    context = sent({**CONTEXT, **(edits or {})}, text_of(dockerignore))
    try:
        return build(text_of(dockerfile), context)
    except BuildFailed as error:
        why = str(error)
    return pytest.fail(f"the build fails. {why}")


def shop_of(image):
    """Return where the executable lies in the image."""
    paths = [path for path, file in image.tree.files.items() if file.is_shop]
    assert paths, (
        f"the last stage, from {image.base}, is the image, and it has no shop: `tools build` "
        f"makes dist/shop in its own stage, and COPY --from must bring it"
    )
    return paths[0]


def words_of(image, words):
    """Return the words of a process, with SHOP in place of any name that means the executable."""
    file = image.program(words[0]) if words else None
    return [SHOP, *words[1:]] if file and file.is_shop else words


# .dockerignore


@pytest.mark.parametrize("path", SENT)
def test_what_the_steps_need_can_be_copied(path):
    assert path in sent(CONTEXT, text_of(dockerignore)), (
        f"{path} is needed, and .dockerignore keeps it from the builder; of several patterns "
        f"that match, the last one counts"
    )


@pytest.mark.parametrize("path", [path for path in CONTEXT if path not in SENT])
def test_what_no_step_needs_cannot_be_copied(path):
    assert path not in sent(CONTEXT, text_of(dockerignore)), (
        f"`COPY . .` would copy {path}, which no step needs: .dockerignore lets it through; "
        f"a pattern begins at the top of the directory, unless that is **/"
    )


# The build


def test_every_step_works():
    built()


def test_a_failing_test_fails_the_build():
    commands = [command for done in built().done for command in done.commands]
    assert "tools check" in commands, (
        f"the build passes whatever the tests say: no RUN does `tools check`, only {commands}"
    )


@pytest.mark.parametrize("path", ["src/main.sh", "src/new.sh", "tests/test_total.sh"])
def test_an_edit_keeps_the_dependencies_that_were_fetched(path):
    first = {done.key for done in built().done}
    for done in built({path: "# edited\n"}).done:
        assert "tools fetch" not in done.commands or done.key in first, (
            f"after an edit of {path}, {done.step.text} fetches everything again: a step is "
            f"in the cache only if all before it are, and one of those copies {path}"
        )


def test_all_sources_and_dependencies_are_in_the_executable():
    image = built().final
    origins = image.tree.files[shop_of(image)].origins
    assert origins == PARTS, (
        f"shop must be made of {sorted(PARTS)}; yours was made of {sorted(origins)}"
    )


# The image: its layers


def test_the_image_stands_on_the_small_base():
    base = built().final.base
    assert base == BASE, f"the last stage is the image, and it must begin with {BASE}, not {base}"


def test_no_layer_has_the_token():
    for layer in built().final.layers:
        for path, file in layer.files.items():
            assert "token" not in file.origins, (
                f"{layer.step.text} makes a layer of the image that has the token, in {path}: "
                f"who gets the image can read each layer, whatever later ones hide or remove"
            )


def test_the_dockerfile_does_not_tell_the_token():
    text = text_of(dockerfile)
    assert TOKEN not in text, (
        f"the token itself, {TOKEN}, stands in the Dockerfile: it would be in the repository and, "
        f"with ENV or ARG, in the history of an image"
    )


def test_the_executable_is_all_that_the_layers_add():
    image = built().final
    shop_of(image)
    for layer in image.layers:
        strange = sorted(path for path, file in layer.files.items() if not file.is_shop)
        assert not strange, (
            f"{layer.step.text} makes a layer of the image with {', '.join(strange)}: "
            f"shop needs nothing but itself"
        )


# The image: its configuration


def test_the_user_is_a_number():
    user = built().final.user.partition(":")[0]
    assert user.isdecimal(), (
        f"USER must be a number, not {user!r}: without a look into the image, nobody could tell "
        f"that a name is not root's"
        if user
        else "the image has no USER, so its process is root: give it a number"
    )


def test_the_user_is_not_root():
    user = built().final.user
    assert user.partition(":")[0].strip("0") not in ("", "root"), (
        f"the last USER of the image is {user or 'missing'}, so its process is root"
    )


def test_the_entrypoint_is_in_exec_form():
    words = built().final.entrypoint
    assert words, "the image has no ENTRYPOINT"
    assert words[:2] != SHELL, (
        f"ENTRYPOINT is in shell form or calls a shell, {words}: the shell is PID 1 then, and "
        f"keeps SIGTERM from shop. The exec form is a JSON array, with double quotes"
    )


def test_a_container_runs_the_executable():
    image = built().final
    shop = shop_of(image)
    words = image.entrypoint + image.command
    assert words_of(image, words) == [SHOP], (
        f"a container must run {shop}, without arguments; ENTRYPOINT and CMD make it run {words}, "
        f"in {image.workdir}"
    )


def test_a_health_check_asks_the_executable():
    image = built().final
    shop = shop_of(image)
    words = image.health
    assert words, "the image has no HEALTHCHECK with a CMD"
    if words[0] in ("sh", "/bin/sh") and words[1:2] == ["-c"]:
        words = shlex.split(image.expanded(words[2]))
    command = words[words[:1] == ["exec"] :]
    if command[2:] == ["||", "exit", "1"]:
        command = command[:2]
    assert words_of(image, command) == [SHOP, "--health"], (
        f"HEALTHCHECK must run {shop} --health; it runs {image.health}, in {image.workdir}"
    )


# The real thing


@pytest.fixture
def real(engine):
    """Return a function that builds the learner's image on the engine; it returns the `Build`.

    Each run has a registry of its own name, so that runs side by side do not meet.
    """
    registry = f"{engine.name()}.example"
    files = {f"{path}/.keep".lstrip("/"): File(b"") for path in DIRECTORIES}
    program = {"usr/local/bin/tools": File(TOOLS_SCRIPT.encode(), 0o755)}
    for name, content in {BASE: files, TOOLS: files | program}.items():
        engine.docker("tag", engine.image(content), name.replace("hub.example", registry))

    def build_image(edits):
        context = {path: File(text.encode()) for path, text in {**CONTEXT, **edits}.items()}
        text = text_of(dockerfile).replace("hub.example", registry)
        try:
            return engine.build(text, context, ignore=text_of(dockerignore))
        except CommandFailed as failed:
            pytest.fail(f"a real engine cannot build it: {failed}")

    return build_image


def test_a_real_engine_builds_it_and_runs_it(engine, real, tmp_path):
    real({})
    image, _, log = real({"src/main.sh": CONTEXT["src/main.sh"].replace('"total', '"sum')})
    assert "fetching" not in log, f"after an edit of src/main.sh, it fetches again:\n{log}"
    alone = ["run", "--rm", "--network", "none"]
    done = engine.docker(*alone, image, check=False)
    said = done.stdout + done.stderr
    assert said == "sum 42\n", f"with the edit, a container must say 'sum 42', not {said!r}"
    user = engine.docker(*alone, "--entrypoint", "id", image, "-u").stdout.strip()
    assert int(user) > 0, "its process is root"
    archive = tmp_path / "image.tar"
    engine.docker("save", "--output", str(archive), image)
    has_token = TOKEN.encode() in archive.read_bytes()
    assert not has_token, "what `docker save` writes, the image with its layers, has the token"
