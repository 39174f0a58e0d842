# expect: all \d+ of your tests pass on a sqlite repository that does not commit at the end
"""Reads only through the connection that wrote, which sees its own changes, committed or not."""

from solutions.testing.contract_suite import RepositoryContract, TestFake
from solutions.testing.contract_suite import TestSqlite as Right


class TestSqlite(Right):
    test_a_change_is_in_the_file_at_once = None
    test_a_transaction_is_in_the_file_when_it_ends = None
