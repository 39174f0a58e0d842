"""What one operation costs: a constant, half of the items, all of them."""

import ast

import pytest

from dojo.kit.cost_import import NAME, counted
from dojo.kit.cost_probe import Meter, Probe

SMALL, LARGE = 64, 1024

#: The names that the operations below use; n is the size.
SETUP = """
import array, bisect, copy, functools, heapq, io, itertools, math, operator, random
from collections import Counter, OrderedDict, defaultdict, deque
xs, ys, ts, d = list(range(n)), list(range(n)), tuple(range(n)), dict.fromkeys(range(n))
s, q = set(range(n)), deque(range(n))
fs, od, counts, text, data = frozenset(s), OrderedDict(d), Counter(xs), "a" * n, b"a" * n
buffer, view, numbers, half = bytearray(data), memoryview(data), array.array("i", xs), n // 2
few, other, words = {1, 2, -5}, set(range(n)), ["ab"] * n
class List(list):
    pass
class Own:
    def __init__(self):
        self.xs = list(range(n))
    def __iter__(self):
        return iter(self.xs)
mine, own = List(xs), Own()
"""
CONTAINERS = {
    *("xs", "ys", "ts", "d", "s", "q", "fs", "od", "counts", "text", "data", "buffer", "view"),
    *("numbers", "few", "mine", "own"),
}

CONSTANT = """
xs[half]; xs[-1]; xs.append(1); xs.pop(); xs.pop(-2); len(xs); xs[:3]; xs[half:half + 2]
xs[0] = 1; xs[0:2] = [7, 8]; del xs[-1]; del xs[-2:]; xs.extend([1, 2]); xs += [1]
xs.insert(n, 1); 0 in xs; xs.index(2); xs == [1]; xs != ys[:2]; xs[0] in (1, 2); reversed(xs)
iter(xs); next(iter(xs)); ts[half]; tuple(ts); ts[:]; xs < [-1]; enumerate(xs); zip(xs, ys)
map(str, xs); any(xs); xs is ys; -1 in d; d[5]; d[5] = 6; d.get(3); d.pop(5); d.popitem()
d.keys(); 5 in d.keys(); (5, 1) in d.items(); d.setdefault(5, []); d.update(a=1)
od.move_to_end(0); od.popitem(last=False); -1 in s; s.add(1); s.discard(5); s & few; few & s
few - s; few <= s; s <= few; few.isdisjoint(s); s.isdisjoint({-1}); few.intersection(s)
few.issubset(s); few.difference(s); s.pop(); s |= few; s -= few; few &= s; s.update([1, 2])
s.difference_update([1]); s.issuperset([1]); few == s; q[0]; q[-1]; q[1]; q.append(1); q.popleft()
q.appendleft(1); q.rotate(1); q.rotate(-2); q.insert(1, 0); q[-2] = 1; del q[0]; q.rotate(n)
text[half]; text != "b" * (n > 0); text.startswith("aa"); "a" in text; text.find("a"); f"{n}"
str(n); view[1:]; view[half]; del buffer[:1]; buffer += b"x"; buffer.append(1); half in range(n)
range(n)[1:]; frozenset(fs); str(text); bytes(data); hash(text); isinstance(xs, list)
copy.copy(own); functools.partial(sum, xs); few | {9}; list(itertools.islice(xs, 3))
sorted([3, 1]); max(3, 4); all(x < 0 for x in xs); next(zip(xs, ys)); d["a"] = xs; own.xs[0]
own.name = 5; [*ts[:2]]; sum(xs[:3]); random.choice(xs)
"""

LOGARITHMIC = """
heapq.heappush(xs, 1); heapq.heappop(xs); heapq.heapreplace(xs, 1); heapq.heappushpop(xs, 5)
bisect.bisect(xs, 5); bisect.bisect_left(xs, 5); bisect.insort(xs, n)
"""

