# expect: customer \(.*: zip determines city but not
"""Stops at what hangs on an id: the city is put with the customer, though the zip decides it."""

from solutions.postgres import normalize_schema as right


def tables():
    return right.tables().replace("zip text references place", "zip text, city text")


def view():
    return right.view().replace("left join place using (zip)", "")


def load():
    _, _, others = right.load().partition(";")
    return others.replace("email, zip from", "email, zip, city from")
