"""A builder that follows each file from the context to a layer of the image; nothing to solve.

    image = build(dockerfile, sent(CONTEXT, dockerignore)).final

It works as the classic builder does, but runs nothing: of the commands in a RUN it knows what
they read and write. A step that cannot work raises `BuildFailed`.
"""

import copy
import hashlib
import io
import json
import posixpath
import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dockerfile_parse import DockerfileParser  # type: ignore[import-untyped]

from katas.docker._multistage_dockerfile_app import BASE, DIRECTORIES, TOOLS

PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
SHELL = ["/bin/sh", "-c"]
DURATION = re.compile(r"(\d+(\.\d+)?(ms|s|m|h))+")
OPTIONS = {
    "FROM": {"platform"},
    "COPY": {"from", "chown"},
    "ADD": {"chown"},
    "HEALTHCHECK": {"interval", "timeout", "start-period", "retries"},
}
DONE = {"ARG", "CMD", "ENTRYPOINT", "ENV", "RUN", "USER", "WORKDIR", *OPTIONS}
PASSED_OVER = {"EXPOSE", "LABEL", "MAINTAINER", "SHELL", "STOPSIGNAL", "VOLUME"}


class BuildFailed(Exception):
    """The build ends here; the text names the line."""


class File(NamedTuple):
    data: str
    origins: frozenset[str]
    """The files of the context that it was made of."""
    is_shop: bool = False


class Step(NamedTuple):
    line: int
    keyword: str
    options: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        options = "".join(f"--{name}={value} " for name, value in self.options.items())
        return f"line {self.line}, `{self.keyword} {options}{' '.join(self.value.split())}`"


@dataclass
class Tree:
    """Files and directories by their absolute paths."""

    files: dict[str, File] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)

    @property
    def directories(self) -> set[str]:
        parents = {parent for path in [*self.files, *self.made] for parent in _parents(path)}
        return self.made | parents | {"/"}

    def below(self, path: str) -> dict[str, File]:
        """Return what lies in a directory, by relative paths; of a file, the file as '.'."""
        return {
            posixpath.relpath(name, path): file
            for name, file in self.files.items()
            if name == path or name.startswith(path.rstrip("/") + "/")
        }

    def matching(self, pattern: str) -> list[str]:
        return sorted(filter(_regex(pattern).fullmatch, {*self.files, *self.directories}))


class Layer(NamedTuple):
    step: Step
    files: Mapping[str, File]


@dataclass
class Stage:
    """A stage as it is after its last step so far, and the configuration of its image."""

    base: str
    tree: Tree = field(default_factory=Tree)
    layers: list[Layer] = field(default_factory=list)
    arguments: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": PATH})
    workdir: str = "/"
    user: str = ""
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)
    health: list[str] = field(default_factory=list)
    key: str = ""

    def path(self, name: str) -> str:
        return posixpath.normpath(posixpath.join(self.workdir, name))

    def expanded(self, text: str) -> str:
        return _expanded(text, {**self.arguments, **self.environment})

    def program(self, word: str) -> File | None:
        """Return the file that a process of the image would run by this name."""
        places = [""] if "/" in word else self.environment["PATH"].split(":")
        paths = (self.path(posixpath.join(place, word)) for place in places)
        return next((self.tree.files[path] for path in paths if path in self.tree.files), None)


class Done(NamedTuple):
    step: Step
    key: str
    """Equal in two builds where the second finds the step in the cache."""
    commands: list[str]
    """Those of a RUN."""


class Build(NamedTuple):
    final: Stage
    done: list[Done]


def sent(context: Mapping[str, str], dockerignore: str) -> dict[str, str]:
    """Return what COPY can see of the context."""
    rules: list[tuple[bool, re.Pattern[str]]] = []
    for line in dockerignore.splitlines():
        pattern = line.strip()
        if pattern and not line.startswith("#"):
            path = posixpath.normpath("/" + pattern.removeprefix("!").strip()).lstrip("/")
            rules.append((pattern.startswith("!"), _regex(path)))

    def is_sent(path: str) -> bool:
        verdict = True
        for keeps, regex in rules:
            if any(map(regex.fullmatch, filter(None, [path, *_parents(path)]))):
                verdict = keeps
        return verdict

    return {path: data for path, data in context.items() if is_sent(path)}


