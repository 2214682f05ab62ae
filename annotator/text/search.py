"""Search for a string or a pattern in a text, in bounded time."""

from __future__ import annotations

from typing import NamedTuple

from annotator.errors import AnnotatorError
from annotator.model import Span
from annotator.text.graphemes import is_grapheme_boundary
from annotator.text.words import is_inside_word

MOST = 100_000
"""How many matches are found at most."""

_SECONDS = 2.0
"""How long a pattern may take on one text."""


class Query(NamedTuple):
    """Query of a search in a text. ``pattern``: the text is a regular expression (of the regex package, version 1)."""

    text: str
    case: bool = False
    whole_words: bool = False
    pattern: bool = False


class BadQuery(AnnotatorError):
    """Bad query: its pattern cannot be read, or takes too long; the message is a sentence for the person."""


def find(text: str, query: Query, most: int = MOST) -> list[Span]:
    """Spans (code points) of the first ``most`` matches of ``query``, apart and in order, of whole characters.

    Other threads run meanwhile. Raises BadQuery.
    """
    import regex

    if not query.text:
        return []
    flags = regex.VERSION1 | regex.MULTILINE | (0 if query.case else regex.IGNORECASE)
    try:
        compiled = regex.compile(query.text if query.pattern else regex.escape(query.text), flags)
    except (regex.error, OverflowError, RecursionError) as error:
        raise BadQuery(f"This pattern cannot be read: {error}.") from error
    found: list[Span] = []
    try:
        for match in compiled.finditer(text, concurrent=True, timeout=_SECONDS):
            start, end = match.span()
            if start == end or not (is_grapheme_boundary(text, start) and is_grapheme_boundary(text, end)):
                continue
            if query.whole_words and (is_inside_word(text, start) or is_inside_word(text, end)):
                continue
            found.append((start, end))
            if len(found) == most:
                break
    except TimeoutError as error:
        raise BadQuery("This pattern takes too long on this text. Make it simpler.") from error
    return found
