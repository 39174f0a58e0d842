"""Distributed monolith audit, solved with one search that is used three times.

`_reached` follows edges from some names until nothing new turns up. Along synchronous calls
it tells who waits for whom, and two that wait for each other are in a cycle. Along `needs`,
backwards, it gives the blast radius. Along bonds it gives the groups.

The longest path is hard in a graph with cycles and easy in one without. So take each
component for one node: what is left has no cycle, a walk that enters a component can pass all
of it, and one that has left it never comes back. The cache makes each node's chain once.

Cost: O(n * (n + calls)) for the cycles; Tarjan's algorithm needs one search instead of n,
which matters from thousands of services on. At work the calls come from traces, the releases
from the deploy log, the tables from the grants of the database. What the graph says of the
blast radius is a forecast; switch a service off in a test environment, as the test on
sockets does, and you will find the fallback that nobody has ever run.

Interview: "What speaks for microservices, what against?"
- For: teams release on their own; each part scales, fails and is replaced by itself; another
  language or database where it pays; a small code base to know.
- Against: calls that were certain become slow and uncertain, so timeouts, retries and
  idempotency; no transaction and no join across services, so sagas, outboxes and stale reads;
  availability multiplies along `needs` (five at 99.9 % make 99.5 %); tracing, contracts,
  versions, pipelines and on-call for each. The gains are organisational, the costs technical:
  with one team there is little to gain. Start with a modular monolith, whose borders can still
  be moved by a commit, and cut out a part when it has a reason of its own.

"How do you recognise a distributed monolith, and how do you get out?"
- A feature touches several services; they are released together, in a fixed order; nobody can
  test one alone; a schema change needs a meeting; one restart and everything is red. In a
  cycle even starting up has no order, and when all workers wait, the call that comes back
  finds none free: a deadlock with timeouts.
- A deep chain or a large radius says that things are slow and fragile. It does not bind:
  behind a stable contract each can still be changed alone, and a login is needed by all.
- Cycle: often two services that are one; merge them. Or turn one direction into an event, or
  let the caller send along what is going to be asked. Chain: keep a copy of what you read,
  fed by events; fall back; ask in parallel. Lockstep: compatible changes only (expand, migrate,
  contract), contract tests in place of common releases. Merging is a fix, not a defeat.
- Step by step (strangler fig), the worst finding first, with this audit in CI as a ratchet.

"Where do you cut?" Along bounded contexts: where a word changes its meaning (a "product" is
a price to sales and a weight to the warehouse). What one transaction must keep true stays
together, and what changes together, too. One team owns a service, a team may own several. Not
along layers or nouns: a "customer service" that everybody asks is a shared table over HTTP.

"Who owns the data?" One service writes a table and alone knows its schema; others ask its API
or keep copies from its events, and live with their age. A reader is a user as well: rename a
column and see. Out of it: choose the owner, let the others go through its API or a view with
a contract, then take away their grants. Separate schemas in one server are fine to begin
with; that is shared fate, not shared data. Reports read from a copy that is made for them.

Hints
-----
1. Three of the functions ask "who can be reached from here?", each along other edges. Write
   that once, with a list of names that are still to be looked at.
2. Is a service reached from itself? Only if a call leads back. Who else is in its cycle?
3. How many services of a cycle can a walk pass that enters it? Can it come back to a cycle
   that it has left? So what is the graph like if each cycle is one node?
4. The longest chain from a node is the node and the longest of those from its successors.
   `functools.cache` keeps a frozenset's answer.
5. `monoliths`: make a list of (kind, services) out of the three findings. Each ties its
   services to one another, and whoever is reached along the ties is in the group.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

Kind = Literal["sync cycle", "shared table", "lockstep"]


@dataclass(frozen=True)
class Service:
    needs: Set[str] = frozenset()
    tries: Set[str] = frozenset()
    tells: Set[str] = frozenset()
    tables: Set[str] = frozenset()


System = Mapping[str, Service]


def sync_cycles(system: System) -> set[frozenset[str]]:
    calls = _sync_calls(system)
    below = {name: _reached(calls[name], calls) for name in system}
    return {
        frozenset(other for other in below[name] if name in below[other])
        for name in system
        if name in below[name]
    }


def longest_chain(system: System) -> frozenset[str]:
    calls = _sync_calls(system)
    group = {name: frozenset({name}) for name in system}
    group |= {name: cycle for cycle in sync_cycles(system) for name in cycle}

    @cache
    def chain(services: frozenset[str]) -> frozenset[str]:
        onward = {group[callee] for name in services for callee in calls[name]} - {services}
        return services | max(map(chain, onward), key=len, default=frozenset())

    return max(map(chain, group.values()), key=len, default=frozenset())


def shared_tables(system: System) -> dict[str, frozenset[str]]:
    users = defaultdict(set)
    for name, service in system.items():
        for table in service.tables:
            users[table].add(name)
    return {table: frozenset(names) for table, names in users.items() if len(names) > 1}


def lockstep(releases: Sequence[Set[str]]) -> set[frozenset[str]]:
    pairs = map(frozenset, combinations(frozenset[str]().union(*releases), 2))
    return {pair for pair in pairs if _goes_in_lockstep(pair, releases)}


def blast_radius(system: System, down: str) -> frozenset[str]:
    callers = {
        name: {caller for caller in system if name in system[caller].needs} for name in system
    }
    return _reached({down}, callers)


def monoliths(system: System, releases: Sequence[Set[str]]) -> dict[frozenset[str], set[Kind]]:
    bonds = [bond for bond in _findings(system, releases) if len(bond[1]) > 1]
    tied = {
        name: {other for _, services in bonds if name in services for other in services}
        for name in system
    }
    groups = {_reached({name}, tied) for name in system}
    return {
        group: {kind for kind, services in bonds if services <= group}
        for group in groups
        if len(group) > 1
    }


def _findings(
    system: System, releases: Sequence[Set[str]]
) -> Iterable[tuple[Kind, frozenset[str]]]:
    yield from (("sync cycle", cycle) for cycle in sync_cycles(system))
    yield from (("shared table", users) for users in shared_tables(system).values())
    yield from (("lockstep", pair) for pair in lockstep(releases))


def _sync_calls(system: System) -> dict[str, Set[str]]:
    return {name: service.needs | service.tries for name, service in system.items()}


def _reached(start: Set[str], edges: Mapping[str, Set[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(edges[name])
    return frozenset(found)


def _goes_in_lockstep(pair: frozenset[str], releases: Sequence[Set[str]]) -> bool:
    both = sum(pair <= release for release in releases)
    either = sum(not pair.isdisjoint(release) for release in releases)
    return both >= 3 and both * 5 >= either * 4
