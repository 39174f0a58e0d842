from contextlib import suppress

import pytest

from katas.oop.transaction_scope import Store


def store_of(**values):
    """Return a store that holds these values."""
    store = Store()
    for key, value in values.items():
        store[key] = value
    return store


def run(store, change, error):
    """Make the change in a block, raise the error if there is one; return what left the block."""
    try:
        with store.transaction():
            change(store)
            if error:
                raise error
    except NotImplementedError:
        raise
    except BaseException as left:
        return left
    return None


def held(store):
    """Return a generator that waits inside a block."""
    with store.transaction() as transaction:
        yield transaction


def run_to_end(generator, error):
    """Let the error, if there is one, strike where the generator waits; let it finish."""
    with suppress(StopIteration, ValueError):
        if error:
            generator.throw(error)
        next(generator)


def is_refused(action):
    """Tell whether the action raises the `RuntimeError` of the brief."""
    try:
        action()
    except NotImplementedError:
        raise
    except RuntimeError:
        return True
    return False


def put_twice(store):
    store["a"] = b"new"
    store["a"] = b"newer"


def put_and_delete(store):
    store["b"] = b"new"
    del store["b"]


def delete_and_put(store):
    del store["a"]
    store["a"] = b"new"


CHANGES = [
    pytest.param(lambda store: store.update(a=b"new"), id="replaced"),
    pytest.param(lambda store: store.update(b=b"new"), id="added"),
    pytest.param(lambda store: store.pop("a"), id="deleted"),
    pytest.param(lambda store: store.update(a=b"new", b=b"new"), id="replaced-and-added"),
    pytest.param(put_twice, id="replaced-twice"),
    pytest.param(put_and_delete, id="added-and-deleted"),
    pytest.param(delete_and_put, id="deleted-and-added"),
]


def test_a_store_holds_what_was_put_and_not_deleted():
    store = store_of(a=b"1", b=b"2", c=b"3")
    store["b"] = b"new"
    del store["c"]
    got = store["a"], store["b"], sorted(store), len(store)
    assert got == (b"1", b"new", ["a", "b"], 2), (
        f"a, b, c were put, b again as b'new', c deleted; values of a and b, keys and len: {got}"
    )


@pytest.mark.parametrize("use", ["__getitem__", "__delitem__"])
def test_a_key_that_is_not_there_raises_key_error(use):
    store = store_of(a=b"1")
    try:
        getattr(store, use)("x")
    except KeyError:
        return
    pytest.fail(f"{use}('x') on a store that holds only 'a' must raise KeyError")


def test_two_stores_share_nothing():
    store, other = store_of(a=b"old"), Store()
    run(other, lambda other: store.update(a=b"new"), ValueError())
    got = dict(store), dict(other)
    assert got == ({"a": b"new"}, {}), (
        "a was set to b'new' while a block of another store was open, and that block failed; "
        f"this store and the other one then held {got}"
    )


@pytest.mark.parametrize("change", CHANGES)
def test_a_block_left_by_its_end_keeps_its_changes(change):
    store, plain = store_of(a=b"old"), {"a": b"old"}
    run(store, change, None)
    change(plain)
    assert dict(store) == plain, f"the block came to its end, so {plain} was due, not {dict(store)}"


@pytest.mark.parametrize("way", ["return", "break", "continue"])
def test_a_block_left_early_without_an_exception_keeps_its_changes(way):
    store = store_of(a=b"old")

    def leave():
        for value in [b"new", b"newer"]:
            with store.transaction():
                store["a"] = value
                if way == "return":
                    return
                if way == "break":
                    break
                continue

    leave()
    due = b"newer" if way == "continue" else b"new"
    assert store["a"] == due, f"`{way}` is no failure: a = {due} was to stay, it is {store['a']}"


@pytest.mark.parametrize("change", CHANGES)
def test_an_exception_undoes_what_the_block_changed(change):
    store = store_of(a=b"old", z=b"other")
    run(store, change, ValueError())
    assert dict(store) == {"a": b"old", "z": b"other"}, (
        f"an exception left the block: a=b'old' and z=b'other' were due, not {dict(store)}"
    )


def test_an_empty_value_comes_back_too():
    store = store_of(a=b"")
    run(store, lambda store: store.pop("a"), ValueError())
    assert dict(store) == {"a": b""}, f"a was b'', an empty value but a value, not {dict(store)}"


