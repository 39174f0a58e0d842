"""Circuit breaker, solved with two short critical sections and a ticket between them.

Before `fn` one section decides whether the call may go, after it another one notes how it
went. Between them no lock is held: a slow service must not turn into a queue in front of
the breaker. What may happen in between is the difficulty, and the ticket answers it. Every
call takes along the list of outcomes that was current when it was let through; opening
puts a new list in its place, so a call from before is known by its old list, whether the
breaker is by now open, half-open or closed again.

Time needs no thread: "open" and "half-open" are one stored fact, the end of the pause, seen
before and after it. And `finally` gives the probe's place back however the probe ends; a
place that is lost leaves a breaker half-open, refusing all, until somebody restarts it.

Cost: O(window) for each call, a moment under a lock; two running counts would make it O(1).
At work: pybreaker (failures in a row, and the call that opens it raises the breaker's own
error unless told otherwise), purgatory or aiobreaker for asyncio, Resilience4j and Polly
elsewhere, or a proxy: Envoy ejects single hosts (outlier detection) and means limits of
connections and pending requests when it says circuit breaker.

Interview: "How do you make a system of services tolerate faults?" By deciding, for each
dependency, how long to wait, how often to ask, when to stop asking, and what to do without.
- Timeouts first: without them nothing below works, for a breaker counts only calls that
  end, and a probe without a timeout blocks it for ever. On connect, on read, and in total;
  a little above the p99 of the other side, and less than our caller has left. Pass the
  deadline on, so that nobody works for someone who has gone.
- Retries: only what is transient and idempotent, few, with backoff and jitter, in one layer,
  under a budget, for they multiply load just when it hurts.
- Circuit breaker: failing at once frees our threads and gives their service time. Closed,
  open, half-open as here. Tune: a share of failures rather than failures in a row, which
  one success in ten hides; a minimum of calls, or the first failure of the night opens it;
  a window of calls grows old on a quiet route, one of seconds does not; slow calls count as
  failures; a pause of seconds, longer after failed probes, with jitter, or all instances
  probe together; several probes, or a ramp, where one proves little or all at once would
  knock the service over again. What counts: timeouts, refused connections, 5xx; not 4xx
  (the caller's fault), nor what we cancelled ourselves.
- How many breakers: one for each dependency at least, better for each endpoint or host; one
  for all stops the healthy along with the ill. State in each process is enough: shared, in
  Redis, it becomes a dependency of its own.
- Where with retries: retry outside, breaker inside, so that each attempt is counted; and
  never retry `CircuitOpen` before `retry_after`.
- Bulkhead: a limited pool or semaphore for each dependency, so that a slow one takes its own
  threads and not all. A breaker reacts to what has failed, a bulkhead bounds what is
  running.
- Fallback: a stale or default value, fewer features, a queue, an honest error. It must not
  share the fate of what it replaces, and it must be exercised, or it fails on its first day.
- Load shedding: the server's half. Refuse early (503, 429, Retry-After) what cannot be done
  in time, by queue length or concurrency, batches before users; short queues, adaptive
  limits. Health probes take an instance out; if they ask the database they take out all.
- Prove it: metrics and an alert on every change of state, fault injection, game days; an
  SLO to say how much is enough.

Hints
-----
1. Which facts must be remembered to tell the three states apart? Is there one that changes
   only because time passes?
2. What has to be decided before `fn` runs, what noted after it, and which of that together,
   in one step, if two threads come at once?
3. `fn` may end in three ways. Which statement runs in all of them?
4. A call let through in the morning ends at noon; meanwhile the breaker has opened, probed
   and closed. How can it know? What could it take along from where it was let through?
5. `_admit`, under the lock: while open, or while a probe runs, raise; half-open, mark the
   probe; return the current deque of outcomes. `_note(outcomes, failed)`, under the lock,
   with True, False or None: nothing if it is another deque by now; a probe closes or opens;
   else append and compare. To open: set the end of the pause and a new deque.
"""

from collections import deque
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

T = TypeVar("T")


class CircuitOpen(Exception):
    """Tells how many seconds to stay away."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"refused, try again in {retry_after:g} s")
        self.retry_after = retry_after


class CircuitBreaker:
    def __init__(
        self,
        *,
        window: int,
        min_calls: int,
        failure_rate: float,
        open_for: float,
        failures: tuple[type[Exception], ...],
        clock: Callable[[], float],
    ) -> None:
        if not 1 <= min_calls <= window:
            raise ValueError(f"min_calls must be from 1 to the window, {window}, not {min_calls}")
        if not 0 < failure_rate <= 1:
            raise ValueError(f"failure_rate must be above 0 and at most 1, not {failure_rate}")
        if not open_for > 0:
            raise ValueError(f"open_for must be above 0 s, not {open_for}")
        self._min_calls, self._failure_rate, self._open_for = min_calls, failure_rate, open_for
        self._failures = failures
        self._clock = clock
        self._lock = Lock()
        self._outcomes: deque[bool] = deque(maxlen=window)
        self._open_until: float | None = None
        self._is_probing = False

    @property
    def state(self) -> str:
        with self._lock:
            if self._open_until is None:
                return "closed"
            return "open" if self._clock() < self._open_until else "half-open"

    def call(self, fn: Callable[[], T]) -> T:
        outcomes = self._admit()
        failed = None
        try:
            value = fn()
            failed = False
        except self._failures:
            failed = True
            raise
        finally:
            self._note(outcomes, failed)
        return value

    def _admit(self) -> deque[bool]:
        """Return the outcomes among which that of this call belongs."""
        with self._lock:
            if self._open_until is not None:
                left = self._open_until - self._clock()
                if left > 0 or self._is_probing:
                    raise CircuitOpen(max(left, 0))
                self._is_probing = True
            return self._outcomes

    def _note(self, outcomes: deque[bool], failed: bool | None) -> None:
        with self._lock:
            if outcomes is not self._outcomes:
                return
            if self._is_probing:
                self._is_probing = False
                if failed is False:
                    self._open_until = None
                elif failed:
                    self._open()
            elif failed is not None:
                outcomes.append(failed)
                if len(outcomes) >= self._min_calls and self._share() >= self._failure_rate:
                    self._open()

    def _share(self) -> float:
        return sum(self._outcomes) / len(self._outcomes)

    def _open(self) -> None:
        self._open_until = self._clock() + self._open_for
        self._outcomes = deque(maxlen=self._outcomes.maxlen)
