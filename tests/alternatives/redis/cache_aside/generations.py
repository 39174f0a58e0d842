"""A hash for the answer, a lock, and a generation that `invalidate` changes and nobody else."""

import contextlib
import random
import secrets

import redis

BEGIN = """
if redis.call('exists', KEYS[1]) == 1 then
    return {redis.call('hget', KEYS[1], 'value')}
end
if redis.call('set', KEYS[2], ARGV[1], 'NX', 'PX', ARGV[2]) then
    return {false, 'load', redis.call('get', KEYS[3]) or ''}
end
return {false, 'wait'}
"""
END = """
if redis.call('get', KEYS[2]) ~= ARGV[1] then
    return
end
redis.call('del', KEYS[2])
if ARGV[3] and (redis.call('get', KEYS[3]) or '') == ARGV[2] then
    if ARGV[4] then
        redis.call('hset', KEYS[1], 'value', ARGV[4])
    else
        redis.call('hset', KEYS[1], 'none', 1)
    end
    redis.call('pexpire', KEYS[1], ARGV[3])
end
"""
INVALIDATE = """
redis.call('del', KEYS[1])
redis.call('set', KEYS[3], ARGV[1], 'PX', ARGV[2])
"""


class Cache:
    def __init__(self, client, loader, **settings):
        self._loader, self._wait = loader, settings["wait"]
        self._settings = settings
        self._begin, self._end, self._invalidate = map(
            client.register_script, (BEGIN, END, INVALIDATE)
        )

    def get(self, key):
        keys, token = self._keys(key), secrets.token_hex(8)
        try:
            while True:
                value, *rest = self._begin(keys, [token, self._settings["lock_ttl_ms"]])
                if rest != [b"wait"]:
                    break
                self._wait()
        except (redis.ConnectionError, redis.TimeoutError):
            return self._loader(key)
        if not rest:
            return value
        try:
            loaded = self._loader(key)
        except BaseException:
            self._finish(keys, [token, rest[1]])
            raise
        ttl = self._settings["negative_ttl_ms" if loaded is None else "ttl_ms"]
        ttl = int(ttl * self._factor())
        self._finish(keys, [token, rest[1], ttl, *([] if loaded is None else [loaded])])
        return loaded

    def invalidate(self, key):
        # A load lasts no longer than its lock, so the generation may be forgotten after that.
        words = [secrets.token_hex(8), 2 * self._settings["lock_ttl_ms"]]
        self._invalidate(self._keys(key), words)

    def _finish(self, keys, words):
        with contextlib.suppress(redis.ConnectionError, redis.TimeoutError):
            self._end(keys, words)

    def _factor(self):
        jitter = self._settings["jitter"]
        return random.randint(int(1000 * (1 - jitter)), int(1000 * (1 + jitter))) / 1000

    def _keys(self, key):
        return [f"{what}:{{{key}}}" for what in ("answer", "lock", "generation")]
