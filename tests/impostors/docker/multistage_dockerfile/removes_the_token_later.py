# expect: makes a layer of the image that has the token, in /app/token
"""Copies the whole directory of the build into the image, and removes the rest afterwards."""

from solutions.docker.multistage_dockerfile import dockerignore

__all__ = ["dockerfile", "dockerignore"]


def dockerfile():
    return """\
FROM hub.example/tools:2.4.1 AS build
WORKDIR /app
COPY lock.txt token ./
RUN tools fetch
COPY . .
RUN tools check && tools build

FROM hub.example/base:12.7
WORKDIR /app
COPY --from=build /app .
RUN rm -r token lock.txt src tests deps
USER 10001
HEALTHCHECK CMD ["/app/dist/shop", "--health"]
ENTRYPOINT ["/app/dist/shop"]
"""
