# expect: drops the entrypoint of the image and its command
"""Replaces the entrypoint only, and hands the command of the image to the new one."""

from solutions.docker.entrypoint_cmd import Image, build, parse_command, stop_code
from solutions.docker.entrypoint_cmd import process as right

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def process(image, args=(), entrypoint=None):
    if entrypoint is not None:
        image = Image([entrypoint] if entrypoint else [], image.cmd)
    return right(image, args)
