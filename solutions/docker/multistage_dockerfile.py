"""A multi-stage Dockerfile, solved with two stages and one COPY between them.

An image is all the layers of its last stage and of what that stage stands on. Of other
stages it has what COPY --from takes out of them, and nothing else. So the workshop may be
as untidy as it likes; what counts is that one file leaves it. Deleting is no way out: `rm`
makes a layer which says that the file is gone, and the layer below is shipped as before.

The order in the first stage is that of change. A step comes from the cache if the step
before it did, its text is the same and, for COPY, so are contents and modes of the files
(their times do not count). Hence lock.txt, fetch, sources. One `COPY . .` at the top is
correct and slow: each edit downloads everything again.

The tests run where the executable is made, so no image comes of a red build. In a stage of
their own they are as good for the classic builder, which builds all. BuildKit builds only
what the last stage needs, and skips a stage from which nobody copies: there the pipeline
has to ask for it, `docker build --target test .`

.dockerignore lists what may go in. A list of what may not has to be kept up: nobody thinks
of it when a dump or a key appears. Unlike in .gitignore, a pattern begins at the top, so
`.env` does not mean src/.env; `**/.env` does, and `tools build` would have packed that file
into the executable, past every stage. The last pattern that matches decides.

The secret: here the token lies in a layer of the first stage. Nobody pushes that, but it
stays in the cache of the host, and `--target` or an exported cache can let it out. BuildKit
does better: `RUN --mount=type=secret,id=token,target=/app/token tools fetch`, and `docker
build --secret id=token,src=token .` The file is there for that one step, in no layer, not in
the context, and a new token makes no step run again. ARG and ENV are the worst place: of the
stage that has them, `docker history` and `docker inspect` show them to everybody.

USER is a number because Kubernetes, told `runAsNonRoot`, refuses a name: it cannot see whose
that is. Kubernetes also ignores HEALTHCHECK, and has probes of its own.

At work, a Python image is the same with other words: `uv sync --frozen --no-dev` or `pip
install -r` into a virtual environment in the first stage, with compilers and headers; in the
last, from a slim image of the same Python, copy the environment to the same path.

Interview: "What is a multi-stage build and why?" A Dockerfile with several FROM. Each begins
a stage with a file system of its own, and COPY --from moves chosen files from stage to stage,
or from another image. The last one, or that of `--target`, is the result. So compilers, sources,
tests and secrets stay behind, in one file and without a script around it: the image is small,
starts fast on a new host, and offers less to attack. Stages also serve for tests, for a debug
variant, and BuildKit builds independent ones in parallel. Who says `rm` in a later step, or
"we squash", has not seen that layers add up, nor what squashing costs: shared layers.

"How do you optimise an image?" Ask first: its build time or its size?
- Time: rare changes first, the lock file before the sources; .dockerignore, so that less is
  sent and less breaks the cache; cache mounts (`RUN --mount=type=cache`) for package managers;
  in CI, where hosts are new each time, a cache in the registry (`--cache-from`, `--cache-to`).
- Size: several stages, a slim or distroless base, no development packages. What a RUN makes
  and does not need goes in the same RUN: `apt-get update && apt-get install -y
  --no-install-recommends x && rm -rf /var/lib/apt/lists/*`. `docker history` and dive show
  which layer is big.
- Trust: versions pinned, bases best by digest, since a tag can be moved, with a bot that raises
  them; a scanner; a user that is not root; no shell as PID 1.
Alpine is small, but has musl: wheels may be missing, and compiling them takes longer than slim
would have cost.

Hints
-----
1. Which files does each of the three commands need? Which of those change every hour, and
   which once a month? The builder forgets all that comes after the first change.
2. What would be in your image if the last FROM were the only one? Which single file has to
   cross from one stage to the other, and what is its path there?
3. `COPY token`, `RUN rm token`: how many layers is that, and what does the first one hold?
4. In .dockerignore, what do `*`, `!src` and then `**/.env` do, in this order?
5. Who is PID 1 if ENTRYPOINT has no brackets? Where does a lone word, as in `["shop"]`, get
   searched for, and where could COPY put the file so that it is found?
6. tools: WORKDIR, COPY lock.txt token ./, fetch, COPY src and tests, check && build. base: COPY
   --from the first, USER, HEALTHCHECK ... CMD, ENTRYPOINT.
"""


def dockerfile() -> str:
    return """\
FROM hub.example/tools:2.4.1 AS build
WORKDIR /app
COPY lock.txt token ./
RUN tools fetch
COPY src/ src/
COPY tests/ tests/
RUN tools check && tools build

FROM hub.example/base:12.7
COPY --from=build /app/dist/shop /usr/local/bin/shop
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=3s CMD ["shop", "--health"]
ENTRYPOINT ["shop"]
"""


def dockerignore() -> str:
    return """\
*
!lock.txt
!token
!src
!tests
**/.env
"""
