"""Resilient API client, solved with one attempt, and one loop that judges it.

`_attempt` sends one request and turns whatever comes into a response, `Transient` or
`Permanent`. `_call` decides what follows: a first 401 costs the token and nothing else,
a failure costs an attempt and some time. Whoever separates the two can read the policy
in one place, and a new rule does not have to be written for GET, POST and pages.

The end is computed once, as a moment. What an attempt may take and whether a sleep is
worth it both come from it; a count of attempts alone bounds nothing, since one of them
may hang. Retry-After is a wish of somebody else's server: obeyed if there is time, and
told to the caller if there is not. Credentials go with the origin, that is scheme, host
and port, compared as parsed: a string that begins like ours may belong to anybody.

Cost: a client that retries n times is n times the load on a server that is ill. What is
missing: a body that drips byte by byte outlives timeouts of single reads (read it in
chunks and look at the clock), sizes and loops of pages have no limit, and with threads a
401 would fetch a token in each of them (a lock, and a look whether the token has
changed meanwhile). At work: httpx with tenacity or stamina, urllib3's `Retry` for
requests (it obeys Retry-After and leaves POST alone), or the vendor's SDK, once you
have read what it does by default.

Interview: "How do you integrate an external API?" As something that will be slow, down,
wrong and changed without notice.
- Border: one module speaks their language (anti-corruption layer). It checks what
  comes against a schema, ignores fields it does not know, and gives our types and our
  errors; nobody else imports the HTTP library. A fake of it serves our tests.
- Timeouts: always, on connect, read and the pool, and a total one above them. They come
  from the time our own caller has left, and from the API's p99, not from a round number.
  Never hold a database transaction open across such a call.
- Retries: for what may pass (no answer, 429, 502 to 504), few, in one layer only: three
  layers with three attempts each are 27 requests. A budget, say a tenth of all requests,
  keeps an outage from becoming a storm.
- Backoff and jitter: exponential, capped, and random over the whole range, or all who
  failed together come back together.
- Idempotency: a timeout says nothing about what was done. GET, PUT and DELETE may be
  repeated. A POST needs a key, made where the intention is (the order, stored before the
  first attempt), so that it is the same after our own crash. If they take no keys: look
  whether it is there before you send again, and reconcile each night.
- Rate limits: obey Retry-After, and stay below the limit by a token bucket of your own,
  shared by all processes, with room kept for users before batches. Ask for less: cache,
  conditional requests (ETag), bulk endpoints, webhooks instead of polling.
- Circuit breaker: after so many failures stop asking for a while, fail at once, then
  let a single probe through. It frees our threads and their server. A bulkhead (a pool
  of its own) keeps one slow vendor from taking all workers.
- Degradation: what does the user see meanwhile? A stale value, a queue, an honest
  message. What need not be answered now belongs into a job or an outbox anyway.
- Observability: for each endpoint rate, errors by kind, latency percentiles, retries,
  the state of the breaker, the quota left. Log their request id and ours, without
  bodies and tokens. Alert on our objective, not on a single failure.
- Secrets: from a secret store, never in code, URLs (they are logged) or error messages;
  least scope, one for each environment, rotated without a deploy: two are valid for a
  while, or the client fetches another after a 401, as here. TLS is verified. Redirects
  and links are input: followed blindly, they leak tokens or reach inner hosts (SSRF).
- Change: pin their version, read their changelog and Deprecation or Sunset headers, run
  contract tests against their sandbox on a schedule, and know how it differs from
  production.

Hints
-----
1. Sort all that one request can come to into three: a value, "later perhaps", "never".
   Which function can do that and nothing else?
2. When does a call end at the latest? Compute that once. What may the next attempt take,
   then, and when is a sleep pointless?
3. A 401 is not like the other answers. What must you remember, within a call, so that it
   happens once?
4. What do "https://api.example@evil.example/" and "https://api.example.evil.example/"
   have for a host? Let `httpx.URL` parse them, and `response.url.join` resolve a link;
   `response.links` has read the header already.
5. `while True: try: return attempt(...)`. `except Permanent`: raise, unless it is the
   first 401; then drop the token. `except Transient`: count, compute the pause, raise if
   it was the last, may not be repeated, or the pause ends too late; else sleep.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx

RETRIED = frozenset({429, 500, 502, 503, 504})


class ApiError(Exception):
    """Why a call failed."""

    def __init__(
        self, message: str, *, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class Transient(ApiError):
    """Worth another attempt."""


class Permanent(ApiError):
    """Not worth another attempt."""


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
        self._http = http
        self._fetch_token, self._token = token, ""
        self._clock, self._sleep, self._backoff = clock, sleep, backoff
        self._attempts = attempts
        self._attempt_timeout, self._total_timeout = attempt_timeout, total_timeout

    def get(self, path: str, **params: str | int) -> Any:
        return _data(self._call("GET", path, params=params))

    def post(self, path: str, body: Any, *, idempotency_key: str | None = None) -> Any:
        if idempotency_key is None:
            return _data(self._call("POST", path, retries=False, json=body))
        key = {"Idempotency-Key": idempotency_key}
        return _data(self._call("POST", path, json=body, headers=key))

    def pages(self, path: str, **params: str | int) -> Iterator[Any]:
        page = self._call("GET", path, params=params)
        yield _data(page)
        while "next" in page.links:
            page = self._call("GET", self._ours(page.url.join(page.links["next"]["url"])))
            yield _data(page)

    def _ours(self, url: httpx.URL) -> httpx.URL:
        """Return the URL if it is one of the API, which may see the token."""
        if _origin(url) != _origin(self._http.base_url):
            raise Permanent(f"the next page is not with {self._http.base_url}: {url}")
        return url

    def _call(
        self, method: str, url: str | httpx.URL, *, retries: bool = True, **content: Any
    ) -> httpx.Response:
        end = self._clock() + self._total_timeout
        failures, renewed = 0, False
        while True:
            try:
                return self._attempt(end, method, url, **content)
            except Permanent as error:
                if error.status != 401 or renewed:
                    raise
                self._token, renewed = "", True
            except Transient as error:
                failures += 1
                pause = self._pause(failures, error.retry_after)
                if not retries or failures == self._attempts or self._clock() + pause >= end:
                    raise
                self._sleep(pause)

    def _pause(self, failures: int, retry_after: float | None) -> float:
        return self._backoff(failures) if retry_after is None else retry_after

    def _attempt(
        self, end: float, method: str, url: str | httpx.URL, **content: Any
    ) -> httpx.Response:
        self._token = self._token or self._fetch_token()
        left = end - self._clock()
        if left <= 0:
            raise Transient(f"{method} {url}: no time left")
        headers = content.pop("headers", {}) | {"Authorization": f"Bearer {self._token}"}
        try:
            response = self._http.request(
                method,
                url,
                headers=headers,
                timeout=min(self._attempt_timeout, left),
                follow_redirects=False,
                **content,
            )
        except httpx.TransportError as error:
            raise Transient(f"{method} {url}: {error!r}") from error
        _require_success(response)
        return response


def _require_success(response: httpx.Response) -> None:
    status = response.status_code
    if response.is_success:
        return
    kind = Transient if status in RETRIED else Permanent
    told = response.headers.get("Retry-After", "")
    retry_after = float(told) if re.fullmatch("[0-9]+", told) else None
    request = response.request
    message = f"{request.method} {request.url} was answered with {status}"
    raise kind(message, status=status, retry_after=retry_after)


def _data(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError as error:
        status = response.status_code
        raise Permanent(f"{response.url}: {status} without JSON", status=status) from error


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, url.host, url.port
