"""Hash slots, solved with a table of 256 remainders and two partitions.

CRC16 is the remainder of a division without carries, so the effect of a byte on
the register depends only on the register's upper byte XORed with it: 256 cases,
worked out once. `partition` answers all the questions about braces at once: what
it does not find leaves the tag or the closing brace empty, and an empty tag is no
tag. Looking for "}" only in what follows "{" is what makes `a}b{c}` right.

Grouping is by slot and not by node. That is the server's rule, and a wise one: a
slot can move to another node at any time, and a command that worked only because
two slots happened to be neighbours would break on the day of the move. `mget`
then spends one round trip for each slot; send the groups in parallel, or as
pipelines for each node. It is no snapshot: between two MGETs, others may write.

A tag is found by trying, some 16384 times on average. Trying digits keeps braces
out; trying all bytes meets tags with a "}" in them, which end too early, and the
empty tag first, which is none. (Two bytes suffice for every slot: as a CRC is
linear, the 65536 pairs have 65536 different ones.) With a tag for a slot of each
node one can probe every node with a key of its own, or spread a hot counter.

At work the client does all this: `redis.RedisCluster` keeps the table of slots,
and its `mget_nonatomic` says in its name what it cannot promise.

Interview: "How does Redis Cluster work, and what does it guarantee?"
- Sharding: 16384 slots, CRC16 of the key or of its `{tag}`, and a table saying
  which master has which slot. The nodes gossip it on a port of their own; clients
  fetch it (CLUSTER SLOTS, CLUSTER SHARDS) and go straight to the node, there is no
  proxy. Commands on several keys, MULTI and scripts need one slot (CROSSSLOT), which
  is what tags are for. One tag for all puts everything on one node, and no tag
  splits one big or hot key. SCAN asks each node by itself.
- Redirects: `MOVED slot host:port` means that the slot lives there now, so update
  the table. `ASK` comes while a slot is on its way and the key is not here (any
  more): send ASKING and the command to the other node, this once, and leave the
  table alone. Some keys here and some there: TRYAGAIN. Valkey 9 can move a slot at
  once, which spares clients ASK.
- Versus consistent hashing: a ring places keys and nodes by hash, and whoever
  comes takes over arcs nobody chose. Here keys map to slots for ever, and slots to
  nodes by an explicit table: an operator moves as many as wanted, to a bigger
  machine more, and no key moves unless its slot does. `hash(key) % nodes` would
  move nearly all. With client-side sharding or a proxy, each client must agree on
  the map by other means, and moving data is your work.
- Versus Sentinel: one master with replicas, all data on each, and processes beside
  them that watch, agree by quorum and promote. Highly available, but not sharded:
  it fits while memory and writes fit into one machine, and all commands work on
  all keys. Cluster needs no Sentinel: masters mark a silent one as PFAIL; once most
  agree it is FAIL, and the masters vote for one of its replicas. So at least three
  masters, each with a replica elsewhere. By default all stop if a slot has no
  owner (`cluster-require-full-coverage`).
- What an OK acknowledges: that the master has applied the write, no more. It is
  replicated after that, asynchronously, so a master that dies takes acknowledged
  writes along, and one cut off with a minority accepts writes for about
  `cluster-node-timeout`, all lost when it returns as a replica. WAIT tells how many
  replicas have the write in memory, `min-replicas-to-write` refuses writes without
  replicas at hand; both narrow the gap, neither makes it strong consistency, nor
  does either undo a write. Reads from replicas (READONLY) may be stale.

Hints
-----
1. Follow the single byte 0x01: where in the register does it stand first, and at
   which of the eight shifts does it fall out? Python's integers have more than 16
   bits: who drops the seventeenth?
2. What is left of a key after its first "{"? Look for the "}" only there. What is
   left if there was no "{" at all?
3. A reply of MGET has values and no keys. What do you still know about each group
   when its values arrive, and in which structure can you look a key up at the end?
4. You cannot compute a tag backwards easily, but 16384 slots are few. Which tags
   can you try that hold no brace and are not empty?
5. `rest = key.partition(b"{")[2]`, then `tag, brace, _ = rest.partition(b"}")`;
   hash the tag if there is one and the brace, too. `setdefault(slot, [])` groups,
   `zip(group, reply)` fills a dict of values, and tags are `str(n).encode()`.
"""

from collections.abc import Callable, Sequence
from itertools import count

Send = Callable[[int, list[bytes]], list[bytes | None]]

SLOTS = 16384
POLYNOMIAL = 0x1021


def _after_eight_shifts(register: int) -> int:
    for _ in range(8):
        fell_out = register & 0x8000
        register = register << 1 & 0xFFFF
        if fell_out:
            register ^= POLYNOMIAL
    return register


TABLE = [_after_eight_shifts(byte << 8) for byte in range(256)]


def crc16(data: bytes) -> int:
    register = 0
    for byte in data:
        register = (register << 8 & 0xFFFF) ^ TABLE[register >> 8 ^ byte]
    return register


def key_slot(key: bytes) -> int:
    _, _, rest = key.partition(b"{")
    tag, closing_brace, _ = rest.partition(b"}")
    return crc16(tag if tag and closing_brace else key) % SLOTS


def group_by_slot(keys: Sequence[bytes]) -> dict[int, list[bytes]]:
    groups: dict[int, list[bytes]] = {}
    for key in keys:
        groups.setdefault(key_slot(key), []).append(key)
    return groups


def mget(send: Send, keys: Sequence[bytes]) -> list[bytes | None]:
    values: dict[bytes, bytes | None] = {}
    for slot, group in group_by_slot(keys).items():
        values.update(zip(group, send(slot, [b"MGET", *group]), strict=True))
    return [values[key] for key in keys]


def tag_for_slot(slot: int) -> bytes:
    if not 0 <= slot < SLOTS:
        raise ValueError(f"there are slots 0 to {SLOTS - 1}, and no {slot}")
    tags = (str(number).encode() for number in count())
    return next(tag for tag in tags if crc16(tag) % SLOTS == slot)
