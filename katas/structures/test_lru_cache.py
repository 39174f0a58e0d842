import pytest

from katas.structures.lru_cache import LRUCache

MISS = "nothing"
SIZES = 32, 64, 128, 256, 512


def cache_of(*keys, capacity):
    """Return a cache into which each key was put, first to last; a key's value is its capital."""
    cache = LRUCache(capacity)
    for key in keys:
        cache.put(key, key.upper())
    return cache


def kept(cache, keys):
    """Return those of the keys that the cache still holds, as one string."""
    return "".join(key for key in keys if cache.get(key, MISS) != MISS)


def test_a_stored_value_comes_back():
    cache = cache_of("a", "b", capacity=2)
    got = cache.get("a"), cache.get("b")
    assert got == ("A", "B"), f"put('a', 'A') and put('b', 'B') were made, get gave {got}"


def test_a_key_that_was_never_put_gives_the_default():
    cache = cache_of("a", capacity=2)
    got = cache.get("x")
    assert got is None, f"get('x') of a key never put gave {got!r}; without a default it gives None"
    got = cache.get("y", default=0)
    assert got == 0, f"get('y', default=0) of a key never put gave {got!r}, not the default"


@pytest.mark.parametrize("value", [None, 0, "", False])
def test_a_falsy_value_is_a_value(value):
    cache = LRUCache(1)
    cache.put("a", value)
    got = cache.get("a", default=MISS)
    assert got == value, f"put('a', {value!r}) stored a value, but get gave {got!r}: not a miss"


def test_putting_a_key_again_replaces_its_value():
    cache = cache_of("a", capacity=2)
    cache.put("a", "new")
    got = cache.get("a")
    assert got == "new", f"'a' was put with 'A' and then with 'new', get gave {got!r}"


def test_two_caches_share_nothing():
    cache_of("a", "b", capacity=2)
    other = LRUCache(2)
    got = len(other), other.get("a", MISS)
    assert got == (0, MISS), f"a new cache already had what another one stored: {got}"


def test_len_counts_the_stored_keys():
    cache = LRUCache(2)
    sizes = [len(cache)]
    for key in "aabc":
        cache.put(key, key)
        sizes.append(len(cache))
    assert sizes == [0, 1, 1, 2, 2], (
        f"len before and after putting a, a, b, c with capacity 2 was {sizes}; "
        "[0, 1, 1, 2, 2] is right: replacing adds no key, a full cache stays full"
    )


def test_asking_for_a_missing_key_changes_nothing():
    cache = cache_of("a", capacity=1)
    cache.get("x")
    got = len(cache), cache.get("a")
    assert got == (1, "A"), f"get('x') missed, yet then (len(cache), cache.get('a')) was {got}"


def test_a_full_cache_evicts_the_key_unused_for_longest():
    cache = cache_of("a", "b", "c", capacity=2)
    left = kept(cache, "abc")
    assert left == "bc", f"a, b, c were put into a cache for 2, it kept {left!r}: 'a' had to go"


def test_reading_a_key_protects_it_from_eviction():
    cache = cache_of("a", "b", capacity=2)
    cache.get("a")
    cache.put("c", "C")
    left = kept(cache, "abc")
    assert left == "ac", f"'a' was read last, so 'b' had to go for 'c'; the cache kept {left!r}"


def test_writing_a_key_protects_it_from_eviction():
    cache = cache_of("a", "b", "a", "c", capacity=2)
    left = kept(cache, "abc")
    assert left == "ac", f"'a' was written last, so 'b' had to go for 'c'; the cache kept {left!r}"


@pytest.mark.parametrize(("newcomers", "left"), [("w", "abd"), ("wx", "ab"), ("wxy", "a")])
def test_keys_leave_in_the_order_of_their_last_use(newcomers, left):
    cache = cache_of("a", "b", "c", "d", capacity=4)
    cache.get("b")
    cache.put("a", "again")
    for key in newcomers:
        cache.put(key, key)
    got = kept(cache, "abcd")
    assert got == left, (
        f"after putting a, b, c, d, reading b and writing a, the order of last use is c, d, b, a: "
        f"putting {newcomers!r} must leave {left!r}, it left {got!r}"
    )


def test_writing_a_key_that_is_there_evicts_nobody():
    cache = cache_of("a", "b", "b", capacity=2)
    left = kept(cache, "ab")
    assert left == "ab", f"'b' was there already, so nobody had to go; the cache kept {left!r}"


@pytest.mark.parametrize("capacity", [0, -1])
def test_a_capacity_below_one_is_refused(capacity):
    try:
        LRUCache(capacity)
    except ValueError:
        return
    pytest.fail(f"LRUCache({capacity}) must raise ValueError: it has room for nothing")


class SlowCache:
    """The promise in its plainest form: a list of pairs, longest unused first."""

    def __init__(self, capacity):
        self.capacity = capacity
        self.pairs = []
        self.because = ""

    def __len__(self):
        return len(self.pairs)

    def get(self, key, default=None):
        for pair in self.pairs:
            if pair[0] == key:
                self.pairs.remove(pair)
                self.pairs.append(pair)
                self.because = f"{key!r} is stored and had not gone unused for longest"
                return pair[1]
        self.because = f"{key!r} was never put, or had gone unused for longest"
        return default

    def put(self, key, value):
        others = [pair for pair in self.pairs if pair[0] != key]
        self.pairs = [*others, (key, value)][-self.capacity :]
        self.because = f"{self.capacity} keys at most are kept, and only a new key evicts"


@pytest.mark.parametrize(("capacity", "length"), [(1, 3), (2, 4)])
def test_every_short_history_agrees_with_a_slow_model(histories, capacity, length):
    histories.agree(
        {"LRUCache": LRUCache},
        {"LRUCache": SlowCache},
        start=f"cache = LRUCache({capacity})",
        operations=[
            "cache.put('a', 1)",
            "cache.put('a', 2)",
            "cache.put('b', 3)",
            "cache.put('c', 4)",
            "cache.get('a')",
            "cache.get('b')",
        ],
        observe=["len(cache)", *(f"cache.get({key!r})" for key in "abc")],
        length=length,
        promise="a full cache evicts the key unused for longest; reading and writing are use",
        because="cache.because",
    )


def full(cost):
    """Return a function that makes a full cache of n keys, 0 to n - 1, whose work is counted."""
    counted = cost.twin(LRUCache)

    def make(n):
        cache = counted(n)
        for key in range(n):
            cache.put(key, key)
        return cache

    return make


def test_the_work_of_get_does_not_grow_with_capacity(cost):
    def read(cache):
        for key in range(8, 16):
            cache.get(key)

    cost.at_most("O(1)", read, prepare=full(cost), sizes=SIZES, promise="get takes O(1) time")


def test_the_work_of_put_does_not_grow_with_capacity(cost):
    def write(cache):
        for key in range(8, 16):
            cache.put(key, "again")
            cache.put(-key, "new")

    cost.at_most("O(1)", write, prepare=full(cost), sizes=SIZES, promise="put takes O(1) time")
