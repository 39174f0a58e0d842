import importlib.util
import math
import sys
import textwrap

import pytest

from dojo.kit.histories import Histories


class Counter:
    """Counts up to a limit; one above is an error."""

    because = ""

    def __init__(self, limit=2):
        self.limit = limit
        self.count = 0

    def up(self):
        if self.count == self.limit:
            raise OverflowError(self.limit)
        self.count += 1
        self.because = f"{self.count} calls"
        return self.count

    def reset(self):
        self.count = 0


def agree(subject, model=Counter, **options):
    options = {
        "start": "counter = Counter(limit=2)",
        "operations": ["counter.up()", "counter.reset()"],
        "promise": "counts up",
        **options,
    }
    return Histories().agree({"Counter": subject}, {"Counter": model}, **options)


def complaint(subject, model=Counter, **options):
    with pytest.raises(AssertionError) as info:
        agree(subject, model, **options)
    return str(info.value)


def verdict(got, want, **options):
    """Return the last line of the story when `give()` is one thing here, another there."""
    with pytest.raises(AssertionError) as info:
        Histories().agree(
            {"give": got},
            {"give": want},
            **{"start": "pass", "operations": ["give()"], "promise": "gives", **options},
        )
    return str(info.value).splitlines()[-1]


def accepted(got, want):
    values = {"give": lambda: got}, {"give": lambda: want}
    try:
        Histories().agree(*values, start="pass", operations=["give()"], promise="", length=1)
    except AssertionError:
        return False
    return True


def raising(error):
    def give():
        raise error

    return give


class TestRuns:
    def test_every_history_is_run_the_empty_one_too(self):
        assert agree(Counter, length=3) == 1 + 2 + 4 + 8

    def test_each_starts_from_fresh_objects(self):
        made = []

        class Noted(Counter):
            def __init__(self, limit):
                super().__init__(limit)
                made.append(self)

        agree(Noted, length=2)
        assert len(made) == 7

    def test_statements_are_operations_too(self):
        count = Histories().agree(
            {"Store": dict},
            {"Store": dict},
            start="store = Store()",
            operations=["store['a'] = 1", "del store['a']", "store['a']"],
            observe=["store == {}"],
            length=3,
            promise="stores",
        )
        assert count == 1 + 3 + 9 + 27


class TestStory:
    def test_the_shortest_difference_is_told_as_code(self):
        class NoReset(Counter):
            def reset(self):
                pass

        assert complaint(NoReset) == textwrap.dedent(
            """\
            counts up
                counter = Counter(limit=2)
                counter.up()
                counter.reset()
                counter.up()
            gave 2, but 1 was right"""
        )

    def test_the_model_says_why(self):
        class Twice(Counter):
            def up(self):
                return super().up() and super().up()

        text = complaint(Twice, because="counter.because")
        assert text.endswith("gave 2, but 1 was right: 1 calls")

    def test_no_reason_leaves_nothing_behind(self):
        assert complaint(object, because="counter.because").endswith("was due")

    def test_an_observation_that_differs(self):
        class Forgetful(Counter):
            def reset(self):
                pass

        text = complaint(Forgetful, observe=["counter.count"])
        assert text.endswith("counter.reset()\nafterwards counter.count is 1, but 0 was right")

    def test_an_observation_is_made_before_the_first_operation(self):
        class OffByOne(Counter):
            def __init__(self, limit):
                super().__init__(limit)
                self.count = 1

        assert complaint(OffByOne, observe=["counter.count"]) == textwrap.dedent(
            """\
            counts up
                counter = Counter(limit=2)
            afterwards counter.count is 1, but 0 was right"""
        )

    def test_an_observation_that_fails(self):
        line = verdict(list, dict, operations=["None"], observe=["len(give().keys())"])
        assert line.startswith("afterwards len(give().keys()) raised AttributeError(")
        assert line.endswith("), but 0 was right")

    def test_an_error_where_a_value_was_due(self):
        assert verdict(raising(KeyError("a")), int) == "raised KeyError('a'), but 0 was right"

    def test_a_value_where_an_error_was_due(self):
        assert verdict(int, raising(KeyError("a"))) == "gave 0, but KeyError was right"

    def test_the_wrong_error(self):
        line = verdict(raising(ValueError("no")), raising(KeyError("a")))
        assert line == "raised ValueError('no'), but KeyError was right"

    def test_statements_that_fail_or_should(self):
        options = {"operations": ["x = give()"]}
        assert (
            verdict(raising(KeyError("a")), int, **options)
            == "raised KeyError('a'), but no error was due"
        )
        assert (
            verdict(int, raising(KeyError()), **options) == "raised nothing, but KeyError was right"
        )

    def test_a_start_that_fails(self):
        text = complaint(lambda limit: 1 / 0)
        assert text.splitlines()[1:] == [
            "    counter = Counter(limit=2)",
            "raised ZeroDivisionError('division by zero'), but no error was due",
        ]

    def test_long_values_are_cut(self):
        assert len(verdict(lambda: "x" * 10_000, int)) < 400

    def test_a_value_that_cannot_be_shown(self):
        class Broken:
            def __repr__(self):
                raise ValueError

        line = verdict(Broken, int)
        assert line == "gave <a Broken whose repr raises ValueError>, but 0 was right"


