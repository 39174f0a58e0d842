"""Tarjan's components in their own order, chains along it, and groups that are united."""

from collections import Counter
from itertools import combinations

from solutions.microservices.distributed_monolith_audit import Service as Service


def called_by(service):
    return sorted({*service.needs, *service.tries})


def components(system):
    """Return the components, each behind all that it calls (Tarjan, 1972)."""
    found, stack, low, done = [], [], {}, set()

    def visit(name):
        order = low[name] = len(low)
        stack.append(name)
        for callee in called_by(system[name]):
            if callee not in low:
                visit(callee)
            if callee not in done:
                low[name] = min(low[name], low[callee])
        if low[name] == order:
            place = stack.index(name)
            found.append(frozenset(stack[place:]))
            done.update(stack[place:])
            del stack[place:]

    for name in system:
        if name not in low:
            visit(name)
    return found


def sync_cycles(system):
    return {
        some
        for some in components(system)
        if len(some) > 1 or any(name in called_by(system[name]) for name in some)
    }


def longest_chain(system):
    chains, best = {}, frozenset()
    for some in components(system):
        here = frozenset()
        for name in some:
            for callee in called_by(system[name]):
                here = max(here, chains.get(callee, frozenset()), key=len)
        here |= some
        chains.update(dict.fromkeys(some, here))
        best = max(best, here, key=len)
    return best


def shared_tables(system):
    tables = {table for one in system.values() for table in one.tables}
    users = {table: {n for n in system if table in system[n].tables} for table in tables}
    return {table: frozenset(names) for table, names in users.items() if len(names) >= 2}


def lockstep(releases):
    alone = Counter(name for release in releases for name in release)
    pairs = Counter(pair for release in releases for pair in combinations(sorted(release), 2))
    return {
        frozenset((a, b))
        for (a, b), both in pairs.items()
        if both > 2 and both / (alone[a] + alone[b] - both) >= 0.8
    }


def blast_radius(system, down):
    failed, before = {down}, set()
    while failed != before:
        before = set(failed)
        failed |= {name for name, one in system.items() if not failed.isdisjoint(one.needs)}
    return failed


def monoliths(system, releases):
    leader = {name: name for name in system}

    def find(name):
        while leader[name] != name:
            name = leader[name]
        return name

    bonds = [("sync cycle", some) for some in sync_cycles(system) if len(some) > 1]
    bonds += [("shared table", some) for some in shared_tables(system).values()]
    bonds += [("lockstep", some) for some in lockstep(releases)]
    for _, some in bonds:
        for name in some:
            leader[find(name)] = find(min(some))
    groups, kinds = {}, {}
    for name in system:
        groups.setdefault(find(name), set()).add(name)
    for kind, some in bonds:
        kinds.setdefault(find(min(some)), set()).add(kind)
    return {frozenset(groups[top]): kinds[top] for top in kinds}
