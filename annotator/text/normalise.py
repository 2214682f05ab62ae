"""Normalisation, the one place where a text is changed: once, at import, before anything points into it.

The rules keep what is stored and what a QTextDocument holds the same length in UTF-16: Qt drops a leading U+FEFF,
joins CR LF, swaps the bytes of a string that starts with U+FFFE, and takes U+FDD0 and U+FDD1 for marks of its own.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import NamedTuple

from annotator.errors import RefusedText

MAX_BYTES = 10 * 1024 * 1024
"""The longest text of an article, in bytes of UTF-8."""

MAX_RUN = 100_000
"""The longest run of characters without a place to break a line: the layout of a longer one takes minutes."""

_LINE_ENDS = re.compile(r"\r\n?")
_QT_MARKS = re.compile("[\ufffe\ufdd0\ufdd1]")
_SURROGATE = re.compile("[\ud800-\udfff]")
# White space that a line may break at (so without the no-break spaces) and the scripts that break between any two
# characters.
_BREAKABLE = (
    "\t\n\x0b\x0c\r \x85\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f"
    "\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U0001f000-\U0001faff\U00020000-\U0003ffff"
)
_UNSEEN = frozenset(("Cc", "Cf", "Zl", "Zp", "Zs"))
"""The categories of white space, of controls and of what only joins, parts or turns what is beside it."""

_EMPTY = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0").union(
    map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
)
"""Letters, marks and signs without a picture: fillers, the empty Braille pattern, selectors of a variant."""

_ENDLESS = re.compile(f"[^{_BREAKABLE}]{{{MAX_RUN + 1}}}")


class Normalised(NamedTuple):
    """Normalised text, as it is stored, and how many characters of each kind were changed to make it so."""

    text: str
    byte_order_marks: int = 0
    line_ends: int = 0
    replaced: int = 0


def is_blank(text: str) -> bool:
    """Whether there is nothing to be seen of a text: no character but white space and invisible ones."""
    return all(unicodedata.category(c) in _UNSEEN or c in _EMPTY for c in text)


def normalise(raw: str) -> Normalised:
    """Text of an article, made of ``raw``.

    Strips every leading U+FEFF, makes CR LF and CR to LF, and U+FFFE, U+FDD0 and U+FDD1 to U+FFFD. Nothing else is
    touched: no Unicode normal form, no white space. Doing it twice changes nothing.

    Raises RefusedText when the text is blank, holds a NUL or a lone surrogate, more than MAX_BYTES, or a run
    of more than MAX_RUN characters without a place to break.
    """
    if "\0" in raw:
        raise RefusedText("The text contains NUL characters, so it is probably not text. Nothing was added.")
    if _SURROGATE.search(raw):
        raise RefusedText(
            "The text contains half of a surrogate pair, which no file can hold. "
            "Save it again as UTF-8 in the program it comes from."
        )
    stripped = raw.lstrip("\ufeff")
    text, line_ends = _LINE_ENDS.subn("\n", stripped)
    text, replaced = _QT_MARKS.subn("\ufffd", text)
    if is_blank(text):
        raise RefusedText("There is no text in it: nothing but white space, or nothing to be seen. Nothing was added.")
    if len(text) > MAX_BYTES // 4 and len(text.encode()) > MAX_BYTES:
        raise RefusedText("The text is longer than 10 MB. Split it into several articles.")
    if _ENDLESS.search(text):
        raise RefusedText(
            f"The text has a run of more than {MAX_RUN:,} characters without a space, "
            "so it is probably data and not an article."
        )
    return Normalised(text, len(raw) - len(stripped), line_ends, replaced)


def sha256_of(data: str | bytes) -> str:
    """SHA-256 in lower-case hexadecimal; a str is hashed as its UTF-8."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()
