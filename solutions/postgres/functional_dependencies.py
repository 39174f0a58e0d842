"""Functional dependencies, solved with one counter per dependency.

Going over the list until nothing changes is right, and quadratic when each
round lets a single dependency fire. Turn it round: a dependency keeps the count
of left names still unknown, and an index leads from a name to those that wait
for it. A name counts down each of them once, at the moment it becomes known;
at zero the right side is news. Every written name is handled once, hence linear
(Beeri and Bernstein, 1979). Two traps: an empty left side starts at zero and is
never counted down, and a name that is derived twice must not count twice.

The doubling list of subsets puts each behind all of its own, as sorting by size
would, so that whoever contains a key found earlier is not minimal. The worst
case allows nothing much better: n pairs of synonyms have 2**n keys. In practice
begin with the names on no right side; they are in every key, and are often the
whole of the only one.

2NF: it is enough to take one name from each key, because a smaller part
determines no more. 3NF and BCNF: the written dependencies suffice, since
whatever follows begins with one of them. (That holds before decomposition
only: in a part of the relation, project the dependencies first.)

At work nobody computes this for a schema. You ask of each table "what decides
this column?", and answer with PRIMARY KEY and UNIQUE, which enforce dependencies
on a key. On anything else it takes an exclusion constraint: with btree_gist,
`EXCLUDE USING gist (zip WITH =, city WITH <>)` says zip -> city. Data can refute
a dependency, `GROUP BY zip HAVING count(DISTINCT city) > 1`, and never prove it.

Interview: "What are normal forms for, what are they from 1NF to BCNF, what
is lost in BCNF, and when do you leave them?" They store each fact once, which
rules out three anomalies: a price changed in some of its rows (update), a
product that cannot exist before its first order (insert) or vanishes with its
last one (delete). 1NF: one value per column, no lists, no phone1 to phone3. 2NF:
no non-prime column hangs on part of a key. 3NF: none hangs on another non-key
column. BCNF: every determinant is a superkey. "The key, the whole key and
nothing but the key" says 3NF, and BCNF if you mean it of prime columns as well.
Splitting on a violated dependency is always lossless, since the shared columns
determine all of one part. But in BCNF a dependency may end up across two tables:
after (zip, city) and (street, zip), no constraint on either can hold street,
city -> zip; that takes a join or a trigger. 3NF can always keep both, so stop
there if the rule matters more than the redundancy. Leave them when a read is
measured as too slow: a counter, a copied name, a materialized view, a reporting
star; and say who owns the truth, how copies follow it and who repairs them. The
price on an order line is no such case: it is what was agreed that day, another
fact than the price in the catalogue. Beyond lie 4NF (independent lists) and
5NF.

Hints
-----
1. The written order may be the worst one. What must be known about a
   dependency to tell, without looking at its names again, that it may fire?
2. Map each name to the dependencies whose left side has it, and count for each
   dependency how many names it still misses. What of those that miss none at
   the start, and of a name that arrives twice?
3. `candidate_keys`: walk the subsets from small to large. When can a superkey
   be thrown away by looking only at the keys found so far?
4. `normal_form`: for each key without one of its names, is there anything in
   the closure that is not prime? Then 1NF.
5. Otherwise gather `right - left` of all dependencies whose left side is no
   superkey. Something not prime among them: 2NF. Only prime: 3NF. Nothing: BCNF.
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from typing import Literal

FD = tuple[Set[str], Set[str]]


def closure(attributes: Set[str], fds: Sequence[FD]) -> frozenset[str]:
    missing = [len(left) for left, _ in fds]
    waiting = defaultdict(list)
    news = [*attributes]
    for number, (left, right) in enumerate(fds):
        for name in left:
            waiting[name].append(number)
        if not left:
            news.extend(right)
    known: set[str] = set()
    while news:
        name = news.pop()
        if name in known:
            continue
        known.add(name)
        for number in waiting[name]:
            missing[number] -= 1
            if not missing[number]:
                news.extend(fds[number][1])
    return frozenset(known)


def candidate_keys(relation: Set[str], fds: Sequence[FD]) -> set[frozenset[str]]:
    subsets = [frozenset[str]()]
    for name in relation:
        subsets += [names | {name} for names in subsets]
    keys: set[frozenset[str]] = set()
    for names in subsets:
        is_minimal = not any(map(names.issuperset, keys))
        if is_minimal and closure(names, fds) == relation:
            keys.add(names)
    return keys


def normal_form(relation: Set[str], fds: Sequence[FD]) -> Literal["1NF", "2NF", "3NF", "BCNF"]:
    keys = candidate_keys(relation, fds)
    prime = frozenset().union(*keys)
    for key in keys:
        if any(closure(key - {name}, fds) - prime for name in key):
            return "1NF"
    suspects: set[str] = set()
    for left, right in fds:
        if closure(left, fds) != relation:
            suspects |= right - left
    if suspects - prime:
        return "2NF"
    return "3NF" if suspects else "BCNF"