def build(dockerfile: str, context: Mapping[str, str]) -> Build:
    """Do all steps of all stages, in their order, as `docker build .` does."""
    return _Builder(context).build(_steps(dockerfile))


class _Builder:
    def __init__(self, context: Mapping[str, str]) -> None:
        files = {f"/{path}": File(data, frozenset({path})) for path, data in context.items()}
        self.context = Tree(files)
        self.globals: dict[str, str] = {}
        self.stages: list[Stage] = []
        self.names: dict[str, int] = {}
        self.done: list[Done] = []
        self.step: Step

    def build(self, steps: Sequence[Step]) -> Build:
        for self.step in steps:
            if self.step.keyword not in DONE | PASSED_OVER:
                self.fail("the judge knows no such instruction")
            strange = self.step.options.keys() - OPTIONS.get(self.step.keyword, set())
            if strange:
                self.fail(f"the classic builder knows no --{min(strange)} here")
            try:
                self.do()
            except ValueError as error:
                self.fail(str(error))
        if not self.stages:
            raise BuildFailed("the Dockerfile has no FROM")
        return Build(self.stages[-1], self.done)

    def do(self) -> None:
        name = self.step.keyword.lower()
        if name == "from":
            return self.do_from()
        if not self.stages:
            return self.do_global()
        before = dict(self.stage.tree.files)
        is_command = name in ("run", "cmd", "entrypoint", "healthcheck")
        value = self.step.value if is_command else self.stage.expanded(self.step.value)
        commands = getattr(self, f"do_{name}", lambda value: None)(value) or []
        after = self.stage.tree.files
        changed = {path: file for path, file in after.items() if before.get(path) != file}
        self.stage.layers.append(Layer(self.step, changed))
        copied = [(path, file.data) for path, file in sorted(changed.items()) if name != "run"]
        self.stage.key = _key(self.stage.key, self.step.keyword, value, copied)
        self.done.append(Done(self.step, self.stage.key, commands))
        return None

    @property
    def stage(self) -> Stage:
        return self.stages[-1]

    def fail(self, why: str) -> None:
        raise BuildFailed(f"{self.step.text}: {why}") from None

    # Instructions

    def do_global(self) -> None:
        if self.step.keyword != "ARG":
            self.fail("only ARG may stand before the first FROM")
        self.globals.update(_pairs(_expanded(self.step.value, self.globals)))

    def do_from(self) -> None:
        match _expanded(self.step.value, self.globals).split():
            case [image]:
                name = ""
            case [image, word, name] if word.lower() == "as":
                pass
            case _:
                return self.fail(
                    "it is FROM image, or FROM image AS name; no ARG before it is empty"
                )
        if name.lower() in self.names:
            self.fail(f"there is a stage {name} already")
        base = self.base(image)
        self.stages.append(base)
        if name:
            self.names[name.lower()] = len(self.stages) - 1
        return None

    def base(self, image: str) -> Stage:
        """Return a stage that begins with this image, or with an earlier stage."""
        if image.lower() in self.names:
            stage = copy.deepcopy(self.stages[self.names[image.lower()]])
            stage.arguments = {}
            return stage
        if image not in (TOOLS, BASE):
            self.fail(f"{image} is no stage and no pinned image: there are {TOOLS} and {BASE}")
        return Stage(image, Tree(made=set(DIRECTORIES)), key=image)

    def do_arg(self, value: str) -> None:
        for name in value.split():
            if "=" not in name and name in self.globals:
                self.stage.arguments[name] = self.globals[name]
        self.stage.arguments.update(_pairs(value))

    def do_env(self, value: str) -> None:
        self.stage.environment.update(_pairs(value))

    def do_workdir(self, value: str) -> None:
        self.stage.workdir = self.stage.path(value.strip("\"'"))
        self.stage.tree.made.add(self.stage.workdir)

    def do_user(self, value: str) -> None:
        self.stage.user = value.strip("\"'")

    def do_entrypoint(self, value: str) -> None:
        self.stage.entrypoint = _words(value)

    def do_cmd(self, value: str) -> None:
        self.stage.command = _words(value)

    def do_healthcheck(self, value: str) -> None:
        for name, text in self.step.options.items():
            if name != "retries" and not DURATION.fullmatch(text):
                self.fail(f"--{name}={text} is no duration, as 30s is")
        keyword, _, command = value.partition(" ")
        if keyword.upper() not in ("CMD", "NONE"):
            self.fail("after its options comes CMD, or NONE")
        self.stage.health = _words(command.strip()) if keyword.upper() == "CMD" else []

    def do_add(self, value: str) -> None:
        if "://" in value:
            self.fail("the builder has no network")
        self.do_copy(value)

    def do_copy(self, value: str) -> None:
        words = _json(value) or value.split()
        if len(words) < 2:
            self.fail("it needs a source and a destination")
        *patterns, destination = words
        source = self.source()
        found = []
        for pattern in patterns:
            if pattern.startswith("../"):
                self.fail(f"{pattern} is outside of what it copies from")
            paths = source.matching(posixpath.normpath(posixpath.join("/", pattern)))
            if not paths:
                self.fail(f"there is no {pattern} where it copies from")
            found += paths
        target = self.stage.path(destination)
        into = destination.endswith(("/", ".")) or target in self.stage.tree.directories
        if len(found) > 1 and not destination.endswith("/"):
            self.fail("with several sources, the destination must end with /")
        for path in found:
            if path in source.files:
                place = posixpath.join(target, posixpath.basename(path)) if into else target
            else:
                place = target
                self.stage.tree.made.add(target)
            self.put(place, source.below(path))

    def source(self) -> Tree:
        name = self.step.options.get("from", "").lower()
        if not name:
            return self.context
        if name in (TOOLS, BASE):
            return Tree()
        number = self.names.get(name, int(name) if name.isdigit() else len(self.stages))
        if number >= len(self.stages) - 1:
            self.fail(f"--from={name} is no earlier stage")
        return self.stages[number].tree

    def put(self, place: str, files: Mapping[str, File]) -> None:
        for name, file in files.items():
            self.stage.tree.files[posixpath.normpath(posixpath.join(place, name))] = file

    # Commands in a RUN

    def do_run(self, value: str) -> list[str]:
        workdir = self.stage.workdir
        commands = list(self.commands(value))
        for name, *words in commands:
            run: Callable[[list[str]], None] | None = getattr(self, f"run_{name}", None)
            if not run:
                raise ValueError(f"{name} is not among the commands that a RUN has here")
            run([word for word in words if not word.startswith("-")])
        self.stage.workdir = workdir
        return [" ".join(command) for command in commands]

    def commands(self, value: str) -> Iterator[list[str]]:
        words = _words(value)
        if words[:2] != SHELL:
            yield words
            return
        lexer = shlex.shlex(self.stage.expanded(words[2]), posix=True, punctuation_chars=True)
        lexer.whitespace_split, lexer.commenters = True, ""
        command: list[str] = []
        for word in [*lexer, "&&"]:
            if word == "&&" and command:
                yield command
                command = []
            elif set(word) & set("&|;<>()`") or "$(" in word:
                self.fail("a RUN here is commands joined by &&")
            else:
                command.append(word)

    def run_cd(self, words: list[str]) -> None:
        target = self.stage.path(words[0] if words else "/root")
        if target not in self.stage.tree.directories:
            self.fail(f"there is no directory {target}")
        self.stage.workdir = target

    def run_mkdir(self, words: list[str]) -> None:
        self.stage.tree.made.update(map(self.stage.path, words))

    def run_rm(self, words: list[str]) -> None:
        for path in self.matching(words):
            for name in self.stage.tree.below(path):
                del self.stage.tree.files[posixpath.normpath(posixpath.join(path, name))]
            self.stage.tree.made.discard(path)

    def run_cp(self, words: list[str]) -> None:
        if len(words) < 2:
            self.fail("cp and mv need a source and a destination")
        *sources, destination = words
        target = self.stage.path(destination)
        into = target in self.stage.tree.directories
        paths = self.matching(sources)
        if not paths:
            self.fail(f"there is no {' '.join(sources)} in {self.stage.workdir}")
        if not into and (
            destination.endswith("/")
            or posixpath.dirname(target) not in self.stage.tree.directories
        ):
            self.fail(f"there is no directory for {destination}")
        for path in paths:
            place = posixpath.join(target, posixpath.basename(path)) if into else target
            self.put(place, self.stage.tree.below(path))

    def run_mv(self, words: list[str]) -> None:
        sources = self.matching(words[:-1])
        self.run_cp(words)
        for path in sources:
            self.run_rm([path])

    def matching(self, words: Sequence[str]) -> list[str]:
        return [path for word in words for path in self.stage.tree.matching(self.stage.path(word))]

    def run_tools(self, words: list[str]) -> None:
        if self.stage.base != TOOLS:
            self.fail(f"{self.stage.base} has no tools")
        needs: dict[str, Sequence[str]] = {
            "fetch": ["lock.txt", "token"],
            "check": ["src", "deps", "tests"],
            "build": ["src", "deps"],
        }
        if len(words) != 1 or words[0] not in needs:
            return self.fail("it is tools fetch, tools check or tools build")
        inputs = {name: self.stage.tree.below(self.stage.path(name)) for name in needs[words[0]]}
        for name, files in inputs.items():
            if not files:
                self.fail(f"tools {words[0]} needs {name}, which is not in {self.stage.workdir}")
        if words[0] == "fetch":
            lock = inputs["lock.txt"]["."]
            self.put(
                self.stage.path("deps"),
                {name: File("", lock.origins) for name in lock.data.split()},
            )
        if words[0] == "build":
            parts = [file for files in inputs.values() for file in files.values()]
            origins = frozenset().union(*(file.origins for file in parts))
            data = "".join(file.data for file in parts)
            self.put(self.stage.path("dist/shop"), {".": File(data, origins, is_shop=True)})
        return None


