# expect: and leave the entrypoint
"""Takes the arguments of docker run for the whole command line."""

from solutions.docker.entrypoint_cmd import Image, build, parse_command, stop_code
from solutions.docker.entrypoint_cmd import process as right

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def process(image, args=(), entrypoint=None):
    if entrypoint is None and args:
        return list(args)
    return right(image, args, entrypoint)
