"""The real thing."""

from contextlib import contextmanager

__all__ = ["contextmanager"]
