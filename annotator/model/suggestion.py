"""Suggestion: a span that may be worth a tag, and what a person said of it."""

from enum import StrEnum
from typing import NamedTuple

from annotator.model.annotation import Attributes, LinkKind, Span

SuggestionKey = tuple[str, tuple[Span, ...]]
"""What tells a suggestion from the others of an article: its tag and its fragments."""


class Suggestion(NamedTuple):
    """Suggestion: a span that may be worth a tag. Offsets are code points in the article's text, half-open.

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
        """Key of the suggestion: its tag and its fragments."""
        return self.tag, self.fragments

    @property
    def start(self) -> int:
        """Start of the first fragment."""
        return self.fragments[0][0]

    @property
    def end(self) -> int:
        """End of the last fragment."""
        return self.fragments[-1][1]


class Judged(StrEnum):
    """Judgement of a suggestion by a person; it is corrected if it was accepted with another tag or other edges."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


class Verdict(NamedTuple):
    """Verdict on a suggestion: its rule, tag and fragments as they were suggested, and the annotation it became."""

    id: str
    article_id: str
    rule: str
    tag: str
    fragments: tuple[Span, ...]
    judged: Judged
    annotation_id: str | None
    annotator: str
    created_at: str
