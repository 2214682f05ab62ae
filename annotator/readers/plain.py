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
    """A text, the encoding it was read with, and whether that was only a guess."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Decode strictly: by ``encoding`` if given, else byte order mark, UTF-8, declared, detected, Windows-1252.

    Raises RefusedText for an unknown encoding, for bytes that do not fit the one given, and for what is not text.
    """
    if encoding is not None:
        return _checked(Decoded(_decode_as(data, encoding), encoding))
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(Decoded(_decode_as(data, name), name))
    try:
        return _checked(Decoded(data.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise RefusedText(
            "It is not text: it contains NUL bytes. If it is UTF-16, save it again as UTF-8 or with a byte order mark."
        )
    return _checked(_declared(data) or _detected(data) or _western(data))


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise RefusedText(f"It is not valid {encoding}: {error.__class__.__name__} at the bytes it holds.") from error
    except (LookupError, ValueError):  # a name may hold anything
        raise RefusedText(f"There is no encoding called “{encoding}”.") from None


def _declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:1024])
    if match is None:
        return None
    name = match[1].decode("ascii")
    try:
        return Decoded(data.decode(name), name)
    except (LookupError, ValueError):
        return None


def _detected(data: bytes) -> Decoded | None:
    if len(data) < _ENOUGH_TO_DETECT:
        return None
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    if best is None:
        return None
    try:
        return Decoded(data.decode(best.encoding), best.encoding, guessed=True)
    except UnicodeError:
        return None


def _western(data: bytes) -> Decoded:
    try:
        return Decoded(data.decode("cp1252"), "cp1252", guessed=True)
    except UnicodeDecodeError:
        raise RefusedText(
            "Its encoding could not be found out. Save it again as UTF-8, or name the encoding."
        ) from None


def _checked(decoded: Decoded) -> Decoded:
    text = decoded.text
    if "\0" in text:
        raise RefusedText("It is not text: it contains NUL characters.")
    if len(_CONTROL.findall(text[:100_000])) > max(2, len(text[:100_000]) // 50):
        raise RefusedText("It is not text: it is full of control characters.")
    return decoded


def article_from_text(
    text: str, original: bytes, *, name: str, media_type: str = "text/plain", language: str | None = None
) -> NewArticle:
    """Make an article of a text, whatever it came from. Raises RefusedText (see normalise)."""
    stored = normalise(text).text
    article = Article(
        id=new_id(),
        title=title_of(stored),
        text=stored,
        text_sha256=sha256_of(stored),
        imported_at=now(),
        origin=FileOrigin(name, media_type, sha256_of(original)),
        words=count_words(stored),
        language=language,
    )
    return NewArticle(article, original)


def read_plain(data: bytes, name: str, encoding: str | None = None) -> tuple[NewArticle, Decoded]:
    """Make an article of the bytes of a plain text file called ``name``. Raises RefusedText."""
    if not data:
        raise RefusedText("The file is empty. Nothing was added.")
    if len(data) > 4 * MAX_BYTES:
        raise RefusedText("The file is longer than 10 MB of text. Split it into several articles.")
    decoded = decode(data, encoding)
    return article_from_text(decoded.text, data, name=name), decoded
