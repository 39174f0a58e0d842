"""Service registry, solved with one table of leases and a sweep before every step.

Nobody tells the registry that a lease is over, and no thread of its own watches for it. Each
operation first sweeps out what has run out, and then works on a table in which every entry
is valid. So no operation needs a second look at the clock, a late heartbeat finds nothing
that it could revive, and an expiry is a change with a version like any other. What must
outlive the instances is kept apart from them: the versions, or a service that comes back
begins anew with a number that its clients have seen already, and the epoch, or the zombie
of last week holds a lease that looks valid.

The epoch is a fencing token. "Instance a, version of this morning" and "a, restarted" have
the same name, and only a number tells them apart: the old process, woken from a long pause,
must neither renew nor remove the entry of the new one. One lock spans sweep, check and
change, for HTTP servers call from many threads.

The resolver trusts an old list more than no list. When the registry is gone the instances
mostly are not, and a call to a dead one fails and is retried elsewhere. So a failure keeps the
list and counts as an attempt: a client that asks a dead registry for each request waits for
a timeout each time, and a thousand of them greet its restart as a stampede. An empty answer
is another thing than none. And 304 needs no branch, for it leaves as much as a failure does:
all that was known, and the time of asking.

Cost: the sweep is O(instances); a heap of expiries, or a look at one service only, does better.
At work add jitter to refresh and heartbeat (several per ttl, so one may be lost), a limit to
the age that the resolver believes, and to the ETag an id of this registry: after a restart
version 3 may be another list. Kazoo, python-consul and etcd clients do the talking, or on
Kubernetes nobody does.

Interview: "How do services find each other?"
- Addresses in a config file do until instances come and go: autoscaling, deploys, failures.
- Client-side: ask a registry (Eureka, Consul), choose an instance, call it. No hop in between,
  and clever balancing (least requests, same zone); but a library for each language. A
  sidecar (Envoy) takes it out of the program again.
- Server-side: one stable address, a balancer behind it that knows the instances. Simple
  clients; a hop more, and something that must be highly available itself.
- DNS works everywhere, and is a cache of caches: TTLs are ignored (runtimes and pools keep
  an address for as long as the connection lives), A records carry no port, SRV does but few
  clients ask for it, and a name that did not exist is cached, too.
- Who registers? The instance itself, or the platform on its behalf (orchestrator, agent).
  The latter sees crashes, and no code is needed.

"How does a registry notice that an instance died?" Lease and heartbeat: a crash needs no
message. The ttl is a bargain: short means false alarms at a long GC pause or a lost packet,
long means calls to the dead. Silence does not tell dead from slow from cut off, so whoever
was declared dead may still be at work, and that is what epochs are for. Registered is not
healthy: an active check, or readiness reported along with the heartbeat, says whether it
can serve. On shutdown deregister first, wait until clients have refreshed, then stop
accepting. With thousands of nodes they watch each other (SWIM gossip: Serf, memberlist).

"Watch or poll?" A poll is as old as its interval, and cheap if it may be answered by 304. A
watch, or a long poll with the last version (Consul's `index`), is told at once; it must name the
version from which to go on, or a change between two watches is lost, and it must bear a
version that goes back after a restore.

"CP or AP?" Consul, etcd and ZooKeeper agree by Raft or ZAB: a minority side refuses writes, and
no two lists contradict each other. Eureka goes on at both sides and merges later; if too
many heartbeats stop at once it suspects the network and expires nobody (self-preservation).
For discovery a stale list is mostly better than none, for the callers need retries and
timeouts anyway, so AP suits, or CP with clients that cache. For locks and leader election only CP.

"And in Kubernetes?" A Service is a stable name and virtual IP. A controller keeps
EndpointSlices of the pods that pass their readiness probe, kube-proxy programs iptables or IPVS
on each node, CoreDNS answers with the cluster IP. So balancing is per connection, and HTTP/2
or gRPC clients stick to one pod: headless Service (DNS returns the pods) and client-side
balancing, or a mesh. Liveness restarts, readiness takes off the list; on deletion the pod is
removed from the endpoints while it gets SIGTERM, so it needs a short pause before it stops.
Behind it all are etcd and watches, and nodes renew Lease objects.

Hints
-----
1. When does an expired lease become visible, and to which operations? What is the first thing
   that each of them could do so that the rest need not think of it?
2. Which facts must survive the last instance of a service? Give them a place of their own.
3. A heartbeat is good if the table holds exactly this lease: same service, same instance, same
   epoch. Is that one `if` for heartbeat and deregister?
4. In the resolver, when did you ask last, what came last, with which tag? Which of the three
   does a failure change?
5. Registry: `{(service, instance): [epoch, address, end]}`, a Counter of versions, a counter of
   epochs, a lock. `_sweep` deletes where `end <= now` and counts the version up, and
   every public method begins with it, under the lock.
"""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import httpx


