"""Each backend guards its own health and count; a picker is asked behind a lock of its own."""

import threading

import httpx

from dojo.kit.http import Response

IDEMPOTENT = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE"}


class Backend:
    def __init__(self, url, weight=1, active=0):
        self.url, self.weight, self.active = url, weight, active
        self.failures = 0
        self.failed_at = 0.0
        self.lock = threading.Lock()

    def work(self, by):
        with self.lock:
            self.active += by

    def ended(self, failed_at=None):
        with self.lock:
            if failed_at is None:
                self.failures = 0
            else:
                self.failures += 1
                self.failed_at = failed_at


class SmoothRoundRobin:
    def __init__(self):
        self.scores = {}

    def __call__(self, candidates):
        best, total = None, 0
        for one in candidates:
            total += one.weight
            self.scores[one.url] = self.scores.get(one.url, 0) + one.weight
            if best is None or self.scores[one.url] > self.scores[best.url]:
                best = one
        self.scores[best.url] -= total
        return best


class LeastConnections(SmoothRoundRobin):
    def __call__(self, candidates):
        best = [candidates[0]]
        for one in candidates[1:]:
            difference = one.active * best[0].weight - best[0].active * one.weight
            if difference == 0:
                best.append(one)
            elif difference < 0:
                best = [one]
        return super().__call__(best)


class LoadBalancer:
    def __init__(self, backends, *, pick, send, clock, max_failures=3, cooldown=10.0):
        self.backends = tuple(backends)
        self.pick, self.send, self.clock = pick, send, clock
        self.max_failures, self.cooldown = max_failures, cooldown
        self.picking = threading.Lock()

    def usable(self, backend):
        with backend.lock:
            rested = self.clock() >= backend.failed_at + self.cooldown
            return backend.failures < self.max_failures or rested

    def attempts(self):
        """Yield each backend that is worth a try, at work already."""
        untried = list(self.backends)
        while candidates := list(filter(self.usable, untried)):
            with self.picking:
                backend = self.pick(candidates)
                backend.work(1)
            untried.remove(backend)
            yield backend

    def handle(self, request):
        failure = None
        for backend in self.attempts():
            try:
                response = self.send(backend, request)
            except httpx.TransportError as error:
                failure = error
                backend.ended(self.clock())
            else:
                backend.ended()
                return response
            finally:
                backend.work(-1)
            refused = isinstance(failure, httpx.ConnectError | httpx.ConnectTimeout)
            if not refused and request.method not in IDEMPOTENT:
                break
        match failure:
            case None:
                return Response(503)
            case httpx.TimeoutException():
                return Response(504)
            case _:
                return Response(502)
