from collections import Counter
from functools import cache
from hashlib import sha256

import pytest

from katas.postgres.consistent_hash_ring import HashRing

KEYS = [f"user:{number}" for number in range(1, 301)]
SIZES = 8, 16, 32, 64, 128


@cache
def position(text):
    return int.from_bytes(sha256(text.encode()).digest(), "big")


def points(nodes, vnodes):
    """Return the texts whose positions are the points of these nodes, lowest position first."""
    return sorted((f"{node}#{i}" for node in nodes for i in range(vnodes)), key=position)


def upwards(key, nodes, vnodes):
    """Return all the nodes in the order in which one meets them from the key's position."""
    start = position(key)
    way = sorted(points(nodes, vnodes), key=lambda text: (position(text) - start) % 2**256)
    return list(dict.fromkeys(text.rpartition("#")[0] for text in way))


def owner(ring, key):
    """Return the node that the key belongs to; an error of a search is a wrong answer too."""
    try:
        return ring.get(key)
    except (LookupError, StopIteration) as error:
        return type(error).__name__


def owners(ring, keys=KEYS):
    return {key: owner(ring, key) for key in keys}


def moved(before, after):
    """Return the keys whose node changed, as (key, old node, new node)."""
    return [(key, before[key], after[key]) for key in before if before[key] != after[key]]


def at(*texts):
    """Show the texts with the first two bytes of their positions."""
    return ", ".join(f"{text} at {position(text) >> 240:04x}.." for text in texts)


@pytest.mark.parametrize("key", ["user:2", "user:1"])
def test_a_lone_node_owns_every_key(key):
    got = owner(HashRing(["a"], vnodes=1), key)
    assert got == "a", (
        f"'a' is alone, so {key!r} is its key on whichever side of its point; got {got!r}\n"
        f"the only point: {at('a#0')}; the key: {at(key)}; above the last point the first is next"
    )


def test_the_order_of_adding_plays_no_part():
    ring = HashRing(vnodes=8)
    for node in "cab":
        ring.add(node)
    wrong = moved(owners(HashRing("abc", vnodes=8)), owners(ring))
    assert not wrong, (
        "nodes added in the order c, a, b must give the same ring as a, b, c\n"
        f"{len(wrong)} of {len(KEYS)} keys differ; the first (key, a-b-c, c-a-b): {wrong[:1]}"
    )


def test_a_new_node_takes_keys_and_no_other_key_moves():
    ring = HashRing("abc", vnodes=8)
    before = owners(ring)
    ring.add("d")
    moves = moved(before, owners(ring))
    astray = [move for move in moves if move[2] != "d"]
    assert not astray, (
        "when 'd' joins, a key may only move to 'd', never between the old nodes\n"
        f"{len(astray)} of {len(KEYS)} keys did; the first (key, from, to): {astray[:1]}"
    )
    assert moves, f"'d' joined a, b and c with 8 points, and got none of {len(KEYS)} keys"


def test_when_a_node_leaves_only_its_keys_move():
    ring = HashRing("abcd", vnodes=8)
    before = owners(ring)
    ring.remove("d")
    after = owners(ring)
    left = [key for key in after if after[key] == "d"]
    assert not left, (
        "a removed node owns nothing: all its points must go\n"
        f"'d' was removed and still owns {len(left)} of {len(KEYS)} keys, {left[:1]} for one"
    )
    astray = [move for move in moved(before, after) if move[1] != "d"]
    assert not astray, (
        "when 'd' leaves, only the keys of 'd' may move\n"
        f"{len(astray)} others did; the first (key, from, to): {astray[:1]}"
    )


def test_a_node_that_comes_back_gets_its_keys_back():
    ring = HashRing("abc", vnodes=8)
    before = owners(ring)
    ring.remove("b")
    ring.add("b")
    wrong = moved(before, owners(ring))
    assert not wrong, (
        "removing 'b' and adding it again must restore the ring\n"
        f"{len(wrong)} of {len(KEYS)} keys moved; the first (key, before, now): {wrong[:1]}"
    )


def test_two_rings_share_nothing():
    HashRing("b", vnodes=8)
    got = set(owners(HashRing("a", vnodes=8)).values())
    assert got == {"a"}, f"one ring has 'b', another has 'a'; keys of the latter: {sorted(got)}"


