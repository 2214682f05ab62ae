"""Passages of a text: quotes, their context, fragments, paragraphs. All offsets are code points, half-open."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from annotator.model import Span
from annotator.text.words import next_edge

CONTEXT = 32
"""How many code points of prefix and suffix go with a quote."""

_NEAR = 300
"""In how many code points the next word has to end."""


def quote_of(text: str, fragments: Sequence[Span]) -> str:
    """Quote: the fragments' texts, joined by one space (as brat does for discontinuous annotations)."""
    if len(fragments) == 1:
        start, end = fragments[0]
        return text[start:end]
    return " ".join(text[start:end] for start, end in fragments)


def context_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Context: up to CONTEXT code points before ``start`` and after ``end`` (prefix and suffix in W3C's selectors)."""
    return text[start - CONTEXT if start > CONTEXT else 0 : start], text[end : end + CONTEXT]


def span_with_words(text: str, span: Span, fits: Callable[[int, int], bool]) -> Span:
    """Span with the whole words before and after it, by turns, as long as what comes of it ``fits``."""
    steps = [-1, 1]
    while steps:
        for step in tuple(steps):
            start, end = span
            wider = (_beyond_word(text, start, -1), end) if step < 0 else (start, _beyond_word(text, end, 1))
            if wider == span or not fits(*wider):
                steps.remove(step)
            else:
                span = wider
    return span


def _beyond_word(text: str, i: int, step: int) -> int:
    """Where the next word from ``i`` ends, or the text if there is none; ``i`` itself if that is far away."""
    near = text[max(0, i - _NEAR) : i] if step < 0 else text[i : i + _NEAR]
    here, far = (len(near), 0) if step < 0 else (0, len(near))
    edge = next_edge(near, here, start=step < 0, step=step)
    if edge in (None, far):
        edge = far if len(near) < _NEAR else here
    return i + edge - here


def check_fragments(text: str, fragments: Sequence[Span]) -> None:
    """Check of fragments: ValueError, with a reason, unless they are inside the text, not empty, in order and apart."""
    if not fragments:
        raise ValueError("it has no fragment")
    last = -1
    for start, end in fragments:
        if start < 0 or end > len(text):
            raise ValueError(f"{start}–{end} is outside the text of {len(text)} characters")
        if start >= end:
            raise ValueError(f"{start}–{end} is empty or ends before it starts")
        if start <= last:
            raise ValueError(f"fragment {start}–{end} touches or precedes the one before it")
        last = end


def united(fragments: Iterable[Span]) -> tuple[Span, ...]:
    """Union of fragments, in order and apart: what overlaps or touches is one."""
    joined: list[Span] = []
    for start, end in sorted(fragments):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def without(fragments: Iterable[Span], gone: Span) -> tuple[Span, ...]:
    """Difference: what is left of the fragments when the span ``gone`` is taken out."""
    start, end = gone
    parts = (p for s, e in fragments for p in ((s, min(e, start)), (max(s, end), e)))
    return tuple((s, e) for s, e in parts if s < e)


def outside(spans: Sequence[Span], gone: Sequence[Span]) -> list[Span]:
    """Spans of ``spans`` that share nothing with ``gone``, which are in order and apart."""
    starts = [start for start, _ in gone]
    kept = []
    for start, end in spans:
        i = bisect_right(starts, end - 1) - 1
        if i < 0 or gone[i][1] <= start:
            kept.append((start, end))
    return kept


def title_of(text: str) -> str:
    """Title: the first line that is not blank, without white space around it; "" if there is none."""
    match = re.search(r"\S[^\n\u2029]*", text)
    return match[0].rstrip() if match else ""


class Paragraphs:
    """Paragraphs of a text that are not blank, counted from 1."""

    def __init__(self, text: str) -> None:
        lines = text.replace("\u2029", "\n").split("\n")
        starts = accumulate(map(len, lines), lambda start, length: start + length + 1, initial=0)
        self._starts = [start for start, line in zip(starts, lines, strict=False) if line and not line.isspace()]

    def __len__(self) -> int:
        return len(self._starts)

    def number_at(self, offset: int) -> int:
        """Number of the paragraph that ``offset`` is in or after; 1 before the first."""
        return max(1, bisect_right(self._starts, offset))
