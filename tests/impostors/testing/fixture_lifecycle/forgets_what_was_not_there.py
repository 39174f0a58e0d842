# expect: test_without failed: AssertionError: it was .*APP_TOKEN
"""Does not note a variable that was not there, so what the test sets stays."""

from pathlib import Path

import pytest

from solutions.testing.fixture_lifecycle import (
    database,
    dialect,
    make_folder,
    schema,
    transaction,
)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("APP_MODE", "test")
    monkeypatch.delenv("APP_TOKEN", raising=False)
    monkeypatch.chdir(tmp_path)
