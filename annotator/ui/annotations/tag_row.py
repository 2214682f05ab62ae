"""Tag row: what a tag looks like, its name, its underline, its key, and how much has it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from annotator.model import TAGS, Tag, Underline
from annotator.ui.appearance.foreign_text import as_tip
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.style_property import set_style_property
from annotator.ui.appearance.swatches import make_swatch
from annotator.ui.appearance.tag_palette import PALETTE, color_name
from annotator.ui.appearance.theme import Theme
from annotator.ui.widgets.icon_button import IconButton
from annotator.ui.widgets.name_field import limit_name
from annotator.ui.widgets.tag_sample import TagSample, underline_icon

NEW = ""
"""The id of the row that becomes a new tag when it is given a name."""


class TagRow(QObject):
    """The widgets of one tag. One of the four that are always there is shown, and cannot be changed."""

    changed = Signal(str, dict)
    """A tag, by its id, is to have these values, by the names of its fields."""

    moved = Signal(str, int)
    deleted = Signal(str)

    def __init__(self, tag: Tag, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.tag, self._theme = tag, theme
        self.sample = TagSample(theme, parent)
        self.sample.clicked.connect(self._choose_color)
        self.name = QLineEdit(parent)
        limit_name(self.name)
        self.name.setPlaceholderText(self.tr("New tag…"))
        self.name.editingFinished.connect(self._name_written)
        self.name.textEdited.connect(lambda: self.refuse(self.name, refused=False))
        self.underline = QComboBox(parent)
        words = (self.tr("solid"), self.tr("dashed"), self.tr("dotted"), self.tr("double"))
        for shape, text in zip(Underline, words, strict=True):
            self.underline.addItem(underline_icon(shape, theme.text), text, shape)
        self.underline.setIconSize(underline_icon(Underline.SOLID, theme.text).availableSizes()[0])
        self.underline.activated.connect(lambda: self._change(underline=self.underline.currentData()))
        self.key = QLineEdit(parent)
        self.key.setMaxLength(1)
        self.key.setFixedWidth(px(40))
        self.key.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.key.textEdited.connect(self._key_typed)
        self.count = QLabel(parent)
        self.count.setObjectName("muted")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.up = self._button("arrow-up", lambda: self.moved.emit(self.tag.id, -1))
        self.down = self._button("arrow-down", lambda: self.moved.emit(self.tag.id, 1))
        self.delete = self._button("trash", lambda: self.deleted.emit(self.tag.id))
        self.fixed = QLabel(self.tr("always there"), parent)
        self.fixed.setObjectName("muted")

    def _button(self, icon: str, act: object) -> QToolButton:
        button = IconButton(icon, self.sample.parentWidget())
        button.setObjectName("row")
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.clicked.connect(act)
        return button

    def lay_out(self, grid: QGridLayout, row: int) -> None:
        """Take a row of the grid."""
        is_fixed, is_new = self.tag in TAGS, self.tag.id == NEW
        buttons = QHBoxLayout()
        buttons.setSpacing(2)
        for button in (self.up, self.down, self.delete):
            buttons.addWidget(button)
            button.setVisible(not is_fixed and not is_new)
        for column, widget in enumerate((self.sample, self.name, self.underline, self.key, self.count)):
            grid.addWidget(widget, row, column)
            widget.setEnabled(not is_fixed or widget is self.count)
            widget.setProperty("fixed", is_fixed)
        if is_fixed:
            grid.addWidget(self.fixed, row, 5)
        else:
            grid.addLayout(buttons, row, 5)
        self.fixed.setVisible(is_fixed)

    def parts(self) -> tuple[QWidget, ...]:
        """The widgets of the row, in the order in which Tab goes through them."""
        fields = (self.sample, self.name, self.underline, self.key)
        return (*fields, self.count, self.fixed, self.up, self.down, self.delete)

    def show_tag(self, tag: Tag, count: int, *, first: bool, last: bool) -> None:
        """Show a tag as it is now, and how many annotations have it."""
        if tag.name != self.tag.name or not self.name.hasFocus():
            self.name.setText(tag.name)
            self.name.setCursorPosition(0)
        self.tag = tag
        self.name.setToolTip(as_tip(tag.name))
        self.key.setText(tag.key)
        self.underline.setCurrentIndex(self.underline.findData(tag.underline))
        color = self._theme.color_of(tag)
        self.sample.show_look(color, tag.underline)
        self.count.setText(f"{count:,}" if tag.id != NEW else "")
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.refuse(self.name, refused=False)
        self.refuse(self.key, refused=False)
        self._name_parts(count)

    def _name_parts(self, count: int) -> None:
        """Say of each widget what it is and of which tag."""
        of = self.tag.name or self.tr("the new tag")
        color = self.tr("Colour of %1: %2").replace("%2", color_name(self.tag.color))
        for widget, text in (
            (self.sample, color),
            (self.name, self.tr("Name of %1")),
            (self.underline, self.tr("Underline of %1")),
            (self.key, self.tr("Key of %1")),
            (self.count, self.tr("Annotations with %1: %2").replace("%2", f"{count:,}")),
            (self.up, self.tr("Move %1 up")),
            (self.down, self.tr("Move %1 down")),
            (self.delete, self.tr("Delete %1")),
        ):
            words = text.replace("%1", of)
            widget.setAccessibleName(words)
            if widget is not self.name:
                widget.setToolTip(as_tip(words))

    def refuse(self, field: QLineEdit, *, refused: bool = True) -> None:
        """Look as if what is written in this field cannot be."""
        set_style_property(field, "refused", refused)

    def _change(self, **values: object) -> None:
        self.changed.emit(self.tag.id, values)

    def _name_written(self) -> None:
        name = " ".join(self.name.text().split())
        if name != self.tag.name:
            self._change(name=name)

    def _key_typed(self, key: str) -> None:
        if key.strip():
            self._change(key=key.strip())
            self.key.selectAll()

    # Colour

    def color_menu(self) -> QMenu:
        """The palette, each colour with its name, and the way to another one."""
        menu = QMenu(self.sample)
        for color in PALETTE:
            self._offer(menu, color_name(color.value), color.value, make_swatch(self._theme.legible(color.value)))
        menu.addSeparator()
        other = menu.addAction(self.tr("&Other colour…"))
        other.triggered.connect(self._ask_color)
        return menu

    def _offer(self, menu: QMenu, name: str, value: str, icon: QIcon) -> None:
        action = menu.addAction(icon, name)
        if value == self.tag.color:
            menu.setDefaultAction(action)
            menu.setActiveAction(action)
        action.triggered.connect(lambda: self._change(color=value))

    def _choose_color(self) -> None:
        menu = self.color_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.sample.mapToGlobal(QPoint(0, self.sample.height())))

    def _ask_color(self) -> None:
        color = QColorDialog.getColor(QColor(self.tag.color), self.sample.window(), self.tr("Colour of the tag"))
        if color.isValid():
            self._change(color=color.name())
