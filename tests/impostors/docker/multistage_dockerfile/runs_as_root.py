# expect: the image has no USER, so its process is root
"""Leaves out USER, so that the process is root."""

from solutions.docker.multistage_dockerfile import dockerfile as right
from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return right().replace("USER 10001:10001\n", "")
