import pytest
import redis

from dojo.kit.redis_pauses import Pause, pauses
from katas.redis.data_type_modeling import (
    add_score,
    befriend,
    count_on,
    is_on,
    mutual_friends,
    push_view,
    rank,
    read_field,
    recent_views,
    switch,
    top,
    track_visit,
    visitors,
    write_session,
)

MINUTE = 60_000
WRITES = {
    "add_score": lambda client: add_score(client, "ann", "ann", 5),
    "track_visit": lambda client: track_visit(client, "ann", "ann"),
    "push_view": lambda client: push_view(client, "ann", "lamp"),
    "befriend": lambda client: befriend(client, "ann", "bob"),
    "write_session": lambda client: write_session(client, "ann", {"name": "Ann", "lang": "en"}),
    "switch": lambda client: switch(client, "ann", 7, True),
}
READS = {
    "top": lambda client: top(client, "ann", 10),
    "rank": lambda client: rank(client, "ann", "ann"),
    "visitors": lambda client: visitors(client, "ann", "bob"),
    "recent_views": lambda client: recent_views(client, "ann"),
    "mutual_friends": lambda client: mutual_friends(client, "ann", "bob"),
    "read_field": lambda client: read_field(client, "ann", "name"),
    "is_on": lambda client: is_on(client, "ann", 7),
    "count_on": lambda client: count_on(client, "ann"),
}
ANSWERS = {
    "top": [("ann", 5.0)],
    "rank": 1,
    "visitors": 1,
    "recent_views": ["lamp"],
    "mutual_friends": set(),
    "read_field": "Ann",
    "is_on": True,
    "count_on": 1,
}
TASKS = {
    "leaderboard": ["add_score", "top", "rank"],
    "visitors": ["track_visit", "visitors"],
    "views": ["push_view", "recent_views"],
    "friends": ["befriend", "mutual_friends"],
    "session": ["write_session", "read_field"],
    "features": ["switch", "is_on", "count_on"],
}
MANY = 150
LONG = "x" * 100


@pytest.fixture
def client(rds):
    return rds.connect(decode_responses=True)


def scores(client, board="chess", **points):
    for user, some in points.items():
        add_score(client, board, user, some)


def memory(rds):
    """Return how many bytes all keys take."""
    return sum(rds.client.memory_usage(key, samples=0) for key in rds.client.scan_iter())


# Leaderboard


def test_points_are_added_to_a_score(client):
    got = [add_score(client, "chess", "ann", points) for points in (30, 12.5, -2)]
    assert got == [30.0, 42.5, 40.5], (
        f"ann gets 30, 12.5 and -2 points: her scores are [30.0, 42.5, 40.5]; got {got}"
    )


def test_the_top_is_sorted_by_score_the_best_first(client):
    scores(client, ann=9, bob=100, cid=-1, dan=10, eve=0.5)
    got = top(client, "chess", 10)
    assert got == [("bob", 100.0), ("dan", 10.0), ("ann", 9.0), ("eve", 0.5), ("cid", -1.0)], (
        f"bob 100, dan 10, ann 9, eve 0.5, cid -1: top(10) must list them so; got {got}"
    )


@pytest.mark.parametrize("n", [1, 2])
def test_the_top_has_so_many_users_as_were_asked_for(client, n):
    scores(client, ann=1, bob=3, cid=2)
    got = top(client, "chess", n)
    assert got == [("bob", 3.0), ("cid", 2.0)][:n], (
        f"bob 3, cid 2, ann 1: top({n}) is the {n} best; got {got}"
    )


def test_users_with_equal_scores_are_all_in_the_top(client):
    scores(client, ann=5, bob=5, cid=5)
    got = top(client, "chess", 3)
    everybody = [("ann", 5.0), ("bob", 5.0), ("cid", 5.0)]
    assert sorted(got or []) == everybody, (
        f"ann, bob and cid have 5 points each: all are in top(3); got {got}"
    )


def test_a_rank_is_a_place_and_the_best_has_the_first(client):
    scores(client, ann=9, bob=100, cid=10)
    got = [rank(client, "chess", user) for user in ("bob", "cid", "ann")]
    assert got == [1, 2, 3], f"bob 100, cid 10, ann 9: their ranks are [1, 2, 3]; got {got}"


