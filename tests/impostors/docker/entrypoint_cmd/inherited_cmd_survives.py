# expect: ENTRYPOINT empties the command of the base image
"""Keeps the command of the base image, though its entrypoint was replaced."""

from solutions.docker.entrypoint_cmd import Image, parse_command, process, stop_code

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def build(base, instructions):
    entrypoint, cmd = base
    for keyword, text in instructions:
        if keyword == "ENTRYPOINT":
            entrypoint = parse_command(text)
        elif keyword == "CMD":
            cmd = parse_command(text)
    return Image(entrypoint, cmd)
