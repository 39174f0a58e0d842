# expect: test_without failed: AssertionError: it was
"""Sets the environment by hand and does not put it back."""

import os

import pytest

from solutions.testing.fixture_lifecycle import (
    database,
    dialect,
    make_folder,
    schema,
    transaction,
)


@pytest.fixture
def settings(monkeypatch, tmp_path) -> None:
    os.environ["APP_MODE"] = "test"
    os.environ.pop("APP_TOKEN", None)
    monkeypatch.chdir(tmp_path)
