# expect: would copy src/.env
"""Believes that a pattern in .dockerignore holds in each directory, as in .gitignore."""

from solutions.docker.multistage_dockerfile import dockerfile

__all__ = ["dockerfile", "dockerignore"]


def dockerignore():
    return """\
.git
.env
README.md
Dockerfile
.dockerignore
"""
