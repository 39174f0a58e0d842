# expect: published again, an event must be the same, id included
"""Makes the id when it publishes: an event that comes again looks like a new one."""

from uuid import uuid4

from solutions.microservices.transactional_outbox import *  # noqa: F403
from solutions.microservices.transactional_outbox import relay as reference


def relay(conn, publish):
    return reference(conn, lambda event: publish(event._replace(id=uuid4().hex)))
