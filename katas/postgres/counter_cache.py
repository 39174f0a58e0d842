"""Counter cache: a post knows how many comments it has, whoever writes them.

    authors  (id int primary key, name text not null)
    posts    (id int primary key, title text not null,
              comments_count int not null default 0)
    comments (id int primary key,
              post_id int not null references posts on delete cascade,
              author_id int not null references authors on delete cascade,
              body text not null)

`ddl()` returns the text of functions and triggers. From then on each statement
that changes comments leaves `comments_count` exact: INSERT, UPDATE, DELETE,
MERGE and TRUNCATE, of one row or many, also by a cascade; comments may move to
another post. `rebuild()` returns statements that put wrong counts right.

    >>> migration = [ddl(), rebuild()]  # each runs in a transaction of its own
    >>> "create trigger" in ddl().lower()
    True

One INSERT, UPDATE, DELETE or TRUNCATE on comments updates a post at most once,
however many of its comments change. If a post's count stays the same, the post
is neither updated nor locked. An insert does not read the post's other comments.
(See CREATE TRIGGER in the manual, and there REFERENCING.)

All this holds for sessions at once, at READ COMMITTED. An INSERT, UPDATE or
DELETE on comments locks the posts in ascending order of id, so no two of them
deadlock. Those that share no post do not wait for each other. `rebuild` may make
writers wait; it is exact even if somebody is writing, and updates no right count.

The text holds no BEGIN or COMMIT, and changes neither tables nor columns.
"""


def ddl() -> str:
    """Return the functions and triggers, in SQL and PL/pgSQL. Counts are left as they are."""
    raise NotImplementedError


def rebuild() -> str:
    """Return one or more statements that make every count exact. The triggers exist."""
    raise NotImplementedError
