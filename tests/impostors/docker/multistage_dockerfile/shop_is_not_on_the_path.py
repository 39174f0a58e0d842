# expect: a container must run /opt/shop, .* make it run \['shop'\]
"""Puts `shop` where no PATH leads, and calls it by its bare name."""

from solutions.docker.multistage_dockerfile import dockerfile as right
from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return right().replace(" /usr/local/bin/shop", " /opt/shop")
