"""Fetching pages from a real server on this machine that redirects, drips and bombs; addresses that are refused."""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from annotator.errors import RefusedText
from annotator.formats.importing.parsing import parse_address
from annotator.readers.fetch import fetch
from annotator.readers.files import address_of, is_address, source_of
from annotator.readers.sandbox import Sandbox

PAGE = b"<html><body><p>The bridge is closed.</p></body></html>"
seen: list[dict[str, str]] = []


class Server(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        seen.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        name, _, value = self.path.strip("/").partition("/")
        getattr(self, f"on_{name}", self.on_page)(value)

    def answer(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def on_page(self, _: str) -> None:
        self.answer(PAGE, Content_Type="text/html; charset=windows-1252", Set_Cookie="a=b")

    def on_gone(self, _: str) -> None:
        self.answer(b"no", 404)

    def on_empty(self, _: str) -> None:
        self.answer(b"")

    def on_packed(self, _: str) -> None:
        self.answer(gzip.compress(PAGE), Content_Encoding="gzip")

    def on_bomb(self, _: str) -> None:
        self.answer(gzip.compress(b" " * 30_000_000), Content_Encoding="gzip")

    def on_strange(self, _: str) -> None:
        self.answer(b"x", Content_Encoding="br")

    def on_again(self, value: str) -> None:
        n = int(value.split("?", maxsplit=1)[0])
        self.answer(b"", 302, Location=f"/again/{n - 1}" if n else "/page", Set_Cookie="c=d")

    def on_private(self, _: str) -> None:
        self.answer(b"", 302, Location="http://169.254.169.254/latest/meta-data")

    def on_file(self, _: str) -> None:
        self.answer(b"", 302, Location="file:///etc/passwd")

    def on_endless(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"x" * 1_000_000)
        except OSError:
            pass

    def on_drip(self, _: str) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _n in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()
    thread.join()


get = partial(fetch, allow_loopback=True)


def test_a_page_comes_with_its_encoding_and_nothing_of_the_person_goes(server: str) -> None:
    seen.clear()
    got = get(f"{server}/again/3?q=ü x")
    assert got.data == PAGE and got.encoding == "windows-1252" and got.url == f"{server}/page"
    assert len(seen) == 5
    for request in seen:
        assert not {"cookie", "referer", "authorization"} & request.keys()


def test_a_packed_page_is_unpacked(server: str) -> None:
    assert get(f"{server}/packed").data == PAGE


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("gone", "404"),
        ("empty", "empty"),
        ("again/6", "more than 5 times"),
        ("private", "private network"),
        ("file", "http or https"),
        ("bomb", "20 MB"),
        ("endless", "20 MB"),
        ("strange", "unknown way"),
    ],
)
def test_what_goes_wrong_is_said(server: str, path: str, said: str) -> None:
    with pytest.raises(RefusedText, match=said):
        get(f"{server}/{path}")


def test_a_page_that_drips_is_given_up(server: str) -> None:
    began = time.monotonic()
    with pytest.raises(RefusedText, match="did not come within"):
        get(f"{server}/drip", seconds=0.5)
    assert time.monotonic() - began < 3


def test_this_machine_is_not_asked_unless_a_test_says_so(server: str) -> None:
    with pytest.raises(RefusedText, match="private network or to this machine"):
        fetch(f"{server}/page")


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "224.0.0.1", "[::1]"),
        *("[::ffff:127.0.0.1]", "[::ffff:10.0.0.1]", "[fe80::1]", "[fc00::1]", "[ff02::1]", "[64:ff9b::7f00:1]"),
        *("[2002:7f00:1::]", "100.64.0.1", "255.255.255.255", "2130706433", "0x7f.1", "localhost"),
    ],
)
def test_addresses_inside_are_refused(host: str) -> None:
    with pytest.raises(RefusedText, match=r"private network|no server called|could not be fetched"):
        fetch(f"http://{host}/", seconds=2)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.org/x", "http or https"),
        ("file:///etc/passwd", "http or https"),
        ("http://me:secret@example.org/", "password"),
        ("http:///x", "no server"),
        ("http://does-not-exist.invalid/", "no server called"),
        ("http://example.org:99999/", "could not be fetched"),
    ],
)
def test_other_addresses_are_refused(url: str, said: str) -> None:
    with pytest.raises(RefusedText, match=said):
        fetch(url, seconds=2)


