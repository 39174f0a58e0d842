# expect: `RUN tools fetch` fetches everything again
"""Copies all sources before the fetch, so that each edit downloads the dependencies again."""

from solutions.docker.multistage_dockerfile import dockerfile as right
from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return right().replace("COPY lock.txt token ./", "COPY . .")
