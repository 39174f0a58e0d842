"""What one child is asked to judge."""

from dataclasses import dataclass, field
from pathlib import Path

from dojo.course import Kata
from dojo.limits import Limits


@dataclass(frozen=True)
class Job:
    kata: Kata
    impl: Path | None = None
    """The tree that stands in for the stubs; None judges the stubs."""
    options: tuple[str, ...] = ()
    reverse: bool = False
    limits: Limits = field(default_factory=Limits)

    @property
    def side(self) -> Path:
        return self.impl or self.kata.root / "katas"
