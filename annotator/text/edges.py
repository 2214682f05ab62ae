"""Edges of a fragment, moved: by words, by characters, or to where a person points. All places are code points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from annotator.model import Span
from annotator.text.graphemes import grapheme_span
from annotator.text.words import is_inside_word, next_edge, next_grapheme

Unit = Literal["word", "character"]


def nearest_edge(text: str, at: int, *, start: bool) -> int:
    """Nearest start (or end) of a word to ``at``, which it is itself where it is inside no word."""
    if not is_inside_word(text, at):
        return at
    edges = (next_edge(text, at, start=start, step=step) for step in (-1, 1))
    return min((edge for edge in edges if edge is not None), key=lambda edge: abs(edge - at), default=at)


def stepped(text: str, at: int, unit: Unit, *, start: bool, step: int) -> int | None:
    """Place one word or character from ``at``, a start (or an end) of a fragment; None at the text's ends."""
    if unit == "character":
        return next_grapheme(text, at, step)
    return next_edge(text, at, start=start, step=step)


def with_edge(text: str, fragments: Sequence[Span], number: int, at: int, *, start: bool) -> tuple[Span, ...] | None:
    """Fragments with one end of one of them, the ``number``-th, at ``at``; None if that is impossible.

    It is where the fragment would be empty or turned over, touch another one, leave the text, begin or end in white
    space, or cut a character in two.
    """
    old_start, old_end = fragments[number]
    new = (at, old_end) if start else (old_start, at)
    low = fragments[number - 1][1] if number else -1
    high = fragments[number + 1][0] if number + 1 < len(fragments) else len(text) + 1
    if not (0 <= new[0] < new[1] <= len(text) and low < new[0] and new[1] < high):
        return None
    if grapheme_span(text, *new) != new or text[new[0]].isspace() or text[new[1] - 1].isspace():
        return None
    return (*fragments[:number], new, *fragments[number + 1 :])


def fragment_at(fragments: Sequence[Span], offset: int) -> int:
    """Number of the fragment that ``offset`` is in or at the end of, or of the nearest one; the first is 0."""

    def distance(number: int) -> int:
        start, end = fragments[number]
        return max(start - offset, offset - end, 0)

    return min(range(len(fragments)), key=distance)
