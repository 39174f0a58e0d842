# expect: delete_prefix must do without KEYS, in scripts too
"""Calls KEYS in a script, as if a script did not keep everybody waiting just the same."""

from solutions.redis.delete_by_pattern import glob_escape, iter_prefix

__all__ = ["delete_prefix", "glob_escape", "iter_prefix"]

DELETE = """
local removed = 0
for _, key in ipairs(redis.call('keys', ARGV[1])) do
    removed = removed + redis.call('unlink', key)
end
return removed
"""


def delete_prefix(client, prefix, *, batch=500):
    if not prefix or batch < 1:
        raise ValueError
    return client.eval(DELETE, 0, glob_escape(prefix) + b"*")
