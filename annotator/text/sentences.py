"""Sentence boundaries of news prose, and its paragraphs (after Unicode Standard Annex 29, SB6 to SB11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annotator.model import Span

_BREAK = re.compile("[\n\u2029]")
_END = re.compile("[.!?…‽؟۔।॥]+|[。！？｡]+")
_CLOSE = "”’»›\"')]}」』》）】〉"
_OPEN = "“‘«‹\"'([{「『《（【〈¿¡—–-"


def _words(listing: str) -> frozenset[str]:
    return frozenset(listing.split())


_BEFORE_A_NAME = _words(
    "mr mrs ms dr prof sen rep reps sens gov gen col lt sgt cpl pvt capt cmdr maj adm rev fr hon pres st mt ft supt "
    "det insp vs messrs mme mlle e.g i.e cf"
)
"""What comes next belongs to it, whatever it is."""

_BEFORE_A_NUMBER = _words("jan feb mar apr jun jul aug sep sept oct nov dec no nos vol p pp fig art sec ch")

_ABBREVIATIONS = _words(
    "jr sr co corp inc ltd llc bros etc dept univ assn ave blvd rd est approx al a.m p.m d.c ph.d m.d b.a m.a "
    "mon tue tues wed thu thur thurs fri sat sun in lb lbs oz mi km sq "
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn "
    "tex vt va wash wis wyo"
)
"""A sentence may end with one of these: it does if what comes next looks like a beginning."""

_BEGINNINGS = _words(
    "the a an it he she they we i you but and or so in on at by for from with to of as if when while after before "
    "since until although though because however meanwhile this that these those there here his her its their our my "
    "what who why how where officials police authorities residents"
)


def _token_before(text: str, stop: int) -> str:
    """The letters, digits and inner full stops before the full stop at ``stop``."""
    start = stop
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "."):
        start -= 1
    return text[start:stop]


def _is_initials(token: str) -> bool:
    """J, or U.S, or D.C: letters one by one."""
    return bool(token) and all(len(part) == 1 and part.isalpha() for part in token.split("."))


def is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to the abbreviation before it."""
    if text[stop] != ".":
        return False
    token = _token_before(text, stop)
    plain = token.lower()
    if _is_initials(token):
        return "." in token or token.isupper()
    if plain in ("no", "nos", "p", "pp") and token[:1].islower():  # “No” and “no” are words, too
        return text[stop + 1 : stop + 3].strip()[:1].isdigit()
    known = plain in _BEFORE_A_NAME or plain in _ABBREVIATIONS or plain in _BEFORE_A_NUMBER
    return known and (token[:1].isupper() or "." in token or plain in ("vs", "etc", "approx", "al"))


def _ends_sentence(text: str, match: re.Match[str], end: int, limit: int) -> bool:
    """Whether what ``match`` found, closed at ``end``, ends a sentence of the paragraph that ends at ``limit``."""
    if match[0][0] in "。！？｡":
        return True
    following = _past_blanks(text, end, limit)
    if following == limit:
        return True
    if following == end:
        return False
    start = following
    while start < limit - 1 and text[start] in _OPEN:
        start += 1
    if text[start].islower():
        return False
    if match[0] != "." or not is_abbreviation(text, match.start()):
        return True
    token = _token_before(text, match.start())
    if token.lower() in _BEFORE_A_NAME or (_is_initials(token) and "." not in token):
        return False
    if token.lower() in _BEFORE_A_NUMBER:
        return not text[start].isdigit()
    word = re.compile(r"\w*").match(text, start, limit)
    return word is not None and word[0].lower() in _BEGINNINGS


def paragraph_at(text: str, offset: int) -> Span:
    """Paragraph: the line of the text that ``offset`` is in, without its line end; it may be empty."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\u2029", 0, offset)) + 1
    found = _BREAK.search(text, offset)
    return start, found.start() if found else len(text)


def sentences_of(text: str, first: int, last: int) -> Iterator[Span]:
    """Sentences of the paragraph ``first`` to ``last``, without white space around; a blank one has none."""
    start = first
    for match in _END.finditer(text, first, last):
        end = match.end()
        while end < last and text[end] in _CLOSE:
            end += 1
        if end <= start or not _ends_sentence(text, match, end, last):
            continue
        yield stripped(text, start, end)
        start = _past_blanks(text, end, last)
    if start < last and not text[start:last].isspace():
        yield stripped(text, start, last)


def sentence_at(text: str, offset: int) -> Span:
    """Sentence that ``offset`` is in, or that ends there at the end of its paragraph, without white space around.

    White space between two sentences belongs to the first. In an empty line it is empty.
    """
    first, last = paragraph_at(text, offset)
    found = stripped(text, first, last)
    for span in sentences_of(text, first, last):
        if span[0] > offset and span[0] > found[0]:
            break
        found = span
    return found


def stripped(text: str, start: int, end: int) -> Span:
    """Span without white space at its ends; it may be empty then."""
    start = _past_blanks(text, start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _past_blanks(text: str, start: int, end: int) -> int:
    """Where the white space that begins at ``start`` ends, at ``end`` at the latest."""
    while start < end and text[start].isspace():
        start += 1
    return start


def units_around(text: str, span: Span, unit: Callable[[str, int], Span]) -> Span:
    """Span of the whole units (sentences, paragraphs) that a span touches; and of the next, if it is that already."""
    start, end = span
    found = unit(text, start)[0], unit(text, max(start, end - 1))[1]
    if found != span:
        return found
    return start, unit(text, _past_blanks(text, end, len(text)))[1]
