# expect: join_rows takes (?s:.*)`\+` copies every item it joins
"""Builds bytes with `+=`, which copies what is there already."""

from solutions.structures.accidental_quadratic import *  # noqa: F403


def join_rows(rows):
    text = b""
    for row in rows:
        text += row + b"\n"
    return text
