# expect: the author left the message empty
"""Adds the ticket to an empty message, so that a commit is made which the author gave up."""

import re

import solutions.git.commit_hooks as reference
from solutions.git.commit_hooks import *  # noqa: F403
from solutions.git.commit_hooks import _branch, _git


def commit_msg(message):
    refused = reference.commit_msg(message)
    ticket = re.search(r"[A-Z]{2,}-[0-9]+", _branch())
    if ticket and not refused:
        options = ("--in-place", "--no-divider", "--if-exists=doNothing")
        _git("interpret-trailers", *options, f"--trailer=Ticket: {ticket[0]}", str(message))
    return refused
