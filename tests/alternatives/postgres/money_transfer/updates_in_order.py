"""One atomic UPDATE for each account, in the order of ids; the CHECK tells of lacking money."""

from psycopg.errors import CheckViolation

from solutions.postgres.money_transfer import (
    InsufficientFunds,
    RequestReused,
    UnknownAccount,
)

__all__ = ["InsufficientFunds", "RequestReused", "UnknownAccount", "transfer"]


def transfer(conn, src, dst, amount, request_id):
    if amount < 1 or src == dst:
        raise ValueError(f"{amount} from {src} to {dst}")
    try:
        with conn.transaction():
            insert = "insert into transfer values (%s, %s, %s, %s) on conflict do nothing"
            if not conn.execute(insert, [request_id, src, dst, amount]).rowcount:
                same = (
                    "select (src, dst, amount) = (%s, %s, %s) from transfer where request_id = %s"
                )
                if not conn.execute(same, [src, dst, amount, request_id]).fetchone()[0]:
                    raise RequestReused
                return False
            update = "update account set balance = balance + %s where id = %s"
            for account, change in sorted([(src, -amount), (dst, amount)]):
                if not conn.execute(update, [change, account]).rowcount:
                    raise UnknownAccount
    except CheckViolation as error:
        raise InsufficientFunds from error
    return True
