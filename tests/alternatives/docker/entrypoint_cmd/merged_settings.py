"""Merges settings that may be missing, and follows a signal from process to process."""

import json
import signal
from itertools import chain
from typing import NamedTuple


class Image(NamedTuple):
    entrypoint: list[str]
    cmd: list[str]


class MixedArrayError(ValueError):
    pass


def exec_form(text):
    """Return the words of a JSON array, and None if there is none."""
    if not text.startswith("["):
        return None
    try:
        words = json.loads(text)
    except json.JSONDecodeError:
        return None
    if {*map(type, words)} - {str}:
        raise MixedArrayError(text)
    return words


def parse_command(text):
    words = exec_form(text)
    return ["/bin/sh", "-c", text] if words is None else words


def build(base, instructions):
    last = {keyword: parse_command(text) for keyword, text in instructions if is_ours(keyword)}
    inherited = [] if "ENTRYPOINT" in last else base.cmd
    return Image(last.get("ENTRYPOINT", base.entrypoint), last.get("CMD", inherited))


def is_ours(keyword):
    return keyword in ("ENTRYPOINT", "CMD")


def process(image, args=(), entrypoint=None):
    if entrypoint is not None:
        image = Image([entrypoint][: len(entrypoint)], [])
    words = list(chain(image.entrypoint, args if len(args) else image.cmd))
    if len(words) == 0:
        raise ValueError(words)
    return words


def stop_code(argv, handler=None, init=False):
    match argv:
        case ["/bin/sh", "-c", text, *_] if text.partition(" ")[0] != "exec":
            handler = None
    if handler is not None:
        return handler
    return 128 + (signal.SIGTERM if init else signal.SIGKILL)
