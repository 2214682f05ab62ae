"""Current outline: that around what is current on a page, worked out where it is in sight, kept until that changes."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit

from annotator.ui.reading.layout import ReadingLayout
from annotator.ui.reading.outline import Outline, outline_of
from annotator.ui.reading.shown import Shown
from annotator.ui.reading.sight import Sight


class CurrentOutline:
    """Outline in sight: where what is outlined stands, and where the handles do, two for each fragment."""

    def __init__(self, page: QPlainTextEdit, layout: ReadingLayout, shown: Shown, sight: Sight) -> None:
        self._page, self._layout, self._shown, self._sight = page, layout, shown, sight
        self._outline = outline_of((), (), sight.rects_of, "", 0)

    def seen(self) -> Outline:
        """The outline in the viewport, everything in sight laid out."""
        self._sight.blocks()
        return self.look()

    def look(self) -> Outline:
        """The same while painting, for which the scroll bar can wait."""
        shown = self._shown
        of = shown.outlined, self._sight.at, self._page.contentOffset().x()
        if of != self._outline.of:
            room = self._layout.metrics.room
            self._outline = outline_of(of, shown.outlined, self._sight.rects_of, shown.text, room)
        return self._outline
