"""The real thing."""

from itertools import chain, groupby, islice, takewhile, tee

chain_from_iterable = chain.from_iterable

__all__ = ["chain_from_iterable", "groupby", "islice", "takewhile", "tee"]
