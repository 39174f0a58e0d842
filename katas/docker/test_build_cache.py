import io
from itertools import count
from posixpath import join, normpath

import pytest
from dockerfile_parse import DockerfileParser

from katas.docker.build_cache import Build, BuildCache, File, Stage, Step

APP = """
FROM python
COPY requirements.txt /requirements.txt
RUN pip install
COPY app /app
ENV PORT=80
RUN compile
"""
FILES = {
    "/requirements.txt": File(b"httpx"),
    "/app/main": File(b"main"),
    "/app/lib/util": File(b"util"),
    "/apple": File(b"no part of /app"),
    "/notes": File(b"notes"),
}
STAGES = """
FROM gcc AS build
COPY src /src
RUN head -c 1 /src/main > /out
FROM python AS app
ENV PORT=80
COPY --from=build /out /bin/main
ENV HOST=all
"""
SOURCES = {"/src/main": File(b"1 main")}


# Dockerfiles, as the cache takes them


def parse(dockerfile):
    """Return the stages of a Dockerfile."""
    parser = DockerfileParser(fileobj=io.BytesIO())
    parser.content = dockerfile.lstrip()
    stages = []
    for line in parser.structure:
        keyword, text = line["instruction"], line["value"]
        if keyword == "FROM":
            base, *name = text.split(" AS ")
            stages.append(Stage(*name or [f"stage {len(stages)}"], base, []))
        elif keyword != "COMMENT":
            stages[-1].steps.append(step(keyword, text))
    return stages


def step(keyword, text):
    if keyword != "COPY":
        return Step(keyword, text)
    *flags, source, target = text.split()
    stage = flags[0].removeprefix("--from=") if flags else ""
    return Step(keyword, text, normpath(join("/", source)), target, stage)


class CommandFailed(Exception):
    pass


class Shell:
    """Makes RUN, with two commands that change files, and keeps what it was given."""

    def __init__(self):
        self.calls = []
        self.mirror = b"index of Monday"
        self.clock = count(1)

    def __call__(self, command, files):
        self.calls.append((command, dict(files)))
        match command.split():
            case ["false"]:
                raise CommandFailed("false exited with 1")
            case ["head", "-c", "1", source, ">", target]:
                return {**files, target: File(files[source].data[:1], mtime=next(self.clock))}
            case ["fetch", target]:
                return {**files, target: File(self.mirror, mtime=next(self.clock))}
        return files

    @property
    def commands(self):
        return [command for command, _ in self.calls]


# Building, and looking at what came


def run_build(cache, dockerfile, context, args):
    got = cache.build(parse(dockerfile), context, args)
    assert isinstance(got, Build), f"build returns a Build; got {got!r}"
    assert isinstance(got.hits, list), f"the hits of a Build are a list; got {got.hits!r}"
    return got


def assert_hits(cache, dockerfile, right, because, context=FILES, **args):
    """Build, and compare with `right`, which says "hit" or "miss" for each step."""
    hits = run_build(cache, dockerfile, context, args).hits
    names = [f"{step.keyword} {step.text}" for stage in parse(dockerfile) for step in stage.steps]
    assert len(hits) == len(names), f"there are {len(names)} steps, but hits are {hits}"
    words = ["hit" if hit else "miss" for hit in hits]
    for name, word, got in zip(names, right.split(), words, strict=True):
        story = ", ".join(map(" ".join, zip(words, names, strict=True)))
        assert got == word, f"`{name}` must be a {word}: {because}; the build was: {story}"


def assert_changes(
    dockerfile, right, because, context=FILES, *, then=None, to=None, before=(), **args
):
    """Build, and again: the context is now `then`, the Dockerfile `to`, `before` were the args."""
    cache = BuildCache(Shell())
    run_build(cache, dockerfile, context, dict(before))
    assert_hits(cache, to or dockerfile, right, because, then or context, **args)


def assert_files(got, right, because):
    found = {path: file.data for path, file in got.files.items()}
    assert found == right, f"files must be {right}: {because}; got {found}"


# Steps


def test_nothing_is_a_hit_in_a_first_build():
    because = "nothing was ever built with this cache"
    assert_hits(BuildCache(Shell()), APP, "miss miss miss miss miss", because)
    assert_hits(BuildCache(Shell()), APP, "miss miss miss miss miss", because)


def test_the_same_build_again_hits_with_every_step():
    assert_changes(APP, "hit hit hit hit hit", "nothing has changed")


