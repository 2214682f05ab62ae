"""Drawing an article: its text with what is marked, found, selected, suggested, linked and current in it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QPlainTextEdit

from annotator.model import Annotation
from annotator.ui.appearance.theme import Theme
from annotator.ui.reading.current_outline import CurrentOutline
from annotator.ui.reading.highlights import Highlights
from annotator.ui.reading.layout import ReadingLayout
from annotator.ui.reading.links import Ends, paint_links
from annotator.ui.reading.outline import paint_handles, paint_outline
from annotator.ui.reading.painting import Brushes, outline_found, paint_beside, paint_found, paint_groups, paint_text
from annotator.ui.reading.shown import Shown
from annotator.ui.reading.sight import Sight
from annotator.ui.reading.suggestion_boxes import paint_boxes, seen_span
from annotator.ui.session.tag_set import TagSet

_LINKS = 40
"""How many links of one annotation are drawn."""


class Drawing:
    """The painter of a page: paints what is in sight of a page, in the colours of a theme and of the tags."""

    def __init__(
        self,
        page: QPlainTextEdit,
        layout: ReadingLayout,
        highlights: Highlights,
        shown: Shown,
        sight: Sight,
        outline: CurrentOutline,
        theme: Theme,
        tags: TagSet,
    ) -> None:
        self._page, self._layout, self._highlights = page, layout, highlights
        self._shown, self._sight, self._outline = shown, sight, outline
        self._theme, self._tags = theme, tags
        self._brushes = Brushes(theme, tags)
        self._selected: list[QRectF] = []
        self._selected_of: tuple[object, ...] = ()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.show_tags()

    def show_tags(self) -> None:
        """The tags have other colours or underlines, or there are others."""
        self._brushes = Brushes(self._theme, self._tags)

    def paint(self, clip: QRect) -> None:
        """Paint this part of the viewport."""
        page, shown, brushes = self._page, self._shown, self._brushes
        painter = QPainter(page.viewport())
        painter.fillRect(clip, brushes.paper)
        shift = page.contentOffset().x()
        painter.translate(shift, 0)
        top, bottom = clip.top(), clip.bottom()
        seen = [s for s in self._sight.look() if s.bottom >= top and s.top <= bottom]
        found = [r for s in seen for r in self._highlights.found(s, shown.matches)] if shown.matches else []
        paint_found(painter, found, brushes)
        for visible in seen:
            groups = self._highlights.groups(visible.block, visible.first_line, visible.last_line)
            if groups:
                paint_groups(painter, groups, visible.top, brushes)
            paint_beside(painter, shown.byline, visible, self._layout, brushes)
        for rect in self._selected_in_sight():
            painter.fillRect(rect, brushes.chosen)
        if shown.outlined and shown.boxes.current is None:  # below the text: no line goes through a letter
            paint_outline(painter, self._outline.look().shape, -shift, brushes)
        rests = (bool(shown.outlined) and not page.textCursor().hasSelection()) or not page.cursorWidth()
        caret = -1 if rests else page.getPaintContext().cursorPosition  # -1 while it is not to be seen
        paint_text(painter, seen, QRectF(clip).translated(-shift, 0), caret, page.cursorWidth(), brushes)
        outline_found(painter, found, brushes)
        painter.resetTransform()
        if shown.boxes:
            self._paint_boxes(painter)
        elif shown.outlined:
            paint_links(painter, self._links_in_sight(), brushes)
            paint_handles(painter, self._outline.look().handles, brushes)
        painter.end()

    def _selected_in_sight(self) -> list[QRectF]:
        """Where the selection stands in the column."""
        cursor, seen = self._page.textCursor(), self._sight.look()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        of = start, end, self._sight.at
        if of != self._selected_of:
            self._selected_of = of
            seen = [s for s in seen if s.block.position() < end and start < s.block.position() + s.block.length()]
            self._selected = [r for s in seen for r in self._highlights.selected(s, start, end)] if start < end else []
        return self._selected

    def _paint_boxes(self, painter: QPainter) -> None:
        shown, brushes = self._shown, self._brushes
        start, end = map(shown.offsets.from_utf16, seen_span(self._sight.look()))
        near = shown.boxes.touching(start, end)
        others = [(one, (span, self._sight.rects_of(span))) for span, one in near if one != shown.boxes.current]
        outline = self._outline.seen()
        is_suggestion = shown.boxes.current is not None
        current = list(zip(shown.outlined, outline.rects, strict=True)) if is_suggestion else []
        if not is_suggestion:
            paint_links(painter, self._links_in_sight(), brushes)
        paint_boxes(painter, others, current, shown.text, self._layout.metrics.room, self._theme, self._tags)
        paint_handles(painter, outline.handles, brushes)

    def _links_in_sight(self) -> list[Ends]:
        """From where to where the current annotation's links go; what is out of sight is at the edge beyond it."""
        document = self._shown.document
        if document is None or self._shown.preview is not None:
            return []
        ends = [(link.from_id, link.to_id) for link in document.links_of(self._shown.current)[:_LINKS]]
        return [(self._place_of(document.annotations[a]), self._place_of(document.annotations[b])) for a, b in ends]

    def _place_of(self, annotation: Annotation) -> list[QRectF]:
        rects = self._sight.rects_of(annotation.fragments[0])
        if rects:
            return rects
        seen, viewport = self._sight.blocks(), self._page.viewport()
        above = bool(seen) and self._shown.offsets.to_utf16(annotation.start) < seen[0].block.position()
        edge = -20.0 if above else viewport.height() + 20.0
        return [QRectF(viewport.width() / 2, edge, 1, 1)]
