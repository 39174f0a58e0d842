# expect: must begin with hub.example/base:12.7, not hub.example/tools
"""Builds in the image that is shipped, with tools, sources and token."""

from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return """\
FROM hub.example/tools:2.4.1
WORKDIR /app
COPY lock.txt token ./
RUN tools fetch
COPY . .
RUN tools check && tools build
USER 10001
HEALTHCHECK CMD ["/app/dist/shop", "--health"]
ENTRYPOINT ["/app/dist/shop"]
"""
