# expect: the build passes whatever the tests say
"""Builds without running the tests."""

from solutions.docker.multistage_dockerfile import dockerfile as right
from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return right().replace("tools check && ", "")
