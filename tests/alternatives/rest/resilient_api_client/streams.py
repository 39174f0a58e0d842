"""Bodies read as streams with an eye on the clock, recursion for retries, URLs by urllib."""

import json
import re
from urllib.parse import urljoin, urlsplit

import httpx

from solutions.rest.resilient_api_client import ApiError, Permanent, Transient

__all__ = ["ApiClient", "ApiError", "Permanent", "Transient"]

LATER = {429, 500, 502, 503, 504}


class ApiClient:
    def __init__(
        self,
        http,
        *,
        token,
        clock,
        sleep,
        backoff,
        attempts=4,
        attempt_timeout=3.0,
        total_timeout=10.0,
    ):
        self.http, self.fetch, self.clock, self.sleep = http, token, clock, sleep
        self.backoff, self.attempts = backoff, attempts
        self.attempt_timeout, self.total_timeout = attempt_timeout, total_timeout
        self.bearer = None

    def get(self, path, **params):
        return self.call(1, self.end(), "GET", path, params=params)[0]

    def post(self, path, body, *, idempotency_key=None):
        if idempotency_key is None:
            return self.call(self.attempts, self.end(), "POST", path, json=body)[0]
        headers = {"Idempotency-Key": idempotency_key}
        return self.call(1, self.end(), "POST", path, json=body, headers=headers)[0]

    def pages(self, path, **params):
        value, url, link = self.call(1, self.end(), "GET", path, params=params)
        yield value
        while found := re.search(r'<([^>]*)>\s*;\s*rel="?next"?', link):
            target = urljoin(url, found[1])
            if origin(target) != origin(str(self.http.base_url)):
                raise Permanent(f"{target} is foreign")
            value, url, link = self.call(1, self.end(), "GET", target)
            yield value

    def end(self):
        return self.clock() + self.total_timeout

    def call(self, attempt, end, *request, **content):
        """Make this attempt and, if there is reason to, those after it."""
        try:
            return self.once(end, *request, **content)
        except Transient as error:
            wait = self.backoff(attempt) if error.retry_after is None else error.retry_after
            if attempt >= self.attempts or self.clock() + wait >= end:
                raise
            self.sleep(wait)
        return self.call(attempt + 1, end, *request, **content)

    def once(self, end, *request, **content):
        if self.bearer is None:
            self.bearer = self.fetch()
        status, *answer = self.send(end, *request, **content)
        if status == 401:
            self.bearer = self.fetch()
            status, *answer = self.send(end, *request, **content)
        body, url, headers = answer
        if status not in range(200, 300):
            wait = re.fullmatch(r"\d+", headers.get("Retry-After", ""))
            kind = Transient if status in LATER else Permanent
            raise kind(url, status=status, retry_after=wait and int(wait[0]))
        try:
            return json.loads(body), url, headers.get("Link", "")
        except ValueError as error:
            raise Permanent("not JSON", status=status) from error

    def send(self, end, *request, headers=None, **content):
        left = end - self.clock()
        if left <= 0:
            raise Transient("too late")
        auth = {"Authorization": f"Bearer {self.bearer}"}
        content |= {"headers": auth | (headers or {}), "timeout": min(left, self.attempt_timeout)}
        try:
            with self.http.stream(*request, **content) as response:
                body = b""
                for chunk in response.iter_bytes():
                    body += chunk
                    if self.clock() > end:
                        raise Transient("the body drips")
            return response.status_code, body, str(response.url), response.headers
        except httpx.TransportError as error:
            raise Transient(str(error)) from error


def origin(url):
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
