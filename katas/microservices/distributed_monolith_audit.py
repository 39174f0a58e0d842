"""Distributed monolith audit: find the services that are one system in truth.

Services that cannot be changed, released or run apart have the price of a network and the
ties of a monolith. The architecture is data; every name in it is one of its services.

    >>> shop = {
    ...     "web": Service(needs={"orders"}, tries={"prices"}),
    ...     "orders": Service(needs={"stock"}, tells={"mail"}, tables={"order"}),
    ...     "stock": Service(needs={"orders"}),
    ...     "prices": Service(),
    ...     "mail": Service(tables={"order"}),
    ... }
    >>> [sorted(cycle) for cycle in sync_cycles(shop)]
    [['orders', 'stock']]
    >>> sorted(longest_chain(shop)), sorted(blast_radius(shop, "stock"))
    (['orders', 'stock', 'web'], ['orders', 'stock', 'web'])
    >>> shared_tables(shop) == {"order": {"orders", "mail"}}
    True
    >>> [sorted(pair) for pair in lockstep([{"web", "prices"}] * 3 + [{"mail"}])]
    [['prices', 'web']]
    >>> [(sorted(group), sorted(why)) for group, why in monoliths(shop, releases=[]).items()]
    [(['mail', 'orders', 'stock'], ['shared table', 'sync cycle'])]

A service waits for those that it `needs` and `tries`: these calls are synchronous. Without
an answer from what it needs, it has none itself; without what it tries, it falls back. What
it `tells` goes through a queue, and nobody waits.

A pair goes in lockstep if at least 3 releases had both, and of all releases that had either,
at least 4 in 5 had both.

Cycles, shared tables and lockstep bind the services that they name. Who is bound to b, and b
to c, is bound to c. Long chains and large blast radii are worth a look, but they bind nobody.

The walks along calls are exponentially many, and `longest_chain` must not try them all: with
33 services it is done in less than 1,000,000 steps. No argument is changed.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

Kind = Literal["sync cycle", "shared table", "lockstep"]


@dataclass(frozen=True)
class Service:
    """Given: what a service has to do with others, all by name."""

    needs: Set[str] = frozenset()
    tries: Set[str] = frozenset()
    tells: Set[str] = frozenset()
    """Those it sends messages through a queue."""
    tables: Set[str] = frozenset()
    """Those it reads or writes in the database itself."""


System = Mapping[str, Service]


def sync_cycles(system: System) -> set[frozenset[str]]:
    """Return the strongly connected components of synchronous calls.

    Two services are in one if calls lead from each to the other. A service alone is one only
    if it calls itself.
    """
    raise NotImplementedError


def longest_chain(system: System) -> frozenset[str]:
    """Return the services on a walk along synchronous calls that passes as many as possible.

    It may begin anywhere, and each service counts once. Of several such sets, return any.
    """
    raise NotImplementedError


def shared_tables(system: System) -> dict[str, frozenset[str]]:
    """Return each table that two services or more touch, with those services."""
    raise NotImplementedError


def lockstep(releases: Sequence[Set[str]]) -> set[frozenset[str]]:
    """Return the pairs that go in lockstep; a release is the set of services put out together."""
    raise NotImplementedError


def blast_radius(system: System, down: str) -> frozenset[str]:
    """Return the services that have no answer while this one is down, itself included."""
    raise NotImplementedError


def monoliths(system: System, releases: Sequence[Set[str]]) -> dict[frozenset[str], set[Kind]]:
    """Return each group of two services or more that are all bound to each other, as a whole.

    With it come the kinds of the findings within it that name two services or more.
    """
    raise NotImplementedError
