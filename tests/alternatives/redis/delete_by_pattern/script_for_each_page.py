"""A script that finds and unlinks one page, so that the names never leave the server."""

PAGE = """
redis.replicate_commands()
local removed = 0
local reply = redis.call('scan', ARGV[1], 'match', ARGV[2], 'count', ARGV[3])
local page, batch = reply[2], tonumber(ARGV[3])
for first = 1, #page, batch do
    local last = math.min(first + batch - 1, #page)
    removed = removed + redis.call('unlink', unpack(page, first, last))
end
return {reply[1], removed}
"""


def glob_escape(literal):
    return b"".join(b"\\%c" % byte for byte in literal)


def iter_prefix(client, prefix, *, batch=500):
    if batch < 1:
        raise ValueError("too small")
    cursor, seen = b"0", set()
    while True:
        cursor, page = client.execute_command(
            "SCAN", cursor, "COUNT", batch, "MATCH", glob_escape(prefix) + b"*"
        )
        fresh = [key for key in dict.fromkeys(page) if key not in seen]
        seen.update(fresh)
        yield from fresh
        if int(cursor) == 0:
            break


def delete_prefix(client, prefix, *, batch=500):
    if batch < 1:
        raise ValueError("too small")
    if not prefix:
        raise ValueError("too short")
    script = client.register_script(PAGE)
    cursor, total = script(args=[0, glob_escape(prefix) + b"*", batch])
    while int(cursor):
        cursor, removed = script(args=[cursor, glob_escape(prefix) + b"*", batch])
        total += removed
    return total
