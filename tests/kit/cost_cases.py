"""Small programs and how they really grow: what the instrument `cost` must tell apart.

Each takes a list of n different numbers, shuffled, and says beside its name what becomes
of the work when n does.
"""

import bisect
import copy
import functools
import heapq
import itertools
import operator
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

CASES: dict[str, str] = {}


def grows(bound: str) -> Callable[[Callable], Callable]:
    def register(case: Callable) -> Callable:
        CASES[case.__name__] = bound
        return case

    return register


# Constant


@grows("O(1)")
def ends(xs):
    return xs[0] * xs[-1]


@grows("O(1)")
def short_slices(xs):
    return xs[:2] + xs[-3:]


@grows("O(1)")
def keeps_a_window(xs):
    window = deque(xs[:8], maxlen=4)
    window.append(1)
    return window[1], window[-2]


@grows("O(1)")
def finds_a_number_in_a_range(xs):
    return -1 in range(len(xs)), len(xs) // 2 in range(0, 10**9, 2)


@grows("O(1)")
def compares_texts_of_different_lengths(xs):
    return "x" * 9 == "x" * 10, [0] * 5 != [0] * 6


@grows("O(1)")
def stops_at_the_first(xs):
    return any(x >= 0 for x in xs), next(iter(xs)), next(x for x in xs if x >= 0)


@grows("O(1)")
def leaves_the_loop_early(xs):
    for place, x in enumerate(xs):
        if place == 3:
            return x


@grows("O(1)")
def takes_a_few_lazily(xs):
    return list(itertools.islice(map(abs, xs), 5)), list(zip(range(3), xs, strict=False))


@grows("O(1)")
def writes_a_short_message(xs):
    return f"{len(xs)} items, the first is {xs[0]:>8}", "%d items" % len(xs), str(len(xs))


# Logarithmic


@grows("O(log n)")
def binary_search(xs):
    low, high = 0, len(xs)
    while low < high:
        middle = (low + high) // 2
        if middle < len(xs) - 1:
            low = middle + 1
        else:
            high = middle
    return low


@grows("O(log n)")
def bisects(xs):
    return bisect.bisect_left(xs, 0) + bisect.bisect(range(len(xs)), 3)


@grows("O(log n)")
def bisects_and_appends(xs):
    class Endless(list):
        """Sorted because it holds one number again and again."""

    return bisect.bisect(Endless(), 1), bisect.bisect(xs, xs[0])