def test_an_empty_value_that_was_replaced_comes_back():
    store = store_of(a=b"")
    run(store, lambda store: store.update(a=b"new"), ValueError())
    assert dict(store) == {"a": b""}, (
        f"a was b'', the block set it to b'new' and failed: a=b'' was due, not {dict(store)}"
    )


@pytest.mark.parametrize("kind", [ValueError, KeyboardInterrupt, SystemExit, GeneratorExit])
def test_an_exception_of_any_kind_undoes_and_goes_on_its_way(kind):
    store, error = store_of(a=b"old"), kind()
    left = run(store, lambda store: store.update(a=b"new"), error)
    assert store["a"] == b"old", f"{kind.__name__} left the block, and a stayed {store['a']}"
    assert left is error, f"the {kind.__name__} was to go on its way; what came out was {left!r}"


def test_closing_a_generator_undoes_the_block_it_waits_in():
    store = store_of(a=b"old")
    generator = held(store)
    next(generator)
    store["a"] = b"new"
    generator.close()
    assert store["a"] == b"old", (
        f"a generator was closed inside its block, so a = b'old' was due, not {store['a']}"
    )


def test_changes_made_before_the_block_stay():
    store = store_of(a=b"old")
    block = store.transaction()
    store["a"] = b"before"
    with suppress(ValueError), block:
        raise ValueError
    assert store["a"] == b"before", (
        "transaction() was called, then a was set to b'before', then the block was entered and "
        f"failed: a = {store['a']}, though the block itself had changed nothing"
    )


def test_an_inner_failure_leaves_the_changes_of_the_outer_block():
    def change(store):
        store["a"] = b"outer"
        run(store, lambda store: store.update(a=b"inner"), ValueError())

    store = store_of(a=b"old")
    left = run(store, change, None)
    assert store["a"] == b"outer", (
        f"the outer block set a to b'outer' and only the inner one failed: a = {store['a']}"
    )
    assert left is None, f"only the inner block failed, yet leaving the outer one raised {left!r}"


def test_an_outer_failure_undoes_what_an_inner_block_changed():
    def change(store):
        run(store, lambda store: store.update(a=b"inner", b=b"inner"), None)

    store = store_of(a=b"old")
    run(store, change, ValueError())
    assert dict(store) == {"a": b"old"}, (
        "a was b'old', and an inner block, left by its end, set a and b to b'inner'; "
        f"then the outer block failed and left {dict(store)}"
    )


def test_an_outer_failure_undoes_the_changes_of_both_blocks():
    def change(store):
        store["a"] = b"outer"
        run(store, lambda store: store.update(a=b"inner"), None)

    store = store_of(a=b"old")
    run(store, change, ValueError())
    assert store["a"] == b"old", (
        "a was b'old', b'outer' in the outer block, b'inner' in one that was left by its end; "
        f"then the outer block failed: a = {store['a']}"
    )


def test_rollback_undoes_what_the_block_changed_so_far():
    store = store_of(a=b"old")
    with store.transaction() as transaction:
        store["a"] = b"new"
        transaction.rollback()
        inside = store["a"]
        store["b"] = b"later"
    assert inside == b"old", f"rollback() was called, and a was still {inside} right after it"
    assert dict(store) == {"a": b"old", "b": b"later"}, (
        f"b=b'later' came after the rollback() and was to stay; the store holds {dict(store)}"
    )


def test_changes_after_a_rollback_are_undone_by_an_exception():
    store = store_of(a=b"old")
    with suppress(ValueError), store.transaction() as transaction:
        transaction.rollback()
        store["a"] = b"later"
        raise ValueError
    assert store["a"] == b"old", (
        f"a was set to b'later' after a rollback(), then the block failed: a = {store['a']}; "
        "rollback() does not end the block"
    )


def test_an_inner_rollback_leaves_the_changes_of_the_outer_block():
    store = store_of(a=b"old")
    with store.transaction():
        store["a"] = b"outer"
        with store.transaction() as inner:
            store["a"] = b"inner"
            inner.rollback()
    assert store["a"] == b"outer", (
        f"the outer block set a to b'outer' and only the inner one rolled back: a = {store['a']}"
    )


@pytest.mark.parametrize("error", [None, ValueError()], ids=["left-by-its-end", "failed"])
def test_rollback_of_a_block_that_is_over_is_refused(error):
    store = store_of(a=b"old")
    block = held(store)
    transaction = next(block)
    run_to_end(block, error)
    store["a"] = b"new"
    refused = is_refused(transaction.rollback)
    assert refused, "rollback() of a transaction whose block was over must raise RuntimeError"
    assert store["a"] == b"new", f"rollback() was refused, yet a went from b'new' to {store['a']}"


