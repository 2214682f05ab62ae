"""Electronic books (EPUB): the pages of the spine, one after another."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree import ElementTree

from annotator.errors import RefusedText
from annotator.readers.extracted_article import Piece, Reading
from annotator.readers.html_blocks import parse
from annotator.readers.plain import decode
from annotator.readers.zipped import Zipped

MEDIA_TYPE = "application/epub+zip"
_CONTAINER = "META-INF/container.xml"


def recognises(data: bytes) -> bool:
    """Whether the bytes are an archive whose first member says that it is a book."""
    return data.startswith(b"PK\x03\x04") and MEDIA_TYPE.encode() in data[:200]


def read(data: bytes) -> Reading:
    """Text of a book, page by page, and its metadata (Dublin Core). Raises RefusedText."""
    archive = Zipped(data)
    root = _xml(archive, _CONTAINER).find(".//{*}rootfile")
    path = root.get("full-path", "") if root is not None else ""
    package = _xml(archive, path)
    items = {i.get("id"): i.get("href", "") for i in package.iterfind(".//{*}manifest/{*}item")}
    pieces: list[Piece] = []
    for reference in package.iterfind(".//{*}spine/{*}itemref"):
        href = items.get(reference.get("idref"))
        if not href:
            continue
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
        page = parse(decode(archive.read(name)).text)
        pieces += [Piece(b.text, b.role) for b in page.blocks]

    def said(name: str) -> list[str]:
        return [e.text.strip() for e in package.iterfind(f".//{{*}}metadata/{{*}}{name}") if e.text and e.text.strip()]

    title, date, language = (next(iter(said(name)), None) for name in ("title", "date", "language"))
    authors = said("creator")
    return Reading(pieces, MEDIA_TYPE, title=title or "", authors=authors, published_at=date, language=language)


def _xml(archive: Zipped, name: str) -> ElementTree.Element:
    """The root of a member that is XML. Raises RefusedText."""
    try:
        return ElementTree.fromstring(archive.read(name, xml=True))
    except ElementTree.ParseError as error:
        raise RefusedText(f"The book is damaged: {name} is not XML.") from error
