"""A multi-stage Dockerfile: build with everything, ship almost nothing.

You return the text of a Dockerfile and that of its .dockerignore. They are for the app
in `_multistage_dockerfile_app.py`, next to this file: open it to see what lies in the
directory where `docker build .` runs, without further options. Two images are there, by
these names only:

- hub.example/base:12.7 has a shell and busybox; the image that you ship stands on it.
- hub.example/tools:2.4.1 also has a program, for the current directory:

      tools fetch    reads lock.txt and token (a password), and downloads into deps/
      tools check    reads src/, deps/ and tests/, and fails if a test does
      tools build    makes of all that is in src/ and deps/ the executable dist/shop

What has to hold:
- COPY can see lock.txt, token, src/ and tests/ there, and nothing else, no .env either.
- A failing test fails the build.
- A build after an edit in src/ or tests/ finds `tools fetch` in the cache.
- Of all the files of the build, `shop` is the only one in the layers of your image; its
  path and name are up to you. The token is in none, and not in the Dockerfile either.
- USER is a number, not 0. ENTRYPOINT, in exec form, runs `shop` without arguments.
  HEALTHCHECK runs `shop --health`.

    >>> type(dockerfile()).__name__, type(dockerignore()).__name__
    ('str', 'str')

The builder is the classic one: it builds all stages, one after the other, and knows no
`--mount`, no `--chmod` and no heredocs. A RUN, in this kata, is commands joined by
`&&`: tools, cd, cp, mv, mkdir, rm. Your text is followed step by step, and
where a Docker engine answers, it is built and run as well.
"""


def dockerfile() -> str:
    """Return the text of the Dockerfile; its last stage is the image."""
    raise NotImplementedError


def dockerignore() -> str:
    """Return the text of .dockerignore, which lies at the top of that directory."""
    raise NotImplementedError
