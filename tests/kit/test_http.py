"""HTTP for katas: messages are values, and a handler is served as it is."""

import socket
import threading

import httpx
import pytest

from dojo.kit.http import Headers, Request, Response
from dojo.kit.servers.http import Cut, Drip, Reset, Silence, refused, serve

TEXT = {"Content-Type": "text/plain"}


def echo(request):
    """Answer with what was asked."""
    return Response(200, TEXT, f"{request.method} {request.target} ".encode() + request.body)


def raw(server, sent):
    """Send bytes, and return all that comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: line.recv(4096), b""))


def test_names_of_headers_have_no_case_and_lines_are_joined():
    headers = Headers([("Vary", "accept"), ("ETag", '"1"'), ("vary", "origin")])
    assert headers["VARY"] == "accept, origin"
    assert headers.all("vary") == ["accept", "origin"]
    assert list(headers) == ["vary", "etag"]
    assert "etag" in headers
    assert headers.get("age") is None
    assert headers == {"vary": "accept, origin", "etag": '"1"'}


def test_headers_are_replaced_by_making_new_ones():
    one = Headers([("Age", "1"), ("Vary", "a"), ("Vary", "b")])
    other = one | {"vary": "c", "ETag": '"1"'}
    assert other.lines == (("Age", "1"), ("vary", "c"), ("ETag", '"1"'))
    assert len(one.lines) == 3


@pytest.mark.parametrize(
    ("name", "value"), [("A", "b\r\nC: d"), ("A B", "c"), ("", "c"), ("A", " b"), ("A", "\x00")]
)
def test_a_header_that_cannot_be_sent_is_refused(name, value):
    with pytest.raises(ValueError, match=r"header|cannot be sent"):
        Headers({name: value})


def test_a_header_and_a_body_of_the_wrong_type_are_refused():
    with pytest.raises(TypeError, match="the value of Age is a str, not 1"):
        Response(200, {"Age": 1})
    with pytest.raises(TypeError, match="a body is bytes, not str"):
        Response(200, {}, "text")
    with pytest.raises(ValueError, match="a status is a number from 100 to 599, not 20"):
        Response(20)
    with pytest.raises(ValueError, match="'GET /' is not a method"):
        Request("GET /", "/")


def test_a_target_is_a_path_and_a_query():
    request = Request("GET", "/notes/a%2Fb?page=2&q=&page=3&tag=a+b")
    assert (request.path, request.query) == ("/notes/a%2Fb", {"page": "3", "q": "", "tag": "a b"})


def test_the_same_handler_answers_in_memory_and_on_a_socket():
    assert echo(Request("PUT", "/a?b=c", {}, b"body")).body == b"PUT /a?b=c body"
    with serve(echo) as server:
        answer = server.client().put("/a?b=c", content=b"body")
    assert (answer.status_code, answer.text) == (200, "PUT /a?b=c body")
    assert answer.headers["content-type"] == "text/plain"
    assert [request.target for request in server.requests] == ["/a?b=c"]


def test_a_method_that_nobody_knows_reaches_the_handler():
    with serve(echo) as server:
        assert server.client().request("BREW", "/pot").text == "BREW /pot "


def test_a_connection_is_kept_alive():
    ports = []
    with serve(echo) as server:
        client = server.client()
        for _ in range(3):
            stream = client.get("/").extensions["network_stream"]
            ports.append(stream.get_extra_info("client_addr"))
    assert len(set(ports)) == 1


@pytest.mark.parametrize("status", [204, 304])
def test_a_body_where_none_belongs_is_sent_and_breaks_the_next_answer(status):
    with serve(lambda _: Response(status, {}, b"surplus")) as server:
        client = server.client()
        client.get("/")
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/")


def test_a_body_after_head_breaks_the_next_answer():
    with serve(echo) as server:
        client = server.client()
        client.head("/")
        with pytest.raises(httpx.RemoteProtocolError):
            client.get("/")


def test_the_length_is_added_only_where_it_belongs():
    def bare(request):
        return Response(204 if request.path == "/none" else 200)

    with serve(bare) as server:
        client = server.client()
        found = [client.get("/none"), client.get("/"), client.head("/")]
    assert [answer.headers.get("content-length") for answer in found] == [None, "0", None]


def test_what_a_handler_raises_is_answered_and_raised_again():
    def broken(request):
        raise LookupError(request.target)

    answers = []
    with pytest.raises(LookupError, match="/a"), serve(broken) as server:
        answers.append(server.client().get("/a"))
    assert answers[0].status_code == 500
    assert "LookupError: /a" in answers[0].text


def test_what_is_no_response_is_said():
    with (
        pytest.raises(TypeError, match="must return a Response; got None"),
        serve(lambda _: None) as server,
    ):
        server.client().get("/")


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"Content-Length: 1\r\nContent-Length: 2\r\n", b"400"),
        (b"Content-Length: -1\r\n", b"400"),
        (b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", b"400"),
        (b"Transfer-Encoding: chunked\r\n", b"411"),
    ],
)
def test_a_request_of_doubtful_length_is_refused(head, status):
    with serve(echo) as server:
        answer = raw(server, b"POST / HTTP/1.1\r\nHost: a\r\n" + head + b"\r\nab")
    assert answer.split()[1] == status
    assert server.requests == []


def test_a_request_without_a_host_is_refused():
    with serve(echo) as server:
        assert raw(server, b"GET / HTTP/1.1\r\n\r\n").split()[1] == b"400"


def test_it_listens_on_loopback_alone():
    with serve(echo) as server:
        assert server.url == f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Reset(), httpx.ReadError),
        (Silence(), httpx.ReadTimeout),
        (Cut(Response(200, {}, b"0123456789"), after=5), httpx.RemoteProtocolError),
    ],
)
def test_faults_of_the_wire_are_real(fault, error):
    with serve(lambda _: fault) as server, pytest.raises(error):
        server.client(timeout=0.2).get("/")


def test_a_drip_arrives_whole_however_short_the_timeout_of_one_read():
    with serve(lambda _: Drip(Response(200, {}, b"0123456789"), pause=0.03)) as server:
        assert server.client(timeout=0.25).get("/").text == "0123456789"


def test_a_port_where_nobody_listens_refuses():
    with refused() as url, pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


def test_nothing_is_left_when_it_ends():
    before = set(threading.enumerate())
    with serve(lambda _: Silence()) as server:
        idle = socket.create_connection(("127.0.0.1", server.port))
        idle.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        while not server.requests:
            threading.Event().wait(0.001)
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
    assert set(threading.enumerate()) <= before
    assert idle.recv(1) == b"", "the connection was ended"
    idle.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.port))