def test_rollback_around_an_open_inner_block_is_refused():
    store = store_of(a=b"old")
    with store.transaction() as outer:
        store["a"] = b"outer"
        with store.transaction():
            store["a"] = b"inner"
            refused = is_refused(outer.rollback)
            then = store["a"]
    assert refused, "outer.rollback() inside the inner block must raise RuntimeError"
    assert then == b"inner", f"outer.rollback() was refused, yet a went from b'inner' to {then}"


@pytest.mark.parametrize("error", [None, ValueError()], ids=["by-its-end", "by-an-exception"])
def test_leaving_a_block_around_an_open_one_is_refused(error):
    store = store_of(a=b"old")
    outer, inner = held(store), held(store)
    next(outer)
    store["a"] = b"outer"
    next(inner)
    store["a"] = b"inner"
    refused = is_refused(lambda: run_to_end(outer, error))
    then = store["a"]
    stuck = is_refused(inner.close)
    assert refused, "a generator left its block before one entered later: RuntimeError was due"
    assert then == b"inner", (
        f"leaving the outer block first was refused, yet a went from b'inner' to {then}"
    )
    assert (stuck, store["a"]) == (False, b"outer"), (
        "leaving the outer block first was refused, then an exception left the inner one: "
        f"{'RuntimeError, ' if stuck else ''}a = {store['a']}; the inner change was to be undone"
    )


class Blocks:
    """Blocks of a store that are entered and left step by step."""

    def __init__(self, store):
        self.store = store
        self.open = []

    def enter(self):
        block = self.store.transaction()
        self.open.append((block, block.__enter__()))

    def leave(self, error=None):
        if self.open:
            block, _ = self.open.pop()
            kind = type(error) if error else None
            block.__exit__(kind, error, None)

    def rollback(self):
        if self.open:
            self.open[-1][1].rollback()

    def fail_all(self):
        while self.open:
            self.leave(ValueError())
        return dict(self.store)


class Copies:
    """The promise in its plainest form: for each open block a copy of what was there before."""

    def __init__(self, store):
        self.store = store
        self.copies = []
        self.because = ""

    def enter(self):
        self.copies.append(dict(self.store))

    def leave(self, error=None):
        if self.copies:
            before = self.copies.pop()
            self.because = "the block was left without an error, so its changes stay"
            if error:
                self.restore(before)

    def rollback(self):
        if self.copies:
            self.restore(self.copies[-1])

    def fail_all(self):
        while self.copies:
            self.restore(self.copies.pop())
        return dict(self.store)

    def restore(self, before):
        self.store.clear()
        self.store.update(before)
        self.because = f"the block began with {before}, and that comes back"


def test_every_short_history_agrees_with_a_slow_model(histories):
    histories.agree(
        {"Store": Store, "Blocks": Blocks},
        {"Store": dict, "Blocks": Copies},
        start="store = Store()\nblocks = Blocks(store)",
        operations=[
            "store['a'] = b'1'",
            "store.update(a=b'2', b=b'3')",
            "del store['a']",
            "blocks.enter()",
            "blocks.leave()",
            "blocks.leave(ValueError())",
            "blocks.rollback()",
        ],
        observe=["dict(store)", "len(store)", "blocks.fail_all()"],
        length=5,
        promise="a block undoes its own changes, all of them, and no others",
        because="blocks.because",
    )


def test_the_work_of_a_block_does_not_grow_with_the_store(cost):
    counted = cost.twin(Store)

    def filled(n):
        store = counted()
        for key in range(n):
            store[str(key)] = b"old"
        return store

    def change(store):
        store["0"] = store["1"] + b"new"
        store["new"] = b"new"
        del store["2"]

    def work(store):
        run(store, change, ValueError())
        with store.transaction() as transaction:
            change(store)
            transaction.rollback()
            change(store)

    cost.at_most(
        "O(1)", work, prepare=filled, promise="a block costs what it changes, not the store"
    )


def test_the_work_of_an_inner_block_does_not_grow_with_the_outer_one(cost):
    counted = cost.twin(Store)

    def work(n):
        store = counted()
        with store.transaction():
            for key in range(n):
                run(store, lambda store, key=key: store.update({str(key): b"new"}), None)

    cost.at_most("O(n)", work, promise="an inner block costs what it changes, not the outer one")
