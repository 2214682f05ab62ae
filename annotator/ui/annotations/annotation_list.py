"""Annotation list: a model over the open document, however many there are, and how a row looks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QWidget

from annotator.model import (
    AUTHORS_OWN,
    CLAIM,
    FIELDS,
    IMAGE_CREDIT,
    LOCATION,
    SOURCE,
    Annotation,
    Delta,
    Field,
    Link,
    LinkKind,
    place_of,
)
from annotator.queries.annotation_filter import AnnotationFilter
from annotator.ui.appearance.foreign_text import as_tip, beginning, one_line
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.wording import country_name, translate_field
from annotator.ui.widgets.row_painting import paint_ground, paint_swatch, paint_text
from annotator.ui.widgets.verdict_chip import paint_chip, verdict_of, words_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

    from annotator.ui.session.document import Document
    from annotator.ui.session.tag_set import TagSet

Index = QModelIndex | QPersistentModelIndex
_ROLE = Qt.ItemDataRole.UserRole
_LINE, _PAD = 19, 15
"""The height of a line of a row, and what is above and below its lines, in pixels at 100 %."""

ROW = 2 * _LINE + _PAD
"""The height of a row of two lines, in pixels at 100 %: what a row that was not seen yet is taken to have."""

_LEAST = 24
"""How narrow the room for a note may be, in pixels at 100 %."""

_QUOTE_SHOWN = 200
_MANY = 50
"""From how many changed rows on the list is shown anew."""


def _moment(annotation: Annotation) -> float:
    """When an annotation was made, in seconds; 0 if that cannot be read."""
    try:
        return datetime.fromisoformat(annotation.created_at).timestamp()
    except ValueError:
        return 0.0


class AnnotationModel(QAbstractListModel):
    """The annotations of a document, all of them or those that are wanted, by place or by something else."""

    def __init__(self, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self._tags = tags
        self._document: Document | None = None
        self._shown: list[Annotation] = []
        self._wanted = AnnotationFilter()
        self._sorts: dict[str, Callable[[Annotation], Any]] = {
            "place": place_of,
            "tag": lambda a: (self._number_of(a.tag), place_of(a)),
            "newest": lambda a: (-_moment(a), place_of(a)),
        }
        self._key = self._sorts["place"]

    def show(self, document: Document | None) -> None:
        """Show another document."""
        self._document = document
        self.refresh()

    def filter(self, wanted: AnnotationFilter) -> None:
        """Show only these annotations."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.refresh()

    def sort_by(self, name: str) -> None:
        """Show the annotations by ``place``, by ``tag``, or the ``newest`` first."""
        self._key = self._sorts[name]
        self.refresh()

    def _number_of(self, tag: str) -> int:
        return next((number for number, one in enumerate(self._tags.all) if one.id == tag), -1)

    def refresh(self) -> None:
        """Read the whole document again."""
        in_order = self._document.in_order if self._document is not None else []
        self.beginResetModel()
        self._shown = list(in_order) if self._wanted.everything else list(filter(self._wanted.passes, in_order))
        if self._key is not place_of:
            self._shown.sort(key=self._key)
        self.endResetModel()

    def apply_change(self, delta: Delta) -> None:
        """Show what a change of the document did, row by row, so that the list stays where it is."""
        if delta.size > _MANY:
            self.refresh()
            return
        after = {r.id: r for r in delta.added if isinstance(r, Annotation) and self._wanted.passes(r)}
        for record in delta.removed:
            if not isinstance(record, Annotation) or not self._wanted.passes(record):
                continue
            row = self._place(record)
            if row >= len(self._shown) or self._shown[row].id != record.id:  # its tag is gone, by which it was sorted
                self.refresh()
                return
            changed = after.get(record.id)
            if changed is not None and self._key(changed) == self._key(record):
                self._shown[row] = after.pop(record.id)
                self.dataChanged.emit(self.index(row), self.index(row))
            else:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._shown[row]
                self.endRemoveRows()
        for annotation in after.values():
            row = self._place(annotation)
            self.beginInsertRows(QModelIndex(), row, row)
            self._shown.insert(row, annotation)
            self.endInsertRows()
        for link in (*delta.removed, *delta.added):  # what is said of both its ends is another
            for end in (link.from_id, link.to_id) if isinstance(link, Link) else ():
                index = self.row_of(end)
                if index.isValid():
                    self.dataChanged.emit(index, index)

    def _place(self, annotation: Annotation) -> int:
        return bisect_left(self._shown, self._key(annotation), key=self._key)

    def annotation(self, index: Index) -> Annotation | None:
        """The annotation of a row."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, annotation_id: str) -> QModelIndex:
        """The row of an annotation; not valid if it is not shown."""
        annotation = self._document.annotations.get(annotation_id) if self._document is not None else None
        if annotation is None or not self._wanted.passes(annotation):
            return QModelIndex()
        return self.index(self._place(annotation))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        annotation = self.annotation(index)
        if annotation is None or self._document is None:
            return None
        if role == _ROLE:
            return (
                annotation,
                self._document.paragraphs.number_at(annotation.start),
                *said_of(self._document, annotation),
            )
        if role == Qt.ItemDataRole.DisplayRole:
            return beginning(annotation.quote, _QUOTE_SHOWN)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = ", ".join(filter(None, (said_of(self._document, annotation)[0], words_of(verdict_of(annotation)))))
            quote = beginning(annotation.quote, _QUOTE_SHOWN)
            return f"{self._tags.name_of(annotation.tag)}: {quote}. {said}. {annotation.note}"
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = one_line(annotation.quote), said_of(self._document, annotation)[0], annotation.note
            return "<br>".join(filter(None, map(as_tip, parts)))
        return None


def said_of(document: Document, annotation: Annotation) -> tuple[str, bool]:
    """What the list says of an annotation below its quote, "" if nothing, and whether it is a warning."""
    if annotation.tag == CLAIM.id:
        sources = [beginning(s.quote, _QUOTE_SHOWN) for s in document.linked(annotation.id, LinkKind.ATTRIBUTED_TO)]
        if sources:
            return translated("attributed to %1").replace("%1", ", ".join(sources)), False
        if annotation.attribute("attribution") == AUTHORS_OWN:
            return translated("the author’s own"), False
        return translated("no source linked"), True
    return " · ".join(filter(None, map(one_line, _known_of(document, annotation)))), False


def _known_of(document: Document, annotation: Annotation) -> Iterator[str]:
    """What is known of an annotation that is no claim, in a few words each."""
    if annotation.tag == SOURCE.id:
        claims = len(document.linked(annotation.id, LinkKind.ATTRIBUTED_TO, back=True))
        via = [beginning(s.quote, _QUOTE_SHOWN) for s in document.linked(annotation.id, LinkKind.VIA)]
        yield _chosen(annotation, "kind")
        if claims or via:
            yield translated("1 claim") if claims == 1 else translated("%1 claims").replace("%1", str(claims))
        yield translated("via %1").replace("%1", ", ".join(via)) if via else ""
        return
    yield _chosen(annotation, "role")
    said = {one_line(annotation.quote).casefold()}
    for name in _SAID.get(annotation.tag, ()):
        value = annotation.attribute(name)
        words = "" if value is None else country_name(str(value)) if name == "country" else str(value)
        if words.casefold() not in said:
            said.add(words.casefold())
            yield words


_SAID = {LOCATION.id: ("name", "country"), IMAGE_CREDIT.id: ("creator", "provider", "licence")}
"""The attributes that a row says after the role, but not the words of the quote again."""


def _chosen(annotation: Annotation, name: str) -> str:
    """What was chosen for an attribute, in words; "" if nothing was."""
    value = annotation.attribute(name)
    if value is None:
        return ""
    field = next((one for one in FIELDS.get(annotation.tag, ()) if one.name == name), Field(name, name))
    return translate_field(field.words_for(value))


def translated(text: str) -> str:
    """A text of the list in the person's language."""
    return QCoreApplication.translate("Annotations", text)


