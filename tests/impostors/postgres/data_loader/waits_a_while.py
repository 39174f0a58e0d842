# expect: wait for its end and not for a while
"""Collects keys for ten milliseconds, which every load of a page then pays."""

import asyncio

from solutions.postgres.data_loader import DataLoader as Reference


class DataLoader(Reference):
    def _dispatch(self):
        asyncio.get_running_loop().call_later(0.01, super()._dispatch)
