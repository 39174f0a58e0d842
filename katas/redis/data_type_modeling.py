"""Data types: six everyday tasks, and for each of them Redis has a type.

All state is on the server (Redis 6.2 or later), where many processes read and write at
once. The names of its keys are yours; a board, a day, a user, a session and a feature
may bear the same name. The client decodes replies, so they hold `str`.

    >>> add_score(client, "chess", "ann", 30.0)  # doctest: +SKIP
    30.0
    >>> add_score(client, "chess", "bob", 45.0)  # doctest: +SKIP
    45.0
    >>> top(client, "chess", 10), rank(client, "chess", "bob")  # doctest: +SKIP
    ([('bob', 45.0), ('ann', 30.0)], 1)
    >>> befriend(client, "ann", "cid"), befriend(client, "bob", "cid")  # doctest: +SKIP
    (None, None)
    >>> mutual_friends(client, "ann", "bob")  # doctest: +SKIP
    {'cid'}

Each call sends one command, or one script, or one transaction: a `client.pipeline()`,
which wraps its commands in MULTI and EXEC. So nobody ever sees half of a call, and of
calls at the same time none is lost. What comes back over the network is the answer, not
the data from which to compute it. Reading leaves no key behind.

Memory: the visitors of a day take at most 16 kB, however many they are; of the views of
a user the last 100 are stored; a feature that is on for the 1,000 users with the ids 0
to 999 takes at most 1 kB.
"""

import redis


def add_score(client: redis.Redis, board: str, user: str, points: float) -> float:
    """Add points, which may be negative, to the user's score; return the new score.

    A score begins at 0.
    """
    raise NotImplementedError


def top(client: redis.Redis, board: str, n: int) -> list[tuple[str, float]]:
    """Return the `n` best users (n >= 1) with their scores, the best first.

    Users with equal scores come in any order.
    """
    raise NotImplementedError


def rank(client: redis.Redis, board: str, user: str) -> int | None:
    """Return the user's place, 1 for the best; `None` without a score."""
    raise NotImplementedError


def track_visit(client: redis.Redis, day: str, user: str) -> None:
    raise NotImplementedError


def visitors(client: redis.Redis, *days: str) -> int:
    """Return how many users came on any of these days (one or more); 3 % off is close enough."""
    raise NotImplementedError


def push_view(client: redis.Redis, user: str, item: str) -> None:
    raise NotImplementedError


def recent_views(client: redis.Redis, user: str) -> list[str]:
    """Return the last 100 views, the newest first; what was viewed twice is there twice."""
    raise NotImplementedError


def befriend(client: redis.Redis, one: str, other: str) -> None:
    """Make each of the two a friend of the other."""
    raise NotImplementedError


def mutual_friends(client: redis.Redis, one: str, other: str) -> set[str]:
    """Return who is a friend of both."""
    raise NotImplementedError


def write_session(client: redis.Redis, session: str, fields: dict[str, str]) -> None:
    """Set these fields (one or more), and leave the others as they are.

    All fields of the session expire together, 30 minutes after the last write.
    """
    raise NotImplementedError


def read_field(client: redis.Redis, session: str, field: str) -> str | None:
    """Return the value of one field, `None` if there is none."""
    raise NotImplementedError


def switch(client: redis.Redis, feature: str, user_id: int, on: bool) -> None:
    """Switch the feature on or off for a user; at first it is off for all.

    Ids are numbers that count up from 0, so there are few gaps.
    """
    raise NotImplementedError


def is_on(client: redis.Redis, feature: str, user_id: int) -> bool:
    raise NotImplementedError


def count_on(client: redis.Redis, feature: str) -> int:
    """Return for how many users the feature is on."""
    raise NotImplementedError
