# expect: neither answers nor errors are kept
"""Forgets a call only when it has succeeded: one failure fails for ever."""

from solutions.concurrency.single_flight import SingleFlight as Reference


class SingleFlight(Reference):
    def _forget(self, key, call):
        if not call.task.done() or call.task.cancelled() or not call.task.exception():
            super()._forget(key, call)
