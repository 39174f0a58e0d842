"""What a call comes to, be it a value or an exception, for a test that judges either."""

from collections.abc import Callable
from typing import Any


def attempt(call: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    """Return what the call gives, or the exception that it raises.

    NotImplementedError is let out: nobody has written that function yet.
    """
    try:
        return call(*args, **named)
    except NotImplementedError:
        raise
    except Exception as error:
        return error


def attempt_type(call: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
    """Return what the call gives, or the type of the exception that it raises."""
    try:
        return call(*args, **named)
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error)