class Lease(NamedTuple):
    service: str
    instance: str
    epoch: int


class Snapshot(NamedTuple):
    version: int
    instances: dict[str, str]


class StaleLease(Exception):
    pass


class Unavailable(Exception):
    pass


@dataclass
class _Entry:
    lease: Lease
    address: str
    end: float


class Registry:
    def __init__(self, *, clock: Callable[[], float], ttl: float) -> None:
        if not ttl > 0:
            raise ValueError(f"ttl must be more than 0 seconds, not {ttl}")
        self._clock, self._ttl = clock, ttl
        self._lock = threading.Lock()
        self._entries: dict[tuple[str, str], _Entry] = {}
        self._versions = Counter[str]()
        self._epoch = 0

    def register(self, service: str, instance: str, address: str) -> Lease:
        with self._lock:
            end = self._sweep() + self._ttl
            self._epoch += 1
            lease = Lease(service, instance, self._epoch)
            self._entries[service, instance] = _Entry(lease, address, end)
            self._versions[service] += 1
            return lease

    def heartbeat(self, lease: Lease) -> None:
        with self._lock:
            end = self._sweep() + self._ttl
            self._current(lease).end = end

    def deregister(self, lease: Lease) -> None:
        with self._lock:
            self._sweep()
            self._remove(self._current(lease))

    def lookup(self, service: str) -> Snapshot:
        with self._lock:
            self._sweep()
            mine = [entry for entry in self._entries.values() if entry.lease.service == service]
            instances = {entry.lease.instance: entry.address for entry in mine}
            return Snapshot(self._versions[service], instances)

    def _sweep(self) -> float:
        """Remove who has fallen silent, and return the time."""
        now = self._clock()
        for entry in [entry for entry in self._entries.values() if entry.end <= now]:
            self._remove(entry)
        return now

    def _current(self, lease: Lease) -> _Entry:
        entry = self._entries.get((lease.service, lease.instance))
        if entry is None or entry.lease != lease:
            raise StaleLease(f"{lease} is not current")
        return entry

    def _remove(self, entry: _Entry) -> None:
        del self._entries[entry.lease.service, entry.lease.instance]
        self._versions[entry.lease.service] += 1


class _Known(NamedTuple):
    instances: dict[str, str]
    etag: str
    asked: float


class Resolver:
    def __init__(self, http: httpx.Client, *, clock: Callable[[], float], refresh: float) -> None:
        self._http, self._clock, self._refresh = http, clock, refresh
        self._known: dict[str, _Known] = {}

    def resolve(self, service: str) -> dict[str, str]:
        known, now = self._known.get(service), self._clock()
        if known is None or now - known.asked >= self._refresh:
            try:
                known = self._ask(service, known, now)
            except (httpx.TransportError, ValueError) as error:
                if known is None:
                    raise Unavailable(f"nothing is known about {service}") from error
            self._known[service] = known._replace(asked=now)
        return dict(known.instances)

    def _ask(self, service: str, known: _Known | None, now: float) -> _Known:
        headers = {"If-None-Match": known.etag} if known else {}
        answer = self._http.get(f"/services/{service}", headers=headers)
        instances = answer.json() if answer.status_code == 200 else None
        if not isinstance(instances, dict):
            raise ValueError(f"{answer.status_code} with {instances!r} is no news")
        return _Known(instances, answer.headers["ETag"], now)
