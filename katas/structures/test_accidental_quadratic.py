import copy
from collections import deque
from itertools import permutations, product

from katas.structures.accidental_quadratic import (
    biggest_jump,
    drain,
    flatten,
    join_rows,
    positions,
    rotate_log,
    split_packets,
    top_scores,
    unique,
)


def lists_of(*values, longest):
    """Return all lists of these values, shortest first."""
    lengths = range(longest + 1)
    return [list(each) for length in lengths for each in product(values, repeat=length)]


def outcome(function, *arguments):
    """Return what the call gave, as it prints, or the name of the error it raised."""
    try:
        return repr(function(*arguments))
    except NotImplementedError:
        raise
    except ValueError:
        return "ValueError"
    except Exception as error:
        return type(error).__name__


def show(arguments):
    return ", ".join(map(repr, arguments))


def agree(function, today, inputs):
    """Fail unless results and errors, and what is left of the arguments, are as they are today."""
    __tracebackhide__ = True
    for arguments in inputs:
        call = f"{function.__name__}({show(arguments)})"
        mine, theirs = copy.deepcopy(arguments), copy.deepcopy(arguments)
        got, want = outcome(function, *mine), outcome(today, *theirs)
        assert got == want, f"{call} gave {got}, today it gives {want}"
        left, due = show(mine), show(theirs)
        assert left == due, f"{call} leaves its arguments as {left}, today it leaves {due}"


def judge_cost(cost, function, prepare):
    __tracebackhide__ = True
    counted = cost.twin(function)
    cost.at_most(
        "O(n log n)",
        lambda arguments: counted(*arguments),
        prepare=prepare,
        promise=f"{function.__name__} takes O(n log n) steps at most",
    )


def unique_today(items):
    kept = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept


def test_unique_keeps_the_order():
    got = outcome(unique, [2, 1, 2])
    assert got == "[2, 1]", f"unique([2, 1, 2]) gave {got}: 2 came before 1 and stays there"


def test_unique_keeps_the_first_of_equal_items():
    got = outcome(unique, [1, 1.0, True])
    assert got == "[1]", f"1, 1.0 and True are equal and 1 is the first, unique kept {got}"


def test_unique_does_what_it_does_today():
    agree(unique, unique_today, [[items] for items in lists_of(1, 2, 1.0, longest=5)])


def test_unique_takes_near_linear_work(cost):
    judge_cost(cost, unique, lambda n: [list(range(n))])


def positions_today(words, vocabulary):
    return [vocabulary.index(word) for word in words]


def test_the_position_of_a_repeated_word_is_the_first():
    got = outcome(positions, ["a"], ["b", "a", "a"])
    assert got == "[1]", f"'a' stands at 1 and 2 in ['b', 'a', 'a'], the first counts, not {got}"


def test_the_position_of_a_missing_word_is_a_value_error():
    got = outcome(positions, ["b"], ["a"])
    assert got == "ValueError", f"['a'] has no 'b', so index raises ValueError; we saw {got}"


def test_positions_does_what_it_does_today():
    words, vocabularies = lists_of("a", "b", "c", longest=2), lists_of("a", "b", "c", longest=3)
    agree(positions, positions_today, product(words, vocabularies))


def test_positions_takes_near_linear_work(cost):
    def prepare(n):
        words = [f"word{number}" for number in range(n)]
        return words[::-1], words

    judge_cost(cost, positions, prepare)


def flatten_today(pages):
    return sum(pages, [])  # noqa: RUF017


def test_flatten_gives_a_new_list():
    page = ["a"]
    assert flatten([page]) is not page, (
        "flatten([page]) returned the page itself: who appends to the result changes the page"
    )


def test_flatten_does_what_it_does_today():
    agree(flatten, flatten_today, [[pages] for pages in lists_of([], [1], [2, 3], longest=4)])


def test_flatten_takes_near_linear_work(cost):
    judge_cost(cost, flatten, lambda n: [[[page, page] for page in range(n)]])


def join_rows_today(rows):
    text = b""
    for row in rows:
        text += row + b"\n"
    return text


def test_the_last_row_ends_like_the_others():
    got = outcome(join_rows, [b"a", b"b"])
    assert got == r"b'a\nb\n'", rf"rows a and b gave {got}: after the last, too, there is a \n"


def test_no_rows_make_no_text():
    got = outcome(join_rows, [])
    assert got == "b''", rf"without a row there is no \n either: b'' was due, not {got}"


def test_join_rows_does_what_it_does_today():
    agree(join_rows, join_rows_today, [[rows] for rows in lists_of(b"", b"a", b"\n", longest=4)])


def test_join_rows_takes_near_linear_work(cost):
    judge_cost(cost, join_rows, lambda n: [[b"row"] * n])


def split_packets_today(data):
    packets = []
    while data:
        end = 1 + data[0]
        packets.append(data[1:end])
        data = data[end:]
    return packets


def test_a_packet_that_is_cut_short_is_a_packet():
    got = outcome(split_packets, b"\1a\3bc")
    assert got == "[b'a', b'bc']", (
        rf"the last packet of b'\x01a\x03bc' announces 3 bytes and has 2, they count; we got {got}"
    )


