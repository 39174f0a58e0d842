# expect: a CMD of the same build stays
"""Lets ENTRYPOINT empty any command that stands before it, even one of the same build."""

from solutions.docker.entrypoint_cmd import Image, parse_command, process, stop_code

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def build(base, instructions):
    entrypoint, cmd = base
    for keyword, text in instructions:
        if keyword == "ENTRYPOINT":
            entrypoint, cmd = parse_command(text), []
        elif keyword == "CMD":
            cmd = parse_command(text)
    return Image(entrypoint, cmd)