def test_a_hit_runs_nothing():
    shell = Shell()
    cache = BuildCache(shell)
    for dockerfile in (APP, APP, APP.replace("compile", "compile -O")):
        run_build(cache, dockerfile, FILES, {})
    right = ["pip install", "compile", "compile -O"]
    assert shell.commands == right, (
        f"three builds, the last with another last RUN: only misses are run, and each once, which "
        f"is {right}; the shell got {shell.commands}"
    )


EDITED = [
    ("RUN pip install", "RUN pip install -U", "hit miss miss miss miss"),
    ("COPY app /app", "COPY app /srv", "hit hit miss miss miss"),
    ("ENV PORT=80", "ENV PORT=90", "hit hit hit miss miss"),
    ("ENV PORT=80", "LABEL PORT=80", "hit hit hit miss miss"),
    ("RUN compile", "RUN compile -O", "hit hit hit hit miss"),
]


def test_a_changed_step_misses_and_so_does_all_that_follows():
    for old, new, right in EDITED:
        because = f"{old!r} became {new!r}, and what follows a miss continues another result"
        assert_changes(APP, right, because, to=APP.replace(old, new))


def test_what_follows_a_new_step_misses():
    because = "ENV DEBUG=1 is new, and what follows it continues another result than before"
    to = APP.replace("COPY app", "ENV DEBUG=1\nCOPY app")
    assert_changes(APP, "hit hit miss miss miss miss", because, to=to)


def test_another_base_image_makes_all_steps_miss():
    because = "the first step continues the base image, which is another one"
    to = APP.replace("python", "python:slim")
    assert_changes(APP, "miss miss miss miss miss", because, to=to)


def test_comments_and_the_way_of_writing_do_not_matter():
    to = "# why\n" + APP.lstrip().replace("RUN compile", "# because\nRUN \\\n  compile")
    assert_changes(APP, "hit hit hit hit hit", "the steps are the same", to=to)


def test_all_results_are_kept_and_not_only_those_of_the_last_build():
    cache = BuildCache(Shell())
    other = APP.replace("RUN pip install", "RUN pip install -U")
    for dockerfile in (APP, other, "FROM gcc\nRUN make"):
        run_build(cache, dockerfile, FILES, {})
    for dockerfile in (APP, other):
        because = "it was built two builds before, and every result is kept"
        assert_hits(cache, dockerfile, "hit hit hit hit hit", because)


def test_a_result_serves_the_next_stage_of_the_same_build():
    twins = "FROM python\nENV A=1\nRUN make\nFROM python\nENV A=1\nRUN test\n"
    because = "ENV A=1 on python was made in the first stage, and a result is kept at once"
    assert_hits(BuildCache(Shell()), twins, "miss miss hit miss", because)


def test_a_hit_takes_the_old_result_although_the_world_has_changed():
    shell = Shell()
    cache = BuildCache(shell)
    dockerfile = "FROM debian\nRUN fetch /index\nENV A=1\n"
    run_build(cache, dockerfile, {}, {})
    shell.mirror = b"index of Friday"
    right = {"/index": b"index of Monday"}
    because = "the step is a hit, so its result is the one of the first build"
    assert_files(run_build(cache, dockerfile, {}, {}), right, because)


# Files of the context

COPIES = "FROM python\nCOPY app /app\nRUN test\n"


def test_files_that_are_not_copied_do_not_matter():
    then = FILES | {"/apple": File(b"new"), "/new": File(b"new"), "/notes": File(b"new")}
    because = "no COPY copies one of the files that changed: /apple, /notes and /new"
    assert_changes(APP, "hit hit hit hit hit", because, then=then)


def test_the_mtime_of_a_file_does_not_matter():
    touched = {path: File(file.data, 0o644, 99) for path, file in FILES.items()}
    because = "the files have only another mtime"
    assert_changes(APP, "hit hit hit hit hit", because, then=touched)


def test_the_mode_of_a_file_matters():
    then = FILES | {"/app/main": File(b"main", 0o755)}
    because = "the mode of /app/main has changed"
    assert_changes(APP, "hit hit miss miss miss", because, then=then)


CHANGED = [
    ("/app/main has other data", {"/app/main": b"edit", "/app/util": b"b"}),
    ("/app/util is gone", {"/app/main": b"a"}),
    ("/app/new is new", {"/app/main": b"a", "/app/util": b"b", "/app/new": b""}),
    ("/app/util has another name", {"/app/main": b"a", "/app/utils": b"b"}),
    ("/app/util is in another directory", {"/app/main": b"a", "/app/x/util": b"b"}),
    ("the two files have each other's data", {"/app/main": b"b", "/app/util": b"a"}),
    ("a name has grown by what its file has lost", {"/app/maina": b"", "/app/util": b"b"}),
    ("one file has the other's name and data in it", {"/app/main": b"a/utilb"}),
]


