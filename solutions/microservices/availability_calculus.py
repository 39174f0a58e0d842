"""Availability calculus, solved with one product and one sum over all states.

`series` multiplies, and `parallel` is the same sentence about failing. `k_of_n` adds one
part at a time to the chances that exactly 0, 1, 2 ... of them work: n rounds of at most n
steps, where going through the states would take 2**n, and parts may differ, which the
binomial formula does not allow.

In a graph the product is wrong as soon as two paths meet. Two needs that share a database
do not fail independently: as needs they do better than the product says, as fallbacks for
each other much worse. A sum over the states of all services asks, in each, only whether it
works, so nothing is counted twice. Ten services have 1,024 states; for fifty, decide only
about those that are shared and multiply the rest, or simulate, for in general the problem
is #P-hard. `retried` is the same thought about time: attempts share the state of the
service, so `up` stays outside and only the loss is raised to a power.

At work the formula is the small part. Failures are not independent: one deploy, one
certificate, one zone, one configuration, one bug in all replicas. Give the common cause a
service of its own in the graph. Two replicas of 99 % make 99.99 %; behind a balancer of
99.9 % they make 99.89 %, and bad deploys of half an hour a month take another 0.07 from both.

Interview: "Microservices or a monolith: what speaks for each?"
- For: teams deploy on their own, without a release train; each part scales with its own
  load and picks its own storage and language; a leak or a crash stays in one process, if
  others can do without it; no import crosses the border unseen.
- Against: a call in a process takes nanoseconds and arrives, a call over the network takes
  half a millisecond and may not. Ten services of 99.9 % that all must work are 99.0 %, 430
  minutes of 30 days instead of 43; thirty are 97 %, 21 hours. A page that waits for 100
  answers, each slow once in 100, is slow 63 times in 100: tails add up faster than means.
  No transaction spans two of them: outbox, sagas, eventual consistency. Versions of APIs,
  contract tests, tracing, a platform, on-call for each.
- So split for reasons: teams in each other's way, parts with other load, other risk or
  other rates of change. Not for cleanliness: modules do that. Begin with a modular monolith,
  cut where data is owned by one side, one service first (strangler), and be able to undo it.
- What buys availability back: fewer calls in the path of a request; queues instead of calls,
  so that the other side may be down for an hour; caches and stale answers as fallbacks that
  share nothing with what they replace; replicas in several zones; two calls in parallel do
  not help availability, only latency.
- Smells of a distributed monolith: a shared database, releases in lockstep, cycles of calls,
  one feature in five repositories, nothing runs on a laptop without all the rest.

"What are the fallacies of distributed computing?" (Deutsch and others at Sun.) What one
believes, and what it needs instead:
1. The network is reliable: timeouts, retries, idempotency.
2. Latency is zero: fewer and larger calls, no loop with a call inside.
3. Bandwidth is infinite: pages, fields, compression.
4. The network is secure: TLS inside as well, and authorization in each service.
5. Topology does not change: discovery, short DNS TTLs, no addresses in configuration.
6. There is one administrator: other people's deploys, quotas, firewalls; agreements.
7. Transport costs nothing: serialization, traffic between zones has a price.
8. The network is homogeneous: open formats, tolerant readers.

"SLI, SLO, SLA, error budget?" An indicator is what is measured, at best where users are:
the share of good requests (answered, right, within 300 ms). An objective is the target for
it over a window: 99.9 % of 30 days. An agreement is a contract with a penalty, and looser
than the objective, so that one is warned first. The budget is the rest, 43.2 minutes: spend
it on releases and experiments; when it is gone, features stop and reliability comes first,
a rule agreed upon beforehand. 100 % is no target: users do not see it behind their own
network, and it forbids every change. Each further nine leaves a tenth: 99.99 % are 4.3 minutes, too
short for a human, so recovery must be automatic. Alert on the burn rate: at 14.4 an hour
burns 2 % of 30 days, page somebody; at 1 a ticket; with a short and a long window each, so
that alerts are neither late nor stuck. Requests, not minutes, where traffic is uneven. And
no service can promise more than what it needs in earnest keeps: add a nine to what everybody
depends on, or a fallback.

"MTBF and MTTR?" Availability is MTBF / (MTBF + MTTR), with MTBF read as the time up
between two failures. To halve the time to repair is as good as to fail half as often, and
mostly cheaper: rollback by one button, small deploys, feature flags.

Hints
-----
1. How often do all parts fail? What has that to do with one of them working?
2. You know the chances that exactly 0, 1 or 2 of two parts work. A third part comes: from
   which two of the old chances does "exactly 2 of three" come, and in which cases?
3. Five attempts meet a service that is down: how many are answered? Which factor is
   therefore not raised to a power?
4. `stock` and `prices` both need the database. If you were told for each service whether it
   is up, could you say whether the shop works? How often is it just so?
5. `product([True, False], repeat=len(services))` gives the states. `works(name)`: it is up,
   and `all(any(works(other) for other in need) for need in needs)`. Add up the chance of
   each state in which that is so: a product of `up` or `1 - up` for each service.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

ZERO = Fraction(0)
MINUTES_OF_A_DAY = 24 * 60


class Service(NamedTuple):
    up: Fraction
    needs: Sequence[Sequence[str]] = ()


def series(parts: Sequence[Fraction]) -> Fraction:
    return math.prod(parts, start=Fraction(1))


def parallel(parts: Sequence[Fraction]) -> Fraction:
    return 1 - series([1 - part for part in parts])


def k_of_n(k: int, parts: Sequence[Fraction]) -> Fraction:
    chances = [Fraction(1)]  # that exactly 0, 1, 2 ... of the parts so far work
    for part in parts:
        chances = [
            one_fewer * part + as_many * (1 - part)
            for one_fewer, as_many in zip([ZERO, *chances], [*chances, ZERO], strict=True)
        ]
    return sum(chances[k:], ZERO)


def retried(up: Fraction, loss: Fraction, attempts: int) -> Fraction:
    return up * (1 - loss**attempts)


def availability(services: Mapping[str, Service], name: str) -> Fraction:
    total = ZERO
    for states in product([True, False], repeat=len(services)):
        is_up = dict(zip(services, states, strict=True))
        if _works(services, is_up, name):
            total += series(
                [one.up if is_up[other] else 1 - one.up for other, one in services.items()]
            )
    return total


def _works(services: Mapping[str, Service], is_up: Mapping[str, bool], name: str) -> bool:
    return is_up[name] and all(
        any(_works(services, is_up, other) for other in need) for need in services[name].needs
    )


def error_budget(objective: Fraction, days: int) -> Fraction:
    return (1 - objective) * days * MINUTES_OF_A_DAY


def budget_left(
    objective: Fraction, days: int, incidents: Iterable[tuple[Fraction, Fraction]]
) -> Fraction:
    spent = sum((minutes * share for minutes, share in incidents), ZERO)
    return error_budget(objective, days) - spent
