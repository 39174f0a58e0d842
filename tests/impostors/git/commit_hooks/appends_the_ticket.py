# expect: comments, scissors and a diff below the text, to be cut off: the trailers were to be
"""Appends the ticket to the file, where git may cut it off, and apart from other trailers."""

import re

import solutions.git.commit_hooks as reference
from solutions.git.commit_hooks import *  # noqa: F403
from solutions.git.commit_hooks import _branch, _kept


def commit_msg(message):
    text = message.read_text(encoding="utf-8")
    refused = reference.commit_msg(message)
    message.write_text(text, encoding="utf-8")
    ticket = re.search(r"[A-Z]{2,}-[0-9]+", _branch())
    lines = _kept(text)
    own = any(line.startswith("Ticket: ") for line in lines[-2:])
    if lines and ticket and not refused and not own:
        message.write_text(f"{text}\nTicket: {ticket[0]}\n", encoding="utf-8")
    return refused
