"""Token bucket limiter, solved with whole numbers and no timer.

Nothing runs in while nobody looks. A bucket is two numbers, how much was in it and when
that was; whoever comes next works out the rest. And it takes no fractions, once the unit is
small enough: let a token be `per` drops, then a nanosecond brings `rate` of them. All is
integer arithmetic, as exact after ten years as after ten steps, and division is left for
the last moment: downwards for tokens that are there, upwards for time that is to pass.

Two mistakes look harmless. To add whole tokens only, and note "refilled now", throws a
fraction away each time, so who asks often enough never gets anything. And to charge those
who are refused starves a client that is merely impatient.

GCRA is the same bucket in other words. It keeps one number, the time at which the bucket
will be full again: a call moves it `cost * per / rate` forward, and may not move it further
ahead of now than `burst * per / rate`. One number fits in one compare-and-set, which is
why limiters in Redis and in network switches like it.

Cost: O(1) for a call, two integers for a key that is not full, O(keys) for a sweep; a
thread calls it every minute, or `take` itself when the dict has doubled. One lock is
enough, it is held for a microsecond. It limits one process: behind five replicas, five
times as much passes. At work one configures a proxy (nginx `limit_req`, a leaky bucket;
Envoy's local limit, a token bucket), or asks a store that is shared.

Interview: "Which algorithms limit a rate, and where do you put the limit?"
- Token bucket: how much at once, and how much in the long run, set apart from each other.
  In a window w at most burst + rate * w pass. It suits clients that are idle and then
  busy, as people are. Costs may differ: a search takes ten tokens, a read one.
- Leaky bucket as a queue: what leaves is even, and what comes early waits. It protects
  something fragile behind it, at the price of latency. As a meter, without the queue, it
  is the token bucket turned upside down.
- Windows: fixed, one counter, with twice the limit around an edge; sliding log, exact, and
  memory for each hit; sliding counter, an estimate between them.
- Limit of concurrency: not how many come but how many are inside. By Little's law (inside =
  rate * latency) it tightens by itself when the service becomes slow, which no rate does.
- Where. At the edge, gateway or CDN, by address: coarse, cheap, before TLS and parsing if
  possible. In the gateway by user or API key, once it is known who asks; an address may
  be a whole office behind NAT, and an attacker has thousands. In the service, by what a
  request costs. In the client, so as not to be refused by others. In front of the login,
  by account and by address. Take care where X-Forwarded-For comes from.
- Across replicas: divide the limit by their number (wrong if the balancer is uneven), keep
  it in Redis (a round trip, and what if it is down?), or take tokens from there in batches.
- Tell clients: 429, Retry-After, perhaps the remaining tokens (the RateLimit fields are an
  IETF draft; many APIs have X-RateLimit-*). They add jitter, or all come back at the same
  second. Publish limits, watch who is refused, and try a new limit in a dry run first.

"And load shedding, is that not the same?" A rate limit is about a client: you send too
much (429), however idle we are. Shedding is about us: we have too much (503), whoever
sends. Without it a service at 120 % does not serve 100 of 120: queues grow, every answer
comes after its caller has gone, work is done for nobody, retries add to it, and goodput
falls towards zero. So refuse early and cheaply, before work is done; decide by what is
inside or by how long the queue has made one wait, not by CPU alone; keep queues short, and
drop what is past its deadline; under overload newest first serves at least some in time.
Shed by worth: batch jobs and prefetching first, then features, payments last, health probes
never, or the orchestrator kills what is merely busy. Let the limit adapt (AIMD or gradient
on latency), let clients throttle themselves when many calls are refused, and let
autoscaling come after: it takes minutes, shedding takes none.

Hints
-----
1. Nobody needs a timer to fill buckets. What must be remembered of a bucket so that, at
   any later time, you can say what is in it?
2. With rate 2 per 3 ns, a nanosecond brings 2/3 of a token. In which unit is that a whole
   number, and what are a token and a full bucket in the same unit?
3. What is missing divided by what comes in a nanosecond is the time to wait. How do you
   divide integers so that the result is rounded up?
4. Two threads find the last token. What must happen in one step? What if a sweep finds a
   bucket full just before somebody takes from it?
5. Under the lock: `level = min(full, level + (now - then) * rate)`. Refused: store nothing,
   return `-(-missing // rate)`. Allowed: store `(level - price, now)`. `sweep` keeps the
   buckets that are not full. `limited` is a function in a function.
"""

from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from dojo.kit.http import Handler, Request, Response

SECOND = 1_000_000_000


class Decision(NamedTuple):
    allowed: bool
    remaining: int
    retry_after: int


class TokenBucketLimiter:
    """A bucket is measured in drops: `per` of them are a token, `rate` run in each nanosecond."""

    def __init__(self, *, rate: int, per: int, burst: int, clock: Callable[[], int]) -> None:
        if min(rate, per, burst) < 1:
            raise ValueError(f"a limit is at least 1, not {rate} per {per} ns with burst {burst}")
        self._rate, self._per, self._clock = rate, per, clock
        self._full = burst * per
        self._buckets: dict[str, tuple[int, int]] = {}
        self._lock = Lock()

    def take(self, key: str, cost: int = 1) -> Decision:
        price = cost * self._per
        if not 0 < price <= self._full:
            raise ValueError(f"cost must be from 1 to {self._full // self._per}, not {cost}")
        with self._lock:
            now = self._clock()
            level = self._level(key, now)
            missing = price - level
            if missing > 0:
                return Decision(False, level // self._per, _rounded_up(missing, self._rate))
            self._buckets[key] = level - price, now
            return Decision(True, (level - price) // self._per, 0)

    def sweep(self) -> int:
        with self._lock:
            now = self._clock()
            self._buckets = {
                key: bucket
                for key, bucket in self._buckets.items()
                if self._level(key, now) < self._full
            }
            return len(self._buckets)

    def _level(self, key: str, now: int) -> int:
        level, then = self._buckets.get(key, (self._full, now))
        return min(self._full, level + (now - then) * self._rate)


def limited(
    handle: Handler, limiter: TokenBucketLimiter, key: Callable[[Request], str | None]
) -> Handler:
    def limited_handle(request: Request) -> Response:
        name = key(request)
        decision = None if name is None else limiter.take(name)
        if decision is None or decision.allowed:
            return handle(request)
        seconds = _rounded_up(decision.retry_after, SECOND)
        return Response(429, {"Retry-After": str(seconds)})

    return limited_handle


def _rounded_up(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)