class TestEquality:
    @pytest.mark.parametrize(
        ("got", "want"),
        [
            (1, 1),
            (1, 1.0),
            (math.nan, float("nan")),
            ([1, float("nan")], [1, float("nan")]),
            ({"a": (1, True)}, {"a": (1, True)}),
            (None, None),
        ],
    )
    def test_accepted(self, got, want):
        assert accepted(got, want)

    @pytest.mark.parametrize(
        ("got", "want"),
        [
            (1, True),
            (True, 1),
            (0, False),
            (0, None),
            ([1], (1,)),
            ([1], [True]),
            ((1, 2), (1, 2, 3)),
            ({"a": 1}, {"a": True}),
            (math.nan, 1.0),
            ("1", 1),
        ],
    )
    def test_rejected(self, got, want):
        assert not accepted(got, want)

    def test_an_equality_that_raises_is_a_difference(self):
        class Touchy:
            def __eq__(self, other):
                raise ValueError

        assert not accepted(Touchy(), 1)
        assert not accepted({Touchy: Touchy()}, {Touchy: 1})

    def test_an_equality_that_is_no_bool_is_a_difference(self):
        class Vague:
            def __eq__(self, other):
                return "perhaps"

        assert not accepted(Vague(), 1)

    def test_a_subclass_of_the_error_will_do_but_not_its_base(self):
        def count(got, want):
            names = {"give": raising(got)}, {"give": raising(want)}
            return Histories().agree(
                *names, start="pass", operations=["give()"], promise="", length=1
            )

        assert count(KeyError(), LookupError()) == 2
        with pytest.raises(AssertionError):
            count(LookupError(), KeyError())


class TestErrors:
    def test_a_stub_says_that_it_is_one(self):
        class Stub(Counter):
            def up(self):
                raise NotImplementedError

        with pytest.raises(NotImplementedError):
            agree(Stub)

    def test_a_stub_that_cannot_even_start_says_so_too(self):
        with pytest.raises(NotImplementedError):
            agree(raising(NotImplementedError()), start="counter = Counter()")

    def test_not_implemented_can_be_what_is_due(self):
        error = NotImplementedError()
        count = Histories().agree(
            {"give": raising(error)},
            {"give": raising(error)},
            start="pass",
            operations=["give()"],
            promise="",
        )
        assert count == 6

    def test_leaving_is_a_difference(self):
        assert verdict(raising(SystemExit(1)), int) == "raised SystemExit(1), but 0 was right"

    @pytest.mark.parametrize(
        "error", [KeyboardInterrupt(), pytest.fail.Exception("late"), pytest.skip.Exception("no")]
    )
    def test_a_stop_is_obeyed(self, error):
        with pytest.raises(type(error)):
            Histories().agree(
                {"give": raising(error)},
                {"give": int},
                start="pass",
                operations=["give()"],
                promise="",
            )

    def test_a_slip_in_the_test_is_not_agreement(self):
        with pytest.raises(NameError):
            agree(Counter, operations=["conuter.up()"])

    def test_a_slip_in_an_observation_is_not_agreement(self):
        with pytest.raises(NameError):
            agree(Counter, observe=["conuter.count"])


@pytest.fixture
def module(tmp_path, monkeypatch):
    """Return a function that loads source as the module of a kata."""

    def load(source):
        path = tmp_path / "counter.py"
        path.write_text(textwrap.dedent(source))
        spec = importlib.util.spec_from_file_location("katas.toys.counter", path)
        loaded = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, spec.name, loaded)
        spec.loader.exec_module(loaded)
        return loaded

    return load


class TestLeaks:
    SHARED = """
        class Counter:
            seen = []

            def __init__(self, limit):
                pass

            def up(self):
                self.seen.append(1)
                if len(self.seen) > 2:
                    raise OverflowError
                return len(self.seen)

            def reset(self):
                self.seen.clear()
        """

    def test_two_objects_are_shown_when_one_leaks_into_the_next(self, module):
        text = complaint(module(self.SHARED).Counter)
        assert text == textwrap.dedent(
            """\
            counts up
                counter = Counter(limit=2)
                counter.up()
                counter = Counter(limit=2)
                counter.up()
            gave 2, but 1 was right
            state leaks from one object to the next"""
        )

    def test_a_difference_that_is_no_leak_is_told_as_it_is_alone(self, module):
        source = self.SHARED.replace("return len(self.seen)", "return 7")
        assert complaint(module(source).Counter) == textwrap.dedent(
            """\
            counts up
                counter = Counter(limit=2)
                counter.up()
            gave 7, but 1 was right"""
        )

    def test_a_leak_that_does_not_show_twice_is_called_one(self):
        values = iter([1, 2])

        class Fading(Counter):
            def up(self):
                return next(values, None) or super().up()

        text = complaint(Fading)
        assert text.endswith("\nstate leaks from one object to the next")

    def test_the_module_under_test_stays_as_it_is(self, module):
        loaded = module(self.SHARED)
        complaint(loaded.Counter)
        assert sys.modules["katas.toys.counter"] is loaded
