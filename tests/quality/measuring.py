"""Precision, recall and F1 of spans against the gold set.

Two spans match exactly if they are the same, and overlapping if what they share is at least half of either of them.
Each span is matched at most once, the greatest overlap first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.model import Span


class Score(NamedTuple):
    """Counts over one text or over many: they can be added."""

    matched: int = 0
    suggested: int = 0
    wanted: int = 0

    def __add__(self, other: object) -> Score:
        assert isinstance(other, Score)
        return Score(self.matched + other.matched, self.suggested + other.suggested, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of what is suggested that is right."""
        return self.matched / self.suggested if self.suggested else 0.0

    @property
    def recall(self) -> float:
        """The share of what is right that is suggested."""
        return self.matched / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.matched / (self.suggested + self.wanted) if self.matched else 0.0


def compare(suggested: Sequence[Span], wanted: Sequence[Span], *, exact: bool) -> Score:
    """Match spans with those that are wanted."""
    pairs = []
    for a in suggested:
        for b in wanted:
            shared = min(a[1], b[1]) - max(a[0], b[0])
            longer = max(a[1] - a[0], b[1] - b[0])
            if a == b if exact else 2 * shared >= longer:
                pairs.append((shared / longer, a, b))
    used_a: set[Span] = set()
    used_b: set[Span] = set()
    for _, a, b in sorted(pairs, reverse=True):
        if a not in used_a and b not in used_b:
            used_a.add(a)
            used_b.add(b)
    return Score(len(used_a), len(set(suggested)), len(set(wanted)))


def characters(suggested: Sequence[Span], wanted: Sequence[Span]) -> Score:
    """The same by characters: what is covered, not how it is cut."""
    ours = {i for start, end in suggested for i in range(start, end)}
    theirs = {i for start, end in wanted for i in range(start, end)}
    return Score(len(ours & theirs), len(ours), len(theirs))
