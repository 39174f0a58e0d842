# expect: nobody held on to a drawing
"""Keeps drawings by weak references only, so that they are drawn again and again."""

import contextlib
import weakref

from solutions.memory.leaky_service import (  # noqa: F401
    ErrorLog,
    Headers,
    Hub,
    InFlight,
    Lease,
)


class Report:
    def __init__(self, draw):
        self._draw = draw
        self._drawings = weakref.WeakValueDictionary()

    def render(self, style):
        drawing = self._drawings.get(style)
        if drawing is None:
            drawing = self._draw(style)
            with contextlib.suppress(TypeError):
                self._drawings[style] = drawing
        return drawing
