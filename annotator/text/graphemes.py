"""Grapheme clusters: what a person calls a character (Unicode Standard Annex 29, extended, with Indic conjuncts)."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from annotator.model import Span

if TYPE_CHECKING:
    from regex import Pattern

_ZERO_WIDTH = "\u200b\u2060\ufeff"


@cache
def _cluster() -> Pattern[str]:
    import regex  # which takes 20 ms: not before it is needed

    return regex.compile(r"\X")


def is_grapheme_boundary(text: str, offset: int) -> bool:
    """Whether a grapheme cluster starts or ends at the code point ``offset``.

    From the middle of a cluster the pattern goes to its end, for it looks at the text before its start, too.
    """
    if offset <= 0 or offset >= len(text):
        return True
    found = _cluster().match(text, offset - 1)
    return found is not None and found.end() == offset


def grapheme_span(text: str, start: int, end: int) -> Span:
    """Smallest span of whole grapheme clusters around ``[start, end)``, in code points."""
    while not is_grapheme_boundary(text, start):
        start -= 1
    while not is_grapheme_boundary(text, end):
        end += 1
    return start, end


def trim_span(text: str, start: int, end: int) -> Span | None:
    """Span ``[start, end)`` widened to whole grapheme clusters and without white space at its ends.

    White space that carries a combining mark is a character of its own and stays. None if nothing is left.
    """
    start, end = grapheme_span(text, start, end)
    while start < end and _is_blank(text[start]) and is_grapheme_boundary(text, start + 1):
        start += 1
    while start < end and _is_blank(text[end - 1]) and is_grapheme_boundary(text, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _is_blank(char: str) -> bool:
    """Whether a character is white space or has no width."""
    return char.isspace() or char in _ZERO_WIDTH