def _steps(text: str) -> list[Step]:
    """Parse; the library stumbles over empty lines in a continuation, but not over comments."""
    parser = DockerfileParser(fileobj=io.BytesIO())
    parser.content = "".join(f"{line if line.strip() else '#'}\n" for line in text.splitlines())
    steps = []
    for part in parser.structure:
        if part["instruction"] != "COMMENT":
            options, value = {}, part["value"].strip()
            while match := re.match(r"--([\w-]+)(?:=(\S*))?\s*", value):
                options[match[1]] = match[2] or ""
                value = value[match.end() :]
            steps.append(Step(part["startline"] + 1, part["instruction"], options, value))
    return steps


def _words(text: str) -> list[str]:
    """Return the words of an exec form, or those of the shell that a shell form needs."""
    words = _json(text)
    return [*SHELL, text] if words is None else words


def _json(text: str) -> list[str] | None:
    try:
        words = json.loads(text)
    except ValueError:
        return None
    is_exec = isinstance(words, list) and all(isinstance(word, str) for word in words)
    return words if is_exec else None


def _pairs(text: str) -> dict[str, str]:
    """Read `A=1 B="2 3"`, and the old form of one variable, `A 1`."""
    words = shlex.split(text)
    if words and "=" not in words[0]:
        return {words[0]: " ".join(words[1:])} if words[1:] else {}
    return dict(word.partition("=")[::2] for word in words)


def _expanded(text: str, variables: Mapping[str, str]) -> str:
    return re.sub(
        r"\$(?:\{(\w+)(?::-([^}]*))?\}|(\w+))",
        lambda match: variables.get(match[1] or match[3]) or match[2] or "",
        text,
    )


def _regex(pattern: str) -> re.Pattern[str]:
    """Translate a pattern in which * stands for all but /, and ** for all."""
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?|\[[^]]+\])", pattern)
    return re.compile(
        "".join(signs.get(part, part if part[:1] == "[" else re.escape(part)) for part in parts)
    )


def _parents(path: str) -> Iterator[str]:
    while path not in ("", "/"):
        path = posixpath.dirname(path)
        yield path


def _key(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
