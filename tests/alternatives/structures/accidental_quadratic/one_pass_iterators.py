"""Iterators that remember how far they have come; the dict goes piece by piece."""

import io
from itertools import islice


def unique(items):
    seen = set()
    kept = []
    for item in items:
        seen.add(item)
        if len(seen) > len(kept):
            kept.append(item)
    return kept


def positions(words, vocabulary):
    wanted = dict.fromkeys(words)
    for place, word in enumerate(vocabulary):
        if word in wanted and wanted[word] is None:
            wanted[word] = place
    if None in wanted.values():
        raise ValueError("a word is missing")
    return list(map(wanted.get, words))


def flatten(pages):
    return [item for page in pages for item in page]


def join_rows(rows):
    with io.BytesIO() as stream:
        for row in rows:
            stream.write(row)
            stream.write(b"\n")
        return stream.getvalue()


def split_packets(data):
    stream = iter(data)
    return [bytes(islice(stream, length)) for length in stream]


def rotate_log(lines, keep):
    excess = max(len(lines) - keep, 0)
    removed, lines[:excess] = list(islice(lines, excess)), []
    return removed


def biggest_jump(readings):
    later = islice(readings, 1, None)
    return max(abs(one - other) for one, other in zip(readings, later, strict=False))


def top_scores(scores, k):
    ranked = iter(sorted(scores, reverse=True))
    try:
        return [next(ranked) for _ in range(k)]
    except StopIteration:
        raise ValueError(k) from None


def drain(tasks):
    return [(name, tasks.pop(name)) for name in [*tasks]]