LINEAR = """
xs.pop(0); xs.insert(0, 1); xs.remove(half); xs.index(n - 1); xs.count(1); xs.reverse(); xs.copy()
xs.clear(); -1 in xs; xs[:]; xs[1:]; xs[::-1]; xs[half:]; xs + ys; xs * 2; 2 * xs; xs == ys
xs <= ys; xs += ys; xs *= 2; xs[0:0] = [1]; xs[1:3] = [1]; xs[:] = ys; del xs[0]; del xs[:1]
del xs[0:3]; xs.extend(ys); xs.extend(y for y in ys); list.pop(xs, 0); (pop := xs.pop)(0)
mine.pop(0); mine[1:]; -1 in mine; mine + xs; mine == xs; list(mine); List(xs); mine.remove(half)
-1 in ts; ts + ts; ts * 2; ts[1:]; ts == tuple(xs); ts.index(n - 1); ts.count(1); hash(ts)
hash((1, ts)); list(xs); tuple(xs); set(xs); frozenset(xs); sum(xs); min(xs); max(xs); list(own)
dict(d); -1 in d.values(); d.copy(); list(d); list(d)[0]; dict.fromkeys(xs); d.update(d); d | d
d |= d; d == dict(d); Counter(xs); OrderedDict(d); defaultdict(list, d); counts + counts
counts.update(xs); od == od.copy(); d.keys() | few; d.keys() - few; d.items() == d.copy().items()
d.keys() & other; {**d}; min(d); s.copy(); s | few; few | s; s - few; s ^ few; s & other
s.union(few); s.difference(few); s == other; s <= other; s -= other; s ^= other; s.update(xs)
few.update(xs); s.intersection(xs); s.issubset(xs); few.isdisjoint(range(100, n + 100))
s.symmetric_difference(few); few.difference(xs); q[half]; q[half] = 1; del q[half]
q.insert(half, 1); q.rotate(half); q.remove(half); q.index(n - 1); -1 in q; q.copy(); q.reverse()
q.extend(xs); q.extendleft(xs); deque(xs); deque(xs, 5); q + q; q == q.copy(); text + "b"
text * 2; text[1:]; "b" in text; text.find("b"); text.count("b"); text.replace("a", "b")
text.split("b"); text.upper(); text.strip(); text.encode(); text.startswith(text[:half])
text.isdigit(); text == "a" * n; "".join(words); ",".join(str(x % 9) for x in xs); f"{text}"
f"{text:>5}"; "%s" % text; "{}x".format(text); str([0] * n); repr({*words, text})
format(text, f">{n + 1}"); text += "b"; text.center(5); text.partition("b"); data + b"b"; data[1:]
b"b" in data; data.decode(); bytes(buffer); bytearray(data); bytes(view); bytes(n); buffer.pop(0)
buffer.insert(0, 1); del buffer[1:2]; del buffer[0]; buffer[1:]; view.tolist(); view.tobytes()
numbers.pop(0); numbers[1:]; -1 in numbers; numbers.tolist(); half + 0.5 in range(n)
"x" in range(n); list(map(str, xs)); list(zip(xs, ys)); list(filter(None, xs))
list(enumerate(xs)); list(reversed(xs)); sum(map(abs, xs)); max(xs, key=abs); xs[:2] + ys
next(itertools.islice(xs, half, None)); list(itertools.chain(xs, ys))
list(itertools.chain.from_iterable([xs, ys])); list(itertools.accumulate(xs))
list(itertools.takewhile(lambda x: x >= 0, xs)); functools.reduce(operator.add, xs); math.prod(xs)
next(itertools.dropwhile(lambda x: x < half, xs)); list(itertools.pairwise(xs))
list(itertools.tee(xs)[0]); heapq.heapify(xs); heapq.nsmallest(2, xs)
heapq.nlargest(2, xs, key=abs); list(heapq.merge(xs, ys)); bisect.insort(xs, -1)
bisect.insort_left(xs, 0); copy.copy(xs); copy.deepcopy(xs); copy.deepcopy(own)
random.shuffle(xs); random.sample(xs, half); operator.concat(xs, ys); operator.contains(xs, -1)
operator.eq(xs, ys); operator.iadd(xs, ys); counts.most_common(1); io.StringIO(text).getvalue()
[*xs]; (*xs, 1); {*xs}; max(*xs); list(iter(xs)); first, *rest = xs; [x for x in xs]
{x: x for x in xs}; all(x >= 0 for x in xs); own.xs.pop(0); own.xs += xs; own.xs[1:2] = []
any([0] * n); functools.partial(xs.index, n - 1)(); list.__contains__(xs, -1); xs.__contains__(-1)
xs.__add__(ys); xs.__getitem__(slice(1, None)); xs.__delitem__(0); list.__init__(mine, xs)
xs.extend(own)
"""

SORTS = "sorted(xs); xs.sort(); sorted(xs, key=abs, reverse=True); counts.most_common()"
QUADRATIC = """
sum([[x] for x in xs], []); functools.reduce(operator.add, [[x] for x in xs])
list(map(xs.index, xs)); sorted(xs, key=xs.index); min(xs, key=xs.count)
[xs.count(x) for x in xs]; list(filter(xs.index, xs))
list(itertools.accumulate([[x] for x in xs], operator.add)); sum(([x] for x in xs), start=[])
"""


def each(operations):
    return [one.strip() for line in operations.strip().splitlines() for one in line.split(";")]


def work(operation, n):
    """Return the steps one operation takes, on containers of n items."""
    lines = f"{SETUP}\ndef work({', '.join(_names(operation))}):\n    {operation}\n    return 1"
    probe = Probe()
    scope = {"n": n, NAME: probe, "__file__": "operation.py"}
    exec(compile(counted(ast.parse(lines)), "operation.py", "exec"), scope)
    arguments = [scope[name] for name in _names(operation)]
    probe.meter = Meter()
    scope["work"](*arguments)
    return probe.meter.total


def _names(operation):
    """Local names, as they are in a learner's function: `xs += ys` needs one."""
    used = {node.id for node in ast.walk(ast.parse(operation)) if isinstance(node, ast.Name)}
    return sorted(used & CONTAINERS)


@pytest.mark.parametrize("operation", each(CONSTANT))
def test_constant(operation):
    assert work(operation, SMALL) == work(operation, LARGE) < 40


@pytest.mark.parametrize("operation", each(LOGARITHMIC))
def test_logarithmic(operation):
    assert work(operation, LARGE) - work(operation, SMALL) == 4


@pytest.mark.parametrize("operation", each(LINEAR))
def test_linear(operation):
    small, large = work(operation, SMALL), work(operation, LARGE)
    assert (LARGE - SMALL) // 2 - 2 <= large - small <= 8 * (LARGE - SMALL)
    assert large <= 17 * small


@pytest.mark.parametrize("operation", each(SORTS))
def test_linearithmic(operation):
    grown = work(operation, LARGE) - work(operation, SMALL)
    assert 1024 * 11 - 64 * 7 <= grown <= 1024 * 13


@pytest.mark.parametrize("operation", each(QUADRATIC))
def test_quadratic(operation):
    small, large = work(operation, SMALL), work(operation, 4 * SMALL)
    assert large > 8 * small
