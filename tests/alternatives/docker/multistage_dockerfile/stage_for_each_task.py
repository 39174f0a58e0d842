"""A stage for each task, one of which nobody copies from, and patterns for what is not wanted."""


def dockerfile():
    return """\
# The tools and the base move together.
ARG registry=hub.example

from ${registry}/tools:2.4.1 as deps
WORKDIR /deps
COPY ["lock.txt", "token", "./"]
RUN ["tools", "fetch"]

FROM deps AS test
COPY . .
RUN tools check

FROM ${registry}/tools:2.4.1
ENV HERE=/work
WORKDIR $HERE
COPY --from=DEPS /deps/deps/ deps/
COPY src ./src
RUN tools build && \\
    # where the image wants it

    mkdir /out && mv dist/* /out/server

FROM ${registry}/base:12.7 AS image
ARG UID=1000
WORKDIR /srv
COPY --from=2 --chown=1000 /out/ ./
USER ${UID}
HEALTHCHECK --interval=10s --retries=2 \\
    CMD ./server --health || exit 1
CMD []
ENTRYPOINT ["./server"]
"""


def dockerignore():
    return """\
# nothing of this is for the builder
/.git/
**/.env
*.md
Dockerfile*
.docker*
"""
