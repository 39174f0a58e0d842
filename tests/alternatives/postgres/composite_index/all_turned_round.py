"""Strikes out what is settled, compares prefixes; proposes everything the other way round."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile


@dataclass(frozen=True)
class Query:
    select: Set[str] = field(default_factory=set)
    equal: Set[str] = field(default_factory=set)
    ranged: Set[str] = field(default_factory=set)
    order_by: Sequence[str] = ()


def pair(key):
    return (key.lstrip("-"), key.startswith("-"))


def bounding(index, query):
    columns = [pair(key)[0] for key in index]
    exact = len(list(takewhile(query.equal.__contains__, columns)))
    return exact + int(any(column in query.ranged for column in columns[exact : exact + 1]))


def presorted(index, query):
    delivered = [pair(key) for key in index if pair(key)[0] not in query.equal]
    wanted, places = {}, []
    for number, (column, descends) in enumerate(map(pair, query.order_by)):
        if column not in query.equal and column not in wanted:
            wanted[column] = descends
            places.append(number)
    places.append(len(query.order_by))
    pairs = list(zip(delivered, wanted.items(), strict=False))
    same = [left == right for left, right in pairs]
    turned = [left[0] == right[0] and left[1] != right[1] for left, right in pairs]
    return max(places[[*some, False].index(False)] for some in (same, turned))


def is_index_only(index, query):
    lacking = set(query.select) | set(query.equal) | set(query.ranged)
    lacking |= {pair(key)[0] for key in query.order_by}
    lacking -= {pair(key)[0] for key in index}
    return not lacking


def propose(query):
    index = [f"-{column}" for column in sorted(query.equal, reverse=True)]
    for key in query.order_by:
        column, descends = pair(key)
        if not {column, f"-{column}"} & set(index):
            index.append(column if descends else f"-{column}")
    for column in [*sorted(query.ranged, reverse=True), *sorted(query.select, reverse=True)]:
        if not {column, f"-{column}"} & set(index):
            index.append(column)
    return index
