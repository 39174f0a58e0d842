from binascii import crc_hqx
from itertools import product
from random import Random

import pytest
import redis
from redis.crc import key_slot as slot_of

from katas.redis.hash_slots import crc16, group_by_slot, key_slot, mget, tag_for_slot

SLOTS = 16384
KEYS = [
    b"user:1",
    b"{user:7}:name",
    b"user:2",
    b"user:7",
    b"{}",
    b"{user:7}:cart",
    b"user:2{",
    b"a{user:2}{b}",
]
"""In five slots on three nodes; the keys of a slot do not all stand together."""
VALUES = {key: b"value of " + key for key in KEYS}


@pytest.mark.parametrize(
    ("data", "because"),
    [
        (b"", "the register starts at 0, and there is no byte to change it"),
        (b"\x01", "the last of the eight shifts pushes the 1 out, and 0x1021 is what is left"),
        (b"\x80", "the first of the eight shifts pushes the 1 out, and 0x1021 goes on shifting"),
        (b"\x01\0", "the second byte goes on from 0x1021, what the first one left"),
        (b"123456789", "every CRC is known by its result for this text"),
        (bytes(range(256)), "the register has 16 bits, whatever the data"),
    ],
    ids=["empty", "lowest_bit", "highest_bit", "two_bytes", "123456789", "all_bytes"],
)
def test_the_crc_is_that_of_xmodem(data, because):
    wanted, got = crc_hqx(data, 0), crc16(data)
    shown = repr(data) if len(data) < 16 else "bytes(range(256))"
    assert got == wanted, (
        f"crc16 of {shown} must be {wanted:#06x}: {because}\n"
        f"got {hex(got) if isinstance(got, int) else repr(got)}"
    )


@pytest.mark.parametrize("key", [b"foo", b"User:7", b"\xff\0\n"])
def test_the_slot_of_a_key_is_its_crc_modulo_16384(key):
    wanted, got = crc_hqx(key, 0) % SLOTS, key_slot(key)
    assert got == wanted, (
        f"key_slot({key!r}) must be {crc_hqx(key, 0)} % {SLOTS} = {wanted}; got {got!r}"
    )


