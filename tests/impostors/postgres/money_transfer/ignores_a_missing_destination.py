# expect: to 9 .* must raise UnknownAccount; got True
"""Does not look whether the credit found a row, so that money for an unknown account vanishes."""

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
    _record,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    with conn.transaction():
        if not _record(conn, src, dst, amount, request_id):
            return False
        query = "select id, balance from account where id in (%s, %s) order by id for update"
        balances = dict(conn.execute(query, [src, dst]).fetchall())
        if src not in balances:
            raise UnknownAccount
        if balances[src] < amount:
            raise InsufficientFunds
        conn.execute("update account set balance = balance - %s where id = %s", [amount, src])
        conn.execute("update account set balance = balance + %s where id = %s", [amount, dst])
    return True
