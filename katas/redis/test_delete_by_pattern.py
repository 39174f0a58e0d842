from collections.abc import Iterator
from itertools import islice, product

import pytest
import redis

from katas.redis.delete_by_pattern import delete_prefix, glob_escape, iter_prefix

SPECIAL = [bytes([byte]) for byte in rb"*?[]\^-"]
SHORT = [b"".join(some) for size in range(4) for some in product([*SPECIAL, b"b"], repeat=size)]
"""All texts of up to three bytes, each special or a b, shortest first."""
PREFIXES = [b"user[1]:", b"us?r*", rb"c:\user" + b"\\", b"\xff\x00\n[^a-z]"]
NEIGHBOURS = [b"user1:1", b"user:1", b"usher:1", b"c:user1", b"\xff\x00\n1", b"\xff\x00\n^1"]


def keys(prefix, count):
    return [b"%s%d" % (prefix, number) for number in range(count)]


def fill(rds, *names):
    rds.client.mset(dict.fromkeys(names, b"value"))


def few(names):
    """Show some names, and how many there are."""
    shown = sorted(names)[:4]
    return f"{len(names)}, such as {shown}" if len(names) > len(shown) else f"{shown}"


def written(name, prefix, batch):
    """Return a call as one would write it."""
    words = ["client", repr(prefix), *(f"batch={number}" for number in batch.values())]
    return f"{name}({', '.join(words)})"


def found(client, prefix, **batch):
    """Return the list of all that iter_prefix yields."""
    call = written("iter_prefix", prefix, batch)
    got = iter_prefix(client, prefix, **batch)
    assert isinstance(got, Iterator), f"{call} must return an iterator; got a {type(got).__name__}"
    try:
        return list(got)
    except redis.ResponseError as error:
        pytest.fail(f"{call} sent what the server refuses: {error}")


def removed(client, prefix, **batch):
    """Return what delete_prefix returns."""
    call = written("delete_prefix", prefix, batch)
    try:
        got = delete_prefix(client, prefix, **batch)
    except redis.ResponseError as error:
        pytest.fail(f"{call} sent what the server refuses: {error}")
    assert type(got) is int, f"{call} must return a number of keys; got {got!r}"
    return got


both = pytest.mark.parametrize("use", [found, removed], ids=["iter_prefix", "delete_prefix"])


def name(use):
    return "iter_prefix" if use is found else "delete_prefix"


def on_scan(client, change):
    """Let each reply to SCAN pass through `change`, which takes and returns a page."""
    parse = client.response_callbacks["SCAN"]

    def changed(reply, **options):
        cursor, page = parse(reply, **options)
        return cursor, change(page)

    client.set_response_callback("SCAN", changed)


def stutter(client):
    """Let each page repeat those before it: SCAN may, when the server's table shrinks."""
    said = []

    def repeated(page):
        said.extend(page)
        assert len(said) < 1000, (
            "of 100 keys SCAN found 1000: its cursor 0, the end, was overlooked"
        )
        return list(said)

    on_scan(client, repeated)


def assert_pattern_finds_only(rds, literal):
    pattern = glob_escape(literal)
    assert isinstance(pattern, bytes), f"glob_escape({literal!r}) must be bytes; got {pattern!r}"
    got = set(rds.client.scan_iter(match=pattern, count=1000))
    assert got == {literal}, (
        f"glob_escape({literal!r}) gave {pattern!r}: as a pattern it must match {literal!r} and "
        f"nothing else; the server finds {few(got)}"
    )


def test_a_text_matches_itself(rds):
    fill(rds, b"user:1", b"user:12", b"user", b"\xff\x00\n", b"\xff\x00")
    assert_pattern_finds_only(rds, b"user:1")
    assert_pattern_finds_only(rds, b"\xff\x00\n")


def test_special_bytes_stand_for_themselves(rds):
    fill(rds, *SHORT)
    for literal in SHORT:
        assert_pattern_finds_only(rds, literal)