def test_who_has_no_score_has_no_rank(client):
    scores(client, ann=0)
    got = rank(client, "chess", "bob"), rank(client, "go", "ann"), rank(client, "chess", "ann")
    assert got == (None, None, 1), (
        "ann has a score in chess, 0, and nobody another: the ranks of bob in chess, ann in go and "
        f"ann in chess are None, None and 1; got {got}"
    )
    assert top(client, "go", 3) == [], "nobody has a score in go, so its top must be []"


# Visitors


def test_a_visitor_counts_once_a_day(client):
    for user in ("ann", "bob", "ann", "cid", "ann"):
        track_visit(client, "monday", user)
    got = visitors(client, "monday")
    assert got == 3, f"ann, bob, ann, cid, ann came: these are 3 visitors; got {got}"


def test_a_visitor_of_several_days_counts_once(client):
    for day, *users in [("monday", "ann", "bob"), ("tuesday", "bob", "cid"), ("friday", "ann")]:
        for user in users:
            track_visit(client, day, user)
    for days, expected in [
        (["monday", "tuesday"], 3),
        (["friday", "monday"], 2),
        (["monday", "sunday"], 2),
        (["sunday"], 0),
        (["tuesday"], 2),
        (["friday"], 1),
    ]:
        got = visitors(client, *days)
        assert got == expected, (
            "monday ann and bob, tuesday bob and cid, friday ann, sunday nobody: visitors of "
            f"{' and '.join(days)} were {expected}, each counted once; got {got}"
        )


def test_many_visitors_are_counted_closely_in_little_memory(rds, client):
    for number in range(1500):
        track_visit(client, "monday", f"user-{number}")
    got, size = visitors(client, "monday"), memory(rds)
    assert got in range(1455, 1546), f"1500 users came: 3 % off is close enough; got {got}"
    assert size <= 16_000, (
        f"a day takes at most 16 kB, however many come; with 1500 visitors it takes {size} bytes"
    )


# Recent views


def test_views_come_back_the_newest_first(client):
    for item in ("lamp", "desk", "lamp"):
        push_view(client, "ann", item)
    got = recent_views(client, "ann"), recent_views(client, "bob")
    assert got == (["lamp", "desk", "lamp"], []), (
        "ann viewed lamp, desk and lamp, bob nothing: their views are ['lamp', 'desk', 'lamp'] "
        f"and []; got {got}"
    )


def test_the_last_hundred_views_are_kept(client):
    for number in range(103):
        push_view(client, "ann", f"item {number}")
    got = recent_views(client, "ann")
    assert got == [f"item {number}" for number in range(102, 2, -1)], (
        "items 0 to 102 were viewed: the last 100 are 102, 101, ... 3; got "
        f"{len(got)}: {got[:2]} ... {got[-2:]}"
    )


def test_older_views_are_not_stored(rds, client):
    sizes = []
    for _ in range(6):
        for number in range(100):
            push_view(client, "ann", f"item {number}")
        sizes.append(memory(rds))
    assert sizes[-1] <= 3 * sizes[0], (
        f"of a user the last 100 views are stored: 100 take {sizes[0]} bytes; after 600 there are "
        f"{sizes[-1]} bytes, so what is older has stayed"
    )


# Friends


def test_mutual_friends_are_those_of_both(client):
    for one, other in [("ann", "cid"), ("ann", "dan"), ("eve", "dan"), ("eve", "bob")]:
        befriend(client, one, other)
    for one, other, expected in [
        ("ann", "eve", {"dan"}),
        ("cid", "dan", {"ann"}),
        ("cid", "bob", set()),
        ("ann", "zoe", set()),
    ]:
        got = mutual_friends(client, one, other)
        assert got == expected, (
            "ann is a friend of cid and dan, eve of dan and bob, and the other way round: friends "
            f"of both {one} and {other} are {expected}; got {got!r}"
        )


