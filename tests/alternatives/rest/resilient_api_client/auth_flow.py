"""The token in an `httpx.Auth`, whose flow sends again after a 401; the retries in a `for`."""

import itertools

import httpx

from solutions.rest.resilient_api_client import RETRIED, ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]


class Bearer(httpx.Auth):
    def __init__(self, fetch, timeout, left):
        self.fetch, self.timeout, self.left, self.token = fetch, timeout, left, None

    def auth_flow(self, request):
        self.token = self.token or self.fetch()
        response = yield self.prepared(request)
        if response.status_code == 401:
            self.token = self.fetch()
            yield self.prepared(request)

    def prepared(self, request):
        timeout = min(self.timeout, self.left())
        if timeout <= 0:
            raise httpx.PoolTimeout("no time left")
        request.extensions = {"timeout": httpx.Timeout(timeout).as_dict()}
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


class ApiClient:
    def __init__(self, http, *, token, clock, attempts=4, total_timeout=10.0, **settings):
        self.http, self.clock, self.attempts, self.settings = http, clock, attempts, settings
        self.total_timeout = total_timeout
        self.end = 0.0
        self.auth = Bearer(token, settings.get("attempt_timeout", 3.0), self.left)

    def get(self, path, **params):
        return self.value(self.http.build_request("GET", path, params=params))[0]

    def post(self, path, body, *, idempotency_key=None):
        request = self.http.build_request("POST", path, json=body)
        if idempotency_key is not None:
            request.headers["Idempotency-Key"] = idempotency_key
        return self.value(request)[0]

    def pages(self, path, **params):
        request = self.http.build_request("GET", path, params=params)
        while request:
            value, response = self.value(request)
            yield value
            request = self.next_request(response)

    def next_request(self, response):
        if "next" not in response.links:
            return None
        url = httpx.URL(response.url).join(response.links["next"]["url"])
        base = self.http.base_url
        if (url.raw_scheme, url.raw_host, url.port) != (base.raw_scheme, base.raw_host, base.port):
            raise Permanent(f"{url} is not to see the token")
        return self.http.build_request("GET", url)

    def left(self):
        return self.end - self.clock()

    def value(self, request):
        self.end = self.clock() + self.total_timeout
        may_repeat = request.method == "GET" or "Idempotency-Key" in request.headers
        attempts = self.attempts if may_repeat else 1
        for attempt in itertools.count(1):
            response, error = self.attempt(request)
            if error is None:
                break
            wait = error.retry_after
            if wait is None:
                wait = self.settings["backoff"](attempt)
            if not isinstance(error, Transient) or attempt == attempts or wait >= self.left():
                raise error
            self.settings["sleep"](wait)
        return self.parse(response), response

    def attempt(self, request):
        try:
            response = self.http.send(request, auth=self.auth)
        except httpx.RequestError as cause:
            error = Transient("no answer")
            error.__cause__ = cause
            return None, error
        return response, None if response.is_success else self.error(response)

    def error(self, response) -> ApiError:
        wait = response.headers.get("Retry-After", "-")
        return (Transient if response.status_code in RETRIED else Permanent)(
            "refused",
            status=response.status_code,
            retry_after=int(wait) if wait.isdecimal() else None,
        )

    def parse(self, response):
        try:
            return response.json()
        except ValueError:
            raise Permanent("no JSON", status=response.status_code) from None
