"""Keeps a tree of images, as the engine did: a step looks among the children of its parent."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from solutions.docker.build_cache import Build, File, Stage, Step

__all__ = ["Build", "BuildCache", "File", "Stage", "Step"]


@dataclass
class Image:
    made_by: list
    files: dict
    children: list = field(default_factory=list)

    def child(self, made_by):
        return next((image for image in self.children if image.made_by == made_by), None)


class BuildCache:
    def __init__(self, run):
        self.run = run
        self.bases = {}

    def build(self, stages, context, build_args):
        ends = {}
        hits = []
        for stage in stages:
            image = self.bases.setdefault(stage.base, Image([], {}))
            busted = False
            env = []
            for step in stage.steps:
                made_by = [step.keyword, step.text]
                moved = {}
                if step.keyword == "ARG":
                    name, *default = step.text.split("=", 1)
                    values = [build_args[name]] if name in build_args else default
                    env += [f"{name}={value}" for value in values]
                elif step.keyword == "RUN":
                    made_by += sorted(env)
                elif step.keyword == "COPY":
                    found = ends[step.stage].files if step.stage else context
                    moved = select(found, PurePosixPath(step.source), step.target)
                    made_by.append(digest(moved))
                known = None if busted else image.child(made_by)
                hits.append(known is not None)
                if known is None:
                    busted = True
                    files = image.files | moved
                    if step.keyword == "RUN":
                        files = dict(self.run(step.text, files))
                    known = Image(made_by, files)
                    image.children.append(known)
                image = known
            ends[stage.name] = image
        return Build(hits, dict(image.files))


def select(files, source, target):
    moved = {}
    for path, file in files.items():
        if path == str(source):
            moved[target] = file
        elif source in PurePosixPath(path).parents:
            moved[f"{target}/{PurePosixPath(path).relative_to(source)}"] = file
    if not moved:
        raise ValueError(source)
    return moved


def digest(files):
    rows = [[path, file.data.hex(), file.mode] for path, file in sorted(files.items())]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
