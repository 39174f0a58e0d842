"""Service registry: who serves what, and where, as long as they keep saying so.

An instance registers and gets a lease. The lease is valid for `ttl` seconds: registered
at 0 with a ttl of 10, the instance is listed at 9.9 and at 10 no more. Each heartbeat
makes it `ttl` seconds from then on. An instance that dies just falls silent.

    >>> now = 0.0
    >>> registry = Registry(clock=lambda: now, ttl=10.0)
    >>> one = registry.register("web", "a", "10.0.0.1:80")
    >>> two = registry.register("web", "b", "10.0.0.2:80")
    >>> now = 8.0
    >>> registry.heartbeat(one)
    >>> now = 12.0
    >>> registry.lookup("web").instances
    {'a': '10.0.0.1:80'}
    >>> registry.heartbeat(two)  # raises StaleLease  # doctest: +SKIP

- A lease is stale once it is over, given back, or replaced: the same instance of the same
  service has registered again, because it was restarted, say. `heartbeat` and `deregister`
  raise `StaleLease` for it and change nothing, for ever: no epoch is given twice.
- The version of a service tells its clients whether to look again. While nobody comes or
  goes, it stays. If two lookups differ in their instances, the later has the higher version,
  even if the service had no instance at all in between. Heartbeats leave it as it is, and
  so does whatever happens to other services.
- Many threads use a registry at once.

The registry is also served over HTTP: `GET /services/web` is answered with 200 and
`{"a": "10.0.0.1:80"}`, as JSON, or with 304 to the right If-None-Match. Each 200 has an
ETag. A `Resolver` is a client's own view of that, for one thread:

    >>> resolver = Resolver(http, clock=clock, refresh=5.0)  # doctest: +SKIP
    >>> resolver.resolve("web")  # doctest: +SKIP
    {'a': '10.0.0.1:80'}

- It keeps the last answer for a service and asks again once `refresh` seconds have passed,
  showing the ETag. In between it returns what it has, and so it does after a 304.
- It must work while the registry is down, that is if no answer comes
  (`httpx.TransportError`), or another status, or a 200 whose body is no JSON object. Then
  it returns what it has, however old, and asks again after `refresh` seconds, no sooner.
  If it has nothing, it raises `Unavailable`, and the next call asks at once.
- No instances is an answer, and replaces what it had.
"""

from collections.abc import Callable
from typing import NamedTuple

import httpx


class Lease(NamedTuple):
    service: str
    instance: str
    epoch: int
    """Which registration this is; `Registry` never uses a number again."""


class Snapshot(NamedTuple):
    version: int
    instances: dict[str, str]
    """The address of each instance; what happens later does not change it."""


class StaleLease(Exception):
    """This lease is not, or not any more, the current one of its instance."""


class Unavailable(Exception):
    """The registry is down, and nothing is known about the service."""


class Registry:
    def __init__(self, *, clock: Callable[[], float], ttl: float) -> None:
        """`clock` never goes back. Raise `ValueError` unless `ttl` is more than 0."""
        raise NotImplementedError

    def register(self, service: str, instance: str, address: str) -> Lease:
        raise NotImplementedError

    def heartbeat(self, lease: Lease) -> None:
        raise NotImplementedError

    def deregister(self, lease: Lease) -> None:
        """Take the instance off the list at once."""
        raise NotImplementedError

    def lookup(self, service: str) -> Snapshot:
        """Return who serves now; nobody, for a service that was never heard of."""
        raise NotImplementedError


class Resolver:
    def __init__(self, http: httpx.Client, *, clock: Callable[[], float], refresh: float) -> None:
        """`http` has the registry as its base_url; times are in seconds."""
        raise NotImplementedError

    def resolve(self, service: str) -> dict[str, str]:
        """Return the addresses of its instances; what the caller does to the dict is his affair."""
        raise NotImplementedError