def test_every_process_finds_the_first_point_at_or_above_the_key():
    ring = HashRing("abc", vnodes=1)
    below = [key for key in KEYS if position(key) < position("a#0")]
    for key in below:
        wanted, got = upwards(key, "abc", 1)[0], owner(ring, key)
        assert got == wanted, (
            "the first point at or above the key decides, by SHA-256, so in every process alike\n"
            f"one point a node: {at(*points('abc', 1))}; the key: {at(key)}\n"
            f"it belongs to {wanted!r}, not {got!r}"
        )


def test_a_key_right_on_a_point_belongs_to_it():
    ring = HashRing("abc", vnodes=1)
    for point in points("abc", 1):
        got = owner(ring, point)
        assert got == point[0], (
            f"the key {point!r} stands right on the point {point}: 'at or above' includes it\n"
            f"one point a node: {at(*points('abc', 1))}; got {got!r}"
        )


def test_above_the_last_point_the_first_is_next():
    ring = HashRing("abc", vnodes=1)
    got = owner(ring, "user:1")
    assert got == "b", (
        "'user:1' stands above the last point, so the first, that of 'b', is next\n"
        f"one point a node: {at(*points('abc', 1))}; the key: {at('user:1')}; got {got!r}"
    )


def test_a_node_owns_each_of_its_points():
    ring = HashRing("abc", vnodes=3)
    for point in points("abc", 3):
        got = owner(ring, point)
        assert got == point[0], (
            f"with vnodes=3, {point} is one of the points of {point[0]!r}, but {got!r} owns it\n"
            f"the points: {at(*points('abc', 3))}"
        )


def test_a_node_has_no_points_beyond_its_vnodes():
    ring = HashRing("abc", vnodes=3)
    for text in ("a#3", "b#3", "c#3", "a", "b", "c"):
        wanted, got = upwards(text, "abc", 3)[0], owner(ring, text)
        assert got == wanted, (
            f"with vnodes=3 a node's points are #0, #1 and #2; {text!r} is not a point\n"
            f"the points: {at(*points('abc', 3))}\n"
            f"{at(text)} belongs to {wanted!r}, not {got!r}"
        )


def test_a_node_has_128_points_unless_told_otherwise():
    wrong = moved(owners(HashRing("abc", vnodes=128)), owners(HashRing("abc")))
    assert not wrong, (
        "without vnodes a node has 128 points\n"
        f"{len(wrong)} keys differ from vnodes=128; the first (key, 128, without): {wrong[:1]}"
    )


def test_the_preference_list_names_no_node_twice():
    ring = HashRing("abc", vnodes=3)
    for key in ("user:5", "user:7"):
        got = ring.preference_list(key, 3)
        assert len(got) == len(set(got)), (
            "a second copy on the same node is no copy\n"
            f"preference_list({key!r}, 3) is {got}\n"
            f"the points: {at(*points('abc', 3))}; the key: {at(key)}"
        )


@pytest.mark.parametrize("key", ["user:2", "user:7", "user:5", "a#1", "user:1", "user:18"])
def test_the_preference_list_is_met_on_the_way_up(key):
    ring = HashRing("abc", vnodes=3)
    for n in (3, 2, 1):
        wanted, got = upwards(key, "abc", 3)[:n], ring.preference_list(key, n)
        assert got == wanted, (
            f"upwards from {key!r}, and on from the lowest point after the highest, "
            f"the first nodes met are {wanted}\n"
            f"the points: {at(*points('abc', 3))}; the key: {at(key)}; got {got}"
        )


def test_the_next_on_the_preference_list_takes_over():
    for key in KEYS[:20]:
        ring = HashRing("abcdef", vnodes=8)
        before = ring.preference_list(key, 3)
        ring.remove(before[0])
        got = ring.preference_list(key, 2)
        assert got == before[1:], (
            "when the first of a key's preference list leaves, the others move up by one\n"
            f"the list of {key!r} was {before}; without {before[0]!r} it begins with {got}"
        )


@pytest.mark.parametrize("n", [-1, 0, 4])
def test_a_preference_list_of_impossible_length_is_refused(n):
    try:
        got = HashRing("abc", vnodes=3).preference_list("user:1", n)
    except ValueError:
        return
    except (LookupError, StopIteration) as error:
        got = type(error).__name__
    pytest.fail(f"there are 3 nodes, so {n} different ones must raise ValueError, not give {got}")


