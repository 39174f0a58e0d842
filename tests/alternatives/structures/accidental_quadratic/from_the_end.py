"""Plain loops that grow and shrink at the end, where it costs nothing."""


def unique(items):
    first = {}
    for item in items:
        if item not in first:
            first[item] = None
    return [*first]


def positions(words, vocabulary):
    places = {word: -place for place, word in enumerate(reversed(vocabulary), 1 - len(vocabulary))}
    if missing := [word for word in words if word not in places]:
        raise ValueError(missing[0])
    return [places[word] for word in words]


def flatten(pages):
    flat = []
    for page in pages:
        flat.extend(page)
    return flat


def join_rows(rows):
    return b"\n".join([*rows, b""])


def split_packets(data):
    packets = []
    buffer = bytearray(data)
    while buffer:
        end = 1 + buffer[0]
        packets.append(bytes(buffer[1:end]))
        del buffer[:end]
    return packets


def rotate_log(lines, keep):
    removed = []
    lines.reverse()
    while len(lines) > keep:
        removed.append(lines.pop())
    lines.reverse()
    return removed


def biggest_jump(readings):
    if len(readings) < 2:
        raise ValueError("a jump takes two readings")
    biggest = 0
    previous = readings[0]
    for reading in readings:
        biggest = max(biggest, abs(reading - previous))
        previous = reading
    return biggest


def top_scores(scores, k):
    ranked = sorted(scores)
    if k > len(ranked):
        raise ValueError("not that many scores")
    return [ranked.pop() for _ in range(k)]


def drain(tasks):
    drained = []
    while tasks:
        drained.append(tasks.popitem())
    drained.reverse()
    return drained