def test_split_packets_does_what_it_does_today():
    inputs = [[bytes(data)] for data in lists_of(0, 1, 2, longest=5)]
    agree(split_packets, split_packets_today, inputs)


def test_split_packets_takes_near_linear_work(cost):
    judge_cost(cost, split_packets, lambda n: [b"\1a" * n])


def rotate_log_today(lines, keep):
    removed = []
    while len(lines) > keep:
        removed.append(lines.pop(0))
    return removed


def test_rotate_log_changes_the_list_it_was_given():
    lines = ["a", "b", "c"]
    got = outcome(rotate_log, lines, 2), lines
    assert got == ("['a']", ["b", "c"]), (
        f"lines was ['a', 'b', 'c'], rotate_log(lines, 2) takes 'a' out of it; "
        f"we got {got[0]}, and lines is {lines}"
    )


def test_rotate_log_may_keep_nothing():
    lines = ["a", "b"]
    got = outcome(rotate_log, lines, 0), lines
    assert got == ("['a', 'b']", []), (
        f"rotate_log(['a', 'b'], 0) removes both and leaves [], we saw {got}; mind that -0 is 0"
    )


def test_rotate_log_may_have_nothing_to_remove():
    lines = ["a", "b"]
    got = outcome(rotate_log, lines, 3), lines
    assert got == ("[]", ["a", "b"]), (
        f"rotate_log(['a', 'b'], 3) removes nothing, we saw {got}; mind that 2 - 3 is negative"
    )


def test_rotate_log_does_what_it_does_today():
    logs = [list("abcde"[:length]) for length in range(6)]
    agree(rotate_log, rotate_log_today, product(logs, range(7)))


def test_rotate_log_takes_near_linear_work(cost):
    judge_cost(cost, rotate_log, lambda n: (["line"] * n, n // 2))


def biggest_jump_today(readings):
    places = range(1, len(readings))
    return max(abs(readings[i] - readings[i - 1]) for i in places)


def test_a_single_reading_has_no_biggest_jump():
    got = outcome(biggest_jump, deque([1]))
    assert got == "ValueError", f"one reading has no neighbour: ValueError was due, not {got}"


def test_biggest_jump_does_what_it_does_today():
    inputs = [[deque(readings)] for readings in lists_of(0, 1, -3, longest=4)]
    agree(biggest_jump, biggest_jump_today, inputs)


def test_biggest_jump_takes_near_linear_work(cost):
    judge_cost(cost, biggest_jump, lambda n: [deque(range(n))])


def top_scores_today(scores, k):
    rest = list(scores)
    top = []
    for _ in range(k):
        top.append(max(rest))
        rest.remove(top[-1])
    return top


def test_more_scores_than_there_are_is_a_value_error():
    got = outcome(top_scores, [2, 1], 3)
    assert got == "ValueError", (
        f"[2, 1] has no third score: max([]) raises ValueError, but top_scores gave {got}"
    )


def test_top_scores_does_what_it_does_today():
    inputs = product(lists_of(1, 2, 3, longest=4), range(6))
    agree(top_scores, top_scores_today, inputs)


def test_top_scores_takes_near_linear_work(cost):
    def prepare(n):
        return [number * 7919 % n for number in range(n)], n // 2

    judge_cost(cost, top_scores, prepare)


def drain_today(tasks):
    drained = []
    while tasks:
        name = next(iter(tasks))
        drained.append((name, tasks.pop(name)))
    return drained


def test_drain_empties_the_dict_it_was_given():
    tasks = {"a": 1, "b": 2}
    got = outcome(drain, tasks), tasks
    assert got == ("[('a', 1), ('b', 2)]", {}), (
        f"tasks was {{'a': 1, 'b': 2}}, drain(tasks) takes both out of it, in this order; "
        f"we got {got[0]}, and tasks is {tasks}"
    )


def test_drain_does_what_it_does_today():
    orders = [order for length in range(4) for order in permutations("abc", length)]
    agree(drain, drain_today, [[dict(zip(order, "123", strict=False))] for order in orders])


def test_drain_takes_near_linear_work(cost):
    judge_cost(cost, drain, lambda n: [{f"task{number}": number for number in range(n)}])


class WornDict(dict):
    """Counts what a dict walks over unseen: the dead entries before the first that lives."""

    def __init__(self, pairs):
        super().__init__(pairs)
        self.entries = list(pairs)
        self.dead = 0
        self.walked = 0

    def walk(self):
        while self.dead < len(self.entries) and self.entries[self.dead] not in self:
            self.dead += 1
        self.walked += self.dead

    def __iter__(self):
        self.walk()
        return super().__iter__()

    def keys(self):
        self.walk()
        return super().keys()

    def values(self):
        self.walk()
        return super().values()

    def items(self):
        self.walk()
        return super().items()


def test_drain_does_not_walk_over_dead_entries():
    tasks = WornDict(dict.fromkeys(range(128), "task"))
    drain(tasks)
    assert tasks.walked <= 128 * 7, (
        f"to drain 128 tasks, iterations walked over {tasks.walked} dead entries; {128 * 7} steps "
        "are O(n log n). A key deleted leaves its entry, and every `iter` begins at the first"
    )
