"""Tokens: the words, signs and quotations of one paragraph, cut into units: sentences that no quotation goes across."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotator.model import Span
from annotator.text.sentences import is_abbreviation, sentences_of

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[$€£]?\w+(?:[’'‑\-/&.,:]?\w+)*%?|[^\w\s]")
_SIGNS = re.compile("[“”„\"«»‘'’‚]")
_CLOSING = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‚": "‘’", '"': '"', "'": "'"}
_OPENING_AFTER = re.compile(r"[\s(\[{—–\-/]")

_NEAR = 1_000
"""Characters within which a quotation between single marks is closed."""

_MOST = 300
"""Words and signs of a sentence, at the most."""

_SCARE = 3
"""Words of a quotation that, not closed by a comma or the like, is a part of its sentence."""


class Token(NamedTuple):
    """Token: a word, a sign or a whole quotation with its marks. ``low`` is the text in lower case, or "“"."""

    text: str
    low: str
    start: int
    end: int
    is_word: bool

    @property
    def is_capital(self) -> bool:
        """Whether it is a word that begins with a capital letter."""
        return self.is_word and self.text[0].isupper()

    @property
    def is_quotation(self) -> bool:
        """Whether it is a whole quotation."""
        return self.low == "“"


class Unit(NamedTuple):
    """Unit: a sentence, or several that a quotation joins, with its span and its tokens."""

    start: int
    end: int
    tokens: list[Token]


def quotations(text: str, first: int, last: int) -> list[Span]:
    """Quotations between two places of a paragraph, with their marks; one that is not closed goes to its end."""
    found: list[Span] = []
    position = first
    while match := _SIGNS.search(text, position, last):
        position = match.end()
        sign, start = match[0], match.start()
        opens = start == first or _OPENING_AFTER.match(text[start - 1]) is not None
        if sign not in _CLOSING or not opens:
            continue
        may_be_other = sign in "‘‚'»«"  # an apostrophe, most likely: then the rest is not looked through
        end = _closed(text, start, min(last, start + _NEAR) if may_be_other else last, _CLOSING[sign])
        if end is None:
            if may_be_other:
                continue
            end = last
        found.append((start, end))
        position = end
    return found


def _closed(text: str, start: int, last: int, closing: str) -> int | None:
    """The end of the quotation that opens at ``start``: after the sign. None if it is not closed."""
    for at in range(start + 2, last):
        if text[at] in closing:
            following = text[at + 1 : at + 2]
            if text[at] in "’'" and following.isalnum():
                continue
            if text[at] == '"' and text[at - 1].isspace():
                return None
            return at + 1
    return None


def units(text: str, plain: str, first: int, last: int) -> Iterator[Unit]:
    """Units of the paragraph between two places, in order; ``plain`` is its text with one kind of apostrophe."""
    quoted = quotations(text, first, last)
    start: int | None = None
    for begin, end in sentences_of(text, first, last):
        start = begin if start is None else start
        if any(q_start < end < q_end for q_start, q_end in quoted):
            continue
        yield from _in_pieces(start, end, _tokens(plain, start, end, quoted))
        start = None
    if start is not None:
        yield from _in_pieces(start, last, _tokens(plain, start, last, quoted))


def _in_pieces(start: int, end: int, tokens: list[Token]) -> Iterator[Unit]:
    """The unit, or several if it is longer than any sentence: rules look at every word for every verb."""
    for first in range(0, len(tokens), _MOST):
        piece = tokens[first : first + _MOST]
        is_last = first + _MOST >= len(tokens)
        yield Unit(piece[0].start if first else start, end if is_last else piece[-1].end, piece)


def _tokens(plain: str, start: int, end: int, quoted: list[Span]) -> list[Token]:
    """The tokens between two places; a quotation is one of them, unless it is so short that it is cut up as well."""
    found: list[Token] = []
    position = start
    for q_start, q_end in [q for q in quoted if start <= q[0] < end]:
        found += _plain_tokens(plain, position, q_start)
        inside = plain[q_start + 1 : q_end - 1]
        if len(inside.split()) <= _SCARE and inside[-1:] not in ",.!?…;":
            found += _plain_tokens(plain, q_start + 1, q_end - 1)
        else:
            found.append(Token(plain[q_start:q_end], "“", q_start, q_end, False))
        position = q_end
    return found + _plain_tokens(plain, position, end)


def _plain_tokens(plain: str, start: int, end: int) -> list[Token]:
    """The words and signs between two places; an abbreviation has its full stop, but for the last of a sentence."""
    found: list[Token] = []
    for match in _TOKEN.finditer(plain, start, end):
        text, begin, stop = match[0], match.start(), match.end()
        is_word = text[0].isalnum() or text[0] in "$€£"
        is_stopped = is_word and text[-1] != "." and plain[stop : stop + 1] == "." and stop + 1 < end
        if is_stopped and is_abbreviation(plain, stop):
            text, stop = plain[begin : stop + 1], stop + 1
        if not is_word and found and text == "." and found[-1].end > begin:
            continue  # the full stop of an abbreviation
        found.append(Token(text, text.lower(), begin, stop, is_word))
    return found
