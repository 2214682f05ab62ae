"""Tags dialog: row by row the four that are always there, the person's own, and a row for a new one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator import edits
from annotator.model import TAGS, Annotation, Link, Tag, Underline
from annotator.ui.annotations.tag_row import NEW, TagRow
from annotator.ui.appearance.foreign_text import as_tip, elide_name
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.tag_palette import free_color
from annotator.ui.appearance.theme import Theme
from annotator.ui.commands.shortcuts import clash
from annotator.ui.session.session import Session

if TYPE_CHECKING:
    from annotator.storage.store import Applied

_KEYS = "56789" + ascii_uppercase
"""The keys that new tags get, the first that is free."""

_HIGHEST = 620
"""How high the dialog makes itself at most, in pixels at 100 %."""

_NAME = 1
"""Which of the parts of a row is the name."""


class TagsDialog(QDialog):
    """Dialog of tags: what is written in a field is stored when that is left, or with Enter, and can be undone."""

    def __init__(self, session: Session, actions: Mapping[str, QAction], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tags"))
        self._session, self._actions, self._theme = session, actions, theme
        self.rows: dict[str, TagRow] = {}
        self._grid = QGridLayout()
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.undo = QPushButton(self.tr("&Undo"))
        self.undo.setAutoDefault(False)
        self.undo.clicked.connect(self._undo)
        self._step = 0
        self._lay_out()
        self._say("")
        session.tags_changed.connect(self._fill)
        session.failed.connect(self._say)
        self._fill()
        self.resize(px(680), px(300))
        self.rows[NEW].name.setFocus()

    def _lay_out(self) -> None:
        self._within = QWidget()
        self._within.setObjectName("pane")
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setContentsMargins(px(10), px(8), px(10), px(10))
        heads = (self.tr("Colour"), self.tr("Name"), self.tr("Underline"), self.tr("Key"), self.tr("Annotations"))
        for column, text in enumerate(heads):
            head = QLabel(text)
            head.setObjectName("muted")
            self._grid.addWidget(head, 0, column)
        inner = QVBoxLayout(self._within)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._grid)
        inner.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(self._within)
        message = QHBoxLayout()
        message.addWidget(self.said, 1)
        message.addWidget(self.undo)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(px(12), px(12), px(12), px(12))
        column_.addWidget(self.area, 1)
        column_.addLayout(message)
        column_.addWidget(buttons)

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()
        self.area.ensureWidgetVisible(self.rows[NEW].name)

    def _make_room(self) -> None:
        """Be as high as all rows together, where that is not too high."""
        around = self.sizeHint().height() - self.area.sizeHint().height()
        wanted = min(px(_HIGHEST), around + self._within.sizeHint().height())
        if self.height() < wanted:
            self.resize(self.width(), wanted)

    def _fill(self) -> None:
        tags = [*self._session.tags.all, self._new_tag()]
        if list(self.rows) != [tag.id for tag in tags]:
            self._make_rows(tags)
        counts = Counter[str]()
        for article in self._session.articles.listed:
            counts.update(article.counts)
        own = [tag.id for tag in self._own()]
        for tag in tags:
            self.rows[tag.id].show_tag(tag, counts[tag.id], first=tag.id in own[:1], last=tag.id in own[-1:])

    def _make_rows(self, tags: list[Tag]) -> None:
        """Make a row for each tag anew, with the focus where it was."""
        parts = ((id_, number, part) for id_, row in self.rows.items() for number, part in enumerate(row.parts()))
        focus = next(((id_, number) for id_, number, part in parts if part.hasFocus()), None)
        new = next((tag.id for tag in tags if tag.id not in self.rows), NEW) if self.rows else NEW
        for row in self.rows.values():
            for part in row.parts():
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
            row.deleteLater()
        self.rows = {}
        for number, tag in enumerate(tags, 1):
            row = self.rows[tag.id] = TagRow(tag, self._theme, self._within)
            row.changed.connect(self._change)
            row.moved.connect(self._move)
            row.deleted.connect(self._delete)
            row.lay_out(self._grid, number)
        if focus is not None:
            self._focus(*focus, new)
        QTimer.singleShot(0, self, self._make_room)  # then the rows are there to be measured

    def _focus(self, id_: str, number: int, new: str) -> None:
        """Put the focus on a part of a row; the row of the new tag may be that of ``new`` now.

        Who has written the name of a new tag may want to write another: the focus stays in the last row.
        """
        row = self.rows.get(new if id_ == NEW and number != _NAME else id_, self.rows[NEW])
        part = row.parts()[number]
        (part if part.isEnabled() and not part.isHidden() else row.name).setFocus()

    def _new_tag(self) -> Tag:
        """What a new tag is, if the person chooses nothing but its name."""
        row = self.rows.get(NEW)
        if row is not None and all(row.tag.key != tag.key for tag in self._session.tags.all):
            return row.tag
        tags = self._session.tags.all
        key = next((key for key in _KEYS if not self._owner_of(NEW, key)), "")
        shape = list(Underline)[len(self._own()) % len(Underline)]
        return Tag(NEW, "", free_color(tag.color for tag in tags), shape, key)

    def _own(self) -> list[Tag]:
        return [tag for tag in self._session.tags.all if tag not in TAGS]

    def _say(self, text: str, step: int = 0) -> None:
        """Say something; with a step what can be undone."""
        self.said.setText(text)
        self._step = step
        self.undo.setVisible(bool(step))

    # What is done

    def _tag(self, id_: str) -> Tag | None:
        return next((tag for tag in (*self._session.tags.all, self.rows[NEW].tag) if tag.id == id_), None)

    def _owner_of(self, id_: str, key: str) -> str:
        """What a key does already, in words; "" if it is free for this tag."""
        other = next((t for t in self._session.tags.all if t.id != id_ and t.key.casefold() == key.casefold()), None)
        command = clash(self._actions, f"tag_{id_}", QKeySequence(key))
        return other.name if other else self._actions[command].text().replace("&", "").rstrip("…") if command else ""

    def _refused(self, tag: Tag) -> tuple[QLineEdit | None, str]:
        """The field of a row that cannot be as it is, and why."""
        row, name, key = self.rows[tag.id], tag.name, tag.key
        if not name:
            return row.name, self.tr("A tag needs a name.")
        if any(one.name.casefold() == name.casefold() for one in self._session.tags.all if one.id != tag.id):
            return row.name, self.tr("There is a tag “%1” already.").replace("%1", name)
        if not key:
            return row.key, self.tr("A tag needs a key: one letter or digit.")
        owner = self._owner_of(tag.id, key)
        taken = self.tr("The key %1 belongs to “%2”.").replace("%2", owner).replace("%1", key.upper())
        return (row.key, taken) if owner else (None, "")

    def _change(self, id_: str, values: dict[str, Any]) -> None:
        before = self._tag(id_)
        if before is None:
            return
        after = before._replace(**values)
        if id_ == NEW and not after.name:
            self._draft(after)
            return
        field, why = self._refused(after)
        self._say(why)
        if field is not None:
            self.rows[id_].refuse(field)
        elif id_ == NEW:
            self._add(after)
        else:
            self._session.do(lambda: self._session.apply(edits.change_tag(before, after)))

    def _draft(self, tag: Tag) -> None:
        """Keep what the row of the new tag says, which has no name yet."""
        owner = self._owner_of(NEW, tag.key)
        self._say(self.tr("The key %1 belongs to “%2”.").replace("%2", owner).replace("%1", tag.key) if owner else "")
        if owner:
            self.rows[NEW].refuse(self.rows[NEW].key)
        else:
            self.rows[NEW].show_tag(tag, 0, first=True, last=True)

    def _add(self, tag: Tag) -> None:
        taken = {tag.id for tag in self._session.tags.all}
        stem = "own_" + (re.sub(r"[^a-z0-9]+", "_", tag.name.casefold()).strip("_") or "tag")
        id_ = next(i for i in (stem, *(f"{stem}_{n}" for n in range(2, 10_000))) if i not in taken)
        self._session.do(lambda: self._session.apply(edits.add_tag(tag._replace(id=id_))))

    def _move(self, id_: str, step: int) -> None:
        own = self._own()
        ids = [tag.id for tag in own]
        here = ids.index(id_)
        ids.insert(here + step, ids.pop(here))
        self._session.do(lambda: self._session.apply(edits.order_tags(own, ids)))

    def _delete(self, id_: str) -> None:
        tag = self._tag(id_)
        if tag is not None:
            self._session.queries.tagged(id_, lambda held, links: self._delete_with(tag, held, links))

    def _delete_with(self, tag: Tag, held: list[Annotation], links: list[Link]) -> None:
        to: str | None = None
        if held:
            go, to = self._ask_what_becomes_of(tag, len(held))
            if not go:
                return
        said = self._deleted(tag, len(held), to)

        def done(applied: Applied) -> None:
            self._say(said, applied.step.seq)

        def delete(there: list[Annotation]) -> None:
            self._session.do(lambda: self._session.apply(edits.delete_tag(tag, held, links, to, there), then=done))

        if to is None:
            delete([])
        else:
            self._session.queries.tagged(to, lambda there, _: delete(there))

    def _deleted(self, tag: Tag, many: int, to: str | None) -> str:
        if not many:
            text = self.tr("“%1” is deleted. No annotation had it.")
        elif to is None:
            text = self.tr("“%1” is deleted, and with it annotations: %3.")
        else:
            text = self.tr("“%1” is deleted. Annotations that are “%2” now: %3.")
        other = next((one.name for one in self._session.tags.all if one.id == to), "")
        return text.replace("%3", f"{many:,}").replace("%2", other).replace("%1", tag.name)

    def _undo(self) -> None:
        """Take back what was said, if nothing was done since."""
        heads, step = self._session.heads, self._step
        self._say("")
        if heads is not None and heads.would_undo(step):
            self._session.do(self._session.history.undo)

    def _ask_what_becomes_of(self, tag: Tag, count: int) -> tuple[bool, str | None]:
        """Whether to go on, and the tag that the annotations get instead; None: they go too."""
        many = self.tr("1 annotation has") if count == 1 else self.tr("%1 annotations have").replace("%1", str(count))
        asked = self.tr("%1 the tag “%2”. What becomes of them? It can be undone.").replace("%1", many)
        others = [one for one in self._session.tags.all if one.id != tag.id]
        names, short = [one.name for one in others], [elide_name(one.name) for one in others]
        told_apart = short if len(set(short)) == len(names) else names
        choices = [self.tr("They become: %1").replace("%1", name) for name in told_apart]
        choices.append(self.tr("They are deleted too"))
        chosen, ok = QInputDialog.getItem(
            self, self.tr("Delete a tag"), as_tip(asked.replace("%2", tag.name)), choices, editable=False
        )
        row = choices.index(chosen) if ok else 0
        return ok, others[row].id if ok and row < len(others) else None