def test_the_names_and_data_of_copied_files_matter():
    context = {"/app/main": File(b"a"), "/app/util": File(b"b")}
    for because, files in CHANGED:
        then = {path: File(data) for path, data in files.items()}
        assert_changes(COPIES, "miss miss", because, context, then=then)


def test_the_order_of_files_does_not_matter():
    then = dict(reversed(FILES.items()))
    assert_changes(COPIES, "hit hit", "the same files are there, listed the other way", then=then)


def test_a_dockerfile_that_is_copied_is_a_file_like_others():
    dockerfile = "FROM python\nRUN update\nCOPY . /app\nRUN test\n"
    context, then = ({"/Dockerfile": File(text.encode())} for text in (dockerfile, "# why"))
    because = "`COPY .` copies the Dockerfile, and a comment in it has changed"
    assert_changes(dockerfile, "hit miss miss", because, context, then=then)


# Build arguments

ARGS = """
FROM python
RUN update
ARG LEVEL=1
ARG DEBUG
COPY app /app
ENV PORT=80
RUN make $LEVEL
RUN test
"""


@pytest.mark.parametrize("name", ["LEVEL", "DEBUG"])
def test_another_value_of_an_argument_misses_from_the_first_run_after_it(name):
    because = (
        f"{name} has another value, which counts for every RUN after the ARG, used or not, and "
        "neither for the ARG itself nor for other steps"
    )
    assert_changes(ARGS, "hit hit hit hit hit miss miss", because, **{name: "2"})


def test_an_argument_without_its_arg_does_not_matter():
    because = "no ARG declares COLOR or PORT, and the ENV of that name is another matter"
    assert_changes(ARGS, "hit hit hit hit hit hit hit", because, COLOR="red", PORT="90")


def test_an_argument_ends_with_its_stage():
    dockerfile = "FROM python\nARG LEVEL=1\nRUN make\nFROM gcc\nRUN test\n"
    because = "LEVEL has another value, but only in the stage that has its ARG"
    assert_changes(dockerfile, "hit miss hit", because, LEVEL="2")


def test_the_default_is_a_value_like_others():
    because = "LEVEL has its default as its value, as before"
    assert_changes(ARGS, "hit hit hit hit hit hit hit", because, LEVEL="1")
    dockerfile = "FROM python\nARG OPTIONS=-O=2\nRUN make\n"
    because = "OPTIONS has its default as its value, all that follows the first ="
    assert_changes(dockerfile, "hit hit", because, OPTIONS="-O=2")


def test_another_default_is_another_text():
    because = "the text of ARG LEVEL=1 has changed, and so it is another step"
    to = ARGS.replace("LEVEL=1", "LEVEL=2")
    right = "hit miss miss miss miss miss miss"
    assert_changes(ARGS, right, because, to=to, before={"LEVEL": "3"}, LEVEL="3")


def test_an_empty_argument_is_set():
    because = "DEBUG was not set and is set now, to ''"
    assert_changes(ARGS, "hit hit hit hit hit miss miss", because, DEBUG="")


def test_values_belong_to_their_names():
    dockerfile = "FROM python\nARG A\nARG B\nRUN make\n"
    because = "A and B have each other's value"
    assert_changes(dockerfile, "hit hit miss", because, before={"A": "1", "B": "2"}, A="2", B="1")


# Files of another stage


def test_each_stage_misses_for_itself():
    because = "ENV PORT is in the second stage, the first is as it was"
    to = STAGES.replace("PORT=80", "PORT=90")
    assert_changes(STAGES, "hit hit miss miss miss", because, SOURCES, to=to)


def test_a_copy_from_a_stage_misses_if_the_stage_made_something_else():
    then = {"/src/main": File(b"2 main")}
    because = "the first stage made another /out"
    assert_changes(STAGES, "miss miss hit miss miss", because, SOURCES, then=then)


def test_a_copy_from_a_stage_hits_if_the_stage_made_the_same_again():
    then = {"/src/main": File(b"1 main, with a comment")}
    because = "the first stage was made again, but /out has the data and the mode that it had"
    assert_changes(STAGES, "miss miss hit hit hit", because, SOURCES, then=then)


def test_a_stage_that_hits_still_has_its_files():
    cache = BuildCache(Shell())
    run_build(cache, STAGES, SOURCES, {})
    got = run_build(cache, STAGES.replace("PORT=80", "PORT=90"), SOURCES, {})
    right = {"/bin/main": b"1"}
    assert_files(got, right, "the first stage hit, and the second copied its /out")


# What is built


