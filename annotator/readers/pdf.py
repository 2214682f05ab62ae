"""PDF files with text: lines to paragraphs, without running heads, page numbers and the hyphens of line ends."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from annotator.errors import NeedsPassword, RefusedText, not_loaded
from annotator.model import Role
from annotator.readers.columns import untangled
from annotator.readers.extracted_article import Piece, Reading, tidy

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 2_000
_EDGE = 2
"""How many lines at the top and the bottom of a page may be running heads."""

_COLUMNS_FROM = 6
"""How many lines a page has at least for it to be looked at for columns."""

_OTHER, _LARGE = 1.12, 1.18
"""By how much the letters of another paragraph differ from those before, and those of a heading from most."""

_APART = 1.35
"""By how much the step between two lines of two paragraphs is larger than that between most lines."""

_FEWEST = 4
"""From how many steps on it is said which is that between most lines."""

_LONGEST = 200
"""How many characters a heading has at most."""

_FIRST = 8
"""Among how many paragraphs at the beginning the title is looked for."""

_HYPHEN = re.compile(r"(\w)[-\u00ad\u2010]$")
_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d+)?(?:\s*[-–—])?", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:…][\"'”’»)\]]*$")


def recognises(data: bytes) -> bool:
    """Whether the bytes begin like a PDF file."""
    return b"%PDF-" in data[:1024] and not data.startswith(b"PK")  # an archive may begin with one


def read(data: bytes, *, password: str | None = None) -> Reading:
    """Paragraphs of a PDF. Raises NeedsPassword if it is encrypted, RefusedText if there is no text in it."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

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
        raise RefusedText(not_loaded(error)) from error
    except (RefusedText, ImportError):
        raise
    except Exception as error:  # pypdf meets damage with errors of every kind
        raise RefusedText("The PDF is damaged and cannot be read.") from error
    if not any(line.text for page in pages for line in page):
        raise RefusedText(
            "The PDF has no text, only pictures of pages. Make its text readable first (OCR), then bring it in again."
        )
    pieces = _with_headings(list(_paragraphs(_without_running_heads(pages))))
    title = title or next((piece.text for piece in pieces if piece.role == Role.TITLE), "")
    return Reading(pieces, MEDIA_TYPE, title=title, authors=[author] if author else [])


class _Line(NamedTuple):
    """A line, or the lines of a paragraph; how large most of its letters are, and how high on its page it stands.

    ``size`` is 0 and ``height`` None if that is not known; both are in points.
    """

    text: str
    size: float
    height: float | None = None


def _lines(page: PageObject) -> list[_Line]:
    """The lines of a page in the order in which they are read."""
    sizes: list[Counter[float]] = [Counter()]
    heights: list[float | None] = [None]

    def visit(text: str, current: list[float], matrix: list[float], _font: object, size: float) -> None:
        scale = math.hypot(matrix[2], matrix[3]) * math.hypot(current[2], current[3])
        for number, part in enumerate(text.split("\n")):
            if number:
                sizes.append(Counter())
                heights.append(None)
            if part.strip() and heights[-1] is None:
                heights[-1] = matrix[4] * current[1] + matrix[5] * current[3] + current[5]
            sizes[-1][round(size * scale, 1)] += len(part.strip())

    found = [tidy(line) for line in (page.extract_text(visitor_text=visit) or "").split("\n")]
    lines = [
        _Line(line, max(of, key=of.__getitem__, default=0.0), height)
        for line, of, height in zip(found, sizes, heights, strict=False)
    ]
    if sum(map(bool, found)) >= _COLUMNS_FROM:
        picture = page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)
        in_order = untangled(found, picture.splitlines())
        if in_order is not found:
            known = {line.text: line.size for line in lines}
            return [_Line(line, known.get(line, 0.0)) for line in in_order]
    return lines


def _described(reader: PdfReader) -> tuple[str, str]:
    """Title and author, where they are more than the name of a file or of a program."""
    info = reader.metadata
    title, author = (tidy(str(v or "")) for v in ((info.title, info.author) if info is not None else ("", "")))
    if re.search(r"\.(?:docx?|pdf|indd|qxp|tex)$|^untitled|^microsoft word", title, re.IGNORECASE):
        title = ""
    return title, author if title else ""