@pytest.mark.parametrize("nodes", ["", "a"])
def test_an_empty_ring_owns_no_key(nodes):
    ring = HashRing(nodes, vnodes=2)
    for node in nodes:
        ring.remove(node)
    try:
        got = ring.get("user:1")
    except LookupError:
        return
    except (ZeroDivisionError, StopIteration, ValueError, TypeError, AttributeError) as error:
        got = type(error).__name__
    pytest.fail(f"there is no node on the ring, so get must raise LookupError, not give {got!r}")


def test_a_node_on_the_ring_cannot_be_added_again():
    ring = HashRing("ab", vnodes=2)
    try:
        ring.add("a")
    except ValueError:
        return
    pytest.fail("'a' is on the ring already: a second add('a') must raise ValueError")


def test_a_node_that_is_not_there_cannot_be_removed():
    ring = HashRing("ab", vnodes=2)
    got = "no error"
    try:
        ring.remove("c")
    except KeyError:
        return
    except ValueError as error:
        got = type(error).__name__
    pytest.fail(f"'c' is not on the ring: remove('c') must raise KeyError, we got {got}")


@pytest.mark.parametrize("vnodes", [0, -1])
def test_a_node_without_points_is_refused(vnodes):
    try:
        HashRing(vnodes=vnodes)
    except ValueError:
        return
    pytest.fail(f"vnodes={vnodes} must raise ValueError: a node without points owns nothing")


class SlowRing:
    """The promise in its plainest form: every point is looked at, every time."""

    def __init__(self, nodes, vnodes):
        self.nodes = list(nodes)
        self.vnodes = vnodes
        self.because = ""

    def add(self, node):
        self.because = f"the ring had {self.nodes}"
        if node in self.nodes:
            raise ValueError(node)
        self.nodes.append(node)

    def remove(self, node):
        self.because = f"the ring had {self.nodes}"
        if node not in self.nodes:
            raise KeyError(node)
        self.nodes.remove(node)

    def get(self, key):
        self.because = f"the ring has {self.nodes}"
        if not self.nodes:
            raise LookupError("empty")
        return upwards(key, self.nodes, self.vnodes)[0]


def test_every_short_history_agrees_with_a_slow_model(histories):
    histories.agree(
        {"HashRing": HashRing},
        {"HashRing": SlowRing},
        start="ring = HashRing(['a'], vnodes=2)",
        operations=[
            "ring.add('a')",
            "ring.add('b')",
            "ring.remove('a')",
            "ring.remove('b')",
            "ring.get('user:9')",
        ],
        observe=[f"ring.get({key!r})" for key in ("user:2", "user:7", "user:29", "user:18")],
        length=4,
        promise="only the nodes on the ring decide, not how they came there",
        because="ring.because",
    )


def test_many_points_make_the_shares_even():
    nodes = [f"node{number}" for number in range(10)]
    keys = [f"user:{number}" for number in range(2000)]
    counts = Counter(owners(HashRing(nodes), keys).values())
    shares = [counts[node] for node in nodes]
    assert all(100 < share < 300 for share in shares), (
        "2000 keys on 10 nodes with 128 points each: between 100 and 300 for everybody\n"
        f"the shares were {shares}"
    )


def many_nodes(ring, n):
    return ring([f"node{number}" for number in range(n)], vnodes=1)


def many_points(ring, n):
    return ring("abcd", vnodes=n)


def get(ring):
    for key in KEYS[:16]:
        ring.get(key)


def list_two(ring):
    for key in KEYS[:16]:
        ring.preference_list(key, 2)


@pytest.mark.parametrize(
    ("promise", "look_up", "shape"),
    [
        ("get takes O(log p) time among p points", get, many_points),
        ("get takes O(log p) time among p points", get, many_nodes),
        ("preference_list takes O(log p) time to the first point", list_two, many_nodes),
    ],
    ids=["get-many_points", "get-many_nodes", "preference_list-many_nodes"],
)
def test_the_work_of_a_lookup_grows_like_a_logarithm(cost, promise, look_up, shape):
    counted = cost.twin(HashRing)

    def prepare(n):
        ring = shape(counted, n)
        look_up(ring)  # a ring may put its points in order as late as here
        return ring

    cost.at_most("O(log n)", look_up, prepare=prepare, promise=promise, sizes=SIZES)
