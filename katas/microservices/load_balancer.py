"""Load balancer: share the requests out, and go on without the backends that fail.

`handle` lets `pick` choose a backend, `send`s it the request and returns its response as
it is: an answer is an answer, even a 500.

    >>> a, b, c = Backend("a", weight=5), Backend("b"), Backend("c")
    >>> pick = SmoothRoundRobin()
    >>> "".join(pick([a, b, c]).url for _ in range(7))
    'aabacaa'
    >>> balancer = LoadBalancer([a, b], pick=pick, send=send, clock=monotonic)  # doctest: +SKIP
    >>> balancer.handle(Request("GET", "/")).status  # doctest: +SKIP
    200

Retries. An attempt has failed if `send` raises `httpx.TransportError`. Then the request
goes to another backend, but only if that is safe:
- After `httpx.ConnectError` and `httpx.ConnectTimeout` it always is: nothing was sent.
- Otherwise it may have been carried out, so its method must be known to be idempotent:
  GET, HEAD, OPTIONS, PUT or DELETE.
Each backend gets a request at most once. If no retry is safe, or nobody is left to try,
answer 504 if the last failure was an `httpx.TimeoutException`, else 502. If there was
nobody to ask from the start, answer 503. Anything else that `send` raises passes through.

Health. After `max_failures` failed attempts in a row a backend is ejected: it gets no
request until `cooldown` seconds have passed since the last of these failures. Then it is
on probation: one more failure ejects it again, an answer makes its count start at 0.

Many threads call `handle` at once. Then, too, every pick, failure and `active` counts,
and a slow backend holds up nobody but those who wait for its answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dojo.kit.http import Request, Response


@dataclass(eq=False)
class Backend:
    """A server; `active` is how many requests it is being sent or works on right now."""

    url: str
    weight: int = 1
    active: int = 0


Pick = Callable[[Sequence[Backend]], Backend]
"""Chooses one of the candidates, of which there is at least one."""

Send = Callable[[Backend, Request], Response]


class SmoothRoundRobin:
    """Each backend has a score, 0 at first. At each pick the score of every candidate grows
    by its weight. The highest is picked, the first of equals, and its score falls by the sum
    of the weights of all candidates. Who is no candidate keeps his score.
    """

    def __init__(self) -> None:
        raise NotImplementedError

    def __call__(self, candidates: Sequence[Backend]) -> Backend:
        raise NotImplementedError


class LeastConnections:
    """Picks where `active / weight` is lowest, among equals by a `SmoothRoundRobin` of its own."""

    def __init__(self) -> None:
        raise NotImplementedError

    def __call__(self, candidates: Sequence[Backend]) -> Backend:
        raise NotImplementedError


class LoadBalancer:
    def __init__(
        self,
        backends: Sequence[Backend],
        *,
        pick: Pick,
        send: Send,
        clock: Callable[[], float],
        max_failures: int = 3,
        cooldown: float = 10.0,
    ) -> None:
        """`clock` gives seconds and never goes back. You need not check anything."""
        raise NotImplementedError

    def handle(self, request: Request) -> Response:
        """Answer the request.

        For each attempt `pick` is given the backends that are left, in their order, by one
        thread at a time. The attempt counts in `active` before anybody picks again, and
        until `send` has ended, however it ends.
        """
        raise NotImplementedError
