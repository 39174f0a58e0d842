# expect: hub.example/base:latest is no stage and no pinned image
"""Builds on latest, which is another image next month."""

from solutions.docker.multistage_dockerfile import dockerfile as right
from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return right().replace("base:12.7", "base:latest")
