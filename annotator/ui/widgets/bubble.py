"""A bubble: a few words that point at a place in the window, over the text and off what is worked with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme
from annotator.ui.widgets.icon_button import IconButton

_WIDTH, _ARROW, _RADIUS = 262, 9, 8
_STEP = 12
"""From one place that is tried to the next, in pixels."""


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
        self.close_button = IconButton("close")
        self.close_button.setAutoRaise(True)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.setAccessibleName(self.tr("Leave"))
        self.close_button.setToolTip(self.tr("Leave (Esc)"))
        self.close_button.clicked.connect(self.left)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        top, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(_ARROW + 14, _ARROW + 6, _ARROW + 14, _ARROW + 10)
        column.setSpacing(4)
        top.addWidget(self._title, 1)
        top.addWidget(self.close_button)
        column.addLayout(top)
        column.addWidget(self._said)
        column.addSpacing(6)
        column.addWidget(self.next, 0, Qt.AlignmentFlag.AlignLeft)

    def say(self, title: str, text: str, button: str) -> None:
        """Say this from now on."""
        self._title.setText(title)
        self._said.setText(text)
        self.next.setText(button)
        self.setAccessibleName(f"{title}. {text}")

    def point_at(self, target: QRect, over: QRect, clear: Sequence[QRect]) -> None:
        """Stand in ``over``, off what stays ``clear``, and point at ``target``; all in the window's coordinates."""
        width = min(px(_WIDTH) + 2 * _ARROW, over.width())
        size = QSize(width, self.heightForWidth(width))
        place, tip = place_for(target, size, over, self._window.rect(), clear)
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
        painter.drawPath(shape if body.contains(tip) else shape.united(arrow))


def place_for(
    target: QRect, size: QSize, over: QRect, room: QRect, clear: Sequence[QRect] = ()
) -> tuple[QRect, QPoint]:
    """Where something of this size stands in ``over`` and in any case within ``room``, and where its arrow ends.

    It covers as little as can be of what is to stay ``clear``. What it points at is beside it, above it within
    ``over``, or too far away for an arrow: one that ends at something else would say that this is meant.
    """
    place = QRect(QPoint(), size)
    place.moveBottomRight(over.bottomRight())
    is_beside = target.left() > over.right() and target.bottom() > over.top()
    if is_beside:
        place.moveTop(min(max(over.top(), target.center().y() - size.height() // 2), place.top()))
    elif target.bottom() <= over.top():
        place.moveTop(over.top())
    elif over.contains(target):
        place.moveLeft(over.left() + (over.width() - size.width()) // 2)
    place = _clear_place(place, over, clear)
    place.moveLeft(max(room.left(), min(place.left(), room.right() + 1 - size.width())))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() + 1 - size.height())))
    if is_beside:
        height = min(max(target.center().y(), place.top() + 3 * _ARROW), place.bottom() - 3 * _ARROW)
        points = place.right() == over.right() and target.top() <= height <= target.bottom()
        return place, QPoint(place.right(), height) if points else place.center()
    is_below = over.contains(target) and place.top() > target.bottom()
    return place, QPoint(place.center().x(), place.top()) if is_below else place.center()


def _clear_place(wanted: QRect, over: QRect, clear: Sequence[QRect]) -> QRect:
    """The place within ``over`` that covers least of what is to stay clear, and of several the one nearest to this."""
    lefts = wanted.left(), over.left(), over.right() + 1 - wanted.width()
    tops = wanted.top(), *range(over.top(), over.bottom() + 1 - wanted.height(), _STEP)
    places = [QRect(QPoint(left, top), wanted.size()) for left in lefts for top in tops]

    def price(place: QRect) -> tuple[int, int]:
        shared = (place & one for one in clear)
        return sum(s.width() * s.height() for s in shared), (place.topLeft() - wanted.topLeft()).manhattanLength()

    return min(places, key=price)