def test_keys_that_begin_with_the_prefix_are_found(rds):
    expected = [b"cart:", *keys(b"cart:", 9)]
    fill(rds, *expected, b"cart", b"card:1", b"my:cart:1", b"CART:1")
    got = found(rds.client, b"cart:")
    assert sorted(got) == expected, (
        f"{few(expected)} begin with b'cart:', the last four of the server's keys do not; found "
        f"were {few(got)}"
    )


def test_nothing_is_found_where_nothing_matches(rds):
    fill(rds, b"card:1")
    got = found(rds.client, b"cart:")
    assert got == [], f"no key begins with b'cart:'; found were {got}"


def test_every_key_begins_with_the_empty_prefix(rds):
    fill(rds, *SHORT)
    got = found(rds.client, b"")
    assert sorted(got) == sorted(SHORT), (
        f"all {len(SHORT)} keys begin with b''; found were {few(got)}"
    )


@both
def test_keys_is_never_used(rds, use):
    fill(rds, *keys(b"cart:", 9))
    use(rds.client, b"cart:")
    calls = rds.calls()
    assert not calls["keys"], (
        f"{name(use)} must do without KEYS, in scripts too; the server counted {dict(calls)}"
    )
    use(rds.restricted(), b"cart:")  # who may not call it at all


@pytest.mark.parametrize("prefix", PREFIXES, ids=repr)
def test_the_prefix_is_no_pattern(rds, prefix):
    expected = keys(prefix, 3)
    fill(rds, *expected, *NEIGHBOURS)
    got = found(rds.client, prefix)
    assert sorted(got) == expected, (
        f"the prefix {prefix!r} is meant byte by byte: {expected} begin with it; found were "
        f"{few(got)}"
    )


def test_an_empty_page_is_not_the_end(rds):
    expected = keys(b"cart:", 9)
    fill(rds, *keys(b"other:", 1000), *expected)
    got = found(rds.client, b"cart:", batch=5)
    assert sorted(got) == expected, (
        f"9 keys among 1000 others begin with b'cart:', so most pages of 5 are empty; found were "
        f"only {few(got)}"
    )


def test_a_key_is_found_once_though_it_comes_on_several_pages(rds):
    fill(rds, *keys(b"cart:", 100))
    stutter(rds.client)
    got = found(rds.client, b"cart:", batch=10)
    assert len(got) == len(set(got)) == 100, (
        f"100 keys, and each page of SCAN repeats those before it, as it may: each key must be "
        f"yielded once; {len(set(got))} keys were, {len(got)} times in all"
    )


def test_keys_that_stay_are_found_though_others_come_and_go(rds):
    stay, others = keys(b"cart:", 100), keys(b"other:", 2000)
    fill(rds, *stay, *others)
    got = []
    for key in iter_prefix(rds.client, b"cart:", batch=10):
        got.append(key)
        if len(got) == 5:
            fill(rds, *keys(b"more:", 5000))
        if len(got) == 50:
            rds.client.unlink(*others, *keys(b"more:", 5000))
    missing = set(stay) - set(got)
    assert not missing, (
        "100 keys were there all the time, while 5000 others came and 7000 went; not found were "
        f"{few(missing)}"
    )
    assert len(got) == 100, f"100 keys stayed, each must be yielded once; {len(got)} were yielded"


def test_a_page_is_asked_for_when_a_key_of_it_is_needed(rds):
    fill(rds, *keys(b"cart:", 300))
    got = iter_prefix(rds.client, b"cart:", batch=10)
    calls = rds.calls()["scan"]
    assert calls == 0, f"no key was taken yet, so no page was needed; SCAN was called {calls} times"
    taken = list(islice(got, 10))
    calls = rds.calls()["scan"]
    assert (len(taken), calls) == (10, 1), (
        f"10 of 300 keys were to be taken, batch=10, and one page holds them; {len(taken)} came, "
        f"and SCAN was called {calls} times"
    )


