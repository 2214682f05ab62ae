"""Verdict chip: what came out when a claim was checked, as a shape, a word and a colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from annotator.model import CLAIM, VERDICTS, Annotation
from annotator.ui.appearance.icons import paint_icon
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import CONTRAST, DARK, LIGHT, Theme, mixed
from annotator.ui.appearance.wording import translate_field

SIGNS = {"supported": "check", "disputed": "disputed", "refuted": "close", "unverifiable": "unknown"}
"""The line icon of each verdict."""

_COLORS = {
    LIGHT: {"supported": "#1a6b3c", "disputed": "#8a5200", "refuted": "#b3261e", "unverifiable": "#5a5f66"},
    DARK: {"supported": "#7fdca4", "disputed": "#ffc46b", "refuted": "#ff9d94", "unverifiable": "#b8bec6"},
    CONTRAST: {"supported": "#00501f", "disputed": "#6b3d00", "refuted": "#a00000", "unverifiable": "#000000"},
}
_GROUND = 0.12
"""How much of its colour is in the ground of a chip."""

_PAD, _GAP, _SIGN = 6, 4, 12


def verdict_of(annotation: Annotation) -> str:
    """The verdict on a claim, one of SIGNS; "" if it was not checked or is no claim."""
    value = annotation.attribute("check") if annotation.tag == CLAIM.id else None
    return value if isinstance(value, str) and value in SIGNS else ""


def words_of(verdict: str) -> str:
    """A verdict in words; "" if there is none."""
    return translate_field(VERDICTS[verdict]) if verdict else ""


def color_of(verdict: str, theme: Theme) -> QColor:
    """The colour of a verdict."""
    return QColor(_COLORS[theme.name][verdict])


def ground_of(verdict: str, theme: Theme, below: str) -> QColor:
    """What a chip is filled with, where it lies on the colour ``below``."""
    return mixed(_COLORS[theme.name][verdict], below, _GROUND)


def paint_chip(painter: QPainter, place: QRect, verdict: str, theme: Theme, below: str) -> int:
    """Paint a chip at the left of ``place``, as high as it; how wide it is."""
    font = painter.font()
    font.setPixelSize(px(11))
    font.setWeight(font.Weight.Normal)
    painter.setFont(font)
    metrics, words = painter.fontMetrics(), words_of(verdict)
    sign = px(_SIGN)
    room = place.width() - 2 * px(_PAD) - sign - px(_GAP)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, room))
    width = 2 * px(_PAD) + sign + px(_GAP) + metrics.horizontalAdvance(shown)
    chip = QRectF(place.left(), place.top(), width, place.height()).adjusted(0.5, 1.5, -0.5, -1.5)
    ink = color_of(verdict, theme)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ground_of(verdict, theme, below))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    text = QRectF(chip).adjusted(px(_PAD), 0, 0, 0)
    middle = Qt.AlignmentFlag.AlignVCenter
    paint_icon(painter, SIGNS[verdict], QRectF(text.left(), text.center().y() - sign / 2, sign, sign), ink.name())
    painter.setPen(ink)
    painter.drawText(text.adjusted(sign + px(_GAP), 0, 0, 0), middle, shown)
    return width


def paint_sign(painter: QPainter, center: QPointF, side: float, verdict: str, theme: Theme) -> None:
    """Paint a round chip with the shape alone, where there is no room for words."""
    ink = color_of(verdict, theme)
    circle = QRectF(center.x() - side / 2, center.y() - side / 2, side, side)
    painter.setPen(QPen(ink, 1))
    painter.setBrush(ground_of(verdict, theme, theme.paper))
    painter.drawEllipse(circle)
    inside = side * 0.14
    paint_icon(painter, SIGNS[verdict], circle.adjusted(inside, inside, -inside, -inside), ink.name())
