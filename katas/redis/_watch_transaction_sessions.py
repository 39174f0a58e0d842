"""The sessions that `watch_transaction` asks about. Given: leave them as they are.

A session goes line by line on an empty server, `A:` and `B:` being two clients; each command
has its reply before the next line begins, and one that is refused stops nobody. `wait` lasts
until the key a has expired. Which keys are there after the last line is the question.
"""

# An error

ERROR_IN_EXEC = """\
A: MULTI
A: SET a 1
A: LPUSH a 1
A: SET b 1
A: EXEC"""

ERROR_WHILE_QUEUING = """\
A: MULTI
A: SET a 1
A: SET b
A: SET c 1
A: EXEC"""

ERROR_IN_A_SCRIPT = """\
A: EVAL "redis.call('SET', KEYS[1], 1); redis.call('LPUSH', KEYS[1], 1)" 1 a
A: SET b 1"""

# Another client

COPIED_BEFORE_EXEC = """\
A: MULTI
A: SET a 1
B: COPY a b
A: SET c 1
A: EXEC"""

# WATCH

OWN_WRITE = """\
A: WATCH a
A: SET a 1
A: MULTI
A: SET b 1
A: EXEC"""

THERE_AND_BACK = """\
A: SET a 1
A: WATCH a
B: SET a 2
B: SET a 1
A: MULTI
A: SET b 1
A: EXEC"""

NOTHING_TO_DELETE = """\
A: WATCH a
B: DEL a
A: MULTI
A: SET b 1
A: EXEC"""

EXPIRED = """\
A: SET a 1 PX 50
A: WATCH a
wait
A: MULTI
A: SET b 1
A: EXEC"""

SECOND_TRANSACTION = """\
A: WATCH a
A: MULTI
A: SET b 1
A: EXEC
B: SET a 1
A: MULTI
A: SET c 1
A: EXEC"""