@grows("O(log n)")
def halves_recursively(xs):
    def depth(n):
        return 0 if n < 2 else 1 + depth(n // 2)

    return depth(len(xs))


# Linear


@grows("O(n)")
def adds_in_a_loop(xs):
    total = 0
    for x in xs:
        total += x
    return total


@grows("O(n)")
def adds_in_c(xs):
    return sum(xs)


@grows("O(n)")
def searches_once(xs):
    return None in xs


@grows("O(n)")
def searches_the_values(xs):
    return -1 in dict.fromkeys(xs, 1).values()


@grows("O(n)")
def removes_duplicates_with_a_set(xs):
    seen, kept = set(), []
    for x in xs:
        if x not in seen:
            seen.add(x)
            kept.append(x)
    return kept


@grows("O(n)")
def drains_a_deque(xs):
    waiting, done = deque(xs), []
    while waiting:
        done.append(waiting.popleft())
    return done


@grows("O(n)")
def drains_a_list_from_its_end(xs):
    waiting = list(xs)
    while waiting:
        waiting.pop()


@grows("O(n)")
def fills_an_lru_cache(xs):
    cache = OrderedDict()
    for x in xs:
        cache[x] = x
        cache.move_to_end(x)
        if len(cache) > len(xs) // 2:
            cache.popitem(last=False)
    return cache


@grows("O(n)")
def joins(xs):
    return ",".join(str(x % 10) for x in xs)


@grows("O(n)")
def empties_a_dict_by_popitem(xs):
    left = dict.fromkeys(xs)
    while left:
        left.popitem()


@grows("O(n)")
def empties_a_dict_by_its_first_key(xs):
    left = dict.fromkeys(xs)
    while left:
        del left[next(iter(left))]


@grows("O(n)")
def running_totals(xs):
    return list(itertools.accumulate(xs))


@grows("O(n)")
def counts_with_a_counter(xs):
    return Counter(x % 5 for x in xs).most_common(1)


@grows("O(n)")
def groups_by_remainder(xs):
    groups = defaultdict(list)
    for x in xs:
        groups[x % 7].append(x)
    return groups


@grows("O(n)")
def finds_two_with_a_sum(xs):
    seen = set()
    for x in xs:
        if -1 - x in seen:
            return True
        seen.add(x)
    return False


@grows("O(n)")
def extends_in_place(xs):
    out = []
    for x in xs:
        out += [x]
    return out


@grows("O(n)")
def extends_an_attribute_in_place(xs):
    box = Box()
    for x in xs:
        box.items += (x,)
        box.by_name["all"] += [x]
    return box


@grows("O(n)")
def filters_and_reverses(xs):
    half = [x for x in xs if x % 2]
    half.reverse()
    return half + half[::-1]


@grows("O(n)")
def walks_a_memoryview(xs):
    view = memoryview(bytes(len(xs)))
    while view:
        view = view[1:]


@grows("O(n)")
def consumes_a_bytearray(xs):
    buffer = bytearray(len(xs))
    while buffer:
        del buffer[:1]


@grows("O(n)")
def keeps_the_best_three(xs):
    best = []
    for x in xs:
        if len(best) < 3:
            heapq.heappush(best, x)
        else:
            heapq.heappushpop(best, x)
    return best, heapq.nlargest(3, xs)


@grows("O(n)")
def makes_a_heap(xs):
    heap = list(xs)
    heapq.heapify(heap)
    return heap


@grows("O(n)")
def takes_little_from_a_small_set(xs):
    everything, few = set(xs), {1, 2, 3}
    return [few - everything for _ in xs]


@grows("O(n)")
def meets_a_small_set(xs):
    everything, few = set(xs), {1, 2, 3}
    for _ in xs:
        everything & few
        few.isdisjoint(everything)
        everything.intersection(few)
        few <= everything
        copied = {4, 5}
        copied &= everything
        copied -= everything


@grows("O(n)")
def pastes_slices(xs):
    out = [None] * len(xs)
    for place in range(0, len(xs), 2):
        out[place : place + 2] = xs[place : place + 2]
    return out


@grows("O(n)")
def sums_a_sliding_window(xs):
    window, total, best = deque(), 0, 0
    for x in xs:
        window.append(x)
        total += x
        if len(window) > 5:
            total -= window.popleft()
        best = max(best, total, window[0])
    return best


@grows("O(n)")
def doubles_a_table(xs):
    table, used = [None] * 8, 0
    for x in xs:
        if used == len(table):
            bigger = [None] * (2 * len(table))
            for place, item in enumerate(table):
                bigger[place] = item
            table = bigger
        table[used] = x
        used += 1
    return table


@grows("O(n)")
def quadruples_a_table(xs):
    table, used = [None] * 8, 0
    for x in xs:
        if used == len(table):
            table = table + [None] * (3 * len(table))
        table[used] = x
        used += 1
    return table


@grows("O(n)")
def grows_a_table_by_half(xs):
    table, used = [None] * 8, 0
    for x in xs:
        if used == len(table):
            table = [*table, *[None] * (len(table) // 2)]
        table[used] = x
        used += 1
    return table


@grows("O(n)")
def queue_of_two_stacks(xs):
    inbox, outbox, out = [], [], []
    for x in xs:
        inbox.append(x)
        if x % 3 == 0:
            if not outbox:
                outbox, inbox = inbox[::-1], []
            out.append(outbox.pop())
    return out


@grows("O(n)")
def two_pointers(xs):
    left, right = 0, len(xs) - 1
    while left < right:
        if xs[left] + xs[right] < len(xs):
            left += 1
        else:
            right -= 1


@grows("O(n)")
def monotonic_stack(xs):
    stack, out = [], [None] * len(xs)
    for place, x in enumerate(xs):
        while stack and xs[stack[-1]] < x:
            out[stack.pop()] = x
        stack.append(place)
    return out


@grows("O(n)")
def walks_recursively(xs):
    def walk(place):
        if place == len(xs):
            return 0
        return 1 + walk(place + 1)

    return walk(0)


@grows("O(n)")
def flattens_lazily(xs):
    return list(itertools.chain.from_iterable([x, x] for x in xs))


@grows("O(n)")
def compares_once(xs):
    return xs == list(xs), tuple(xs) < tuple(xs)


@grows("O(n)")
def compares_what_differs_at_once(xs):
    ours, theirs = [1, *xs], [2, *xs]
    return [ours == theirs for _ in xs]


@grows("O(n)")
def moves_to_front(xs):
    order = deque(xs)
    for _ in xs:
        order.rotate(1)
        order.appendleft(order.pop())
        order.insert(1, order.popleft())
    return order


@grows("O(n)")
def chunks_an_iterator(xs):
    left, chunks = iter(xs), []
    while chunk := list(itertools.islice(left, 4)):
        chunks.append(chunk)
    return chunks


@grows("O(n)")
def builds_text_in_pieces(xs):
    pieces = []
    for x in xs:
        pieces.append(f"<{x % 10}>")
    return "".join(pieces)


@grows("O(n)")
def adds_edges_with_setdefault(xs):
    graph = {}
    for x in xs:
        graph.setdefault(x % 16, set()).add(x)
    return graph


@grows("O(n)")
def looks_at_neighbours(xs):
    return [a < b for a, b in itertools.pairwise(xs)], [a - b for a, b in zip(xs, xs[1:])]  # noqa: B905


# Linearithmic


@grows("O(n log n)")
def merge_sort(xs):
    if len(xs) < 2:
        return xs
    middle = len(xs) // 2
    left, right = merge_sort(xs[:middle]), merge_sort(xs[middle:])
    out, i, j = [], 0, 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            out.append(left[i])
            i += 1
        else:
            out.append(right[j])
            j += 1
    return out + left[i:] + right[j:]


@grows("O(n log n)")
def sorts_in_c(xs):
    return sorted(xs)


@grows("O(n log n)")
def sorts_by_a_key(xs):
    return sorted(xs, key=lambda x: -x), max(xs, key=str)


@grows("O(n log n)")
def heap_sort(xs):
    heap = list(xs)
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in range(len(heap))]


@grows("O(n log n)")
def pushes_onto_a_heap(xs):
    heap = []
    for x in xs:
        heapq.heappush(heap, (x, -x))
    return heap


@grows("O(n log n)")
def looks_up_by_bisection(xs):
    ordered = sorted(xs)
    return [ordered[bisect.bisect_left(ordered, x)] for x in xs]


@grows("O(n log n)")
def appends_by_insort(xs):
    out = []
    for place, _ in enumerate(xs):
        bisect.insort(out, place)
    return out


@grows("O(n log n)")
def sorts_then_groups(xs):
    ordered = sorted(xs, key=lambda x: x % 9)
    return {key: list(group) for key, group in itertools.groupby(ordered, key=lambda x: x % 9)}


@grows("O(n log n)")
def sifts_by_hand(xs):
    heap = []
    for x in xs:
        heap.append(-x)
        child = len(heap) - 1
        while child and heap[(child - 1) // 2] > heap[child]:
            parent = (child - 1) // 2
            heap[parent], heap[child] = heap[child], heap[parent]
            child = parent
    for _ in xs:
        heap[0] = heap[-1]
        heap.pop()
        parent = 0
        while 2 * parent + 1 < len(heap):
            child = 2 * parent + 1
            if child + 1 < len(heap) and heap[child + 1] < heap[child]:
                child += 1
            if heap[parent] <= heap[child]:
                break
            heap[parent], heap[child] = heap[child], heap[parent]
            parent = child


# Quadratic


@grows("O(n**2)")
def merge_sort_that_pops(xs):
    if len(xs) < 2:
        return list(xs)
    middle = len(xs) // 2
    left, right = merge_sort_that_pops(xs[:middle]), merge_sort_that_pops(xs[middle:])
    out = []
    while left and right:
        out.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return out + left + right


@grows("O(n**2)")
def bubble_sort(xs):
    xs = list(xs)
    for last in range(len(xs) - 1, 0, -1):
        for place in range(last):
            if xs[place] > xs[place + 1]:
                xs[place], xs[place + 1] = xs[place + 1], xs[place]
    return xs


@grows("O(n**2)")
def removes_duplicates_with_a_list(xs):
    kept = []
    for x in xs:
        if x not in kept:
            kept.append(x)
    return kept


@grows("O(n**2)")
def drains_a_list_from_its_front(xs):
    waiting, done = list(xs), []
    while waiting:
        done.append(waiting.pop(0))
    return done


@grows("O(n**2)")
def drains_through_a_variable(xs):
    waiting = list(xs)
    take = waiting.pop
    for _ in xs:
        take(0)


@grows("O(n**2)")
def peels_by_slicing(xs):
    total = 0
    while xs:
        first, xs = xs[0], xs[1:]
        total += first
    return total


@grows("O(n**2)")
def peels_by_unpacking(xs):
    def total(xs):
        if not xs:
            return 0
        first, *rest = xs
        return first + total(rest)

    return total(xs)


@grows("O(n**2)")
def peels_by_matching(xs):
    def total(xs):
        match xs:
            case [first, *rest]:
                return first + total(rest)
        return 0

    return total(xs)


@grows("O(n**2)")
def concatenates_lists(xs):
    out = []
    for x in xs:
        out = out + [x]  # noqa: RUF005
    return out


@grows("O(n**2)")
def concatenates_texts(xs):
    text = ""
    for _ in xs:
        text = text + "x"
    return text


@grows("O(n**2)")
def concatenates_texts_in_an_attribute(xs):
    box = Box()
    for _ in xs:
        box.text += "x"
    return box


@grows("O(n**2)")
def formats_what_it_has(xs):
    text = ""
    for _ in xs:
        text = f"{text}x"
    return text


@grows("O(n**2)")
def unpacks_what_it_has(xs):
    out = ()
    for x in xs:
        out = (*out, x)
    return out


@grows("O(n**2)")
def merges_what_it_has(xs):
    out = {}
    for x in xs:
        out = {**out, x: x}
    return out


@grows("O(n**2)")
def insorts(xs):
    out = []
    for x in xs:
        bisect.insort(out, x)
    return out


@grows("O(n**2)")
def counts_each(xs):
    return [xs.count(x) for x in xs]


@grows("O(n**2)")
def maps_a_method_of_c(xs):
    return list(map(xs.count, xs))


@grows("O(n**2)")
def sorts_by_position(xs):
    return sorted(xs, key=xs.index)


@grows("O(n**2)")
def finds_the_latest_by_position(xs):
    return max(xs, key=functools.partial(list.index, xs))


@grows("O(n**2)")
def fills_an_lru_list(xs):
    values, order = {}, []
    for x in xs:
        if x in values:
            order.remove(x)
        values[x] = x
        order.append(x)
        if len(order) > len(xs) // 2:
            del values[order.pop(0)]
    return values


@grows("O(n**2)")
def reads_the_middle_of_a_deque(xs):
    items = deque(xs)
    return sum(items[len(items) // 2] for _ in xs)


@grows("O(n**2)")
def compares_in_a_loop(xs):
    other, equal = list(xs), 0
    for _ in xs:
        equal += xs == other
    return equal


@grows("O(n**2)")
def adds_lists_by_reduce(xs):
    return functools.reduce(operator.add, [[x] for x in xs])


@grows("O(n**2)")
def adds_lists_by_sum(xs):
    return sum([[x] for x in xs], [])  # noqa: RUF017


@grows("O(n**2)")
def adds_lists_by_accumulate(xs):
    return len(list(itertools.accumulate(([x] for x in xs), operator.concat)))


@grows("O(n**2)")
def lists_a_dict_for_its_first_key(xs):
    left = dict.fromkeys(xs)
    while left:
        del left[list(left)[0]]  # noqa: RUF015


@grows("O(n**2)")
def takes_the_smallest_from_a_set(xs):
    left, out = set(xs), []
    while left:
        smallest = min(left)
        left.remove(smallest)
        out.append(smallest)
    return out


@grows("O(n**2)")
def sums_each_prefix(xs):
    return [sum(map(abs, xs[:end])) for end in range(len(xs))]


@grows("O(n**2)")
def skips_to_each_item(xs):
    return [next(itertools.islice(xs, place, None)) for place in range(len(xs))]


@grows("O(n**2)")
def finds_the_smallest_again(xs):
    return [heapq.nsmallest(2, xs) for _ in xs]


@grows("O(n**2)")
def tries_all_pairs(xs):
    return any(a + b == -1 for place, a in enumerate(xs) for b in xs[place + 1 :])


@grows("O(n**2)")
def tries_all_pairs_in_c(xs):
    return sum(1 for _ in itertools.combinations(xs, 2))


class Scan:
    def __init__(self, items):
        self.items = items

    def __contains__(self, wanted):
        for item in self.items:
            if item == wanted:
                return True
        return False


@dataclass
class Box:
    items: list = field(default_factory=list)
    by_name: defaultdict = field(default_factory=lambda: defaultdict(list))
    text: str = ""


@grows("O(n**2)")
def searches_a_container_of_its_own(xs):
    scan = Scan(xs)
    return sum(-x - 1 in scan for x in xs)


@grows("O(n**2)")
def rebuilds_by_filtering(xs):
    left = list(xs)
    while left:
        first = left[0]
        left = [x for x in left if x != first]


@grows("O(n**2)")
def copies_in_a_loop(xs):
    for _ in xs:
        copy.copy(xs)


@grows("O(n**2)")
def copies_deeply_in_a_loop(xs):
    box = Box(items=[[x] for x in xs])
    for _ in xs:
        copy.deepcopy(box)


@grows("O(n**2)")
def rotates_by_half(xs):
    items = deque(xs)
    for _ in xs:
        items.rotate(len(items) // 2)


@grows("O(n**2)")
def deletes_the_front(xs):
    left = list(xs)
    while left:
        del left[0]


@grows("O(n**2)")
def assigns_to_a_slice_at_the_front(xs):
    out = []
    for x in xs:
        out[0:0] = [x]
    return out


@grows("O(n**2)")
def peels_bytes(xs):
    data = bytes(len(xs))
    while data:
        data = data[1:]


@grows("O(n**2)")
def takes_everything_from_a_large_set(xs):
    everything = set(xs)
    return [len(everything - {x}) for x in xs]


@grows("O(n**2)")
def searches_the_values_in_a_loop(xs):
    names = {x: -x for x in xs}
    return [x in names.values() for x in xs]


@grows("O(n**2)")
def passes_everything_on(xs):
    def count(*items):
        return len(items)

    return [count(*xs) for _ in xs]


class Stack(list):
    def push(self, item):
        self.insert(0, item)

    def pop(self):
        return super().pop(0)


@grows("O(n**2)")
def stacks_at_the_wrong_end(xs):
    stack = Stack()
    for x in xs:
        stack.push(x)
    while stack:
        stack.pop()


@grows("O(n**2)")
def replaces_in_a_loop(xs):
    text = "".join(str(x % 10) for x in xs)
    for _ in xs:
        text = text.replace("1", "2")
    return text


@grows("O(n**2)")
def asks_a_generator_for_membership(xs):
    return [x in (y + 1 for y in xs) for x in xs]


@grows("O(n**2)")
def hashes_a_long_tuple(xs):
    key = tuple(xs)
    return [hash(key) for _ in xs]


@grows("O(n**2)")
def sorts_again_and_again_by_hand(xs):
    out = []
    for x in xs:
        place = len(out)
        while place and out[place - 1] > x:
            place -= 1
        out.insert(place, x)
    return out


# Worse, or in between


@grows("more than O(n**2)")
def sorts_in_a_loop(xs):
    out = []
    for x in xs:
        out.append(x)
        out.sort()
    return out


@grows("more than O(n**2)")
def multiplies_matrices(xs):
    n = len(xs)
    a = [[1] * n for _ in range(n)]
    return [[sum(a[i][k] * a[k][j] for k in range(n)) for j in range(n)] for i in range(n)]


# On average: luck makes the counts uneven, and they still must not exceed what is promised


def quicksort(xs):
    if len(xs) < 2:
        return xs
    pivot = xs[len(xs) // 2]
    smaller, larger = [x for x in xs if x < pivot], [x for x in xs if x > pivot]
    return [*quicksort(smaller), pivot, *quicksort(larger)]


def quickselect(xs):
    left, place = xs, len(xs) // 2
    while len(left) > 1:
        pivot = left[0]
        smaller = [x for x in left if x < pivot]
        if place < len(smaller):
            left = smaller
        elif place == len(smaller):
            return pivot
        else:
            place -= len(smaller) + 1
            left = [x for x in left if x > pivot]
    return left[0]


def skips(xs):
    """Fill a skip list; the coins are the bits of a number that looks random."""
    head, coin = [None, [None] * 12], 1
    for x in xs:
        node, found = head, []
        for level in reversed(range(12)):
            while node[1][level] is not None and node[1][level][0] < x:
                node = node[1][level]
            found.append(node)
        coin = coin * 1103515245 + 12345 & 0x7FFFFFFF
        height = 1
        while height < 12 and coin >> height & 1:
            height += 1
        new = [x, [None] * height]
        for level, before in zip(range(height), reversed(found), strict=False):
            new[1][level], before[1][level] = before[1][level], new


def plants_a_tree(xs):
    root = None
    for x in xs:
        if root is None:
            root = [x, None, None]
            continue
        node = root
        while True:
            side = 1 if x < node[0] else 2
            if node[side] is None:
                node[side] = [x, None, None]
                break
            node = node[side]


def probes_a_table(xs):
    table = [None] * (4 * len(xs) // 3)
    for x in xs:
        place = x * 2654435761 % len(table)
        while table[place] is not None:
            place = (place + 1) % len(table)
        table[place] = x


def joins_sets(xs):
    parent = list(range(len(xs)))

    def root(x):
        while parent[x] != x:
            parent[x] = x = parent[parent[x]]
        return x

    for x, y in itertools.pairwise(xs):
        parent[root(x)] = root(y)
    return len({root(x) for x in xs})


AVERAGES = {
    quicksort: "O(n log n)",
    skips: "O(n log n)",
    plants_a_tree: "O(n log n)",
    quickselect: "O(n)",
    probes_a_table: "O(n)",
    joins_sets: "O(n)",
}
