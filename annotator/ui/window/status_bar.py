"""The line at the bottom: saved or not, how much is marked, who marks, where in the article, how large."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

from annotator.model import CLAIM
from annotator.ui.appearance.icon_label import IconLabel
from annotator.ui.appearance.icons import clear_icon, set_icon
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.wording import attributed_in_words
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.widgets.elided import ElidedButton, ElidedLabel

if TYPE_CHECKING:
    from annotator.ui.session.document import Document
    from annotator.ui.widgets.next_gesture import NextGesture

_HINT_STAYS = 8000

_NAME = 220
"""How wide the annotator's name may be, in pixels at 100 %."""

_FRAME = 16
"""How many milliseconds a change may take before it is said: what is over within a frame of the screen flickers."""

_BETWEEN = 6
"""How much room there is between two fields, as Qt has it, in pixels."""


class StatusBar(QStatusBar):
    """What it says of saving is true when it says so."""

    annotator_clicked = Signal()
    """The person wants to change the annotator's name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.saved = IconLabel(self.tr("Saving"))
        self.count = self._whole(self.tr("Annotations"))
        self.open = ElidedButton(tip=self.tr("Show who says so"))
        self.open.setVisible(False)
        self.marker = self._label(self.tr("Marker mode"))
        self.hint = self._label(self.tr("Hint"))
        self.annotator = ElidedButton(tip=self.tr("Change the annotator’s name"))
        self.annotator.setMaximumWidth(px(_NAME))
        self.annotator.clicked.connect(self.annotator_clicked)
        self.place = self._whole(self.tr("Place"))
        self.zoom = self._whole(self.tr("Zoom"))
        for goes in (self.count, self.place):
            goes.setMinimumWidth(1)
        self.saved.setContentsMargins(10, 0, 8, 0)
        self.place.setContentsMargins(4, 0, 10, 0)
        self.addWidget(self.saved)
        self.addWidget(self.count)
        self.addWidget(self.open)
        self.addWidget(self.marker)
        self.addWidget(self.hint, 1)
        self.addPermanentWidget(self.annotator)
        self.addPermanentWidget(self.place)
        self.addPermanentWidget(self.zoom)
        self.setContentsMargins(0, 0, 12, 0)
        self._is_slow = Debouncer(self, _FRAME, lambda: self.saved.show_text(self.tr("Saving…")))
        self._hide_hint = Debouncer(self, _HINT_STAYS, self._end_hint)

    @cached_property
    def _next_gesture(self) -> NextGesture:
        from annotator.ui.widgets.next_gesture import NextGesture

        gesture = NextGesture(self)
        gesture.made.connect(self._end_hint)
        return gesture

    def _whole(self, name: str) -> QLabel:
        """A few words of which a part would say something else, or nothing."""
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAccessibleName(name)
        return label

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Where there is no room for all, what stands elsewhere too goes as a whole; then names and figures elide."""
        goers = {widget: widget.sizeHint().width() + _BETWEEN for widget in (self.count, self.place)}
        there = sum(width for widget, width in goers.items() if not widget.isHidden())
        needed = self.sizeHint().width() - self.hint.sizeHint().width() - there + 2 * _BETWEEN
        for widget, width in goers.items():
            needed += width
            if widget.isHidden() is not (needed > self.width()):
                widget.setVisible(needed <= self.width())

    def _label(self, name: str) -> ElidedLabel:
        label = ElidedLabel()
        label.setAccessibleName(name)
        return label

    def show_saving(self, *, is_open: bool, saving: bool, unsaved: bool) -> None:
        """Say whether everything that was done is on the disk."""
        if is_open and saving and not unsaved:
            if not self._is_slow.isActive():
                self._is_slow.start()
            return
        self._is_slow.stop()
        if not is_open:
            self.saved.show_text(self.tr("Opening the library…"))
        elif unsaved:
            self.saved.show_text(self.tr("A note is not saved"), "warning")
        else:
            self.saved.show_text(self.tr("All changes saved"), "check")

    def show_count(self, count: int, document: Document | None) -> None:
        """Say how much is marked in the open article."""
        one, many = self.tr("1 annotation"), self.tr("%1 annotations").replace("%1", str(count))
        self.count.setText((one if count == 1 else many) if document is not None else "")
        self.open.setText(self._coverage(document) if document is not None else "")
        self.open.setVisible(bool(self.open.text()))
        warns = document is not None and bool(document.unsourced)
        set_icon(self.open, "warning") if warns else clear_icon(self.open)

    def _coverage(self, document: Document) -> str:
        """How many of the claims somebody is said to make, and how many nobody."""
        claims, without = document.counts[CLAIM.id], len(document.unsourced)
        if not claims:
            return ""
        said = attributed_in_words(claims - without, claims)
        if not without:
            return said
        text = self.tr("1 without a source") if without == 1 else self.tr("%1 without a source")
        return f"{said} · {text.replace('%1', str(without))}"

    def show_marker(self, name: str | None) -> None:
        """Say what the tag is called that the marker gives, "" while it has none; nothing with None."""
        if name is None:
            self.marker.clear()
            return
        now = self.tr("Marker: %1. What you select is tagged at once. Esc leaves.")
        now = now.replace("%1", name)
        self.marker.setText(now if name else self.tr("Marker: press 1 to 4 for the tag. Esc leaves."))

    def show_place(self, document: Document | None, offset: int) -> None:
        """Say which paragraph the caret is in."""
        if document is None:
            self.place.clear()
            return
        number = str(document.paragraphs.number_at(offset))
        text = self.tr("Paragraph %1 of %2")
        self.place.setText(text.replace("%1", number).replace("%2", str(len(document.paragraphs))))

    def say(self, hint: str) -> None:
        """Show a quiet sentence until the person does the next thing, or for a while."""
        from annotator.ui.widgets.announcement import announce

        self.hint.setText(hint)
        announce(self, hint)
        self._hide_hint.start()
        self._next_gesture.wait()

    def _end_hint(self) -> None:
        self._hide_hint.stop()
        self._next_gesture.stop()
        self.hint.clear()
