# expect: ENTRYPOINT is in shell form
"""Writes ENTRYPOINT in shell form, so that a shell is PID 1 and SIGTERM does not arrive."""

from solutions.docker.multistage_dockerfile import dockerfile as right
from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return right().replace('ENTRYPOINT ["shop"]', "ENTRYPOINT shop")
