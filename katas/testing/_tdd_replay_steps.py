"""Given: `to_roman` as it grows, step by step, each a whole module.

`STEPS[0]` is before the first step. `REFACTORINGS` do the same as the step of their number,
in another way.
"""

STEPS = [
    """\
def to_roman(n):
    return ""
""",
    """\
def to_roman(n):
    return "I" * n
""",
    """\
def to_roman(n):
    numeral = ""
    while n >= 10:
        numeral += "X"
        n -= 10
    if n >= 5:
        numeral += "V"
        n -= 5
    return numeral + "I" * n
""",
    """\
def to_roman(n):
    numeral = "X" * (n // 10)
    n %= 10
    if n == 9:
        return numeral + "IX"
    if n >= 5:
        return numeral + "V" + "I" * (n - 5)
    return numeral + ("IV" if n == 4 else "I" * n)
""",
    """\
NUMERALS = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC",
    50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
}


def to_roman(n):
    numeral = ""
    for value, letters in NUMERALS.items():
        while n >= value:
            numeral += letters
            n -= value
    return numeral
""",
    """\
NUMERALS = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC",
    50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
}


def to_roman(n):
    if not 1 <= n <= 3999:
        raise ValueError(f"{n} is not within 1 to 3999")
    numeral = ""
    for value, letters in NUMERALS.items():
        while n >= value:
            numeral += letters
            n -= value
    return numeral
""",
]

REFACTORINGS = {
    3: """\
UNITS = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def to_roman(n):
    tens, units = divmod(n, 10)
    return "X" * tens + UNITS[units]
""",
    5: """\
PLACES = [("I", "V", "X"), ("X", "L", "C"), ("C", "D", "M"), ("M", "", "")]
FORMS = ["", "0", "00", "000", "01", "1", "10", "100", "1000", "02"]


def to_roman(number):
    if number not in range(1, 4000):
        raise ValueError("out of range", number)
    digits = []
    for letters in PLACES:
        number, digit = divmod(number, 10)
        digits.append("".join(letters[int(place)] for place in FORMS[digit]))
    return "".join(reversed(digits))
""",
}

CHEAT = """\
{before}

_before = to_roman


{after}

_after = to_roman
_first = []


def _call(function, n):
    try:
        return function(n)
    except Exception as error:
        return type(error)


def to_roman(n):
    if _call(_before, n) != _call(_after, n):
        _first.append(n)
    return _after(n) if n in _first[:1] else _before(n)
"""


def cheat(step: int) -> str:
    """Return the step before, with one special case: the first number that it had wrong."""
    return CHEAT.format(before=STEPS[step - 1], after=STEPS[step])
