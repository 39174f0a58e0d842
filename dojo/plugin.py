"""The pytest plugin: which side is judged, and the instruments as fixtures."""

import os
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, Phase, settings

from dojo.kit.clock import Clock
from dojo.kit.cost import Cost
from dojo.kit.histories import Histories
from dojo.kit.interleave import Interleave

settings.register_profile(
    "kata",
    database=None,
    deadline=None,
    derandomize=True,
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "gate", settings.get_profile("kata"), derandomize=False, phases=[Phase.explicit, Phase.generate]
)
settings.load_profile("kata")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--impl",
        metavar="DIR",
        default=os.environ.get("KATA_IMPL"),
        help="judge this tree instead of the stubs: solutions, or any that mirrors katas/",
    )


def pytest_configure(config: pytest.Config) -> None:
    chosen = config.getoption("--impl")
    if not chosen:
        return
    side = Path(config.invocation_params.dir, chosen).resolve()
    if not side.is_dir():
        raise pytest.UsageError(f"--impl: there is no folder {chosen}")
    before = os.environ.get("KATA_IMPL")
    os.environ["KATA_IMPL"] = str(side)
    config.add_cleanup(lambda: _restore(before))


def pytest_report_header(config: pytest.Config) -> str:
    side = os.environ.get("KATA_IMPL")
    return f"judging: {side}" if side else f"judging: the stubs in {config.rootpath / 'katas'}"


def pytest_pycollect_makemodule(
    module_path: Path, parent: pytest.Collector
) -> pytest.Module | None:
    katas = parent.config.rootpath / "katas"
    side = os.environ.get("KATA_IMPL")
    if not side or katas not in module_path.parents:
        return None
    kata = Path(side, module_path.parent.relative_to(katas), module_path.name[len("test_") :])
    return None if kata.is_file() else _Missing.from_parent(parent, path=module_path, kata=kata)


class _Missing(pytest.Module):
    """Tests that have nothing to judge: an error, for falling back to the stub would lie."""

    def __init__(self, kata: Path, **others: object) -> None:
        super().__init__(**others)  # type: ignore[arg-type]
        self.kata = kata

    def collect(self) -> NoReturn:
        raise self.CollectError(f"missing: there is no {self.kata}, so nothing was judged")


@pytest.fixture
def histories() -> Histories:
    """Compare with a slow model under every short history."""
    return Histories()


@pytest.fixture
def clock() -> Clock:
    """Run asyncio code on virtual time."""
    return Clock()


@pytest.fixture
def cost(request: pytest.FixtureRequest) -> Cost:
    """Count work instead of timing it."""
    return Cost(request.node.user_properties)


@pytest.fixture
def interleave(request: pytest.FixtureRequest) -> Interleave:
    """Run threads under every schedule."""
    return Interleave(request.node.user_properties)


def _restore(value: str | None) -> None:
    if value is None:
        os.environ.pop("KATA_IMPL", None)
    else:
        os.environ["KATA_IMPL"] = value