def test_copy_puts_files_at_its_target():
    dockerfile = "FROM python\nCOPY app /srv\nCOPY notes /srv/main\nCOPY app/lib /lib\n"
    right = {"/srv/main": b"notes", "/srv/lib/util": b"util", "/lib/util": b"util"}
    because = "a directory's files go below the target, a file to the target, in place of another"
    assert_files(run_build(BuildCache(Shell()), dockerfile, FILES, {}), right, because)


def test_a_step_changes_no_earlier_result():
    cache = BuildCache(Shell())
    dockerfile = "FROM python\nCOPY notes /notes\nRUN true\nCOPY apple /apple\n"
    run_build(cache, dockerfile, FILES, {})
    got = run_build(cache, dockerfile.replace(" /apple", " /pear"), FILES, {})
    right = {"/notes": b"notes", "/pear": b"no part of /app"}
    assert_files(got, right, "the RUN is a hit, and when it was made there was no /apple")


def test_copy_of_the_root_copies_all_files():
    got = run_build(BuildCache(Shell()), "FROM python\nCOPY . /all\n", FILES, {})
    right = {f"/all{path}": file.data for path, file in FILES.items()}
    assert_files(got, right, "the source of `COPY . /all` is the directory of all files")


def test_a_run_gets_the_files_that_the_stage_has():
    shell = Shell()
    run_build(BuildCache(shell), STAGES + "RUN check\n", SOURCES, {})
    right = [{"/src/main": b"1 main"}, {"/bin/main": b"1"}]
    got = [{path: file.data for path, file in files.items()} for _, files in shell.calls]
    assert got == right, f"the RUNs of two stages get each the files of theirs: {right}; got {got}"


# Failing


def test_a_copy_that_finds_no_files_is_an_error():
    for source in ("none", "ap", "app/lib/util/x"):
        try:
            got = run_build(BuildCache(Shell()), f"FROM python\nCOPY {source} /x\n", FILES, {})
        except ValueError:
            continue
        pytest.fail(f"COPY {source}: there is no such file, so a ValueError; it built {got}")


@pytest.mark.parametrize(
    ("bad", "good", "error"),
    [("RUN false", "RUN true", CommandFailed), ("COPY none /x", "COPY notes /x", ValueError)],
    ids=["run", "copy"],
)
def test_what_was_made_before_a_failure_is_kept(bad, good, error):
    cache = BuildCache(Shell())
    dockerfile = f"FROM python\nCOPY app /app\nRUN make\n{bad}\n"
    for attempt in ("first", "second"):
        try:
            got = run_build(cache, dockerfile, FILES, {})
        except error:
            continue
        pytest.fail(
            f"{bad} fails, so build must raise {error.__name__} in the {attempt} attempt, "
            f"too; it returned {got}"
        )
    because = "it was made before the step that failed, and is kept"
    assert_hits(cache, dockerfile.replace(bad, good), "hit hit miss", because)


# The real thing

REAL = """
FROM base AS build
ARG LEVEL=1
COPY src /src
RUN head -c 1 /src/main > /out
FROM base
ENV PORT=80
COPY --from=build /out /bin/out
COPY conf /conf
"""
CONTEXT = {"/src/main": File(b"1 main"), "/src/util": File(b""), "/conf": File(b"debug")}
EDITS = [
    ("the first build", REAL, CONTEXT, {}),
    ("an argument that no ARG declares", REAL, CONTEXT, {"COLOR": "red"}),
    ("a comment, and a file that is not copied", f"# why{REAL}", CONTEXT | {"/x": File(b"")}, {}),
    ("another argument", REAL, CONTEXT, {"LEVEL": "2"}),
    ("other sources, same /out", REAL, CONTEXT | {"/src/main": File(b"1 edited")}, {}),
    ("another /out", REAL, CONTEXT | {"/src/main": File(b"2 main")}, {}),
    ("another mode", REAL, CONTEXT | {"/conf": File(b"debug", 0o600)}, {}),
    ("a step in between", REAL.replace("COPY conf", "ENV HOST=all\nCOPY conf"), CONTEXT, {}),
    ("the first build again", REAL, CONTEXT, {}),
]


def test_the_engine_hits_and_misses_in_the_same_places(engine):
    cache = BuildCache(Shell())
    for edit, dockerfile, context, args in EDITS:
        sent = {path.lstrip("/"): file for path, file in context.items()}
        options = [f"--build-arg={name}={value}" for name, value in args.items()]
        real = engine.build(dockerfile.replace("base", engine.base), sent, *options)
        steps = [hit for text, hit in real.steps if not text.startswith("FROM")]
        right = " ".join("hit" if hit else "miss" for hit in steps)
        assert_hits(cache, dockerfile, right, f"so did the engine: {edit}", context, **args)
