"""The real tools that deeper tests of this topic use, where the machine has them."""

from collections.abc import Iterator

import pytest

from dojo.kit.deeper import deeper
from dojo.kit.engine import Engine, Skopeo


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """Give the test a Docker engine; without one it is left out."""
    engine = deeper(request, Engine)
    yield engine
    engine.close()


@pytest.fixture
def skopeo(request: pytest.FixtureRequest) -> Skopeo:
    """Give the test the program skopeo; without it, it is left out."""
    return deeper(request, Skopeo)
