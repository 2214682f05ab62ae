"""Fetching one page from the web, on a person's explicit request, without letting it reach into their network.

The name is resolved once and the very address that was checked is connected to, at each redirect anew; nothing of the
person goes along but the request: no cookies, no referrer.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from annotator import __version__
from annotator.errors import RefusedText

MOST = 20 * 1024 * 1024
"""The largest page, in bytes after decompression."""

SECONDS = 30.0
"""How long it may take in all, redirects included."""

REDIRECTS = 5
_CHUNK = 64 * 1024
_HEADERS = {
    "User-Agent": f"Annotator/{__version__}",
    "Accept": "text/html,application/xhtml+xml,text/plain,application/pdf;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Fetched(NamedTuple):
    """Fetched page: its bytes, its address after all redirects, and the encoding that the server names."""

    data: bytes
    url: str
    encoding: str | None


def fetch(url: str, *, seconds: float = SECONDS, allow_loopback: bool = False) -> Fetched:
    """Page at an address, fetched in so many seconds at the most. Raises RefusedText for whatever goes wrong.

    ``allow_loopback`` is for tests against a server of their own; nothing in the program sets it.
    """
    end = time.monotonic() + seconds
    try:
        for _ in range(REDIRECTS + 1):
            answer, connected = _ask(url, end, allow_loopback)
            with connected, answer:
                if answer.status in (301, 302, 303, 307, 308):
                    target = answer.headers.get("Location")
                    if not target:
                        raise RefusedText("The server sends elsewhere without saying where.")
                    url = urljoin(url, target)
                    continue
                if answer.status != 200:
                    raise RefusedText(f"The server answers {answer.status} ({answer.reason or 'no reason'}).")
                data = _body(answer, connected, end)
                return Fetched(data, url, answer.headers.get_content_charset())
        raise RefusedText(f"The address sends on more than {REDIRECTS} times.")
    except TimeoutError:
        raise RefusedText(f"The page did not come within {seconds:.0f} seconds.") from None
    except ssl.SSLError as error:
        raise RefusedText(f"The connection is not secure: {error.reason or 'the certificate does not fit'}.") from error
    except socket.gaierror:
        raise RefusedText(f"There is no server called {urlsplit(url).hostname}. Check the address.") from None
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise RefusedText(f"The page could not be fetched: {error or type(error).__name__}.") from error


def _ask(url: str, end: float, allow_loopback: bool) -> tuple[http.client.HTTPResponse, socket.socket]:
    """The answer of a server, its body not read yet, and the connection that it comes by."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise RefusedText(f"Only addresses that begin with http or https are fetched, not {parts.scheme or 'this'}.")
    if parts.username is not None or parts.password is not None:
        raise RefusedText("The address holds a name or a password. Leave them out.")
    host = parts.hostname
    if not host:
        raise RefusedText("The address names no server.")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    name = host if ":" in host else host.encode("idna").decode()
    connected = _connect(name, port, end, allow_loopback)
    try:
        if secure:
            connected = ssl.create_default_context().wrap_socket(connected, server_hostname=name)
        connection = http.client.HTTPConnection(name, port, timeout=_left(end))
        connection.sock = connected
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        )
        standard = port == (443 if secure else 80)
        shown = f"[{name}]" if ":" in name else name
        headers = {"Host": shown if standard else f"{shown}:{port}", **_HEADERS}
        connection.request("GET", target, headers=headers)
        return connection.getresponse(), connected
    except BaseException:
        connected.close()
        raise


def _connect(name: str, port: int, end: float, allow_loopback: bool) -> socket.socket:
    """A connection to the first address of a server that may be asked; all of them are looked at before."""
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        _check(str(place[0]), allow_loopback)
    family, kind, protocol, _, place = found[0]
    connected = socket.socket(family, kind, protocol)
    connected.settimeout(_left(end))
    try:
        connected.connect(place)
    except BaseException:
        connected.close()
        raise
    return connected


def _check(text: str, allow_loopback: bool) -> None:
    """Refuse an address that is not out in the open internet."""
    address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            _check(str(inner), allow_loopback)
            if address.ipv4_mapped:
                return
    if allow_loopback and address.is_loopback:
        return
    if not address.is_global or address.is_multicast:
        raise RefusedText("The address leads into a private network or to this machine, so it was not fetched.")


def _body(answer: http.client.HTTPResponse, connected: socket.socket, end: float) -> bytes:
    """The bytes of a page, unpacked, with the limits of size and time held while they come."""
    packing = (answer.headers.get("Content-Encoding") or "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip", "deflate"):
        raise RefusedText(f"The page comes packed in an unknown way ({packing:.20}).")
    unpacker = None if packing == "identity" else zlib.decompressobj(47 if "gzip" in packing else 15)
    data = bytearray()
    while True:
        connected.settimeout(_left(end))
        chunk = answer.read1(_CHUNK)
        if not chunk:
            break
        if unpacker is None:
            data += chunk
        else:
            data += unpacker.decompress(chunk, MOST + 1 - len(data))
        if len(data) > MOST:
            raise RefusedText("The page is larger than 20 MB, far more than an article.")
    if not data:
        raise RefusedText("The page is empty.")
    return bytes(data)


def _left(end: float) -> float:
    """The seconds that are left. Raises TimeoutError if none are."""
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
