# expect: JSON has double quotes only
"""Takes an array in single quotes for the exec form, as Python would."""

from solutions.docker.entrypoint_cmd import Image, build, process, stop_code
from solutions.docker.entrypoint_cmd import parse_command as right

__all__ = ["Image", "build", "parse_command", "process", "stop_code"]


def parse_command(text):
    if text.startswith("['"):
        text = text.replace("'", '"')
    return right(text)
