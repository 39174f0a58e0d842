"""ENTRYPOINT and CMD, solved with two lists and one addition.

There is no rule for each pair of forms. The build turns either form into words, and from
then on nobody knows which it was: the documentation's table of nine cases is the sum
`entrypoint + cmd`. So a shell form in ENTRYPOINT does not make CMD vanish. It becomes
`/bin/sh -c 'serve' --port 80`, and what follows the text are the shell's $0 and $1, which the
text does not mention. Arguments of `docker run` meet the same fate, without a warning. A
shell form in CMD after an exec form in ENTRYPOINT is as sad: `serve /bin/sh -c '--port 80'`.

The reset has a reason: a command is mostly the arguments of an entrypoint, so that of the
old one says nothing to the new one. A CMD of the same build was written with it in mind.

`stop_code` asks two questions. Does SIGTERM reach the program? And if not, is the one that it
reaches PID 1? What is left is 128 + 15 or 128 + 9. Note the last trap: `--init` with a shell
form stops at once, and looks cured, but the shell died of it and the program was killed.

At work: `docker inspect -f '{{json .Config}}'` shows both lists, `docker ps --no-trunc` the
result. Some shells become a lone command by themselves (bash, newer dash), so a shell form
may stop well on one base image and take ten seconds on the next: write the exec form.

Interview: "What is the difference between an image and a container?"
- An image is a template that never changes: a stack of layers, each a set of file changes,
  and a configuration (ENTRYPOINT, CMD, ENV, USER, WORKDIR), listed in a manifest and named by
  digests of their content. A tag is a name that may move; a digest always means the same.
- A container is one run of it: the layers, shared and read-only, one thin writable layer on
  top (copy on write), and a process with namespaces, which limit what it sees, and cgroups,
  which limit what it uses. No kernel of its own, so it is no virtual machine.
- So a hundred containers share one image. What they write lives until `docker rm`, not just
  until the stop; data that must survive belongs in a volume. `docker commit` makes a layer of
  it, but a Dockerfile is what can be repeated and reviewed.
- It lives as long as PID 1. Options of `docker run` change a container, never the image.

"ENTRYPOINT or CMD?" ENTRYPOINT is what the image is for, CMD the default that every
`docker run image ...` replaces. A tool: ENTRYPOINT its program, CMD its arguments, both in exec
form. A general image (python, debian): CMD alone. A preparing script as ENTRYPOINT must end
in `exec "$@"`, or the script stays PID 1. To look inside: `docker run -it --entrypoint sh image`.
Of several CMDs in a Dockerfile the last one counts. In Kubernetes `command` replaces ENTRYPOINT,
and drops the image's CMD as well; `args` replaces CMD.

"Exec or shell form, and what about signals?" Shell form expands variables, pipes and `&&`, at
the price of a shell as PID 1, which does not pass SIGTERM on: no graceful shutdown, requests
cut off, ten seconds of waiting (thirty in Kubernetes), 137. (An OOM kill is 137 as well:
inspect `OOMKilled`.) In exec form no shell means no `$PORT`; needing one, write `exec` before
the program. JSON wants double quotes: `['serve']` is a shell form, which looks for a program
called `[serve]`. And PID 1 is special: signals without a handler are ignored, even Ctrl-C, and
orphans are its children, to be reaped by `wait`, or zombies pile up. `--init` (tini) cures both.
STOPSIGNAL chooses another signal, `--stop-timeout` more time. In Python:
`signal.signal(signal.SIGTERM, ...)`, for by default there is no handler; SIGINT has one.

Hints
-----
1. Write down the words of the nine pairs of forms, none, shell and exec. Which operation on
   the two lists makes them all?
2. Which brackets and quotes does JSON allow? Whom could you ask, who knows that already? And
   what has it found if the text is valid JSON, but begins with a quote?
3. When ENTRYPOINT comes, what must you know about the command besides its words?
4. With `--entrypoint`, which list of the image is left? What is then the entrypoint, if the
   value is empty, and is an empty string the same as None?
5. Who receives the SIGTERM: the program, or a shell? If it has no handler, what happens if it
   is PID 1, and what if it is the child of an init?
6. `shell = argv[:2] == ["/bin/sh", "-c"] and argv[2].split()[0] != "exec"`. Not a shell and a
   handler: its code. Otherwise 143 with an init and 137 without.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

SHELL = ["/bin/sh", "-c"]
SIGKILL, SIGTERM = 9, 15
KILLED_BY = 128


class Image(NamedTuple):
    entrypoint: list[str]
    cmd: list[str]


def parse_command(text: str) -> list[str]:
    try:
        words = json.loads(text)
    except ValueError:
        return [*SHELL, text]
    if not isinstance(words, list):
        return [*SHELL, text]
    for word in words:
        if not isinstance(word, str):
            raise ValueError(f"the exec form takes strings only, not {word!r} in {text}")
    return words


def build(base: Image, instructions: Sequence[tuple[str, str]]) -> Image:
    entrypoint, cmd = list(base.entrypoint), list(base.cmd)
    inherited = True
    for keyword, text in instructions:
        if keyword == "CMD":
            cmd = parse_command(text)
            inherited = False
        elif keyword == "ENTRYPOINT":
            entrypoint = parse_command(text)
            if inherited:
                cmd = []
    return Image(entrypoint, cmd)


def process(image: Image, args: Sequence[str] = (), entrypoint: str | None = None) -> list[str]:
    if entrypoint is None:
        words = [*image.entrypoint, *(args or image.cmd)]
    else:
        words = [*([entrypoint] if entrypoint else []), *args]
    if not words:
        raise ValueError("no command specified")
    return words


def stop_code(argv: Sequence[str], handler: int | None = None, init: bool = False) -> int:
    if handler is not None and not _is_waiting_shell(argv):
        return handler
    return KILLED_BY + (SIGTERM if init else SIGKILL)


def _is_waiting_shell(argv: Sequence[str]) -> bool:
    return list(argv[:2]) == SHELL and argv[2].split()[0] != "exec"
