"""Shrinks the relation to one key, and finds the others from it (Lucchesi and Osborn, 1978)."""

from collections import Counter, deque


def closure(attributes, fds):
    lacking, readers = Counter(), {}
    queue = deque(attributes)
    for dependency in range(len(fds)):
        left, right = fds[dependency]
        lacking[dependency] = len(left)
        for name in left:
            readers.setdefault(name, set()).add(dependency)
        if len(left) == 0:
            queue.extend(right)
    done = set()
    while queue:
        name = queue.popleft()
        if name not in done:
            done.add(name)
            for dependency in readers.get(name, ()):
                lacking[dependency] -= 1
                if lacking[dependency] == 0:
                    queue.extend(fds[dependency][1])
    return frozenset(done)


def shrunk(superkey, relation, fds):
    key = frozenset(superkey)
    for name in superkey:
        if closure(key - {name}, fds) >= relation:
            key -= {name}
    return key


def candidate_keys(relation, fds):
    keys = [shrunk(relation, relation, fds)]
    for key in keys:
        for left, right in fds:
            superkey = frozenset(left) | (key - right)
            if not any(other <= superkey for other in keys):
                keys.append(shrunk(superkey, relation, fds))
    return set(keys)


def normal_form(relation, fds):
    keys = candidate_keys(relation, fds)
    prime = {name for key in keys for name in key}
    form = "BCNF"
    for key in keys:
        for name in key:
            if closure(key - {name}, fds) - prime:
                return "1NF"
    for left, right in fds:
        if closure(left, fds) >= relation:
            continue
        for name in right - left:
            if name not in prime:
                return "2NF"
            form = "3NF"
    return form
