import pytest

from dojo.kit.keys import Key, Ledger, raising


def test_a_dict_hashes_once_per_operation():
    ledger = Ledger()
    table = {}
    key = ledger.key("a")
    table[key] = 1
    assert table[key] == 1
    assert ledger.hashes == 2
    assert ledger.comparisons == 0, "the same object needs no comparison"


def test_a_collision_costs_a_comparison():
    ledger = Ledger()
    table = {ledger.key("a", hash=3): 1}
    assert ledger.key("b", hash=3) not in table
    assert ledger.key("a", hash=3) in table
    assert ledger.comparisons == 2
    assert ledger.needless == []


def test_comparing_keys_whose_hashes_differ_is_put_on_record():
    ledger = Ledger()
    one, other = ledger.key("a", hash=1), ledger.key("b", hash=2)
    assert one != other
    assert ledger.needless == [(one, other)]


def test_reset_forgets_all_counts():
    ledger = Ledger()
    one, other = ledger.key("a", hash=1), ledger.key("b", hash=2)
    assert one != other
    hash(one)
    ledger.reset()
    assert (ledger.hashes, ledger.comparisons, ledger.needless) == (0, 0, [])


def test_equality_and_hash_follow_the_value():
    assert Key("a") == Key("a")
    assert Key("a") != Key("b")
    assert hash(Key("a")) == hash("a")
    assert hash(Key("a", hash=7)) == 7
    assert Key("a") != "a"


def test_ledgers_do_not_share_counts():
    one, other = Ledger(), Ledger()
    hash(one.key("a"))
    assert (one.hashes, other.hashes) == (1, 0)


def test_a_hook_can_raise_from_hash_and_from_eq():
    key = Key("a")
    key.on_hash = raising(ValueError("no hash today"))
    with pytest.raises(ValueError, match="no hash today"):
        hash(key)
    key.on_eq = raising(KeyError("no comparison"))
    with pytest.raises(KeyError):
        key == Key("b")  # noqa: B015


def test_a_hook_sees_the_other_key():
    seen = []
    key = Key("a")
    key.on_eq = seen.append
    other = Key("b")
    assert key != other
    assert seen[0] is other


@pytest.mark.parametrize(
    ("key", "text"), [(Key("a"), "Key('a')"), (Key(1, hash=3), "Key(1, hash=3)")]
)
def test_repr_is_the_call_that_makes_the_key(key, text):
    assert repr(key) == text
