"""Selection: that of the reading view, and its caret, places of the text as code points."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from annotator.model import Span
from annotator.text.graphemes import trim_span
from annotator.text.words import snap_to_words
from annotator.ui.reading.shown import Shown


class Selection:
    """The selection: what a person has selected, as it was made and as it would be tagged."""

    def __init__(self, page: QPlainTextEdit, shown: Shown) -> None:
        self._page, self._shown = page, shown
        self.snaps = True
        """Whether selections are completed to whole words."""
        self._is_inverted = False  # what is selected now was made with the opposite of ``snaps``
        self.is_moving = False
        """Whether the caret is being moved by the program, not by a person."""
        page.selectionChanged.connect(self._changed)

    def _changed(self) -> None:
        self._is_inverted = False

    def caret(self) -> int:
        """Where the caret stands."""
        return self._shown.offsets.from_utf16(self._page.textCursor().position())

    def made(self) -> Span | None:
        """The span between the ends of the selection as it was made, be it of blanks; None if nothing is selected."""
        cursor, offset = self._page.textCursor(), self._shown.offsets.from_utf16
        return (offset(cursor.selectionStart()), offset(cursor.selectionEnd())) if cursor.hasSelection() else None

    def completed(self, *, inverted: bool = False) -> Span | None:
        """The selected span, completed to whole words or (``inverted``) not; None if nothing but blanks is selected.

        It is of whole characters and without white space at its ends in any case.
        """
        span = self.made()
        if span is None:
            return None
        shape = snap_to_words if self.snaps != inverted and not self._is_inverted else trim_span
        return shape(self._shown.text, *span)

    def select(self, span: Span) -> None:
        """Select a span of the document, the caret at its end and in sight."""
        cursor, utf16 = self._page.textCursor(), self._shown.offsets.to_utf16
        cursor.setPosition(utf16(span[0]))
        cursor.setPosition(utf16(span[1]), QTextCursor.MoveMode.KeepAnchor)
        self._move(cursor)

    def complete(self, *, inverted: bool) -> None:
        """Show what a mouse selection is completed to, so that what is seen is what a digit tags."""
        span = self.completed(inverted=inverted)
        if span is not None:
            self.select(span)
            self._is_inverted = inverted

    def clear(self) -> None:
        """Select nothing; the caret goes to where the selection ended."""
        self.place(self._page.textCursor().selectionEnd())

    def place(self, position: int) -> None:
        """Put the caret at a position of Qt's, nothing selected."""
        cursor = self._page.textCursor()
        cursor.setPosition(position)
        self._move(cursor)

    def _move(self, cursor: QTextCursor) -> None:
        self.is_moving = True
        self._page.setTextCursor(cursor)
        self.is_moving = False
