"""Trimming of a claim: without the words that join it to the text and the signs that close it."""

from __future__ import annotations

import re

from annotator.model import Span

_PAIRS = {"“": "”", "„": "“", "«": "»", "»": "«", "‘": "’", "‚": "‘", '"': '"', "'": "'"}
_LOOSE_END = ",.;:–—- \t\u00a0\u202f"
_LOOSE_START = ",;:–—- \t\u00a0\u202f"


def trimmed(text: str, start: int, end: int, openers: re.Pattern[str] | None = None) -> Span | None:
    """Claim between two places: without white space, openers ("But", "However,"), closing signs and the marks
    of a quotation that is all of it. None if nothing is left.
    """
    while True:
        before = start, end
        while start < end and (text[start].isspace() or text[start] in _LOOSE_START):
            start += 1
        while (
            end > start
            and (text[end - 1].isspace() or text[end - 1] in _LOOSE_END)
            and not _is_abbreviated(text, start, end)
        ):
            end -= 1
        if openers is not None and (match := openers.match(text, start, end)) is not None and match.end() < end:
            start = match.end()
        if end - start >= 2:
            start, end = _unquoted(text, start, end)
        if (start, end) == before:
            break
    return (start, end) if start < end else None


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the last full stop belongs to letters such as those of "U.S."."""
    return re.search(r"(?:\b[^\W\d_]\.){2,}$", text[max(start, end - 12) : end]) is not None


def _unquoted(text: str, start: int, end: int) -> Span:
    """Without marks around all of it, and without one that is opened or closed in it only."""
    first, last = text[start], text[end - 1]
    inner = text[start + 1 : end - 1]
    if first in _PAIRS and last in (_PAIRS[first], "”" if first == "„" else _PAIRS[first]):
        if first not in inner and last not in inner:
            return start + 1, end - 1
        return start, end
    if first in "“„«" and _PAIRS[first] not in inner and (first != "„" or "”" not in inner):
        return start + 1, end
    if first == '"' and '"' not in inner:
        return start + 1, end
    if (last == "”" and "“" not in inner and "„" not in inner) or (last == '"' and '"' not in inner):
        return start, end - 1
    return start, end
