"""From places in a foreign text to places in the stored one, whatever unit and line ends they were counted in.

Nothing is guessed: a unit is right if what it cuts out of the text is what the file quotes. Where a file has no quotes
and the units would cut differently, the person is asked, with samples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from annotator.formats.importing.draft import Draft, Mark, Unit
from annotator.model import Span
from annotator.text.normalise import normalise
from annotator.text.offsets import Offsets

_BREAKS = re.compile(r"(?:[\r\n\u2028\u2029]|\\n)+")
SAMPLES = 3


class Ambiguous(NamedTuple):
    """The places of a text can be read in several units: for each, what it would cut out of the text.

    The unit that cuts fewest words in two comes first.
    """

    where: str
    samples: dict[Unit, list[str]]


class Coordinates:
    """Places of ``raw``, counted in ``unit``, as code points of the normalised text."""

    def __init__(self, raw: str, unit: Unit) -> None:
        self._offsets = Offsets(raw)
        self._unit = unit
        stripped = raw.lstrip("\ufeff")
        self._marks = len(raw) - len(stripped)
        self._length = len(raw)
        self._gone = [m.start() for m in re.finditer("\r(?=\n)", raw)] if "\r" in raw else []

    def place(self, offset: int) -> int:
        """The code point offset of a place; IndexError if it is outside the text."""
        if self._unit is Unit.UTF16:
            offset = self._offsets.from_utf16(offset)
        elif self._unit is Unit.BYTES:
            offset = self._offsets.from_utf8(offset)
        elif not 0 <= offset <= self._length:
            raise IndexError(f"offset {offset} is outside the text of length {self._length}")
        if self._gone:
            from bisect import bisect_left

            offset -= bisect_left(self._gone, offset)
        return max(0, offset - self._marks)

    def spans(self, mark: Mark) -> tuple[Span, ...]:
        """The fragments of a mark; IndexError if one is outside the text."""
        return tuple((self.place(start), self.place(end)) for start, end in mark.fragments)


class Anchored(NamedTuple):
    """A mark and its fragments in the normalised text, or why there are none."""

    mark: Mark
    fragments: tuple[Span, ...]
    reason: str = ""
    doubtful: bool = False
    """The name that the file gives it is not what stands there."""


def anchor(draft: Draft, unit: Unit | None) -> tuple[str, list[Anchored], Ambiguous | None]:
    """The normalised text of a draft and its marks in it. Raises RefusedText if the text cannot be stored.

    With ``unit`` the places are counted in it. Otherwise, if the units of the draft cut differently and there is no
    quote to tell which is right, the third value says so.
    """
    text = normalise(draft.text).text
    units = (unit,) if unit is not None else draft.units
    quoted = any(mark.quote for mark in draft.marks)
    found: list[tuple[int, list[Anchored]]] = []
    for coordinates in _candidates(draft.text, units, other_line_ends=quoted):
        anchored = [_anchored(mark, coordinates, text) for mark in draft.marks]
        wrong = sum(1 for one in anchored if one.reason or one.doubtful)
        found.append((wrong, anchored))
        if quoted and not wrong:
            break
    _, best = min(found, key=lambda pair: pair[0])
    if not quoted and len({tuple(a.fragments for a in anchored) for _, anchored in found}) > 1:
        return text, best, Ambiguous(draft.where, _samples(draft, units, text))
    return text, best, None


def _candidates(raw: str, units: Iterable[Unit], *, other_line_ends: bool) -> Iterable[Coordinates]:
    """The ways to count places in a text; with other line ends than it has only where quotes can tell."""
    units = tuple(units)
    yield from (Coordinates(raw, unit) for unit in units)
    plain = raw.replace("\r\n", "\n")
    for variant in (plain, plain.replace("\n", "\r\n")) if other_line_ends else ():
        if variant != raw:
            yield from (Coordinates(variant, unit) for unit in units)


def _anchored(mark: Mark, coordinates: Coordinates, text: str) -> Anchored:
    try:
        fragments = coordinates.spans(mark)
    except (IndexError, TypeError):
        return Anchored(mark, (), f"its place {_said(mark)} is outside the text")
    if not fragments or any(start >= end for start, end in fragments):
        return Anchored(mark, (), f"its place {_said(mark)} is empty or ends before it starts")
    if mark.quote is not None:
        cut = " ".join(text[start:end] for start, end in fragments)
        if mark.hint:
            said = " ".join(mark.quote.split()).rstrip("….").rstrip()
            return Anchored(mark, fragments, doubtful=not " ".join(cut.split()).startswith(said))
        if _folded(mark.quote) != _folded(cut):
            return Anchored(mark, (), f"“{mark.quote:.60}” is not what stands at {_said(mark)}: “{cut:.60}”")
    return Anchored(mark, fragments)


def _folded(quote: str) -> str:
    return _BREAKS.sub(" ", quote)


def _said(mark: Mark) -> str:
    return ", ".join(f"{start}–{end}" for start, end in mark.fragments) or "–"


def _samples(draft: Draft, units: Iterable[Unit], text: str) -> dict[Unit, list[str]]:
    """What each unit cuts, of the marks for which that differs."""
    cuts: dict[Unit, list[str]] = {}
    broken: dict[Unit, int] = {}
    for unit in units:
        coordinates = Coordinates(draft.text, unit)
        cuts[unit], broken[unit] = [], 0
        for mark in draft.marks:
            try:
                spans = coordinates.spans(mark)
            except IndexError:
                spans = ()
            cuts[unit].append(" ".join(text[s:e] for s, e in spans))
            broken[unit] += sum(_in_word(text, place) for span in spans for place in span) if spans else 2
    cuts = {unit: cuts[unit] for unit in sorted(cuts, key=broken.__getitem__)}
    differing = [i for i in range(len(draft.marks)) if len({cut[i] for cut in cuts.values()}) > 1][:SAMPLES]
    return {unit: [cut[i] for i in differing] for unit, cut in cuts.items()}


def _in_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()
