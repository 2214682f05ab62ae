"""Proper names: the words of a line that they are made of, and the surnames that an article names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annotator.model import Span
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.language.rules import Rules
from annotator.suggesters.places.gazetteer import Gazetteer

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:’(?!s\b)[^\W\d_]+)*")
_SAINTS = frozenset(("St.", "Ste.", "Mt.", "Ft.", "Pt.", "N.", "S."))


class Word(NamedTuple):
    """Word with its span in code points. ``joined``: only a space or a hyphen is between it and the one before."""

    text: str
    start: int
    end: int
    joined: bool
    opens: bool
    """Whether it opens a sentence."""

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


def words_of(document: Document, line: Span) -> list[Word]:
    """Words of a line, in order."""
    found: list[Word] = []
    plain, stops = document.plain, document.rules.titles | _SAINTS | document.rules.institutions
    end, opens = line[0], True
    for match in _WORD.finditer(plain, *line):
        gap = plain[end : match.start()]
        joined = bool(found) and (gap in (" ", "-", "\u00a0") or (gap == ". " and f"{found[-1].text}." in stops))
        opens = not found or (not joined and any(c in '.!?:“„"' for c in gap))
        found.append(Word(match[0], match.start(), match.end(), joined, opens))
        end = match.end()
    return found


class People(NamedTuple):
    """People of an article: ``known`` surnames stand behind a given name or a title, ``likely`` ones behind a name."""

    known: frozenset[str]
    likely: frozenset[str]
    first: frozenset[str]
    """Given names that stand before a surname."""


def people_of(rules: Rules, lines: Iterable[Sequence[Word]], gazetteer_: Gazetteer) -> People:
    """People whom an article names, by the words of its lines."""
    known: set[str] = set()
    likely: set[str] = set()
    first: set[str] = set()
    besides = rules.directions | rules.institutions | rules.place_cues | rules.feature_before | rules.feature_after
    for words in lines:
        before: Word | None = None
        for word in words:
            if before is not None and word.joined and word.is_capital and before.is_capital:
                if before.text in rules.given or before.text in rules.titles or before.text in known:
                    known.add(word.text)
                    first.update([before.text] if before.text in rules.given else [])
                elif not before.opens and before.text not in besides and before.text not in gazetteer_:
                    likely.update([word.text] if f"{before.text} {word.text}" not in gazetteer_ else [])
            before = word
    return People(frozenset(known), frozenset() if rules.nouns_are_capital else frozenset(likely), frozenset(first))
