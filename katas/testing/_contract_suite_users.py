"""Users, and what every repository of them promises."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol


@dataclass
class User:
    id: int
    name: str
    email: str


class UserNotFound(LookupError):
    """There is no user with this id."""


class EmailTaken(ValueError):
    """Another user has this email."""


class UserRepository(Protocol):
    """The contract: users, of whom no two have the same email.

    A method that raises changes nothing. A `User` that was returned is the caller's own: what
    happens to it does not happen in the repository, unless it is given to `update`.
    """

    def add(self, name: str, email: str) -> int:
        """Store a new user and return the id; raise `EmailTaken` if a user has the email.

        The id is greater than that of every user before, deleted ones included. A user whose
        `add` was rolled back never was.
        """

    def get(self, user_id: int) -> User:
        """Return the user; raise `UserNotFound` if there is none."""

    def find(self, prefix: str, *, limit: int, offset: int = 0) -> list[User]:
        """Return users whose name starts with the prefix, by name, equal names by id.

        Upper and lower case differ, and every character stands for itself. The first `offset`
        of these users are left out, and no more than `limit` returned; neither is negative.
        """

    def update(self, user: User) -> None:
        """Give the user with this id this name and this email.

        Raise `UserNotFound` if there is none, `EmailTaken` if another user has the email.
        """

    def delete(self, user_id: int) -> None:
        """Remove the user; raise `UserNotFound` if there is none."""

    def transaction(self) -> AbstractContextManager[None]:
        """Make all the changes in a `with` block, or none: an exception undoes them and goes on.

        Transactions do not nest.
        """
