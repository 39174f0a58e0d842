"""Counter cache: a post knows how many comments it has, whoever writes them.

    authors  (id int primary key, name text not null)
    posts    (id int primary key, title text not null,
              comments_count int not null default 0)
    comments (id int primary key,
              post_id int not null references posts on delete cascade,
              author_id int not null references authors on delete cascade,
              body text not null)

`ddl()` returns the text of functions and triggers. When it runs, the counts are
right. From then on each INSERT, UPDATE, DELETE and TRUNCATE on comments leaves
them right, of one row or many, and so does a cascade from posts or authors.
Comments may move to another post. MERGE and ON CONFLICT DO UPDATE do not occur.

    >>> "create trigger" in ddl().lower()
    True

One INSERT, UPDATE or DELETE on comments updates a post at most once, however
many of its comments change. An insert does not read the post's other comments.
(See CREATE TRIGGER in the manual, and there REFERENCING.)

All this holds for sessions at once, at READ COMMITTED, in transactions of one
statement. The triggers of an INSERT, UPDATE or DELETE on comments lock posts in
ascending order of id, so no two of these statements deadlock over posts. Those
that share no post do not wait for each other.

The text holds no BEGIN or COMMIT, and changes neither tables nor columns.
"""


def ddl() -> str:
    """Return the functions and triggers, in SQL and PL/pgSQL."""
    raise NotImplementedError
