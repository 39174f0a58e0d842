"""Every relation is a row of bits for each service, and its closure is Warshall's."""

from itertools import combinations

from solutions.microservices.distributed_monolith_audit import Service as Service


class Bits:
    def __init__(self, names):
        self.names = list(names)
        self.bit = {name: 1 << place for place, name in enumerate(self.names)}

    def row(self, names):
        return sum(self.bit[name] for name in names)

    def read(self, row):
        return frozenset(name for name in self.names if row & self.bit[name])

    def closure(self, edges):
        rows = {name: self.row(edges(name)) for name in self.names}
        for between in self.names:
            for name in self.names:
                if rows[name] & self.bit[between]:
                    rows[name] |= rows[between]
        return rows


def waits(system):
    bits = Bits(system)
    return bits, bits.closure(lambda name: set(system[name].needs) | set(system[name].tries))


def sync_cycles(system):
    bits, rows = waits(system)
    mutual = [[b for b in system if rows[a] & bits.bit[b] and rows[b] & bits.bit[a]] for a in rows]
    return {frozenset(names) for names in mutual if names}


def longest_chain(system):
    """Who is below has fewer below himself, so the chains are made from the bottom up."""
    bits, rows = waits(system)
    chains = {}
    for name in sorted(system, key=lambda name: (rows[name] | bits.bit[name]).bit_count()):
        same = {other for other in bits.read(rows[name]) if rows[other] & bits.bit[name]}
        below = [chains[other] for other in bits.read(rows[name]) - same - {name}]
        chains[name] = max(below, key=len, default=frozenset()) | same | {name}
    return max(chains.values(), key=len, default=frozenset())


def shared_tables(system):
    found = {}
    for a, b in combinations(system, 2):
        for table in set(system[a].tables) & set(system[b].tables):
            found[table] = found.get(table, frozenset()) | {a, b}
    return found


def lockstep(releases):
    names = sorted({name for release in releases for name in release})
    found = set()
    for pair in combinations(names, 2):
        counts = [len(release & {*pair}) for release in releases]
        both, one = counts.count(2), counts.count(1)
        if both >= 3 and both >= 4 * one:
            found.add(frozenset(pair))
    return found


def blast_radius(system, down):
    bits = Bits(system)
    rows = bits.closure(lambda name: system[name].needs)
    return frozenset(name for name in system if name == down or rows[name] & bits.bit[down])


def monoliths(system, releases):
    bits = Bits(system)
    findings = {
        "sync cycle": sync_cycles(system),
        "shared table": shared_tables(system).values(),
        "lockstep": lockstep(releases),
    }
    bonds = [some for of_kind in findings.values() for some in of_kind if len(some) > 1]
    rows = bits.closure(lambda name: {n for some in bonds if name in some for n in some})
    groups = {bits.read(row) for row in rows.values() if row}
    return {
        group: {k for k in findings if any(len(s) > 1 and s <= group for s in findings[k])}
        for group in groups
    }
