"""A bubble: a few words that point at a place in the window, beside it and off what should stay in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from annotator.ui.appearance.icons import set_icon
from annotator.ui.appearance.sizes import px
from annotator.ui.theme import Theme

_WIDTH, _ARROW, _RADIUS = 262, 9, 8


class Bubble(QWidget):
    """Lies over the window and never takes the focus by itself."""

    next_wanted = Signal()
    """What comes next is to be shown."""

    left = Signal()
    """The person has had enough of it."""

    def __init__(self, window: QWidget, theme: Callable[[], Theme]) -> None:
        super().__init__(window)
        self._window, self._theme = window, theme
        self._tip = QPoint()
        self._title, self._said = QLabel(), QLabel()
        self._title.setObjectName("bubbleTitle")
        self._said.setWordWrap(True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self.next = QPushButton()
        self.next.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.next.clicked.connect(self.next_wanted)
        self.close_button = QToolButton()
        set_icon(self.close_button, "close")
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.setAccessibleName(self.tr("Leave"))
        self.close_button.setToolTip(self.tr("Leave (Esc)"))
        self.close_button.clicked.connect(self.left)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        top, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(_ARROW + 14, _ARROW + 6, _ARROW + 6, _ARROW + 10)
        column.setSpacing(4)
        top.addWidget(self._title, 1)
        top.addWidget(self.close_button)
        column.addLayout(top)
        column.addWidget(self._said)
        column.addSpacing(6)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFixedWidth(px(_WIDTH) + 2 * _ARROW)

    def say(self, title: str, text: str, button: str) -> None:
        """Say this from now on."""
        self._title.setText(title)
        self._said.setText(text)
        self.next.setText(button)
        self.setAccessibleName(f"{title}. {text}")

    def point_at(self, target: QRect, keep_free: QRect) -> None:
        """Stand beside ``target``, both in the window's coordinates, and if it can be outside ``keep_free``."""
        size = QSize(self.width(), max(self.sizeHint().height(), self.heightForWidth(self.width())))
        room = self._window.rect().adjusted(2 - _ARROW, 2 - _ARROW, _ARROW - 2, _ARROW - 2)
        place, tip = place_beside(target, size, room, keep_free)
        self._tip = tip - place.topLeft()
        if place != self.geometry():
            self.setGeometry(place)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, body = self._theme(), QRectF(self.rect()).adjusted(_ARROW, _ARROW, -_ARROW, -_ARROW)
        shape, tip = QPainterPath(), QPointF(self._tip)
        shape.addRoundedRect(body, _RADIUS, _RADIUS)
        foot = QPointF(
            min(max(tip.x(), body.left() + 2 * _ARROW), body.right() - 2 * _ARROW),
            min(max(tip.y(), body.top() + 2 * _ARROW), body.bottom() - 2 * _ARROW),
        )
        beside = tip.x() < body.left() or tip.x() > body.right()
        across = QPointF(0, _ARROW) if beside else QPointF(_ARROW, 0)
        arrow = QPainterPath()
        arrow.addPolygon(QPolygonF([foot - across, tip, foot + across, foot - across]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 1.5))
        painter.setBrush(QColor(theme.panel))
        painter.drawPath(shape.united(arrow))


def place_beside(target: QRect, size: QSize, room: QRect, keep_free: QRect) -> tuple[QRect, QPoint]:
    """Where something of this size stands beside ``target`` within ``room``, and the point where it touches it.

    Never on the target; outside ``keep_free`` if there is a place for it.
    """
    places = [(p, tip) for p, tip in _places(target, size, room, keep_free) if room.contains(p)]
    fitting = [found for found in places if not found[0].intersects(target)]
    free = [found for found in fitting if not _body(found[0]).intersects(keep_free)]
    return next(iter([*free, *fitting]), (QRect(room.topLeft(), size), target.center()))


def _body(place: QRect) -> QRect:
    """The part of a place that is painted; around it there is room for the arrow."""
    return place.adjusted(_ARROW, _ARROW, -_ARROW, -_ARROW)


def _places(target: QRect, size: QSize, room: QRect, keep_free: QRect) -> Iterator[tuple[QRect, QPoint]]:
    """Below, above, left and right of the target; centred, or moved out of what is to be kept free."""
    width, height, middle = size.width(), size.height(), target.center()
    for x in (middle.x() - width // 2, keep_free.left() - width + _ARROW, keep_free.right() + 1 - _ARROW):
        left = min(max(x, room.left()), room.right() + 1 - width)
        tip = min(max(middle.x(), left + 3 * _ARROW), left + width - 3 * _ARROW)
        if target.left() <= tip <= target.right():
            yield QRect(QPoint(left, target.bottom() + 1), size), QPoint(tip, target.bottom() + 1)
            yield QRect(QPoint(left, target.top() - height), size), QPoint(tip, target.top() - 1)
    top = min(max(middle.y() - height // 2, room.top()), room.bottom() + 1 - height)
    tip = min(max(middle.y(), top + 3 * _ARROW), top + height - 3 * _ARROW)
    if target.top() <= tip <= target.bottom():
        yield QRect(QPoint(target.left() - width, top), size), QPoint(target.left() - 1, tip)
        yield QRect(QPoint(target.right() + 1, top), size), QPoint(target.right() + 1, tip)
