# expect: the cache outlives the report
"""Keys one cache for all reports by `id`: reports are gone, their drawings are not."""

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    Hub,
    InFlight,
    Lease,
)

_drawings = {}


class Report:
    def __init__(self, draw):
        self._draw = draw
        _drawings[id(self)] = {}

    def render(self, style):
        drawings = _drawings[id(self)]
        if style not in drawings:
            drawings[style] = self._draw(style)
        return drawings[style]
