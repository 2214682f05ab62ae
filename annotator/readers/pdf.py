"""PDF files with text: lines to paragraphs, without running heads, page numbers and the hyphens of line ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from annotator.errors import NeedsPassword, RefusedText
from annotator.readers.columns import untangled
from annotator.readers.reading import Piece, Reading, tidy

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 2_000
_EDGE = 2
"""How many lines at the top and the bottom of a page may be running heads."""

_COLUMNS_FROM = 6
"""How many lines a page has at least for it to be looked at for columns."""

_HYPHEN = re.compile(r"(\w)[-\u00ad\u2010]$")
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def recognises(data: bytes) -> bool:
    """Whether the bytes begin like a PDF file."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, *, password: str | None = None) -> Reading:
    """The paragraphs of a PDF. Raises NeedsPassword if it is encrypted, RefusedText if there is no text in it."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(password or ""):
            raise NeedsPassword(
                "The PDF is protected by a password." if password is None else "This is not the password of the PDF."
            )
        if len(reader.pages) > _MOST_PAGES:
            raise RefusedText(f"The PDF has more than {_MOST_PAGES:,} pages. Split it first.")
        pages = [_lines(page) for page in reader.pages]
        title, author = _described(reader)
    except DependencyError as error:
        raise RefusedText(
            "The PDF is encrypted in a way that cannot be read here. Save it without a password."
        ) from error
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError, RecursionError) as error:
        raise RefusedText("The PDF is damaged and cannot be read.") from error
    if not any(any(page) for page in pages):
        raise RefusedText(
            "The PDF has no text, only pictures of pages. Make its text readable first (OCR), then bring it in again."
        )
    pieces = [Piece(p) for p in _paragraphs(_without_running_heads(pages))]
    return Reading(pieces, MEDIA_TYPE, title=title, authors=[author] if author else [])


def _lines(page: PageObject) -> list[str]:
    lines = [tidy(line) for line in (page.extract_text() or "").splitlines()]
    if sum(map(bool, lines)) < _COLUMNS_FROM:
        return lines
    picture = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
    return untangled(lines, picture.splitlines())


def _described(reader: PdfReader) -> tuple[str, str]:
    """Title and author, where they are more than the name of a file or of a program."""
    info = reader.metadata
    title, author = (tidy(str(v or "")) for v in ((info.title, info.author) if info is not None else ("", "")))
    if re.search(r"\.(?:docx?|pdf|indd|qxp|tex)$|^untitled|^microsoft word", title, re.IGNORECASE):
        title = ""
    return title, author if title else ""


def _without_running_heads(pages: list[list[str]]) -> Iterator[str]:
    """The lines of all pages, "" between two pages where a paragraph may end, without what repeats at their edges."""
    filled = [[i for i, line in enumerate(page) if line] for page in pages]

    def edges(there: list[int]) -> set[int]:
        return {*there[:_EDGE], *there[-_EDGE:]} if len(there) > 2 * _EDGE else set(there[:1] + there[-1:])

    seen = Counter(
        key for page, there in zip(pages, filled, strict=True) for key in {_key(page[i]) for i in edges(there)}
    )
    often = max(2, len(pages) // 3)
    for page, there in zip(pages, filled, strict=True):
        outer = edges(there)
        for i, line in enumerate(page):
            number = re.fullmatch(r"(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d+)?(?:\s*[-–—])?", line, re.I)
            if i in outer and len(pages) > 1 and (number or seen[_key(line)] >= often):
                continue
            yield line


def _key(line: str) -> str:
    """A line with its numbers forgotten: page numbers go up."""
    return re.sub(r"\d+", "0", line.casefold())


def _paragraphs(lines: Iterator[str]) -> Iterator[str]:
    """Lines joined: a paragraph ends at an empty line, and at a line that ends a sentence before the margin."""
    there = list(lines)
    lengths = sorted(len(line) for line in there if line)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    text = ""
    for line in there:
        if not line:
            if text and _ENDS.search(text):
                yield text
                text = ""
            continue
        if not text:
            text = line
        elif _HYPHEN.search(text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text += " " + line
        short = len(line) < 0.8 * width
        if short and (_ENDS.search(line) or text == line):
            yield text
            text = ""
    if text:
        yield text
