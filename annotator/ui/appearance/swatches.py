"""Swatches: a tag's colour as a small rounded square, the same in every menu and box.

A swatch is drawn anew when the theme or the interface size changes: what shows one keeps the tag.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QPainter, QPalette, QPixmap

from annotator.model import Tag
from annotator.ui.appearance.foreign_text import as_tip, elide_name
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import theme_worn

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon
    from PySide6.QtWidgets import QComboBox

SIDE = 16
"""The height and width of the icon at 100 %, in pixels; the square in it is smaller."""

PALE = 0.4
"""How much of its colour the swatch of what cannot be used keeps."""

_MOST = 16
"""How many rows of a box are seen at once: the four, own tags, and what there is besides."""

_TAG = "swatch_of"
_ROLE = Qt.ItemDataRole.UserRole + 1


def make_swatch(color: str) -> QIcon:
    """A swatch of a colour: chosen or not it is the same, and what cannot be used has a pale one."""
    from PySide6.QtGui import QIcon  # its enumerations are slow to make

    icon = QIcon(_pixmap(color))
    icon.addPixmap(_pixmap(color), QIcon.Mode.Selected)
    icon.addPixmap(_pixmap(color), QIcon.Mode.Active)
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    icon.addPixmap(_pixmap(color, over=ground), QIcon.Mode.Disabled)
    return icon


def swatch_of(tag: Tag) -> QIcon:
    """The swatch of a tag in the theme that is on."""
    return make_swatch(theme_worn().color_of(tag))


def set_swatch(action: QAction, tag: Tag) -> None:
    """Give an action the swatch of a tag."""
    action.setProperty(_TAG, tag)
    action.setIcon(swatch_of(tag))
    action.setIconVisibleInMenu(True)


def offer_tag(box: QComboBox, tag: Tag, text: str, data: object) -> None:
    """Add an item with the swatch of a tag to a box."""
    box.setIconSize(QSize(px(SIDE), px(SIDE)))
    box.addItem(swatch_of(tag), text, data)
    box.setItemData(box.count() - 1, tag, _ROLE)


def offer_tags(box: QComboBox, tags: Iterable[Tag]) -> None:
    """Offer tags in a box; the data of an item is the tag's id."""
    box.setMaxVisibleItems(_MOST)
    for tag in tags:
        offer_tag(box, tag, elide_name(tag.name), tag.id)
        box.setItemData(box.count() - 1, as_tip(tag.name), Qt.ItemDataRole.ToolTipRole)


def redraw_swatches(root: QObject) -> None:
    """Draw the swatches of every action and box below ``root`` anew."""
    from PySide6.QtWidgets import QComboBox  # nothing has one before the first paint

    for action in root.findChildren(QAction):
        if tag := action.property(_TAG):
            action.setIcon(swatch_of(tag))
    for box in root.findChildren(QComboBox):
        for row in range(box.count()):
            if tag := box.itemData(row, _ROLE):
                box.setIconSize(QSize(px(SIDE), px(SIDE)))
                box.setItemIcon(row, swatch_of(tag))


def _pixmap(color: str, *, over: QColor | None = None) -> QPixmap:
    ratio = QGuiApplication.instance().devicePixelRatio()  # type: ignore[union-attr]  # the sharpest screen's
    side = round(px(SIDE) * ratio)
    pixmap = QPixmap(side, side)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    inset, size = px(2), side / ratio - 2 * px(2)
    for ink, share in ((over, 1.0), (QColor(color), PALE if over else 1.0)):
        if ink is not None:
            painter.setOpacity(share)
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(inset, inset, size, size), px(3), px(3))
    painter.end()
    return pixmap
