"""The dialog of tags: the four that are always there, and the person's own, to be made, changed and deleted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator import edits
from annotator.model import TAGS, Annotation, Link, Tag, Underline
from annotator.ui.shortcuts import clash
from annotator.ui.workspace import Workspace

_COLORS = ("#7a5c00", "#5b3fa8", "#a8324a", "#1f6f8b", "#5a6b1f", "#8b4a1f")
_ID = Qt.ItemDataRole.UserRole


class TagsDialog(QDialog):
    """Each change is stored when its button is pressed, and can be undone like any other."""

    def __init__(self, workspace: Workspace, actions: Mapping[str, QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tags"))
        self._workspace, self._actions = workspace, actions
        self._wanted = ""
        """The id of the tag that was just made, to be chosen when it is there."""
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Tags"))
        self.list.currentRowChanged.connect(lambda _: self._show())
        self.list.itemClicked.connect(lambda _: setattr(self, "_wanted", ""))
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setMaxLength(40)
        self.key = QLineEdit()
        self.key.setAccessibleName(self.tr("Key"))
        self.key.setMaxLength(1)
        self.color = QPushButton()
        self.color.setAccessibleName(self.tr("Colour"))
        self.color.clicked.connect(self._ask_color)
        self.underline = QComboBox()
        self.underline.setAccessibleName(self.tr("Underline"))
        for shape, text in zip(
            Underline, (self.tr("solid"), self.tr("dashed"), self.tr("dotted"), self.tr("double")), strict=True
        ):
            self.underline.addItem(text, shape)
        self.add, self.change = QPushButton(self.tr("&Add as new")), QPushButton(self.tr("&Change"))
        self.delete = QPushButton(self.tr("&Delete…"))
        self.add.clicked.connect(self._add)
        self.change.clicked.connect(self._change)
        self.delete.clicked.connect(self._delete)
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self._lay_out()
        self._color = _COLORS[0]
        workspace.tags_changed.connect(self._fill)
        workspace.failed.connect(self.said.setText)
        self._fill()

    def _lay_out(self) -> None:
        form = QFormLayout()
        rows = ((self.tr("&Name"), self.name), (self.tr("&Key"), self.key))
        for text, widget in (*rows, (self.tr("C&olour"), self.color), (self.tr("&Underline"), self.underline)):
            label = QLabel(text)
            label.setBuddy(widget)
            form.addRow(label, widget)
        row = QHBoxLayout()
        for button in (self.add, self.change, self.delete):
            row.addWidget(button)
        for button in (self.add, self.change, self.delete, self.color):
            button.setAutoDefault(False)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.addWidget(self.list, 1)
        column.addLayout(form)
        column.addLayout(row)
        column.addWidget(self.said)
        column.addWidget(buttons)
        self.resize(420, 480)

    def _fill(self) -> None:
        chosen = self._chosen()
        wanted = self._wanted or (chosen.id if chosen is not None else "")
        self.list.clear()
        for tag in self._workspace.tags:
            fixed = self.tr("  (always there)") if tag in TAGS else ""
            item = QListWidgetItem(_swatch(tag.color), f"{tag.name}   {tag.key}{fixed}")
            item.setData(_ID, tag.id)
            self.list.addItem(item)
        ids = [tag.id for tag in self._workspace.tags]
        self.list.setCurrentRow(ids.index(wanted) if wanted in ids else len(ids) - 1)
        self._show()

    def _chosen(self) -> Tag | None:
        item = self.list.currentItem()
        id_ = item.data(_ID) if item is not None else ""
        return next((tag for tag in self._workspace.tags if tag.id == id_), None)

    def _show(self) -> None:
        tag = self._chosen()
        if tag is None:
            return
        is_own = tag not in TAGS
        self.change.setEnabled(is_own)
        self.delete.setEnabled(is_own)
        self.name.setText(tag.name if is_own else "")
        self.key.setText(tag.key if is_own else "")
        self.underline.setCurrentIndex(self.underline.findData(tag.underline))
        own = sum(t not in TAGS for t in self._workspace.tags)
        self._set_color(tag.color if is_own else _COLORS[own % len(_COLORS)])

    def _set_color(self, color: str) -> None:
        self._color = color
        self.color.setIcon(_swatch(color))
        self.color.setText(color)

    def _ask_color(self) -> None:
        color = QColorDialog.getColor(QColor(self._color), self, self.tr("Colour of the tag"))
        if color.isValid():
            self._set_color(color.name())

    def _written(self, id_: str) -> Tag | None:
        """The tag as the fields say, None if it is refused; then it is said why."""
        name, key = " ".join(self.name.text().split()), self.key.text().strip()
        others = [tag for tag in self._workspace.tags if tag.id != id_]
        refused = ""
        if not name:
            refused = self.tr("A tag needs a name.")
        elif any(tag.name.casefold() == name.casefold() for tag in others):
            refused = self.tr("There is a tag “%1” already.").replace("%1", name)
        elif not key:
            refused = self.tr("A tag needs a key: one letter or digit.")
        else:
            taken = clash(self._actions, f"tag_{id_}", QKeySequence(key))
            if taken or any(tag.key.casefold() == key.casefold() for tag in others):
                of = self._actions[taken].text().replace("&", "").rstrip("…") if taken else ""
                refused = self.tr("The key %1 belongs to “%2”.").replace("%1", key).replace("%2", of)
        self.said.setText(refused)
        return None if refused else Tag(id_, name, self._color, self.underline.currentData(), key)

    def _add(self) -> None:
        taken = {tag.id for tag in self._workspace.tags}
        stem = "own_" + (re.sub(r"[^a-z0-9]+", "_", self.name.text().casefold()).strip("_") or "tag")
        id_ = next(i for i in (stem, *(f"{stem}_{n}" for n in range(2, 10_000))) if i not in taken)
        tag = self._written(id_)
        if tag is not None:
            self._wanted = id_
            self._workspace.do(lambda: self._workspace.apply(edits.add_tag(tag)))

    def _change(self) -> None:
        before = self._chosen()
        after = self._written(before.id) if before is not None else None
        if before is not None and after is not None:
            self._workspace.do(lambda: self._workspace.apply(edits.change_tag(before, after)))

    def _delete(self) -> None:
        tag = self._chosen()
        if tag is not None:
            self._workspace.tagged(tag.id, lambda held, links: self._delete_with(tag, held, links))

    def _delete_with(self, tag: Tag, held: list[Annotation], links: list[Link]) -> None:
        to: str | None = None
        if held:
            go, to = self._ask_what_becomes_of(tag, len(held))
            if not go:
                return
        self._workspace.do(lambda: self._workspace.apply(edits.delete_tag(tag, held, links, to)))

    def _ask_what_becomes_of(self, tag: Tag, count: int) -> tuple[bool, str | None]:
        """Whether to go on, and the tag that the annotations get instead; None: they go too."""
        many = self.tr("1 annotation has") if count == 1 else self.tr("%1 annotations have").replace("%1", str(count))
        asked = self.tr("%1 the tag “%2”. What becomes of them? It can be undone.").replace("%1", many)
        others = [one for one in self._workspace.tags if one.id != tag.id]
        choices = [self.tr("They become: %1").replace("%1", one.name) for one in others]
        choices.append(self.tr("They are deleted too"))
        chosen, ok = QInputDialog.getItem(
            self, self.tr("Delete a tag"), asked.replace("%2", tag.name), choices, editable=False
        )
        row = choices.index(chosen) if ok else 0
        return ok, others[row].id if ok and row < len(others) else None


def _swatch(color: str) -> QIcon:
    picture = QPixmap(14, 14)
    picture.fill(QColor(color))
    return QIcon(picture)
