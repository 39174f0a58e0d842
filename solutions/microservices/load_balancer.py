"""Load balancer, solved with a loop over attempts and one lock around each decision.

`_take` decides who is next, `_attempt` tells how it went, `handle` decides whether to go on.
The lock is held for the decisions only, never while `send` waits. Picking and raising
`active` are one step: were they two, a crowd of threads would all find the same backend idle
and all go there. `finally` lowers the count, whatever happens; a count that leaks makes a
healthy backend look busy for ever, and nobody finds out why.

The count of failures is not reset by the cool-down. So the backend is on probation without
any further state, and a dead one costs one attempt per cool-down instead of `max_failures`.

Whether to repeat depends on two questions: may it have been carried out, and does twice
matter? What is listed is what is safe, so an unknown method is not repeated.

Cost: O(backends) for each attempt, which is nothing beside a network call. Left out: hop-by-hop
headers (Connection and what it lists, Transfer-Encoding) and X-Forwarded-For; a total deadline;
a limit for retries, say a tenth of the requests, or an outage doubles the load of those who
still live; slow start, so that who returns cold is not given a full share at once; and a
limit for ejection (Envoy ejects at most 10 % unless told otherwise). With all of them ejected
it may be wiser to try anyway, for then the fault is likely ours, or the network's.
At work: nginx (`max_fails=1 fail_timeout=10s` unless told otherwise, smooth weighted round
robin), HAProxy, Envoy, the balancer of the cloud, a Kubernetes Service.

Interview: "How do you scale a service?"
- Measure first: which resource is saturated? Little's law: requests in flight = rate x
  latency. Amdahl's: what all must share bounds what more machines bring.
- Vertical: a bigger machine. No change of code, and right for long; it ends at the largest
  one, gets dear, and stays a single point of failure. Horizontal: more machines behind a
  balancer. It goes far and survives a loss, and it wants the service to be stateless:
  sessions, files and locks live in Redis, object storage, the database, so that any
  replica may answer and any may die.
- Then the database is the limit: indexes and pooling, caches, read replicas (and reading what
  is stale), partitions, shards by key. Queues flatten peaks; rate limits and load shedding
  keep the rest alive when all of that does not suffice.

"Which algorithm, when?"
- Round robin: requests of equal cost, equal machines. Weighted: unequal machines, canaries;
  smoothly, lest the heavy one get its share in bursts.
- Least connections: costs that differ, long requests, streams. It adapts to slow backends by
  itself. Beware of one that fails fast: it always looks idle, so health has to count.
- Power of two choices: draw two at random, take the less loaded. Nearly as even as the
  minimum of all, without scanning all, and many balancers with stale counts do not stampede
  to the one that looks idle.
- Hash of a key, consistent: the same user or key to the same backend, for caches; a hot key
  stays hot, unless the load of each is bounded. Random: fine with many small requests.
- By latency (moving average): for regions and mixed hardware; mind oscillations.

"L4 or L7?" L4 forwards connections, by address and port: fast, any protocol, TLS untouched.
It sees no requests: HTTP/2 and gRPC put many on one long connection, which stays with one
backend, and a replica that is new gets none. L7 ends the connection and reads HTTP: routes by
host, path and header, balances requests, retries, sets timeouts, ends TLS; it costs CPU, a hop
and certificates. Often both: L4 (or anycast) in front of a row of L7 proxies, for a balancer
must not be the single point of failure itself.

"Which health checks are there?" Passive: judge real traffic, as here; quick, free, blind where
there is none, and users pay for the discovery. Active: probe /healthz every few seconds,
with so many results in a row before a change, lest it flap. Liveness: restart me if this
fails, so nothing that others break belongs in it. Readiness: send me no requests now.
A readiness that asks the shared database takes out all replicas when that one hiccups.

"On the client's side or the server's?" Server-side: a proxy, simple clients in any language,
one place for TLS and policy; one hop more, to be kept available. Client-side: the client knows
the backends from a registry and picks (gRPC, Ribbon once): no hop, best latency; the logic
lives in each language, and each client sees only its own counts. A sidecar (service mesh) is
client-side balancing outside of the code. DNS round robin is the poorest: answers are cached
and nobody learns of the dead.

"What about sticky sessions?" A cookie or the address binds a client to a backend. It eases a
stateful program, and it spoils balance, makes deploys and scaling in cost sessions, and a
crash loses them; behind NAT an address is a thousand users. Keep it for WebSockets and warm
caches, as an optimisation that may fail. Otherwise move the state out.

"How do you deploy without losing a request?" Draining: fail readiness, or take it off the
list, first; go on accepting for a while, since the list takes seconds to reach everybody; then
finish what is active, up to a limit, and close; `Connection: close` sends keep-alive clients
elsewhere. In Kubernetes: `preStop` with a sleep, SIGTERM, and a grace period longer than both.

"What do you autoscale on?" What saturates first: CPU if it computes, else requests in flight
or the length, better the age, of the queue. CPU is low in a service that waits. Out quickly,
in slowly; a minimum that survives the loss of a zone, a maximum the database can bear. It
takes minutes (machine, image, warm-up), so keep headroom, schedule known peaks, and shed load
meanwhile.

"When may a balancer retry?" If nothing was sent, always. If it may have been carried out, only
what is idempotent, or carries an idempotency key that the backend honours. A few times, at one
layer, never once a part of the answer has gone to the client.

Hints
-----
1. Smooth round robin: do 5, 1, 1 on paper. What is the sum of all scores after each pick?
2. What must be remembered during one request, and what between requests? Only the latter
   is shared by threads.
3. Sort what `send` can do into four: an answer, a failure with nothing sent, a failure that
   may have been an effect, anything else. For which of them do you touch `active`, for which
   the failures, and which of them end the request?
4. Which two steps must no other thread get between, when a backend is chosen? And which call
   must stay outside of every lock?
5. For each backend keep the failures in a row and the moment until which it is ejected. If a
   failure makes the count `max_failures` or more, set that moment; only an answer resets the
   count. Then `while backend := take(tried)`: one attempt, return or go on or break.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import httpx

from dojo.kit.http import Request, Response

IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})


@dataclass(eq=False)
class Backend:
    url: str
    weight: int = 1
    active: int = 0


Pick = Callable[[Sequence[Backend]], Backend]

Send = Callable[[Backend, Request], Response]


class SmoothRoundRobin:
    def __init__(self) -> None:
        self._scores: dict[Backend, int] = defaultdict(int)

    def __call__(self, candidates: Sequence[Backend]) -> Backend:
        for backend in candidates:
            self._scores[backend] += backend.weight
        picked = max(candidates, key=self._scores.__getitem__)
        self._scores[picked] -= sum(backend.weight for backend in candidates)
        return picked


class LeastConnections:
    def __init__(self) -> None:
        self._among_equals = SmoothRoundRobin()

    def __call__(self, candidates: Sequence[Backend]) -> Backend:
        lowest = min(map(_load, candidates))
        return self._among_equals([one for one in candidates if _load(one) == lowest])


def _load(backend: Backend) -> float:
    return backend.active / backend.weight


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
        self._backends = backends
        self._pick, self._send, self._clock = pick, send, clock
        self._max_failures, self._cooldown = max_failures, cooldown
        self._failures = dict.fromkeys(backends, 0)
        self._back_at = dict.fromkeys(backends, -math.inf)
        self._lock = Lock()

    def handle(self, request: Request) -> Response:
        status = 503
        tried: set[Backend] = set()
        while backend := self._take(tried):
            tried.add(backend)
            try:
                return self._attempt(backend, request)
            except httpx.TransportError as error:
                status = 504 if isinstance(error, httpx.TimeoutException) else 502
                if not _may_repeat(request, error):
                    break
        return Response(status)

    def _take(self, tried: set[Backend]) -> Backend | None:
        with self._lock:
            now = self._clock()
            left = [b for b in self._backends if b not in tried and self._back_at[b] <= now]
            if not left:
                return None
            backend = self._pick(left)
            backend.active += 1
            return backend

    def _attempt(self, backend: Backend, request: Request) -> Response:
        try:
            response = self._send(backend, request)
        except httpx.TransportError:
            self._note_failure(backend)
            raise
        else:
            with self._lock:
                self._failures[backend] = 0
            return response
        finally:
            with self._lock:
                backend.active -= 1

    def _note_failure(self, backend: Backend) -> None:
        with self._lock:
            self._failures[backend] += 1
            if self._failures[backend] >= self._max_failures:
                self._back_at[backend] = self._clock() + self._cooldown


def _may_repeat(request: Request, error: httpx.TransportError) -> bool:
    nothing_was_sent = isinstance(error, httpx.ConnectError | httpx.ConnectTimeout)
    return nothing_was_sent or request.method in IDEMPOTENT
