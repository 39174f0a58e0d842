# expect: passes nothing on, so the program's handler is never called
"""Believes that a shell passes SIGTERM on to the program it waits for."""

from solutions.docker.entrypoint_cmd import Image, build, parse_command, process

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def stop_code(argv, handler=None, init=False):
    if handler is not None:
        return handler
    return 143 if init else 137