def _without_running_heads(pages: list[list[_Line]]) -> Iterator[_Line]:
    """The lines of all pages, "" between two pages where a paragraph may end, without what repeats at their edges."""
    edges = [_edges(page) for page in pages]
    seen = Counter(key for page, outer in zip(pages, edges, strict=True) for key in {_key(page[i]) for i in outer})
    often = max(2, len(pages) // 3)
    for page, outer in zip(pages, edges, strict=True):
        for i, line in enumerate(page):
            is_running = i in outer and (_NUMBER.fullmatch(line.text) or seen[_key(line)] >= often)
            if not is_running or len(pages) == 1:
                yield line


def _edges(page: list[_Line]) -> set[int]:
    """The numbers of the lines at the top and the bottom of a page; of a short page, of the first and the last."""
    there = [i for i, line in enumerate(page) if line.text]
    return {*there[:_EDGE], *there[-_EDGE:]} if len(there) > 2 * _EDGE else set(there[:1] + there[-1:])


def _key(line: _Line) -> tuple[str, float]:
    """A line with its numbers forgotten, as page numbers go up. A title is larger than the running heads like it."""
    return re.sub(r"\d+", "0", line.text.casefold()), line.size


def _paragraphs(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Lines joined: a paragraph ends at an empty line, at a line that ends a sentence before the margin, where the
    letters get larger or smaller, and where the next line is further away than most are.
    """
    there = list(lines)
    steps = sorted(step for above, line in pairwise(there) if (step := _step(above, line)) is not None)
    wide = _APART * steps[len(steps) // 2] if len(steps) >= _FEWEST else math.inf
    lengths = sorted(len(line.text) for line in there if line.text)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    text, size = "", 0.0
    for above, here in zip([_Line("", 0.0), *there], there, strict=False):
        line, its, _ = here
        other = its and size and not 1 / _OTHER < its / size < _OTHER
        if text and line and (other or (_step(above, here) or 0) > wide):
            yield _Line(text, size)
            text = ""
        if not line:
            if text and _ENDS.search(text):
                yield _Line(text, size)
                text = ""
            continue
        if not text:
            text, size = line, its
        elif _HYPHEN.search(text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text += " " + line
        short = len(line) < 0.8 * width
        if short and (_ENDS.search(line) or text == line):
            yield _Line(text, size)
            text = ""
    if text:
        yield _Line(text, size)


def _step(above: _Line, line: _Line) -> float | None:
    """How far below another line of its page a line stands; None if it does not, or if that is not known."""
    if above.height is None or line.height is None or not line.size:
        return None
    step = above.height - line.height
    return step if 0.5 * line.size < step < 6 * line.size else None


def _with_headings(paragraphs: list[_Line]) -> list[Piece]:
    """The paragraphs; short ones in larger letters than most are headings, and the largest of the first ones the title.

    Lines of a heading that follow each other are one.
    """
    letters: Counter[float] = Counter()
    for text, size, _ in paragraphs:
        letters[size] += len(text)
    most = max(letters, key=letters.__getitem__, default=0.0)
    pieces: list[Piece] = []
    sizes: list[float] = []
    for text, size, _ in paragraphs:
        role = Role.HEADING if most and size >= _LARGE * most and len(text) <= _LONGEST else ""
        if role and pieces and pieces[-1].role and sizes[-1] == size and len(pieces[-1].text) + len(text) < _LONGEST:
            pieces[-1] = pieces[-1]._replace(text=f"{pieces[-1].text} {text}")
            continue
        pieces.append(Piece(text, role))
        sizes.append(size)
    first = [i for i, piece in enumerate(pieces[:_FIRST]) if piece.role]
    if first:
        title = max(first, key=lambda i: (sizes[i], -i))
        pieces[title] = pieces[title]._replace(role=Role.TITLE)
    return pieces
