# expect: returned the page itself
"""Takes a short cut that hands out the caller's own list."""

from solutions.structures.accidental_quadratic import *  # noqa: F403
from solutions.structures.accidental_quadratic import flatten as reference


def flatten(pages):
    return pages[0] if len(pages) == 1 else reference(pages)
