"""What happens where a kata needs something that this machine does not have."""

import contextlib
import os
from collections.abc import Iterator

import pytest


@contextlib.contextmanager
def not_checked_without(what: str, absent: type[Exception]) -> Iterator[None]:
    """Let the tests that need it count as not checked; in continuous integration, as failed."""
    try:
        yield
    except absent as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no {what}: {error}")
