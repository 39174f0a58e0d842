"""Keeps what happened and derives the rest: who is ejected follows from the ends of attempts."""

from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from itertools import takewhile
from threading import RLock

import httpx

from dojo.kit.http import Response

IDEMPOTENT = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}


@dataclass(eq=False)
class Backend:
    url: str
    weight: int = 1
    active: int = 0


class SmoothRoundRobin:
    """The scores worked out from all picks so far."""

    def __init__(self):
        self.picks = []

    def __call__(self, candidates):
        def score(one):
            rounds = [(among, picked) for among, picked in self.picks if one in among]
            won = sum(sum(b.weight for b in among) for among, picked in rounds if picked is one)
            return one.weight * (len(rounds) + 1) - won

        picked = sorted(candidates, key=score, reverse=True)[0]
        self.picks.append((tuple(candidates), picked))
        return picked


class LeastConnections:
    def __init__(self):
        self.turns = SmoothRoundRobin()

    def __call__(self, candidates):
        loads = [Fraction(one.active, one.weight) for one in candidates]
        pairs = zip(candidates, loads, strict=True)
        return self.turns(tuple(one for one, load in pairs if load == min(loads)))


class LoadBalancer:
    def __init__(self, backends, *, pick, send, clock, max_failures=3, cooldown=10.0):
        self.ends = {backend: [] for backend in backends}
        self.pick, self.send, self.clock = pick, send, clock
        self.max_failures, self.cooldown = max_failures, cooldown
        self.lock = RLock()

    def handle(self, request):
        return self.go_on(request, list(self.ends), Response(503))

    def go_on(self, request, left, otherwise):
        """Answer by one of those that are left; if there is none, with the last failure."""
        with self.lock:
            candidates = [one for one in left if not self.is_ejected(one)]
            if not candidates:
                return otherwise
            backend = self.pick(candidates)
            backend.active += 1
        try:
            with self.noting(backend):
                return self.send(backend, request)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            failure, is_safe = error, True
        except httpx.TransportError as error:
            failure, is_safe = error, request.method in IDEMPOTENT
        answer = Response(504 if isinstance(failure, httpx.TimeoutException) else 502)
        others = [one for one in candidates if one is not backend]
        return self.go_on(request, others, answer) if is_safe else answer

    @contextmanager
    def noting(self, backend):
        """Write down when an attempt failed, or that it was answered."""
        failed_at = None
        try:
            yield
        except httpx.TransportError:
            failed_at = self.clock()
            raise
        finally:
            with self.lock:
                self.ends[backend].append(failed_at)
                backend.active -= 1

    def is_ejected(self, backend):
        in_a_row = list(takewhile(lambda end: end is not None, reversed(self.ends[backend])))
        return len(in_a_row) >= self.max_failures and self.clock() - in_a_row[0] < self.cooldown