def test_a_name_is_resolved_once_and_the_checked_address_is_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers with an open address first and with this machine the second time."""
    port = int(server.rsplit(":", 1)[1])
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked: list[str] = []

    def resolve(name: str, *_: object, **__: object) -> list[object]:
        asked.append(name)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    tried: list[object] = []

    class Unreachable(socket.socket):
        def connect(self, place: object) -> None:
            tried.append(place)
            raise OSError("unreachable")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "socket", Unreachable)
    with pytest.raises(RefusedText, match="unreachable"):
        fetch(f"http://rebind.example:{port}/page", seconds=2)
    assert asked == ["rebind.example"] and tried == [("93.184.216.34", port)]


def test_every_address_of_a_name_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [("93.184.216.34", 80), ("10.0.0.1", 80)]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", place) for place in places]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(RefusedText, match="private network"):
        fetch("http://mixed.example/", seconds=2)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://x.example/a?b#c", True),
        (" HTTP://x.example ", True),
        ("https://x.example is down", False),
        ("see https://x.example", False),
        ("x.example", False),
        ("http://", False),
    ],
)
def test_what_is_an_address(text: str, is_one: bool) -> None:
    assert is_address(text) is is_one


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" https://x.example/a ", "https://x.example/a"),
        ("http://x.example", "http://x.example"),
        ("example.org", "https://example.org"),
        (" www.example.org/a?b#c\n", "https://www.example.org/a?b#c"),
        ("//example.org/x", "https://example.org/x"),
        ("EXAMPLE.org:8080/x.html", "https://EXAMPLE.org:8080/x.html"),
        ("zeitung.münchen/артикль", "https://zeitung.münchen/артикль"),
        ("xn--e1afmkfd.xn--p1ai", "https://xn--e1afmkfd.xn--p1ai"),
        ("localhost:8000", "https://localhost:8000"),
        ("192.0.2.1/x", "https://192.0.2.1/x"),
        ("[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("article.txt", None),
        ("my.article.PDF", None),
        ("folder/article.txt", None),
        ("./example.org", None),
        ("/etc/example.org", None),
        ("jo@example.org", None),
        ("mailto:jo@example.org", None),
        ("ftp://example.org/x", None),
        ("https://", None),
        ("U.S.", None),
        *((text, None) for text in ("annotator import 12.png", "letter.pages", "notes.old", "Hello.World", "mr.smith")),
        *(
            (text, None)
            for text in ("Report.TXT", "archive.tar", "end.The", "it.Is", "photo.JPG", "run.sh", "localhost")
        ),
        ("BBC.co.uk", "https://BBC.co.uk"),
        ("www.letter.pages", "https://www.letter.pages"),
        ("spiegel.de", "https://spiegel.de"),
        ("Конец.Начало", None),
        ("сайт.рф", "https://сайт.рф"),
        ("letter.pages/x", None),
        ("my.articles/one.txt", None),
        ("example.museum/x", "https://example.museum/x"),
        ("3.1", None),
        ("The end.", None),
        ("example.org is down", None),
        ("", None),
    ],
)
def test_an_address_may_be_without_its_scheme(text: str, address: str | None) -> None:
    assert address_of(text) == address


def test_a_file_of_that_name_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert source_of("example.org/x") == "https://example.org/x"
    (tmp_path / "example.org").mkdir()
    (tmp_path / "example.org" / "x").write_text("A title\n\nA text.")
    assert source_of("example.org/x") == tmp_path / "example.org" / "x"
    for gone in ("gone.txt", "12.png", "letter.pages", "notes.old", "draft.final", "run.sh", "notes.md"):
        assert source_of(gone) == tmp_path / gone
    assert source_of("x" * 5_000) == tmp_path / ("x" * 5_000)


def test_a_fetched_page_becomes_an_article(server: str, sandbox: Sandbox) -> None:
    parsed = parse_address(f"{server}/page", sandbox, allow_loopback=True)
    (entry,) = parsed.entries
    assert entry.new.article.text == "The bridge is closed."
    assert entry.new.article.url == f"{server}/page" and entry.new.original == PAGE
    assert "private network" in parse_address(f"{server}/page", sandbox).problems[0]