def test_all_matching_keys_are_deleted_and_no_others(rds):
    others = {b"cart", b"card:1", b"my:cart:1", *keys(b"other:", 100)}
    fill(rds, b"cart:", *keys(b"cart:", 9), *others)
    got = removed(rds.client, b"cart:")
    left = set(rds.client.scan_iter())
    assert left == others, (
        f"the 10 keys that begin with b'cart:' must go and no others: left of them are "
        f"{few(left - others)}, and also gone are {few(others - left)}"
    )
    assert got == 10, f"10 keys were deleted; delete_prefix returned {got}"


def test_to_delete_nothing_is_no_error(rds):
    fill(rds, b"card:1")
    got = removed(rds.client, b"cart:")
    assert got == 0, f"no key begins with b'cart:'; delete_prefix must return 0, not {got}"


def test_keys_that_only_match_the_prefix_as_a_pattern_are_not_deleted(rds):
    prefix = b"user[1]:"
    fill(rds, *keys(prefix, 3), *NEIGHBOURS)
    got = removed(rds.client, prefix)
    left = set(rds.client.scan_iter())
    assert (got, left) == (3, set(NEIGHBOURS)), (
        f"the prefix {prefix!r} is meant byte by byte: {keys(prefix, 3)} must go; returned was "
        f"{got}, also gone are {few(set(NEIGHBOURS) - left)}, "
        f"and left are {few(left - set(NEIGHBOURS))}"
    )


def test_few_keys_among_many_are_all_deleted(rds):
    fill(rds, *keys(b"other:", 1000), *keys(b"cart:", 9))
    got = removed(rds.client, b"cart:", batch=5)
    left = rds.client.dbsize() - 1000
    assert (got, left) == (9, 0), (
        f"9 keys among 1000 others begin with b'cart:', so most pages of 5 are empty: all 9 must "
        f"go; {got} is what was returned, and {left} are left"
    )


@pytest.mark.parametrize("batch", [1, 2, 500])
def test_any_batch_will_do(rds, batch):
    fill(rds, *keys(b"other:", 30), *keys(b"cart:", 30))
    names = found(rds.client, b"cart:", batch=batch)
    got = removed(rds.client, b"cart:", batch=batch)
    assert (sorted(names), got) == (sorted(keys(b"cart:", 30)), 30), (
        f"batch={batch}: 30 keys must be found, then deleted; found were {few(names)}, and "
        f"delete_prefix returned {got}"
    )


def test_a_key_counts_once_though_it_comes_on_several_pages(rds):
    fill(rds, *keys(b"cart:", 100))
    stutter(rds.client)
    got = removed(rds.client, b"cart:", batch=10)
    assert got == 100, (
        "100 keys, and each page of SCAN repeats those before it, as it may: 100 were removed; "
        f"delete_prefix returned {got}"
    )


def test_what_somebody_else_deletes_does_not_count(rds):
    fill(rds, *keys(b"cart:", 100))
    got = rds.race(*[lambda client: removed(client, b"cart:", batch=10)] * 2)
    for outcome in got:
        if isinstance(outcome, BaseException):
            raise outcome
    assert sum(got) == 100, (
        "two processes found the same keys at the same time, then both went on to delete them: "
        f"each of the 100 keys was removed by one of them; they returned {got}"
    )


def test_keys_go_by_unlink(rds):
    expected = keys(b"cart:", 100)
    fill(rds, *expected)
    with rds.commands() as sent:
        removed(rds.client, b"cart:")
    unlinked = {key for command, *words in sent if command == b"UNLINK" for key in words}
    missing = set(expected) - unlinked
    assert not missing, (
        f"every key must go by UNLINK: DEL and others free the memory at once, and everybody waits "
        f"meanwhile. No UNLINK had {few(missing)}; sent were {few({words[0] for words in sent})}"
    )


def test_no_command_unlinks_more_keys_than_a_batch(rds):
    fill(rds, *keys(b"cart:", 500))
    with rds.commands() as sent:
        removed(rds.client, b"cart:", batch=10)
    most = max(len(words) - 1 for words in sent if words[0] == b"UNLINK")
    assert most <= 10, (
        f"batch=10: no UNLINK may have more than 10 keys, and pages are longer at times; one had "
        f"{most}"
    )


