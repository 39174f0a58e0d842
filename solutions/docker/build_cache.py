"""Build cache, solved with one dict whose keys contain each other.

The key of a step is a tuple of the key before it, what the Dockerfile says, and what else goes
in: copied files or set arguments. It thus holds the whole history of the stage, back to the
base image. Nothing need be said of misses that spread: a new key was never continued by any
other. And since a key names all that went in, no entry ever has to be taken back.

That COPY from a stage looks at files and not at the key of that stage is what cuts the chain.
A comment in the sources, the compiler runs again, the same binary comes out, and everything
that was copied from there on is still good. It is the quiet gain of multi-stage builds.

Frozen sets of tuples keep names, data and modes apart. To hash them one after another would
make file "ab" with "c" equal to file "a" with "bc". At work a digest stands for the tuple:
SHA-256 over lengths and values, or JSON. The classic engine walks a tree: an image has
children, each with the command that made it, and a COPY reads `COPY dir:9f86d0... in /app`.

Interview: "How do you optimise the build of a container?" First, what is slow: `docker build
--progress=plain` for time, `docker history` for size, and a second build after a typical edit.
- Order: what changes seldom comes first. Base, system packages, the lock file alone, the
  installation, and only then the sources. A `COPY . .` before `pip install` reinstalls all
  packages for every edit. ARG and LABEL with a commit or a date stand last.
- A small context: `.dockerignore` with `.git`, `node_modules`, logs, `.env` and the Dockerfile.
  What is not sent cannot make a COPY miss, is not waited for, and leaks into no layer.
- Cache mounts for what a miss would throw away: `RUN --mount=type=cache,target=/root/.cache/pip
  pip install -r requirements.txt`. After a change of one line, only that package is fetched.
- Stages: compilers and headers stay behind, the last stage has what runs. It is smaller to
  push and pull, has less to attack, and its steps hit while the artefact is the same.
- Size: a slim base, pinned by digest; no development packages; clean up in the RUN that makes
  the rubbish, for a later one only hides it. Fewer layers are no aim by themselves.
- CI: a fresh runner has no cache at all. `--cache-from` and `--cache-to type=registry,mode=max`
  bring it along, `mode=max` with the stages in between.

"What makes a step miss?" Anything before it in the stage; its text; for COPY and ADD names,
data and modes of the files, not mtimes, so a checkout does no harm. A chmod does, and so may
another umask in CI. A changed build argument: from the first RUN after ARG, used or not, for it
is in the environment of each. So declare it late, and again in each stage that needs it. Proxy
arguments such as HTTP_PROXY are exempt unless declared.

"And what should miss, but hits?" `RUN apt-get update`: the text is the same, the world is not, so
you install from an index of last month, or fail. Write `apt-get update && apt-get install` in
one RUN, pin versions, and build with `--no-cache --pull` now and then for security fixes. A tag
in FROM that has moved is such a case, too.

"What is different with BuildKit?" It makes a graph of the Dockerfile and not a list: stages that
the target does not need are skipped (the classic builder made all before it), independent ones
run in parallel, and of the context only what is used is sent. ENV, LABEL and the like make no
layers, so ENV before a COPY does not make that miss; a later RUN it does. `COPY --link` makes a
layer that stands on nothing. And it has mounts for caches, secrets and ssh: a secret in ARG
or ENV can be read in the history for ever.

Hints
-----
1. List all that makes two RUNs the same step. One of these is not in the step itself: what
   does it continue? What would name that, such that equal histories have equal names?
2. Let a step's name contain the name of the one before. How much of "after a miss, all misses"
   is left for you to write?
3. What must the cache hold for a step, besides the fact that it was made? Think of a second
   stage that copies from a first one in which every step hits.
4. Which of a file's fields go into the name of a COPY? And how do you put many files into it,
   such that no other set of files could look the same?
5. Where do the arguments of a stage go: into the name of ARG, of COPY, of RUN? What tells "not
   set" from "set to nothing", if you keep them in a dict?
6. `key = (key, step.keyword, step.text, inputs)`, first the base, with `frozenset(args.items())`
   for RUN and `frozenset((path, file.data, file.mode) ...)` for COPY. A hit is `key in results`;
   otherwise `results[key] =` a new dict of files.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple


class File(NamedTuple):
    data: bytes
    mode: int = 0o644
    mtime: int = 0


Files = Mapping[str, File]


class Step(NamedTuple):
    keyword: str
    text: str
    source: str = ""
    target: str = ""
    stage: str = ""


class Stage(NamedTuple):
    name: str
    base: str
    steps: Sequence[Step]


class Build(NamedTuple):
    hits: list[bool]
    files: Files


class BuildCache:
    def __init__(self, run: Callable[[str, Files], Files]) -> None:
        self._run = run
        self._results: dict[Hashable, Files] = {}

    def build(
        self, stages: Sequence[Stage], context: Files, build_args: Mapping[str, str]
    ) -> Build:
        sources: dict[str, Files] = {"": context}
        hits: list[bool] = []
        files: Files = {}
        for stage in stages:
            stage_hits, files = self._build_stage(stage, sources, build_args)
            sources[stage.name] = files
            hits += stage_hits
        return Build(hits, files)

    def _build_stage(
        self, stage: Stage, sources: Mapping[str, Files], build_args: Mapping[str, str]
    ) -> Build:
        key: Hashable = stage.base
        hits: list[bool] = []
        files: Files = {}
        args: dict[str, str] = {}
        for step in stage.steps:
            copied: Files = {}
            if step.keyword == "ARG":
                args |= _declared(step.text, build_args)
            if step.keyword == "COPY":
                copied = _below(sources[step.stage], step.source)
            key = (key, step.keyword, step.text, _inputs(step, copied, args))
            hits.append(key in self._results)
            if key not in self._results:
                self._results[key] = self._make(step, files, copied)
            files = self._results[key]
        return Build(hits, files)

    def _make(self, step: Step, files: Files, copied: Files) -> Files:
        if step.keyword == "RUN":
            return self._run(step.text, files)
        return {**files, **{step.target + path: file for path, file in copied.items()}}


def _declared(text: str, build_args: Mapping[str, str]) -> dict[str, str]:
    name, has_default, default = text.partition("=")
    if name in build_args:
        return {name: build_args[name]}
    return {name: default} if has_default else {}


def _below(files: Files, source: str) -> Files:
    """Return the files that a COPY copies, by their paths below its source."""
    root = source.rstrip("/")
    found = {
        path.removeprefix(root): file
        for path, file in files.items()
        if path == root or path.startswith(f"{root}/")
    }
    if not found:
        raise ValueError(f"no files to copy: {source!r}")
    return found


def _inputs(step: Step, copied: Files, args: Mapping[str, str]) -> Hashable:
    """Return what tells two steps with the same text apart."""
    if step.keyword == "RUN":
        return frozenset(args.items())
    return frozenset((path, file.data, file.mode) for path, file in copied.items())
