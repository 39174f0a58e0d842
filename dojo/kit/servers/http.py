"""A handler on a real socket, and the faults that a wire has.

    with serve(handle) as server:
        server.client().get("/notes")

The server listens on 127.0.0.1 alone and sends exactly what the handler returned: a body
after 204 or after HEAD is sent, too, and breaks the connection's next answer. All it adds is
the Content-Length of a body, where the handler did not say how it is framed. An exception of
the handler is answered with 500 and raised again when the block ends.

A handler of a test may return a `Fault` instead of a response, and see how a client bears it.
"""

import contextlib
import socket
import struct
import threading
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

import httpx

from dojo.kit.http import Request, Response

__all__ = ["Cut", "Drip", "Fault", "Reset", "Server", "Silence", "refused", "serve"]

HERE = "127.0.0.1"
POLL = 0.005
"""Seconds after which the server looks whether it is to stop."""
PATIENCE = 10.0
"""Seconds that a client waits for anything, unless a test tells it otherwise."""
WITHOUT_BODY = (204, 304)


@dataclass(frozen=True)
class Reset:
    """The connection is reset, with nothing sent."""


@dataclass(frozen=True)
class Silence:
    """Nothing is ever sent; the connection stays open until the client or the server goes."""


@dataclass(frozen=True)
class Cut:
    """The connection ends after so many bytes of the body."""

    response: Response
    after: int


@dataclass(frozen=True)
class Drip:
    """The body comes byte by byte, with so many seconds between two of them."""

    response: Response
    pause: float


Fault = Reset | Silence | Cut | Drip
Answering = Callable[[Request], Response | Fault]


class Server:
    """One handler on one port; a context manager that ends with all connections closed."""

    def __init__(self, handle: Answering) -> None:
        self.requests: list[Request] = []
        self.errors: list[BaseException] = []
        self._handle = handle
        self._stopping = threading.Event()
        self._clients = contextlib.ExitStack()
        self._listener = _Listener(self)
        self._thread = threading.Thread(
            target=self._listener.serve_forever, args=[POLL], name="http", daemon=True
        )
        self.port: int = self._listener.server_address[1]
        self.url = f"http://{HERE}:{self.port}"

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._clients.close()
        self._listener.shutdown()
        self._listener.server_close()
        self._listener.hang_up()
        self._thread.join()
        if self.errors:
            raise self.errors[0]

    def client(self, **named: Any) -> httpx.Client:
        """Return a client whose paths begin here, closed with the server; no proxy is asked."""
        settings: dict[str, Any] = {"base_url": self.url, "timeout": PATIENCE, "trust_env": False}
        return self._clients.enter_context(httpx.Client(**settings | named))

    def answer(self, request: Request) -> Response | Fault:
        """Ask the handler; called by the thread of a connection."""
        self.requests.append(request)
        try:
            answer = self._handle(request)
            if not isinstance(answer, Response | Fault):
                raise TypeError(f"a handler must return a Response; got {answer!r}")
        except BaseException as error:
            self.errors.append(error)
            text = "".join(traceback.format_exception(error))
            return Response(500, {"Connection": "close"}, text.encode())
        return answer

    def await_stop(self) -> None:
        self._stopping.wait()

    def pauses(self, seconds: float) -> bool:
        """Wait, and tell whether the server goes on."""
        return not self._stopping.wait(seconds)


def serve(handle: Answering) -> Server:
    """Return a server for the handler, to be used in a `with` block."""
    return Server(handle)


@contextlib.contextmanager
def refused() -> Iterator[str]:
    """Yield the address of a port that is taken, and where every connection is refused."""
    with socket.socket() as taken:
        taken.bind((HERE, 0))
        yield f"http://{HERE}:{taken.getsockname()[1]}"


class _Listener(ThreadingHTTPServer):
    """Accepts connections, each served by a thread of its own."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, server: Server) -> None:
        self.server = server
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__((HERE, 0), _Connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End the connections that clients keep alive."""
        with self._lock:
            left = list(self._open)
        for connection in left:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of ours."""


class _Connection(BaseHTTPRequestHandler):
    """Reads requests off one connection and writes what the handler answers."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Listener

    def handle_one_request(self) -> None:
        self.close_connection = True
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            return
        refusal = self._refusal()
        if refusal:
            self._send(Response(refusal, {"Connection": "close"}), head=False)
            return
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        request = Request(self.command, self.path, self.headers.items(), body)
        answer = self.server.server.answer(request)
        if isinstance(answer, Response):
            self._send(answer, head=request.method == "HEAD")
        else:
            self._fail(answer)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _refusal(self) -> int | None:
        """Return the status for a request whose body cannot be told from the next request."""
        lengths = set(self.headers.get_all("Content-Length", []))
        if self.headers.get("Transfer-Encoding"):
            return 400 if lengths else 411
        if len(lengths) > 1 or not all(n.isascii() and n.isdigit() for n in lengths):
            return 400
        if self.request_version == "HTTP/1.1" and len(self.headers.get_all("Host", [])) != 1:
            return 400
        return None

    def _send(self, response: Response, *, head: bool) -> None:
        self.wfile.write(_head(response, head=head) + response.body)
        if response.headers.get("Connection", "").lower() == "close":
            self.close_connection = True

    def _fail(self, fault: Fault) -> None:
        self.close_connection = True
        match fault:
            case Reset():
                lingers_not = struct.pack("ii", 1, 0)
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, lingers_not)
                self.connection.close()
            case Silence():
                self.server.server.await_stop()
            case Cut(response, after):
                self.wfile.write(_head(response, head=False) + response.body[:after])
            case Drip(response, pause):
                self.wfile.write(_head(response, head=False))
                for byte in response.body:
                    if not self.server.server.pauses(pause):
                        break
                    self.wfile.write(bytes([byte]))


def _head(response: Response, *, head: bool) -> bytes:
    """Return the status line and the fields, with the length of the body where none is given."""
    headers = response.headers
    framed = "Content-Length" in headers or "Transfer-Encoding" in headers
    empty = head or response.status in WITHOUT_BODY or response.status < 200
    if not framed and (response.body or not empty):
        headers |= {"Content-Length": str(len(response.body))}
    phrase = httpx.codes.get_reason_phrase(response.status)
    lines = [f"HTTP/1.1 {response.status} {phrase}", *(f"{n}: {v}" for n, v in headers.lines)]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
