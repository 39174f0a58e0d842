"""Two keys: a JSON text, and the lock of the client library, watched while the text is stored."""

import base64
import contextlib
import json
import random

import redis
from redis.exceptions import LockError
from redis.lock import Lock


class Cache:
    def __init__(self, client, loader, *, ttl_ms, negative_ttl_ms, jitter, lock_ttl_ms, wait):
        self._client, self._loader, self._wait = client, loader, wait
        self._ttls, self._jitter, self._lock_ttl = (ttl_ms, negative_ttl_ms), jitter, lock_ttl_ms

    def get(self, key):
        text, lock = f"text:{{{key}}}", self._lock(key)
        try:
            while (found := self._client.get(text)) is None:
                if not lock.acquire():
                    self._wait()
                    continue
                found = self._client.get(text)
                break
        except (redis.ConnectionError, redis.TimeoutError):
            return self._loader(key)
        if found is not None:
            self._quietly(lock.release)
            return _decoded(found)
        try:
            value = self._loader(key)
        except BaseException:
            self._quietly(lock.release)
            raise
        self._quietly(lambda: self._store(text, lock, value))
        return value

    def invalidate(self, key):
        with self._client.pipeline() as pipe:
            pipe.unlink(f"lock:{{{key}}}").unlink(f"text:{{{key}}}").execute()

    def _lock(self, key):
        name, ttl = f"lock:{{{key}}}", self._lock_ttl / 1000
        return Lock(self._client, name, timeout=ttl, blocking=False, thread_local=False)

    def _store(self, text, lock, value):
        ttl = self._ttls[value is None] * (1 + self._jitter * (2 * random.random() - 1))

        def body(pipe):
            is_mine = pipe.get(lock.name) == lock.local.token
            pipe.multi()
            if is_mine:
                pipe.psetex(text, int(ttl), _encoded(value)).delete(lock.name)

        self._client.transaction(body, lock.name)

    def _quietly(self, release):
        with contextlib.suppress(LockError, redis.ConnectionError, redis.TimeoutError):
            release()


def _encoded(value):
    return json.dumps(None if value is None else base64.b64encode(value).decode())


def _decoded(text):
    value = json.loads(text)
    return None if value is None else base64.b64decode(value)
