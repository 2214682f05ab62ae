"""Plain text: which encoding it has, and the article it becomes."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from annotator.errors import RefusedText
from annotator.model import Article, FileOrigin, NewArticle, new_id, now
from annotator.text.length import count_words
from annotator.text.normalise import MAX_BYTES, normalise, sha256_of
from annotator.text.passages import title_of

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding|coding)[\"'=:\s]+([A-Za-z][\w.:-]{1,30})", re.IGNORECASE)
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ENOUGH_TO_DETECT = 400
"""Below so many bytes a detector is wrong more often than Windows-1252."""


class Decoded(NamedTuple):
    """Decoded text, the encoding it was read with, and whether that was only a guess."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decoded text of a file: by ``encoding`` if given, else byte order mark, UTF-8, declared, detected, Windows-1252.

    Raises RefusedText for an unknown encoding, for bytes that do not fit the one given, and for what is not text.
    """
    if encoding is not None:
        return _checked(Decoded(_decode_as(data, encoding), encoding))
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(Decoded(_decode_as(data, name), name))
    if (found := _fitting(data, "utf-8")) is not None:
        return _checked(found)
    if b"\0" in data:
        raise RefusedText(
            "It is not text: it contains NUL bytes. If it is UTF-16, save it again as UTF-8 or with a byte order mark."
        )
    found = _declared(data) or _detected(data) or _fitting(data, "cp1252", guessed=True)
    if found is None:
        raise RefusedText("Its encoding could not be found out. Save it again as UTF-8, or name the encoding.")
    return _checked(found)


def _fitting(data: bytes, encoding: str, *, guessed: bool = False) -> Decoded | None:
    """The text in an encoding; None if the bytes do not fit it, or if there is none of that name."""
    try:
        return Decoded(data.decode(encoding), encoding, guessed)
    except (LookupError, ValueError):  # a name may hold anything
        return None


def _decode_as(data: bytes, encoding: str) -> str:
    """The text in an encoding that somebody named. Raises RefusedText."""
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise RefusedText(f"It is not valid {encoding}: {error.__class__.__name__} at the bytes it holds.") from error
    except (LookupError, ValueError):  # a name may hold anything
        raise RefusedText(f"There is no encoding called “{encoding}”.") from None


def _declared(data: bytes) -> Decoded | None:
    """The text in the encoding that it itself names near its beginning."""
    match = _DECLARED.search(data[:1024])
    return _fitting(data, match[1].decode("ascii")) if match is not None else None


def _detected(data: bytes) -> Decoded | None:
    """The text in the encoding that its bytes look like."""
    if len(data) < _ENOUGH_TO_DETECT:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return _fitting(data, best.encoding, guessed=True) if best is not None else None


def _checked(decoded: Decoded) -> Decoded:
    """What was decoded, if it looks like text. Raises RefusedText."""
    text = decoded.text
    if "\0" in text:
        raise RefusedText("It is not text: it contains NUL characters.")
    if len(_CONTROL.findall(text[:100_000])) > max(2, len(text[:100_000]) // 50):
        raise RefusedText("It is not text: it is full of control characters.")
    return decoded


def article_from_text(text: str, original: bytes, *, name: str, media_type: str = "text/plain") -> NewArticle:
    """Article of a text, whatever it came from. Raises RefusedText (see normalise)."""
    stored = normalise(text).text
    article = Article(
        id=new_id(),
        title=title_of(stored),
        text=stored,
        text_sha256=sha256_of(stored),
        imported_at=now(),
        origin=FileOrigin(name, media_type, sha256_of(original)),
        words=count_words(stored),
    )
    return NewArticle(article, original)


def read_plain(data: bytes, name: str, encoding: str | None = None) -> tuple[NewArticle, Decoded]:
    """Article of the bytes of a plain text file called ``name``, and how they were decoded. Raises RefusedText."""
    if not data:
        raise RefusedText("The file is empty. Nothing was added.")
    if len(data) > 4 * MAX_BYTES:
        raise RefusedText("The file is longer than 10 MB of text. Split it into several articles.")
    decoded = decode(data, encoding)
    return article_from_text(decoded.text, data, name=name), decoded