class AnnotationDelegate(QStyledItemDelegate):
    """Row: swatch, quote in up to two lines, paragraph; below them the verdict, what is known of it, and the note."""

    def __init__(self, theme: Theme, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme, self._tags = theme, tags

    def height_of(self, index: Index, width: int, font: QFont) -> int:
        """How high a row is that is so wide."""
        annotation, paragraph, said, _ = index.data(_ROLE)
        room = _room_in(width, f"¶{paragraph}", font)
        is_long = bool(_rest_of(beginning(annotation.quote, _QUOTE_SHOWN), room, font))
        says_more = bool(said or annotation.note or verdict_of(annotation))
        return px(_PAD) + px(_LINE) * (1 + is_long + says_more)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        annotation, paragraph, said, warns = index.data(_ROLE)
        theme = self.theme
        painter.save()
        rect: QRect = option.rect
        paint_ground(painter, option, theme, radius=0)
        inner = rect.adjusted(px(12), px(7), -px(12), -px(7))
        quote, verdict = beginning(annotation.quote, _QUOTE_SHOWN), verdict_of(annotation)
        where = f"¶{paragraph}"
        room = _room_in(rect.width(), where, option.font)
        rest = _rest_of(quote, room, option.font)
        paint_swatch(painter, theme.color_of(self._tags.of(annotation.tag)), inner.left(), inner.top() + px(10), 10)
        line = QRect(inner.left() + px(22), inner.top(), room, px(20))
        place = QRect(line.right() + px(10), inner.top(), inner.right() - line.right() - px(10) + 1, px(20))
        paint_text(painter, place, where, theme.muted, size=12)
        paint_text(painter, line, quote.removesuffix(rest), theme.text)
        if rest:
            line.translate(0, px(_LINE))
            paint_text(painter, line, rest, theme.text)
        below = line.translated(0, px(_LINE))
        below.setRight(inner.right())
        if verdict:
            below.setLeft(below.left() + px(6) + paint_chip(painter, below, verdict, theme, theme.panel))
        self._paint_said(painter, below, said, beginning(annotation.note, _QUOTE_SHOWN), warns=warns)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(theme.border))
        painter.restore()

    def _paint_said(self, painter: QPainter, place: QRect, said: str, note: str, *, warns: bool) -> None:
        """Paint what is known of an annotation and its note side by side; of the one the note leaves half of the line.

        A warning is said whole.
        """
        theme, rest = self.theme, " · " + note if said and note else note
        color, icon = (theme.warning, "warning") if warns else (theme.muted, "")
        if said:
            most = place.width() if warns else max(place.width() - _width_of(rest, painter.font()), place.width() // 2)
            first = QRect(place.left(), place.top(), most, place.height())
            place.setLeft(paint_text(painter, first, said, color, size=12, icon=icon))
        if place.width() > px(_LEAST):
            paint_text(painter, place, rest, theme.muted, size=12)


def _room_in(width: int, where: str, font: QFont) -> int:
    """How much room a row that is so wide has for its quote, with ``where`` beside it."""
    return width - px(56) - _width_of(where, font)


def _width_of(words: str, font: QFont) -> int:
    """How wide words are in the smaller type of a row."""
    return _metrics(font, 12).horizontalAdvance(words)


def _metrics(font: QFont, size: int) -> QFontMetrics:
    sized = QFont(font)
    sized.setPixelSize(px(size))
    return QFontMetrics(sized)


def _rest_of(quote: str, width: int, font: QFont) -> str:
    """What of a quote does not fit into a line of this width, from a blank on; "" if it fits, or has no blank."""
    metrics = _metrics(font, 13)
    if metrics.horizontalAdvance(quote) <= width:
        return ""
    cut = len(metrics.elidedText(quote, Qt.TextElideMode.ElideRight, width)) - 1
    blank = quote.rfind(" ", 0, cut + 1)
    return quote[blank + 1 :] if blank > 0 else ""
