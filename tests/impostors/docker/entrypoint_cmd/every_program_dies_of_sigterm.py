# expect: PID 1 without a handler ignores SIGTERM
"""Lets a program without a handler die of SIGTERM, though it is PID 1."""

from solutions.docker.entrypoint_cmd import Image, build, parse_command, process

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def stop_code(argv, handler=None, init=False):
    if list(argv[:2]) == ["/bin/sh", "-c"] and not argv[2].startswith("exec ") and not init:
        return 137
    return 143 if handler is None else handler
