# expect: must be a number, not 'nobody'
"""Gives the user by name, which tells a cluster that forbids root nothing."""

from solutions.docker.multistage_dockerfile import dockerfile as right
from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return right().replace("USER 10001:10001", "USER nobody")