@pytest.mark.parametrize(
    ("key", "hashed", "because"),
    [
        (b"{user:7}:cart", b"user:7", "it stands between the braces"),
        (b"cart:{user:7}", b"user:7", "the tag may stand anywhere"),
        (b"{a\n\xff}:b", b"a\n\xff", "a tag may have bytes of any value"),
        (b"foo{bar}{zap}", b"bar", 'the tag ends at the first "}" after the "{"'),
        (b"foo{{bar}}zap", b"{bar", 'the tag begins after the first "{" of all'),
        (b"a}b{c}", b"c", 'a "}" before the "{" closes nothing'),
        (b"foo{}", b"foo{}", "nothing stands between the braces, so the whole key is hashed"),
        (b"foo{}{bar}", b"foo{}{bar}", "the first braces are empty, later ones do not count"),
        (b"foo{bar", b"foo{bar", 'the "}" is missing'),
        (b"foo}bar{", b"foo}bar{", 'there is no "}" after the "{"'),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value.replace(" ", "_"),
)
def test_only_the_hash_tag_is_hashed_if_there_is_one(key, hashed, because):
    wanted, got = crc_hqx(hashed, 0) % SLOTS, key_slot(key)
    assert got == wanted, (
        f"of the key {key!r}, {hashed!r} must be hashed: {because}\n"
        f"its slot is {wanted}; got {got!r}"
    )


def test_a_key_that_is_text_is_refused():
    try:
        got = key_slot("user:7")
    except TypeError:
        return
    except (ValueError, AttributeError) as error:
        got = error
    pytest.fail(f"key_slot('user:7') must raise TypeError: it is a str, not bytes; got {got!r}")


@pytest.fixture
def nodes(redis_cluster):
    """Return the empty nodes of the cluster, as clients, by the slots that each has."""
    clients = [redis.Redis(host="127.0.0.1", port=port) for port in redis_cluster.ports]
    for client in clients:
        client.flushall()
    by_port = dict(zip(redis_cluster.ports, clients, strict=True))
    found = {
        range(first, last + 1): by_port[owner[1]]
        for first, last, owner, *_ in clients[0].execute_command("CLUSTER SLOTS", NEVER_DECODE=True)
    }
    yield found
    for client in clients:
        client.close()


def node_of(nodes, slot):
    return next(client for slots, client in nodes.items() if slot in slots)


def judged_by_the_server(nodes, keys):
    """Fail for the first key of which the server says another slot."""
    with next(iter(nodes.values())).pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.execute_command("CLUSTER KEYSLOT", key)
        slots = pipe.execute()
    for key, wanted in zip(keys, slots, strict=True):
        got = key_slot(key)
        assert got == wanted, f"CLUSTER KEYSLOT says that {key!r} is in slot {wanted}; got {got!r}"


def test_the_server_agrees_on_all_short_keys_with_braces(nodes):
    keys = [bytes(key) for size in range(6) for key in product(b"ab{}", repeat=size)]
    judged_by_the_server(nodes, keys)


def test_the_server_agrees_on_keys_of_any_bytes(nodes):
    random = Random(16384)
    alphabet = [*range(256), *b"{}" * 16]
    judged_by_the_server(
        nodes, [bytes(random.choices(alphabet, k=size)) for size in range(64) for _ in range(8)]
    )


@pytest.mark.parametrize(
    ("keys", "because"),
    [
        ([], "no keys are in no groups"),
        ([b"user:1", b"user:2", b"user:1"], "the keys of a slot need not stand side by side"),
        ([b"{u}:2", b"x", b"{u}:3", b"{u}:1"], "the keys of a slot stay in the order given"),
        ([b"x", b"x"], "a key given twice is in its group twice"),
        (KEYS, "no key may be lost"),
    ],
    ids=["none", "apart", "order", "twice", "many"],
)
def test_keys_are_grouped_by_slot(keys, because):
    wanted = {slot: [k for k in keys if slot_of(k) == slot] for slot in map(slot_of, keys)}
    got = group_by_slot(list(keys))
    assert got == wanted, f"{because}: the groups of {keys} are\n{wanted}\nand not\n{got!r}"


def test_the_cluster_takes_an_mset_for_each_group(nodes):
    for slot, group in group_by_slot(list(KEYS)).items():
        pairs = [word for key in group for word in (key, VALUES[key])]
        sent_to_the_cluster(nodes)(slot, [b"MSET", *pairs])
    stored = {key: node_of(nodes, slot_of(key)).get(key) for key in KEYS}
    missing = [key for key, value in stored.items() if value is None]
    assert not missing, f"of the keys {KEYS}, these were in no group: {missing}"


def sent_to_the_cluster(nodes):
    """Return a `send` for the real cluster; what a node refuses is a mistake in the slots."""

    def send(slot, command):
        assert slot in range(SLOTS), f"there is no slot {slot!r} to send to"
        try:
            return node_of(nodes, slot).execute_command(*command)
        except redis.ResponseError as error:
            pytest.fail(
                f"{command} was sent to the node of slot {slot}, and the node answered\n"
                f"{type(error).__name__}: {error}\n"
                f"the slots of its keys: { {k: slot_of(k) for k in command[1:] if k in VALUES} }"
            )

    return send


class Network:
    """A `send` that remembers; its nodes answer MGET as real ones would."""

    def __init__(self, values):
        self.values = values
        self.sent = []

    def __call__(self, slot, command):
        name, *keys = command
        self.sent.append((slot, keys))
        assert name in (b"MGET", "MGET"), f"mget must send MGET and keys, not {command}"
        slots = {key: slot_of(key) for key in keys}
        assert len(set(slots.values())) < 2, (
            f"CROSSSLOT: the keys of one MGET must be in one slot; sent were {slots}"
        )
        assert {slot} == set(slots.values()), (
            f"an MGET of the keys {slots} (key: slot) was sent to the node of slot {slot!r}"
        )
        return [self.values.get(key) for key in keys]


@pytest.mark.parametrize(
    ("keys", "because"),
    [
        ([b"{user:7}:name", b"user:7"], "both keys are in one slot"),
        ([b"user:7", b"user:1", b"{user:7}:name"], "values stand in the order of the keys"),
        ([b"user:1", b"nobody", b"user:2"], "where there is no key, there is None"),
        ([b"user:1", b"user:2", b"user:1"], "a key given twice has its value twice"),
        (KEYS, "values stand in the order of the keys"),
    ],
    ids=["one_slot", "order", "missing", "twice", "many"],
)
def test_mget_returns_the_values_in_the_order_of_the_keys(keys, because):
    wanted, got = [VALUES.get(key) for key in keys], mget(Network(VALUES), list(keys))
    assert got == wanted, f"{because}: mget of {keys} must be\n{wanted}\nand not\n{got!r}"


def test_mget_sends_one_command_for_each_slot():
    network = Network(VALUES)
    mget(network, list(KEYS))
    got, wanted = sorted(slot for slot, _ in network.sent), sorted(set(map(slot_of, KEYS)))
    assert got == wanted, (
        f"one MGET for each slot, so {len(wanted)} for keys in the slots {wanted}; "
        f"{len(got)} were sent, to {got}"
    )


def test_mget_of_no_keys_sends_nothing():
    network = Network(VALUES)
    got = mget(network, [])
    assert (got, network.sent) == ([], []), (
        f"mget of no keys must return [] and send nothing; got {got!r}, sent {network.sent}"
    )


@pytest.mark.parametrize("many", [3, 1], ids=["three_nodes", "one_node"])
def test_the_cluster_answers_an_mget(nodes, many):
    chosen = list(nodes.values())[:many]
    keys = [key for key in KEYS if node_of(nodes, slot_of(key)) in chosen]
    for key in keys:
        node_of(nodes, slot_of(key)).set(key, VALUES[key])
    got = mget(sent_to_the_cluster(nodes), list(keys))
    assert got == [VALUES[key] for key in keys], (
        f"the cluster holds {keys}, and mget of them in this order gave {got!r}"
    )


@pytest.mark.parametrize("slot", [42, 16383, 0, 12090], ids=lambda slot: f"slot_{slot}")
def test_a_tag_leads_to_its_slot(slot):
    tag = tag_for_slot(slot)
    assert isinstance(tag, bytes), f"tag_for_slot({slot}) must be bytes; got {tag!r}"
    for key in (b"{" + tag + b"}", b"cart:{" + tag + b"}:items", b"{" + tag + b"}:{b}"):
        got = slot_of(key)
        assert got == slot, (
            f"tag_for_slot({slot}) is {tag!r}, but the key {key!r} is in slot {got}: a tag may "
            'neither be empty nor hold a "}"'
        )


@pytest.mark.parametrize("slot", [SLOTS, -1])
def test_a_slot_that_does_not_exist_has_no_tag(slot):
    try:
        got = tag_for_slot(slot)
    except ValueError:
        return
    except (LookupError, StopIteration, TypeError) as error:
        got = type(error).__name__
    pytest.fail(f"slots go from 0 to 16383: tag_for_slot({slot}) must raise ValueError, not {got}")


def test_tags_give_each_node_a_key_of_its_own(nodes):
    for slots, node in nodes.items():
        key = b"probe:{" + tag_for_slot(slots[0]) + b"}"
        try:
            node.set(key, b"alive")
        except redis.ResponseError as error:
            pytest.fail(f"{key!r} must be in slot {slots[0]}; its node answered {error!r}")
        found = node.execute_command("CLUSTER COUNTKEYSINSLOT", slots[0])
        assert found == 1, f"{key!r} was set, and must be in slot {slots[0]}; that slot is empty"
