"""No script: optimistic transactions, repeated until no key changed before EXEC."""

import secrets


class Lock:
    def __init__(self, client, name, *, ttl_ms):
        if ttl_ms < 1:
            raise ValueError
        self._client, self._ttl_ms = client, ttl_ms
        self._key, self._fences = f"{{{name}}}", f"{{{name}}}:acquired"
        self._token = None

    def acquire(self):
        token = secrets.token_bytes(16)

        def body(pipe):
            is_free = not pipe.exists(self._key)
            pipe.multi()
            if is_free:
                pipe.psetex(self._key, self._ttl_ms, token)
                pipe.incr(self._fences)

        replies = self._client.transaction(body, self._key)
        if not replies:
            return None
        self._token = token
        return replies[1]

    def extend(self, ttl_ms):
        if ttl_ms < 1:
            raise ValueError
        return self._if_mine(lambda pipe: pipe.pexpire(self._key, ttl_ms))

    def release(self):
        return self._if_mine(lambda pipe: pipe.unlink(self._key))

    def _if_mine(self, change):
        if self._token is None:
            return False

        def body(pipe):
            is_mine = pipe.get(self._key) == self._token
            pipe.multi()
            if is_mine:
                change(pipe)

        return self._client.transaction(body, self._key) not in ([], [0], [False])


class FencedStore:
    def __init__(self, client):
        self._client = client

    def read(self, key):
        return self._client.get(f"value:{{{key}}}")

    def write(self, key, value, fence):
        def body(pipe):
            highest = int(pipe.get(f"fence:{{{key}}}") or 0)
            pipe.multi()
            if fence >= highest:
                pipe.mset({f"value:{{{key}}}": value, f"fence:{{{key}}}": fence})

        return bool(self._client.transaction(body, f"fence:{{{key}}}"))
