"""Line icons: the drawings of resources/icons/line, in the colours of the theme and as sharp as the screen.

An icon is drawn anew when the theme or the interface size changes: each button and action keeps its icon's name.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize
from PySide6.QtGui import QAction, QGuiApplication, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractButton

from annotator.resources import resource
from annotator.ui.appearance.sizes import px

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

SIDE = 16
"""The height and width of an icon at 100 %, in pixels."""

_NAME = "icon_name"


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Give a button or an action an icon, and have ``redraw_icons`` know of it."""
    target.setProperty(_NAME, name)
    target.setIcon(make_icon(name))
    if isinstance(target, QAbstractButton):
        target.setIconSize(QSize(px(SIDE), px(SIDE)))


def clear_icon(target: QAction | QAbstractButton) -> None:
    """Take the icon of a button or an action away again."""
    from PySide6.QtGui import QIcon

    target.setProperty(_NAME, "")
    target.setIcon(QIcon())


def redraw_icons(root: QObject) -> None:
    """Draw the icons of every button and action below ``root`` anew: colours or sizes have changed."""
    targets: list[QAction | QAbstractButton] = [*root.findChildren(QAction), *root.findChildren(QAbstractButton)]
    for target in targets:
        name = target.property(_NAME)
        if name:
            set_icon(target, name)


def make_icon(name: str, color: str = "") -> QIcon:
    """An icon in a colour, or in that of the text."""
    from PySide6.QtGui import QIcon  # its enumerations are slow to make

    palette, group = QGuiApplication.palette(), QPalette.ColorGroup
    normal = color or palette.color(group.Active, QPalette.ColorRole.WindowText).name()
    icon = QIcon()
    icon.addPixmap(_pixmap(name, normal, px(SIDE)))
    disabled = palette.color(group.Disabled, QPalette.ColorRole.WindowText).name()
    icon.addPixmap(_pixmap(name, disabled, px(SIDE)), QIcon.Mode.Disabled)
    return icon


def paint_icon(painter: QPainter, name: str, place: QRectF, color: str) -> None:
    """Paint an icon into a square, on whole pixels of the screen."""
    ratio = _ratio()
    corner = QPointF(round(place.left() * ratio) / ratio, round(place.top() * ratio) / ratio)
    painter.drawPixmap(corner, _pixmap(name, color, place.width()))


def _ratio() -> float:
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    return application.devicePixelRatio()  # the sharpest screen's


def _pixmap(name: str, color: str, side: float) -> QPixmap:
    ratio = _ratio()
    pixmap = _drawn(name, color, max(1, round(side * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _drawn(name: str, color: str, side: int) -> QPixmap:
    """The drawing, so many pixels high and wide, by the plug-in of Qt that reads it as a picture.

    To import Python's QtSvg would cost the first paint a tenth: with it come enumerations that nobody needs.
    """
    svg = resource(f"icons/line/{name}.svg").read_text(encoding="utf-8").replace("currentColor", color)
    pixmap = QPixmap()
    pixmap.loadFromData(svg.replace("<svg ", f'<svg width="{side}" height="{side}" ', 1).encode(), "SVG")
    return pixmap
