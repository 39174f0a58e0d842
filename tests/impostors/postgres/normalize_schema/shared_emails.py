# expect: customer \(.*takes two rows with the same email
"""Declares the id as the key and forgets that the email is one as well."""

from solutions.postgres.normalize_schema import load, view
from solutions.postgres.normalize_schema import tables as right_tables

__all__ = ["load", "tables", "view"]


def tables():
    return right_tables().replace("email text not null unique", "email text not null")
