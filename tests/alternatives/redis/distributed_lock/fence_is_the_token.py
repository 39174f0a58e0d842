"""The fence says who the holder is; the store keeps it in front of the value."""

ACQUIRE = """
if redis.call('exists', KEYS[1]) == 1 then
    return false
end
local fence = redis.call('incr', KEYS[2])
redis.call('psetex', KEYS[1], ARGV[1], fence)
return fence
"""
IF_MINE = """
local holder = redis.call('get', KEYS[1])
if holder == false or tonumber(holder) ~= tonumber(ARGV[1]) then
    return 0
end
if ARGV[2] then
    redis.call('set', KEYS[1], ARGV[1], 'XX', 'PX', ARGV[2])
else
    redis.call('del', KEYS[1])
end
return 1
"""
WRITE = """
local old = redis.call('get', KEYS[1])
if old and tonumber(string.match(old, '^%d+')) > tonumber(ARGV[1]) then
    return 0
end
redis.call('set', KEYS[1], ARGV[1] .. ' ' .. ARGV[2])
return 1
"""


class Lock:
    def __init__(self, client, name, *, ttl_ms):
        if ttl_ms < 1:
            raise ValueError("too short")
        self._client, self._ttl_ms, self._fence = client, ttl_ms, 0
        self._keys = [f"{{{name}}}:holder", f"{{{name}}}:fence"]

    def acquire(self):
        fence = self._client.eval(ACQUIRE, 2, *self._keys, self._ttl_ms)
        self._fence = fence or self._fence
        return fence

    def extend(self, ttl_ms):
        if ttl_ms < 1:
            raise ValueError("too short")
        return self._client.eval(IF_MINE, 1, self._keys[0], self._fence, ttl_ms) == 1

    def release(self):
        return self._client.eval(IF_MINE, 1, self._keys[0], self._fence) == 1


class FencedStore:
    def __init__(self, client):
        self._client = client

    def read(self, key):
        stored = self._client.get(key)
        return None if stored is None else stored.partition(b" ")[2]

    def write(self, key, value, fence):
        return self._client.eval(WRITE, 1, key, fence, value) == 1
