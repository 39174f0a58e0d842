"""The lives that `persistence_modes` asks about. Given: leave them as they are.

A life goes line by line; a command's reply has come before the next line begins.

- `start:` starts a server with these settings; all others have their defaults. Once more it
  starts the same server, on the same folder: with a file of the same settings, but for those
  that stand behind it. Which keys it then holds is the question.
- A process in the background, which writes a snapshot or a first AOF, takes for ever, unless
  `wait` comes: that lasts until it has ended, well.
- `SIGTERM` and `SIGKILL` go to the server. Its background process ends with it.
- `tear` takes the last byte off the AOF, as if the server had died while it wrote.
"""

# Snapshots

KILLED_AFTER_A_SNAPSHOT = """\
start: save 3600 1; appendonly no
SET a 1
BGSAVE
wait
SET b 1
SIGKILL
start"""

STOPPED_AFTER_A_SNAPSHOT = """\
start: save 3600 1; appendonly no
SET a 1
BGSAVE
wait
SET b 1
SIGTERM
start"""

STOPPED_WITHOUT_SAVE_POINTS = """\
start: save ""; appendonly no
SET a 1
BGSAVE
wait
SET b 1
SIGTERM
start"""

KILLED_DURING_A_SNAPSHOT = """\
start: save 3600 1; appendonly no
SET a 1
BGSAVE
wait
SET b 1
BGSAVE
SIGKILL
start"""

WRITTEN_DURING_A_SNAPSHOT = """\
start: save 3600 1; appendonly no
SET a 1
BGSAVE
SET b 1
wait
SIGKILL
start"""

FLUSHED_AFTER_A_SNAPSHOT = """\
start: save 3600 1; appendonly no
SET a 1
BGSAVE
wait
FLUSHALL
SIGKILL
start"""

# The append-only file

NEVER_SYNCED = """\
start: save ""; appendonly yes; appendfsync no
SET a 1
SET b 1
SIGKILL
start"""

TORN_AT_THE_END = """\
start: save ""; appendonly yes; appendfsync always
SET a 1
MULTI
SET b 1
SET c 1
EXEC
SIGKILL
tear
start"""

# Both

SNAPSHOT_AND_AOF = """\
start: save 3600 1; appendonly yes; appendfsync always
SET a 1
BGSAVE
wait
DEL a
SET b 1
SIGKILL
start"""

AOF_FROM_THE_NEXT_START_ON = """\
start: save 3600 1; appendonly no
SET a 1
BGSAVE
wait
SIGTERM
start: appendonly yes"""

AOF_UNTIL_THE_NEXT_START = """\
start: save ""; appendonly no
SET a 1
BGSAVE
wait
CONFIG SET appendonly yes
wait
SET b 1
SIGKILL
start"""
