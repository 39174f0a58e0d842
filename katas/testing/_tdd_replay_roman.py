"""Given: Roman numerals, as they are after the last step."""

NUMERALS = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC",
    50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I",
}  # fmt: skip


def to_roman(n: int) -> str:
    """Return a whole number from 1 to 3999 as a Roman numeral.

    Raise `ValueError` for any other whole number.
    """
    if not 1 <= n <= 3999:
        raise ValueError(f"{n} is not within 1 to 3999")
    numeral = ""
    for value, letters in NUMERALS.items():
        while n >= value:
            numeral += letters
            n -= value
    return numeral
