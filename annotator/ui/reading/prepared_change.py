"""Prepared change: how a change of what is marked looks, worked out while the disk writes, painted as soon as it has.

Only the part of the viewport that differs is painted, at once; a person sees the answer of the text before the rest of
the window has taken the change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QPlainTextEdit

from annotator.model import Annotation, Delta, Link, Span
from annotator.ui.reading.highlights import Groups, Highlights
from annotator.ui.reading.shown import Shown
from annotator.ui.reading.sight import Sight

_MANY_SPANS = 50
"""From how many changed spans on everything is painted anew."""


class _Change(NamedTuple):
    """What a change makes of the page: its blocks, those in sight with what is marked, the part to be painted anew."""

    of: tuple[object, ...]
    blocks: list[range]
    groups: Groups
    part: QRect


def _spans_of(delta: Delta) -> list[Span]:
    return [f for r in (*delta.removed, *delta.added) if isinstance(r, Annotation) for f in r.fragments]


class PreparedChange:
    """The change that is on its way to the disk, and how each change is shown."""

    def __init__(self, page: QPlainTextEdit, highlights: Highlights, shown: Shown, sight: Sight) -> None:
        self._page, self._highlights, self._shown, self._sight = page, highlights, shown, sight
        self._coming: _Change | None = None

    def prepare(self, delta: Delta) -> None:
        """A change of the document is being written: work out what its lines will look like."""
        spans = _spans_of(delta)
        if len(spans) <= _MANY_SPANS:
            self._coming = self._change(delta, spans)

    def show(self, delta: Delta) -> None:
        """Paint what a change of the document touched, at once: the document has taken it already."""
        coming, self._coming = self._coming, None
        spans, viewport = _spans_of(delta), self._page.viewport()
        if len(spans) > _MANY_SPANS:
            self._highlights.forget()
            viewport.update()
        else:
            change = coming if coming and coming.of == self._key(delta) else self._change(delta, spans)
            self._highlights.put(change.blocks, change.groups)
            if change.part:
                viewport.repaint(change.part)
        if any(isinstance(r, Link) for r in (*delta.removed, *delta.added)):
            viewport.update()

    def _key(self, delta: Delta) -> tuple[object, ...]:
        self._sight.look()
        return delta.removed, delta.added, self._sight.at, self._highlights.version

    def _change(self, delta: Delta, spans: Sequence[Span]) -> _Change:
        blocks = self._sight.blocks_of(spans)
        groups, differs = self._highlights.changed(delta, self._sight.seen_of(blocks))
        part = differs.translated(self._page.contentOffset().x(), 0).toAlignedRect()
        if any(r.id == self._shown.current for r in (*delta.removed, *delta.added)):
            part = self._sight.part_of(spans)  # its outline and handles may go from a line whose tints stay
        return _Change(self._key(delta), blocks, groups, part)
