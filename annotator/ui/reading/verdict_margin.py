"""Verdict margin: beside the first line of each checked claim, what came out of its check."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from annotator.model import Annotation, Delta, place_of
from annotator.ui.appearance.foreign_text import as_tip, beginning
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme
from annotator.ui.reading.layout import SIGN_STEP
from annotator.ui.reading.view import ReadingView
from annotator.ui.session.session import Session
from annotator.ui.widgets.verdict_chip import paint_sign, verdict_of, words_of

_FEW = 50
"""Up to how many changed records are looked through for a verdict."""

_TOLD = 200
"""How many characters of a claim its tool tip shows."""


class VerdictMargin(QWidget):
    """The margin of verdicts: a strip on the left of the text. What is out of sight costs nothing."""

    def __init__(self, view: ReadingView, session: Session, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._session, self._theme = view, session, theme
        self._seen: list[tuple[float, float, str]] = []
        self._checked: tuple[int, int, list[Annotation]] | None = None
        """The claims of a span that were checked, as far as they were looked for."""
        self.setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.updateRequest.connect(lambda *_: self._follow())
        session.changed.connect(self._apply_change)
        session.document_changed.connect(self._look_anew)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def _apply_change(self, delta: Delta) -> None:
        """Look for the signs anew if this change may have to do with them."""
        records = (*delta.removed, *delta.added) if delta.size <= _FEW else ()
        if not records or any(isinstance(record, Annotation) and verdict_of(record) for record in records):
            self._look_anew()

    def _look_anew(self) -> None:
        self._checked = None
        self._follow()

    def _follow(self) -> None:
        """Lie beside the text, wherever that is now, and paint what is in sight if that is something else."""
        viewport = self._view.viewport().geometry()
        self.setGeometry(0, viewport.top(), viewport.left(), viewport.height())
        seen = [(place.x(), place.y(), verdict_of(claim)) for place, claim in self.signs()]
        if seen != self._seen:  # to paint it is to paint all that lies below it
            self._seen = seen
            self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._follow()
        return False

    def signs(self) -> list[tuple[QRectF, Annotation]]:
        """Where the signs of the claims stand that begin in sight; those of one line side by side."""
        step = px(SIGN_STEP)
        right = self.width() - step
        side = min(self._view.metrics.sign, right)  # in a window too narrow for a page the margin is what it is
        found: list[tuple[QRectF, Annotation]] = []
        for claim in self._checked_in_sight():
            rects = self._view.sight.rects_of((claim.start, claim.start + 1))
            if not rects or side < step:
                continue
            place = QRectF(right - side, rects[0].center().y() - side / 2, side, side)
            while place.left() >= side + step and any(other.intersects(place) for other, _ in found):
                place.translate(-side - step, 0)
            found.append((place, claim))
        return found

    def _checked_in_sight(self) -> list[Annotation]:
        document, seen = self._session.document, self._view.sight.blocks()
        if document is None or not seen or self._view.shown.text is not document.text:
            return []
        last = seen[-1].block
        start = document.offsets.from_utf16(seen[0].block.position())
        end = document.offsets.from_utf16(max(0, last.position() + last.length() - 1))
        if self._checked is None or self._checked[:2] != (start, end):
            there = {a.id: a for _, _, a in document.index.touching(start, end) if verdict_of(a)}
            self._checked = start, end, sorted(there.values(), key=place_of)
        return self._checked[2]

    def _sign_at(self, point: QPointF) -> Annotation | None:
        return next((claim for place, claim in self.signs() if place.contains(point)), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, claim in self.signs():
            paint_sign(painter, place.center(), place.width() - 1, verdict_of(claim), self._theme)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = self._sign_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        claim = self._sign_at(event.position())
        if claim is not None:
            self._view.make_current(claim.id, reveal=False)
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            claim = self._sign_at(QPointF(event.pos()))
            words = f"{words_of(verdict_of(claim))}: {beginning(claim.quote, _TOLD)}" if claim is not None else ""
            QToolTip.showText(event.globalPos(), as_tip(words), self)
            return True
        return super().event(event)
