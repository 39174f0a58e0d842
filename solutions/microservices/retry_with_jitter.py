"""Retry with jitter, solved with three parts that do not know each other.

How long to wait is an endless iterator, how often is its length (`islice(delays(...), 3)`
allows three retries), how much in all is a bucket of tokens, and what is left for `retry`
is a `for` loop. A new kind of jitter, or pauses read from a header, touch nothing else.

The doubled limit is capped at each step: `base * 2**n` is an overflow after a thousand
retries. `delays` returns iterators and is none itself; as a generator it would report a
misspelt jitter at the first failure in production, when the first delay is asked for. The
sleep stands outside the `except`, so errors of later attempts do not drag the earlier ones
along as their context.

Cost: one addition and one draw for each retry; the budget is two numbers. Here it belongs to
one thread; shared by several, `earn` and `spend` need a lock. At work: tenacity or stamina,
urllib3's `Retry`, the policy of your SDK or mesh (gRPC throttles by such tokens, Envoy and
Finagle have budgets); read what their defaults do, and whether two of them are stacked.

Interview: "How do you retry a call to another service?" Rarely, late, spread out, and only
where a second call does no harm.
- What: transient failures only (refused or reset connections, timeouts, 429, 502 to 504),
  never 4xx or a bug of ours. And idempotent only: a timeout does not say that nothing was
  done, so a payment needs an idempotency key.
- A timeout on each attempt and a deadline on all, passed on to those we call. A retry that
  ends after our caller has given up is pure load; so is a sleep before giving up.
- Backoff: exponential gives an ill service room, the cap keeps waits useful.
- Jitter: backoff alone moves a herd, all at once, from second 1 to 3 to 7. Full spreads it
  over the whole range and makes the least work. Equal guarantees a minimum wait, at the
  price of a denser herd. Decorrelated grows by its own draws and forgets which attempt it
  is; in simulations it comes close to full. A Retry-After from the server beats them all,
  with jitter on top of it. Cron jobs, cache expiries and reconnects want jitter as well.
- Amplification: three layers of three attempts are 27 calls at the bottom for each one at
  the top, just when it is overloaded; and the load of retries can keep it down when the
  cause has long gone (metastable failure). So: retry in one layer, the one next to the
  failure or the one that knows the user; others pass the error on, marked as not to retry.
- Budget: a count per call bounds one call, not the sum. Tokens for, say, a tenth of all
  calls let single errors be retried and stop retrying in an outage, where it helps nobody.
- The others of the family: a circuit breaker stops first attempts too, and `retry` goes
  around it; a bulkhead bounds how many calls wait and sleep at once; a fallback answers when
  all is used up; the server sheds load early, cheaply, and says when to return. Hedging
  (a second request after the p95, first answer wins) is a retry against slowness: same
  rules, same budget.
- Watch: attempts for each call, share of retries, exhausted budgets. Success after a retry
  hides a service that is getting worse.

Hints
-----
1. Which of the four kinds need to know only the limit, and which the delay before? How
   would you write the limits as an iterator of their own, with the cap inside?
2. A function with `yield` in it runs nothing until the first `next`. Who can check the
   arguments, then?
3. What do you know when an attempt has failed, and which three questions come before the
   sleep? Which of them must be last, as asking it takes something away?
4. When does a call end at the latest? Compute that once, at the start. May a sleep end
   exactly then?
5. `for pause in pauses: try: return fn()`; `except retry_on`: raise if it would be too late
   or `spend` says no; then sleep. After the loop one attempt is left, and its error needs
   no `except` at all.
"""

from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import TypeVar

T = TypeVar("T")


def delays(jitter: str, *, base: float, cap: float, rng: Random) -> Iterator[float]:
    if not 0 < base <= cap:
        raise ValueError(f"base must be above 0 and at most the cap, {cap}, not {base}")
    limits = _limits(base, cap)
    match jitter:
        case "none":
            return limits
        case "full":
            return (rng.uniform(0, limit) for limit in limits)
        case "equal":
            return (limit / 2 + rng.uniform(0, limit / 2) for limit in limits)
        case "decorrelated":
            return _decorrelated(base, cap, rng)
    raise ValueError(f"there is no jitter called {jitter!r}")


def _limits(base: float, cap: float) -> Iterator[float]:
    limit = base
    while True:
        yield limit
        limit = min(cap, limit * 2)


def _decorrelated(base: float, cap: float, rng: Random) -> Iterator[float]:
    delay = base
    while True:
        delay = min(cap, rng.uniform(base, delay * 3))
        yield delay


class RetryBudget:
    def __init__(self, *, ratio: float, burst: int) -> None:
        self._ratio, self._burst = ratio, burst
        self._tokens: float = burst

    def earn(self) -> None:
        self._tokens = min(self._burst, self._tokens + self._ratio)

    def spend(self) -> bool:
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


def retry(
    fn: Callable[[], T],
    pauses: Iterable[float],
    *,
    timeout: float,
    retry_on: tuple[type[Exception], ...],
    clock: Callable[[], float],
    sleep: Callable[[float], None],
    budget: RetryBudget | None = None,
) -> T:
    end = clock() + timeout
    if budget:
        budget.earn()
    for pause in pauses:
        try:
            return fn()
        except retry_on:
            if clock() + pause >= end or (budget and not budget.spend()):
                raise
        sleep(pause)
    return fn()
