# expect: is .*'serve -v', '/bin/sh', .*, not .*'serve -v'\]: .*all those of the command
"""Believes the table of the documentation, which does not show the command behind a shell form."""

from solutions.docker.entrypoint_cmd import Image, build, parse_command, stop_code
from solutions.docker.entrypoint_cmd import process as right

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def process(image, args=(), entrypoint=None):
    if entrypoint is None and image.entrypoint[:2] == ["/bin/sh", "-c"]:
        return image.entrypoint
    return right(image, args, entrypoint)
