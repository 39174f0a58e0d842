# expect: glob_escape\(b'\\\\\*'\) gave b'\\\\\[\*\]'
"""Uses `glob.escape`, made for file names, to which a backslash is a byte like others."""

from glob import escape

from solutions.redis.delete_by_pattern import delete_prefix, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]


def glob_escape(literal):
    return escape(literal)
