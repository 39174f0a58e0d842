# expect: db must publish nothing, not port 5432 of all addresses
"""Publishes the port of the database, as if the other containers needed that."""

from solutions.docker.network_segmentation import compose as right


def compose():
    return right().replace(
        "shop/db",
        """shop/db
            ports: ["5432:5432"]""",
    )