@both
@pytest.mark.parametrize(("batch", "most"), [({"batch": 20}, 20), ({}, 500)], ids=["20", "500"])
def test_no_command_looks_at_more_keys_than_a_batch(rds, use, batch, most):
    fill(rds, *keys(b"cart:", 100))
    with rds.commands() as sent:
        use(rds.client, b"cart:", **batch)
    scans = [[word.upper() for word in words] for words in sent if words[0] == b"SCAN"]
    counts = [int(words[words.index(b"COUNT") + 1]) for words in scans if b"COUNT" in words]
    assert max(counts, default=10) <= most, (
        f"{written(name(use), b'cart:', batch)} may send no SCAN with a COUNT above {most}, for "
        f"who asks for everything at once might take KEYS; it sent COUNT {max(counts)}"
    )


@both
@pytest.mark.parametrize(("matching", "others"), [(1000, 0), (50, 2000)])
def test_few_commands_are_sent(rds, use, matching, others):
    fill(rds, *keys(b"cart:", matching), *keys(b"other:", others))
    before = rds.calls()
    use(rds.client, b"cart:", batch=100)
    calls = rds.calls() - before
    most = 4 * (matching + others) // 100 + 10
    assert calls.total() <= most, (
        f"{matching + others} keys, of which {matching} match, and batch=100: {name(use)} may send "
        f"4 commands for each 100 keys and 10 more, {most}; the server counted {dict(calls)}"
    )


def test_keys_are_deleted_as_they_are_found(rds):
    fill(rds, *keys(b"cart:", 1000))
    with rds.commands() as sent:
        removed(rds.client, b"cart:", batch=100)
    row = 0
    for words in sent:
        row = row + 1 if words[0] == b"SCAN" else 0 if words[0] == b"UNLINK" else row
        assert row <= 3, (
            "1000 keys match, batch=100: no more than three pages may wait for their UNLINK, or "
            "all names pile up in memory, and who is stopped halfway has deleted nothing; four "
            "SCANs were sent in a row"
        )


@both
def test_names_of_other_keys_are_not_sent_over(rds, use):
    fill(rds, *keys(b"cart:", 9), *keys(b"other:", 100))
    seen = []
    on_scan(rds.client, lambda page: seen.extend(page) or page)
    use(rds.client, b"cart:")
    strange = [key for key in seen if not key.startswith(b"cart:")]
    assert not strange, (
        f"{name(use)} must let the server filter, by MATCH: the replies to SCAN contained "
        f"{few(strange)}, and the prefix is b'cart:'"
    )


@both
def test_no_script_goes_through_the_whole_server(rds, use):
    fill(rds, *keys(b"cart:", 1000))
    before = rds.calls()
    use(rds.client, b"cart:", batch=100)
    calls = rds.calls() - before
    scripts = calls["eval"] + calls["evalsha"] + calls["fcall"]
    assert not scripts or calls["scan"] <= 3 * scripts, (
        f"{name(use)}, 1000 keys, batch=100: a script is one command, and others wait for all of "
        f"it; scripts: {scripts}, SCANs in them: {calls['scan']}"
    )


@both
def test_a_batch_below_one_is_refused(rds, use):
    fill(rds, b"cart:1")
    for batch in 0, -1:
        assert_refused(rds, use, b"cart:", batch=batch)


def test_an_empty_prefix_deletes_nothing(rds):
    fill(rds, b"cart:1")
    assert_refused(rds, removed, b"")


def assert_refused(rds, use, prefix, **batch):
    before = rds.calls()
    call = written(name(use), prefix, batch)
    try:
        got = use(rds.client, prefix, **batch)
    except ValueError:
        got = ValueError
    assert got is ValueError, f"{call} must raise ValueError; got {got!r}"
    sent = rds.calls() - before
    assert not sent, f"{call} must raise ValueError before anything is sent; sent was {dict(sent)}"
