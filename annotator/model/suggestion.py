"""Suggestion: a span that may be worth a tag, and what a person said of it."""

from enum import StrEnum
from typing import NamedTuple

from annotator.model.annotation import Attributes, LinkKind, Span

SuggestionKey = tuple[str, tuple[Span, ...]]
"""What tells a suggestion from the others of an article: its tag and its fragments."""


class Suggestion(NamedTuple):
    """A span that may be worth a tag. Offsets are code points in the article's text, half-open.

    ``score`` is between 0 and 1, ``rule`` a name that stays, ``reason`` the rule in words. ``links`` name the
    suggestions that it is to be linked to, if they are accepted too. ``candidates`` are the attributes of other
    readings, the likeliest first: the places of one name.
    """

    tag: str
    fragments: tuple[Span, ...]
    score: float
    rule: str
    reason: str
    attributes: Attributes = ()
    links: tuple[tuple[LinkKind, SuggestionKey], ...] = ()
    candidates: tuple[Attributes, ...] = ()

    @property
    def key(self) -> SuggestionKey:
        """Its tag and its fragments."""
        return self.tag, self.fragments

    @property
    def start(self) -> int:
        """Where its first fragment starts."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """Where its last fragment ends."""
        return self.fragments[-1][1]


class Judged(StrEnum):
    """What a person said of a suggestion; it is corrected if it was accepted with another tag or other edges."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Verdict(NamedTuple):
    """What became of a suggestion: its rule, tag and fragments as they were suggested, and the annotation it became."""

    id: str
    article_id: str
    rule: str
    tag: str
    fragments: tuple[Span, ...]
    judged: Judged
    annotation_id: str | None
    annotator: str
    created_at: str
