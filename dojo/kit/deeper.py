"""Tests that go further where the machine has a tool, and that a kata can be green without.

What a kata needs is different: without git the katas of git are not checked. A deeper test
looks at the same promises once more, through the real thing. The board says how many were
judged so, or why not.

    @pytest.fixture
    def skopeo(request: pytest.FixtureRequest) -> Skopeo:
        return deeper(request, Skopeo)
"""

from collections.abc import Callable
from typing import Protocol, TypeVar

import pytest

PROPERTY = "deeper"
"""Of a test: the tool that it needs, with its version where it is there."""


class Absent(Exception):
    """A tool is not there; the text says so: "no skopeo"."""


class Tool(Protocol):
    """What a deeper test works with."""

    @property
    def title(self) -> str:
        """Its name and version, "skopeo 1.9.3"."""
        ...


T = TypeVar("T", bound=Tool)


def deeper(request: pytest.FixtureRequest, find: Callable[[], T]) -> T:
    """Return the tool for a test that is a deeper one now; without it, leave the test out."""
    properties: list[tuple[str, object]] = request.node.user_properties
    try:
        tool = find()
    except Absent as absent:
        properties.append((PROPERTY, ""))
        pytest.skip(str(absent))
    properties.append((PROPERTY, tool.title))
    return tool
