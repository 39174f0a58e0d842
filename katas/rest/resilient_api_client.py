"""Resilient API client: try again what may be tried again, while there is time.

You get an `httpx.Client` whose `base_url` is somebody else's API. A call, that is `get`,
`post` or one page of `pages`, sends `Authorization: Bearer <token>` along, and returns
what the JSON of a 2xx answer says.

    >>> api = ApiClient(http, token=fetch_token, ...)  # doctest: +SKIP
    >>> api.get("/notes", tag="new")  # 503, a pause, 200  # doctest: +SKIP
    [{'id': 7}]
    >>> api.post("/notes", {"text": "hi"}, idempotency_key="k-1")  # doctest: +SKIP
    {'id': 8}

An attempt has failed if no answer comes (`httpx.TransportError`), or one of `RETRIED`.
The client then sleeps, for as many seconds as the answer's Retry-After says in digits,
or, if it says anything else or is missing, for `backoff(failures of this call so far)`.
Then it tries again. What the last of `attempts` meets is raised as `Transient`. Any
other answer is `Permanent` at once, even a redirect (never follow one), or a 2xx without
JSON.

A POST may have been carried out though its answer got lost. With a key, which all its
attempts send as `Idempotency-Key`, it is retried like a GET; without, it never is.

An attempt is given `attempt_timeout` seconds, or what is left of the `total_timeout` of
the call if that is less. (httpx applies a timeout to each read, not to their sum; that
will do here.) If a sleep would use up what is left, the failure is raised instead, at
once. If nothing is left for an attempt, that is `Transient`, too.

Call `token()` before the first request, and again only after a 401. It may be slow; what
it raises passes through. After a 401 send the same request again, at once, even a POST
without a key; this is no failed attempt. A 401 for the new token, too, is `Permanent`.

`pages` follows `Link: <url>; rel="next"`, as soon as another page is asked for. The URL
may be relative to that of the page. Nobody but the API may see the token: a link to
another scheme, host or port raises `Permanent`, with nothing sent.
"""

from collections.abc import Callable, Iterator
from typing import Any

import httpx

RETRIED = frozenset({429, 500, 502, 503, 504})


class ApiError(Exception):
    """A call that failed.

    `status` is that of the last answer; if the last attempt got none, it is None, and
    `__cause__` is the error of httpx. `retry_after` is what that answer's Retry-After
    says in digits, in seconds, or None.
    """

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class Transient(ApiError):
    """The same call may succeed later."""


class Permanent(ApiError):
    """The same call will fail again."""


class ApiClient:
    def __init__(
        self,
        http: httpx.Client,
        *,
        token: Callable[[], str],
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        backoff: Callable[[int], float],
        attempts: int = 4,
        attempt_timeout: float = 3.0,
        total_timeout: float = 10.0,
    ) -> None:
        """All times are in seconds; `clock` never goes back. You need not check anything."""
        raise NotImplementedError

    def get(self, path: str, **params: str | int) -> Any:
        raise NotImplementedError

    def post(self, path: str, body: Any, *, idempotency_key: str | None = None) -> Any:
        """Send the body as JSON; what cannot be JSON raises TypeError."""
        raise NotImplementedError

    def pages(self, path: str, **params: str | int) -> Iterator[Any]:
        """Yield what the JSON of each page says; `params` are those of the first."""
        raise NotImplementedError
