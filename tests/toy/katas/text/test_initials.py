from katas.text.initials import initials


def test_each_word_gives_a_letter():
    assert initials("Grace Hopper") == "GH", f"it gave {initials('Grace Hopper')!r}, not 'GH'"
