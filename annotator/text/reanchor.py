"""Re-anchoring of annotations in a corrected version of a text: each where it stands now, or honestly nowhere.

The two texts are compared line by line, and the lines that differ word by word. What lies in a part that is the same in
both is where that part went. What does not is looked for by its words: if they stand in the new text more than once,
only the words around them may decide, and where these do not tell, the annotation is lost and not guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from annotator.model import Annotation, Span
from annotator.text.passages import CONTEXT, check_fragments, context_of
from annotator.text.sentences import stripped

_TOKEN = re.compile(r"\w+|[^\w\s]")
_ALIKE = 0.5
"""How alike a passage and what stands in its place must be for it to be the same passage in other words."""

_TELLING = 8
"""By how many characters the words around one occurrence must fit better than those around every other."""

_MOST_OCCURRENCES = 1_000


class Fate(StrEnum):
    """Fate of an annotation: what became of it."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    CHANGED = "changed"
    LOST = "lost"


class Carried(NamedTuple):
    """Carried annotation: one of the old text, its fate, and its fragments in the new text, () if it is lost."""

    annotation: Annotation
    fate: Fate
    fragments: tuple[Span, ...]


def carry(old: str, new: str, annotations: Iterable[Annotation]) -> list[Carried]:
    """Places in ``new`` of the annotations of ``old``. Spans are code points, half-open."""
    same = _Same(old, new)
    return [_carried(old, new, same, a) for a in annotations]


def _carried(old: str, new: str, same: _Same, annotation: Annotation) -> Carried:
    """The place of one annotation: that of all its fragments, or none."""
    found: list[Span] = []
    fates: list[Fate] = []
    for fragment in annotation.fragments:
        span, fate = _place(old, new, same, fragment)
        if span is None:
            return Carried(annotation, Fate.LOST, ())
        found.append(span)
        fates.append(fate)
    try:
        check_fragments(new, found)
    except ValueError:
        return Carried(annotation, Fate.LOST, ())
    worst = next(f for f in (Fate.CHANGED, Fate.MOVED, Fate.UNCHANGED) if f in fates)
    return Carried(annotation, worst, tuple(found))


def _place(old: str, new: str, same: _Same, span: Span) -> tuple[Span | None, Fate]:
    """The place of one fragment: where its part of the text went, else where its words are, else what replaced it."""
    start, end = span
    quote = old[start:end]
    there, size = same.whole(start, end)
    telling = size - len(quote) >= _TELLING or (old.count(quote) == 1 and new.count(quote) == 1)
    if there is not None and telling and new[there : there + end - start] == quote:
        return (there, there + end - start), Fate.UNCHANGED if there == start else Fate.MOVED
    occurrence = _occurrence(old, new, span)
    if occurrence is not None:
        return (occurrence, occurrence + len(quote)), Fate.MOVED
    if quote in new:
        return None, Fate.LOST  # it is there, but which of them it is cannot be told
    between = same.between(start, end)
    if between is not None:
        low, high = stripped(new, *between)
        if low < high and SequenceMatcher(None, quote, new[low:high], autojunk=False).ratio() >= _ALIKE:
            return (low, high), Fate.CHANGED
    return None, Fate.LOST


def _occurrence(old: str, new: str, span: Span) -> int | None:
    """Where the words of a span stand in the new text, if that is beyond doubt."""
    start, end = span
    quote = old[start:end]
    places: list[int] = []
    at = -1
    while (at := new.find(quote, at + 1)) >= 0 and len(places) <= _MOST_OCCURRENCES:
        places.append(at)
    if not places or len(places) > _MOST_OCCURRENCES:
        return None
    prefix, suffix = context_of(old, start, end)
    scores = sorted(((_fit(prefix, suffix, *context_of(new, p, p + len(quote))), p) for p in places), reverse=True)
    if len(places) == 1 and old.count(quote) == 1 and (len(quote) > CONTEXT or scores[0][0] >= _TELLING):
        return places[0]
    if scores[0][0] >= _TELLING and (len(scores) == 1 or scores[0][0] - scores[1][0] >= _TELLING):
        return scores[0][1]
    return None


def _fit(prefix: str, suffix: str, before: str, after: str) -> int:
    """How many characters next to a passage are the same in both texts."""
    return _common(prefix[::-1], before[::-1]) + _common(suffix, after)


def _common(a: str, b: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


class _Same:
    """The stretches that two texts have in common, in order: where each begins in both, and how long it is."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._blocks = [(0, 0, 0), *_blocks(old, new), (len(old), len(new), 0)]
        self._starts = [a for a, _, _ in self._blocks]

    def whole(self, start: int, end: int) -> tuple[int | None, int]:
        """Start in the new text of a stretch of the old one, if all of it is in both, and how much is around it."""
        a, b, size = self._blocks[bisect_right(self._starts, start) - 1]
        return (b + start - a, size) if end <= a + size else (None, 0)

    def between(self, start: int, end: int) -> Span | None:
        """Span of the new text in the place of a stretch of the old one; None if there is no such place."""
        first = bisect_right(self._starts, start) - 1
        a, b, size = self._blocks[first]
        low = b + min(start - a, size)
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        a, b, size = self._blocks[last]
        if end <= a + size:
            high = b + end - a
        elif last + 1 < len(self._blocks):
            high = self._blocks[last + 1][1]
        else:
            high = len(self._new)
        return (low, high) if low < high else None


def _blocks(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Common stretches, by lines and within lines that differ by words; neighbouring ones are one."""
    joined: tuple[int, int, int] | None = None
    for a, b, size in _pairs(old, new):
        if joined is not None and joined[0] + joined[2] == a and joined[1] + joined[2] == b:
            joined = joined[0], joined[1], joined[2] + size
            continue
        if joined is not None:
            yield joined
        joined = a, b, size
    if joined is not None:
        yield joined


def _pairs(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Lines that both texts have, and the words that two lines that differ have."""
    lines = [list(re.finditer(r"[^\n]*\n|[^\n]+", text)) for text in (old, new)]
    texts = [[m[0] for m in found] for found in lines]
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, texts[0], texts[1], autojunk=False).get_opcodes():
        if kind == "equal":
            for i, j in zip(range(a1, a2), range(b1, b2), strict=True):
                yield lines[0][i].start(), lines[1][j].start(), len(texts[0][i])
        elif kind == "replace":
            a = lines[0][a1].start(), lines[0][a2 - 1].end()
            b = lines[1][b1].start(), lines[1][b2 - 1].end()
            yield from _words(old, new, a, b)


def _words(old: str, new: str, a: Span, b: Span) -> Iterator[tuple[int, int, int]]:
    """Words, and the spaces between them, that two stretches have in common."""
    tokens: list[Sequence[re.Match[str]]] = [list(_TOKEN.finditer(text, *span)) for text, span in ((old, a), (new, b))]
    words = [[t[0] for t in found] for found in tokens]
    for i, j, size in SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks():
        for k in range(size):
            x, y = tokens[0][i + k], tokens[1][j + k]
            yield x.start(), y.start(), len(x[0])
            if k + 1 < size:  # the space between two words, if it is the same
                gap = old[x.end() : tokens[0][i + k + 1].start()]
                if gap and gap == new[y.end() : tokens[1][j + k + 1].start()]:
                    yield x.end(), y.end(), len(gap)
