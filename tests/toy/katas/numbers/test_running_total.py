from katas.numbers.running_total import RunningTotal


def test_it_starts_at_zero():
    assert RunningTotal().value() == 0, "a total of nothing is 0"


def test_it_sums_what_it_took():
    total = RunningTotal()
    total.take(2)
    total.take(3)
    assert total.value() == 5, f"take(2) and take(3) made {total.value()}, not 5"