def test_a_friendship_is_never_seen_from_one_side_only(rds, client):
    for pause in pauses(rds, decode_responses=True):
        befriend(client, "cid", "ann")
        befriend(client, "cid", "bob")
        seen = []

        def look(seen=seen):
            seen.append(mutual_friends(client, "ann", "cid") == {"bob"})
            seen.append(mutual_friends(client, "bob", "cid") == {"ann"})

        words = {True: "already", False: "not yet"}
        pause.arm(look)
        befriend(pause.client, "ann", "bob")
        assert len(set(seen)) < 2, (
            f"befriend(ann, bob) was paused {pause}: bob was {words[seen[0]]} a friend of ann, and "
            f"ann {words[seen[1]]} one of bob; who looks just then, or a crash, finds half of it"
        )


# Session


def test_a_field_is_read_as_it_was_written(client):
    written = {"name": "Ann", "cart": "", "note": '{"a": "ü"}'}
    write_session(client, "s1", written)
    got = {field: read_field(client, "s1", field) for field in written}
    assert got == written, f"these fields were written: {written}; read_field gave {got}"


def test_a_field_that_was_not_written_is_none(client):
    write_session(client, "s1", {"name": "Ann"})
    got = read_field(client, "s1", "cart"), read_field(client, "s2", "name")
    assert got == (None, None), f"s1 has no cart, and there is no s2: None for both; got {got}"


def test_a_write_leaves_other_fields_as_they_are(client):
    write_session(client, "s1", {"name": "Ann", "lang": "en"})
    write_session(client, "s1", {"lang": "de", "cart": "lamp"})
    got = {field: read_field(client, "s1", field) for field in ("name", "lang", "cart")}
    assert got == {"name": "Ann", "lang": "de", "cart": "lamp"}, (
        f"name=Ann, lang=en were written, then lang=de, cart=lamp; now the session holds {got}"
    )


def test_a_session_expires_half_an_hour_after_its_last_write(rds, client):
    for story, fields in [
        ("a field was written", {"name": "Ann"}),
        ("a field was written, and 29 minutes later another", {"cart": "lamp"}),
    ]:
        write_session(client, "s1", fields)
        got = rds.ttls()
        assert all(29 * MINUTE < left <= 30 * MINUTE for left in got.values()), (
            f"{story}: all of the session lasts for 30 minutes from now on; its keys expire in "
            f"so many ms (-1: never): {got}"
        )
        for key in got:
            rds.client.pexpire(key, MINUTE)


def test_a_session_expires_though_its_writer_died(rds):
    for pause in pauses(rds, decode_responses=True):
        left = {}
        pause.arm(lambda left=left: left.update(rds.ttls()))
        write_session(pause.client, "s1", {"name": "Ann"})
        eternal = [key for key, time in left.items() if time == -1]
        assert not eternal, (
            f"write_session was paused {pause}; if the process dies there, these keys never "
            f"expire: {eternal}"
        )


# Features


def test_a_feature_is_on_for_those_it_was_switched_on_for(client):
    for user_id, on in [(0, True), (3, True), (1_000_000, True), (3, False), (9, False)]:
        switch(client, "dark", user_id, on)
    got = [is_on(client, "dark", user_id) for user_id in (0, 3, 9, 8, 1_000_000, 2_000_000)]
    assert got == [True, False, False, False, True, False], (
        "on for 0, 3 and 1000000, then off for 3 and 9: of 0, 3, 9, 8, 1000000 and 2000000 it is "
        f"on for the first and the fifth; is_on gave {got}"
    )
    assert all(type(one) is bool for one in got), f"is_on must give True or False; got {got}"


def test_those_for_whom_a_feature_is_on_are_counted(client):
    for user_id, on in [(0, True), (5, True), (5, True), (900, True), (0, False), (7, False)]:
        switch(client, "dark", user_id, on)
    got = count_on(client, "dark"), count_on(client, "beta")
    assert got == (2, 0), (
        "dark was switched on for 0, 5 (twice) and 900, then off for 0 and 7; beta never: 2 and 0 "
        f"users have them; got {got}"
    )


def test_a_feature_takes_little_memory(rds, client):
    for user_id in range(1000):
        switch(client, "dark", user_id, True)
    got = memory(rds)
    assert got <= 1000, (
        f"a feature that is on for the users 0 to 999 takes at most 1 kB; it takes {got} bytes"
    )


# All of them


def write_all(client):
    for write in WRITES.values():
        write(client)


