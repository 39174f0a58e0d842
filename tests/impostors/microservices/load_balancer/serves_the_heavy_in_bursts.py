# expect: smoothly spread
"""Serves each backend as often as it weighs before it goes on to the next: aaaaabc."""

from solutions.microservices.load_balancer import Backend, LeastConnections, LoadBalancer

__all__ = ["Backend", "LeastConnections", "LoadBalancer", "SmoothRoundRobin"]


class SmoothRoundRobin:
    def __init__(self):
        self._turns = []

    def __call__(self, candidates):
        if not set(self._turns) & set(candidates):
            self._turns = [backend for backend in candidates for _ in range(backend.weight)]
        picked = next(backend for backend in self._turns if backend in candidates)
        self._turns.remove(picked)
        return picked
