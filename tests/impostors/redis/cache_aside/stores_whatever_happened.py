# expect: Then A's load ended, and must store nothing; now get gives b'old'
"""Stores what it loaded without a look at whether the lock is still its own."""

from solutions.redis.cache_aside import Cache as Reference

SETTLE = """
if ARGV[2] then
    redis.call('set', KEYS[1], ARGV[2], 'PX', ARGV[3])
elseif redis.call('get', KEYS[1]) == ARGV[1] then
    redis.call('del', KEYS[1])
end
"""


class Cache(Reference):
    def __init__(self, client, loader, **settings):
        super().__init__(client, loader, **settings)
        self._settle = client.register_script(SETTLE)
