"""Prepared text: an article's lines without its boilerplate, and the rules of its language."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from annotator.model import Block, Role, Span
from annotator.suggesters.language.rules import LANGUAGES, Rules, plain, rules_of
from annotator.text.boilerplate import boilerplate

_SAMPLE = 4_000
"""Characters that the language is told from."""

_LINE = re.compile("[^\n\u2029]+")


def nothing(_: float) -> None:
    """Progress callback that does nothing."""


class Document(NamedTuple):
    """Document: an article's ``text`` as it is stored; ``plain`` has one kind of apostrophe and the same length.

    ``lines`` are the spans of the lines that are not blank and belong to the article; ``captions`` are those of them
    that its page set as captions. ``tick`` is called with the share that is done, and may raise to stop.
    """

    text: str
    plain: str
    rules: Rules
    lines: list[Span]
    captions: frozenset[Span]
    tick: Callable[[float], None] = nothing

    def ticking(self) -> Iterator[Span]:
        """Lines in order, each told to ``tick`` by the share of the text before it."""
        for span in self.lines:
            self.tick(span[0] / len(self.text))
            yield span


def document(
    text: str, *, language: str | None = None, blocks: Sequence[Block] = (), reinstated: Collection[str] = ()
) -> Document:
    """Prepared text of an article. ``language`` is a code such as "en-GB"; without one it is told from the text.

    ``reinstated`` are lines, stripped, that a person said are no boilerplate.
    """
    left_out = set(boilerplate(text, reinstated))
    lines = [m.span() for m in _LINE.finditer(text) if not m[0].isspace()]
    captioned = [b for b in blocks if b.role is Role.CAPTION]
    captions = frozenset(line for line in lines for b in captioned if b.start <= line[0] and line[1] <= b.end)
    rules = rules_of(language_of(text, language))
    return Document(text, plain(text), rules, [s for s in lines if s not in left_out], captions)


def language_of(text: str, said: str | None = None) -> str:
    """The language whose rules fit: the one that is said, or the one whose common words are most frequent."""
    code = (said or "").split("-")[0].split("_")[0].lower()
    if code in LANGUAGES:
        return code
    words = re.findall(r"[^\W\d_]+", text[:_SAMPLE].lower())
    return max(LANGUAGES, key=lambda known: sum(word in rules_of(known).common for word in words))
