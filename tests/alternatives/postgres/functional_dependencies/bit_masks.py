"""Every set is the bits of an integer, and each normal form is read off all subsets."""


def closure(attributes, fds):
    pending, index, known = [], {}, dict.fromkeys(attributes)
    ready = [attributes]
    for left, right in fds:
        if left:
            entry = (set(left), right)
            pending.append(entry)
            for name in left:
                index.setdefault(name, []).append(entry)
        else:
            ready.append(right)
    queue = [name for side in ready for name in side]
    for name in queue:
        known[name] = None
        for left, right in index.pop(name, ()):
            left.discard(name)
            if not left:
                queue += right
    return frozenset(known)


def _closures(relation, fds):
    """Map every subset, as bits, to its closure; the last name has the highest bit."""
    order = list(relation)

    def bits(names):
        return sum(1 << order.index(name) for name in names)

    pairs = [(bits(left), bits(right)) for left, right in fds]
    found = {}
    for start in range(1 << len(order)):
        now, before = start, -1
        while now != before:
            before = now
            for left, right in pairs:
                if left & ~now == 0:
                    now |= right
        found[start] = now
    return order, found


def _keys(found):
    everything = max(found)
    superkeys = {some for some, all_of in found.items() if all_of == everything}
    return {
        key
        for key in superkeys
        if not any(other != key and other & key == other for other in superkeys)
    }


def candidate_keys(relation, fds):
    order, found = _closures(relation, fds)
    return {
        frozenset(name for place, name in enumerate(order) if key >> place & 1)
        for key in _keys(found)
    }


def normal_form(relation, fds):
    _, found = _closures(relation, fds)
    keys, everything, prime = _keys(found), max(found), 0
    for key in keys:
        prime |= key
    gains = {some: all_of & ~some for some, all_of in found.items() if all_of != everything}
    if any(gain & ~prime and some & key == some for some, gain in gains.items() for key in keys):
        return "1NF"
    if any(gain & ~prime for gain in gains.values()):
        return "2NF"
    return "3NF" if any(gains.values()) else "BCNF"