def test_things_of_the_same_name_are_kept_apart(client):
    try:
        write_all(client)
        got = {name: read(client) for name, read in READS.items()}
    except redis.RedisError as error:
        pytest.fail(f"a board, a day, a user, a session, a feature are all called 'ann': {error}")
    assert got == ANSWERS, (
        "'ann' is a board, a day, a user, a session and a feature, and each was written to once: "
        f"one must read {ANSWERS}; got {got}"
    )


AT_ONCE = {
    "add_score": (
        [lambda client: add_score(client, "chess", "ann", 1)] * 3,
        lambda client: top(client, "chess", 1),
        [("ann", 3.0)],
    ),
    "track_visit": (
        [lambda client, user=user: track_visit(client, "monday", user) for user in "abc"],
        lambda client: visitors(client, "monday"),
        3,
    ),
    "push_view": (
        [lambda client, item=item: push_view(client, "ann", item) for item in "abc"],
        lambda client: sorted(recent_views(client, "ann")),
        ["a", "b", "c"],
    ),
    "befriend": (
        [lambda client, user=user: befriend(client, user, "ann") for user in "abc"],
        lambda client: [mutual_friends(client, one, other) for one, other in ("ab", "bc", "ca")],
        [{"ann"}] * 3,
    ),
    "write_session": (
        [lambda client, field=field: write_session(client, "s", {field: "1"}) for field in "abc"],
        lambda client: [read_field(client, "s", field) for field in "abc"],
        ["1", "1", "1"],
    ),
    "switch": (
        [lambda client, number=number: switch(client, "dark", number, True) for number in range(3)],
        lambda client: [is_on(client, "dark", number) for number in range(3)],
        [True, True, True],
    ),
}


@pytest.mark.parametrize("name", AT_ONCE)
def test_of_writes_at_once_none_is_lost(rds, client, name):
    jobs, read, expected = AT_ONCE[name]
    for outcome in rds.race(*jobs, decode_responses=True):
        if isinstance(outcome, BaseException):
            raise outcome
    got = read(client)
    assert got == expected, (
        f"three processes called {name} at once, all had read before the first of them wrote: "
        f"nothing may be lost, so that one reads {expected}; got {got}"
    )


def fill_board(client):
    for number in range(MANY):
        add_score(client, "chess", f"{number}{LONG}", number)


def fill_friends(client):
    for number in range(MANY):
        befriend(client, "ann", f"{number}{LONG}")
    befriend(client, f"0{LONG}", "bob")


def fill_session(client):
    write_session(client, "s1", {"name": "Ann", "cart": LONG * MANY})


FETCHES = {
    "top": (fill_board, lambda client: top(client, "chess", 1)),
    "rank": (fill_board, lambda client: rank(client, "chess", f"0{LONG}")),
    "mutual_friends": (fill_friends, lambda client: mutual_friends(client, "ann", "bob")),
    "read_field": (fill_session, lambda client: read_field(client, "s1", "name")),
}


@pytest.mark.parametrize("name", FETCHES)
def test_the_answer_comes_back_and_not_the_data(rds, client, name):
    def replied():
        return rds.client.info("stats")["total_net_output_bytes"]

    fill, read = FETCHES[name]
    fill(client)
    before_that, before = replied(), replied()
    read(client)
    got = replied() - before - (before - before_that)
    assert got < 5000, (
        f"about 15 kB are stored, and {name} asks for at most 100 bytes of them; but the server "
        f"had to send {got} bytes"
    )


def test_reading_leaves_no_key_behind(rds, client):
    write_all(client)
    before = set(rds.client.scan_iter())
    for name, read in READS.items():
        read(client)
        new = set(rds.client.scan_iter()) - before
        assert not new, f"{name} only reads, and left these keys behind: {new}"


@pytest.mark.parametrize("task", TASKS)
def test_a_call_is_one_step(rds, task):
    pause = Pause(rds, decode_responses=True)
    for name in TASKS[task]:
        call = (WRITES | READS)[name]
        call(pause.client)
        before = []
        pause.arm(lambda before=before: before.append(str(pause)), range(1, 100))
        call(pause.client)
        assert before, f"all state is on the server, but {name} sent nothing to it"
        assert len(before) == 1, (
            f"a call is one command, one script, or one transaction (MULTI to EXEC); {name} "
            f"takes {len(before)} steps, and others may come in {before[1]}"
        )
