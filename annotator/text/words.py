"""Word boundaries, and spans that begin and end with words (Unicode Standard Annex 29, rules WB4 to WB13).

Scripts that write no space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) have no words in here: a
selection in them is trusted as it was made, by whole characters.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import lru_cache

from annotator.model import Span
from annotator.text.graphemes import grapheme_span, is_grapheme_boundary, trim_span
from annotator.text.sentences import is_abbreviation, sentence_at

SPACELESS = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3041, 0x309F),
    (0x30A1, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFD),
)
"""The scripts that write no space between words, by code points."""

_STARTS = [first for first, _ in SPACELESS]
_BETWEEN_LETTERS = "'’.·:\u2027"
_BETWEEN_DIGITS = "'’.,;"

_PAIRS = dict(zip("“„«‹‘([{「『《（【〈", "”“»›’)]}」』》）】〉", strict=True))
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()} | {"”": "“", "“": "„"}
_EITHER_WAY = "«»‹›"
"""Quotation marks that point outwards in one language and inwards in another."""

_OPENING = {*_PAIRS, *_EITHER_WAY, '"'}
_TRAILING = ",;:،؛、，；：–—-"
_FULL_STOPS = ".!?…。！？؟۔"


@lru_cache(4096)
def _kind(char: str) -> str:
    """ "letter", "digit", "mark" (goes with what is before it), or "" for what no word is made of."""
    code = ord(char)
    i = bisect_right(_STARTS, code) - 1
    if i >= 0 and code <= SPACELESS[i][1]:
        return ""
    category = unicodedata.category(char)
    if category[0] == "L" or category == "Pc":
        return "letter"
    if category in {"Nd", "Nl"}:
        return "digit"
    return "mark" if category[0] == "M" or char in "\u200c\u200d\u00ad" else ""


def _kind_before(text: str, i: int) -> tuple[str, int]:
    """The kind of the character before ``i`` with its marks, and where it begins."""
    i -= 1
    while i > 0 and _kind(text[i]) == "mark":
        i -= 1
    return (_kind(text[i]) if i >= 0 else ""), i


def is_inside_word(text: str, i: int) -> bool:
    """Whether the code point offset ``i`` has the same word on both sides."""
    if i <= 0 or i >= len(text):
        return False
    after = _kind(text[i])
    before, at = _kind_before(text, i)
    if after == "mark":
        return before != ""
    if before and after:
        return True
    if before:  # the fish in a mill: “can|'t”, “3|.5”
        following = _kind(text[i + 1]) if i + 1 < len(text) else ""
        return _joins(text[i], before, following)
    if after and 0 < at == i - 1:  # with a mark on it, it is no point any more
        return _joins(text[at], _kind_before(text, at)[0], after)
    return False


def _joins(char: str, before: str, after: str) -> bool:
    """Whether a sign between two kinds of characters makes one word of what stands around it."""
    return (char in _BETWEEN_LETTERS and before == after == "letter") or (
        char in _BETWEEN_DIGITS and before == after == "digit"
    )


def word_at(text: str, i: int) -> Span:
    """Word that the character at ``i`` is in, or that character alone if it is in none."""
    return _completed(text, *grapheme_span(text, i, min(len(text), i + 1)))


def _completed(text: str, start: int, end: int) -> Span:
    """The span with its half words completed."""
    while is_inside_word(text, start):
        start -= 1
    while is_inside_word(text, end):
        end += 1
    return start, end


def _is_edge(text: str, i: int, *, start: bool) -> bool:
    """Whether a word, a character of a script without spaces, or a sign that a span may have there, begins at ``i``.

    Or ends there. Every start and end that a sentence or a completed selection has is one: a step out and a step in
    lead back to it.
    """
    at = i if start else i - 1
    if not 0 <= at < len(text) or is_inside_word(text, i) or not is_grapheme_boundary(text, i):
        return False
    if unicodedata.category(text[at])[0] == "P" and not _kind(text[at]):
        return _is_outer_sign(text[at], text[max(0, i - 1) : i] if start else text[i : i + 1], start=start)
    return text[at].isalnum() or bool(_kind(text[at])) or unicodedata.category(text[at])[0] in "SL"


def _is_outer_sign(char: str, outside: str, *, start: bool) -> bool:
    """Whether a span may start (or end) with a punctuation mark that has ``outside`` before (or behind) it."""
    if outside in ("", "\n"):  # of a line, and so of a paragraph and what is selected with it
        return True
    if char in _TRAILING or char == outside:
        return False
    if (char in _PAIRS) != (char in _CLOSERS) and char not in _EITHER_WAY:
        return (char in _PAIRS) is start
    if not start:
        return not _kind(outside)
    return (char == "." or char not in _FULL_STOPS) and (outside.isspace() or outside in _OPENING)


def next_edge(text: str, i: int, *, start: bool, step: int) -> int | None:
    """Nearest start (or end) of a word after ``i``, or before it with ``step`` -1; None if there is none."""
    i += step
    while 0 <= i <= len(text):
        if _is_edge(text, i, start=start):
            return i
        i += step
    return None


def next_grapheme(text: str, i: int, step: int) -> int | None:
    """Nearest boundary between characters after ``i``, or before it with ``step`` -1; None if there is none."""
    i += step
    while 0 <= i <= len(text):
        if is_grapheme_boundary(text, i):
            return i
        i += step
    return None


def snap_to_words(text: str, start: int, end: int) -> Span | None:
    """Span ``[start, end)`` with its half words completed, and without what does not belong to it at its ends.

    White space and a comma go; so does a full stop, unless it belongs to an abbreviation or whole sentences are
    selected; a quotation mark or bracket goes if its partner is not inside. None if nothing is left.
    """
    trimmed = trim_span(text, start, end)
    if trimmed is None:
        return None
    start, end = _completed(text, *trimmed)
    if text[end : end + 1] == "." and is_abbreviation(text, end):
        inner = "." in text[max(start, end - 4) : end]
        if inner or sentence_at(text, end)[1] != end + 1:  # the full stop is the abbreviation's alone
            end += 1
    whole = start == sentence_at(text, start)[0]
    while start < end:
        if _is_foreign(text, start, end, start, whole=whole) and is_grapheme_boundary(text, start + 1):
            start += 1
        elif _is_foreign(text, start, end, end - 1, whole=whole) and is_grapheme_boundary(text, end - 1):
            end -= 1
        else:
            return start, end
    return trimmed


def _is_foreign(text: str, start: int, end: int, at: int, *, whole: bool) -> bool:
    """Whether the character at ``at``, at one end of the span, does not belong to what is said in it."""
    char = text[at]
    if char.isspace() or char in _TRAILING or _is_loose(text, start, end, at):
        return True
    if char not in _FULL_STOPS:
        return False
    return char != "." if at == start else not whole and not is_abbreviation(text, at)


def _is_loose(text: str, start: int, end: int, at: int) -> bool:
    """Whether the character at ``at``, at one end of the span, is half of a pair whose other half is not inside."""
    char, inside = text[at], text[start:end]
    if char == '"':
        return inside.count('"') % 2 == 1
    if at == start and char in _PAIRS:
        return inside.count(_PAIRS[char]) == 0 or (char == "‘" and inside.count("’") == 0)
    if at == end - 1 and char in _CLOSERS:
        if char == "’" and "‘" not in inside:  # as often an apostrophe: the bridges’
            return not (at > 0 and text[at - 1] in "sxz") or "‘" in text[max(0, start - 200) : start]
        return inside.count(_CLOSERS[char]) == 0
    return False
