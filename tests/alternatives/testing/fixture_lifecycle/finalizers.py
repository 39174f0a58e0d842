"""Finalizers and context managers in place of code behind the yield."""

import contextlib
import os
import tempfile
from unittest import mock

import pytest

from katas.testing._fixture_lifecycle_services import Database, store


@pytest.fixture(scope="session")
def database(request):
    connection = Database()
    request.addfinalizer(connection.close)
    return connection


@pytest.fixture(scope="module", name="schema")
def tables(database, request):
    database.create_tables()
    request.addfinalizer(database.drop_tables)
    return database


@contextlib.contextmanager
def rolled_back(connection):
    connection.begin()
    try:
        yield connection
    finally:
        connection.rollback()


@pytest.fixture
def transaction(schema):
    with rolled_back(schema) as connection:
        yield connection


@pytest.fixture
def make_folder():
    with contextlib.ExitStack() as stack:

        def make(path):
            store.make(path)
            stack.callback(store.remove, path)
            return path

        yield make


def pytest_generate_tests(metafunc):
    if "dialect" in metafunc.fixturenames:
        metafunc.parametrize("dialect", ["postgresql", "sqlite"], indirect=True)


@pytest.fixture
def dialect(request):
    return request.param


@pytest.fixture
def settings():
    others = {name: value for name, value in os.environ.items() if name != "APP_TOKEN"}
    before = os.getcwd()
    with (
        tempfile.TemporaryDirectory() as folder,
        mock.patch.dict(os.environ, others | {"APP_MODE": "test"}, clear=True),
    ):
        os.chdir(folder)
        yield
        os.chdir(before)
