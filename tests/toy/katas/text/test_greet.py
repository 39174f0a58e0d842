from katas.text.greet import greet


def test_the_name_is_in_the_greeting():
    assert greet("Ann") == "Hello, Ann!", f"greet('Ann') gave {greet('Ann')!r}"
