# expect: commit_msg gave \['#x{73}'\]
"""Measures each line of the file, so that comments and the diff of --verbose are refused."""

import solutions.git.commit_hooks as reference
from solutions.git.commit_hooks import *  # noqa: F403


def commit_msg(message):
    refused = reference.commit_msg(message)
    lines = message.read_text(encoding="utf-8").split("\n")
    long = [line for line in lines if len(line.rstrip()) > 72]
    return long + [line for line in refused if line not in long]
