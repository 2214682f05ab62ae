"""Typesetting: in which type, roles and width the article is laid out, the place that is read being kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from PySide6.QtWidgets import QPlainTextEdit

from annotator.text.headline import headline_number
from annotator.ui.appearance.theme import Theme
from annotator.ui.appearance.typography import Typography
from annotator.ui.reading.highlights import Highlights
from annotator.ui.reading.layout import Metrics, ReadingLayout, Style
from annotator.ui.reading.scroll_position import ScrollPosition
from annotator.ui.reading.shown import Shown
from annotator.ui.reading.styles import styles_of


class Typesetting:
    """Typesetting: lays a page out anew when the type, the theme, the parts of the article or the width are others."""

    def __init__(
        self,
        page: QPlainTextEdit,
        layout: ReadingLayout,
        highlights: Highlights,
        shown: Shown,
        scroll_position: ScrollPosition,
        theme: Theme,
    ) -> None:
        self._page, self._layout, self._highlights, self._shown = page, layout, highlights, shown
        self._scroll_position, self._theme = scroll_position, theme
        self.is_painted = False
        """Whether the text was painted since it began."""
        page.setFont(layout.metrics.font)

    def begin(self) -> None:
        """Be ready for another text."""
        self._layout.begin(*self._roles())
        self.is_painted = False

    def until_painted(self, lines: int) -> AbstractContextManager[None]:
        """Around what has Qt look at the last page; the text comes first, if so many lines cannot all be in sight."""
        is_long = lines * self._layout.metrics.gap > self._page.height()
        return self._layout.estimating() if is_long and not self.is_painted else nullcontext()

    def restyle(self) -> None:
        """The parts of the article may have other roles or colours now."""
        with self._keeping_the_place():
            self._layout.title_block, self._layout.styles = self._roles()
            self._lay_out_again()

    def set_type(self, typography: Typography) -> None:
        """Set the article in another type."""
        with self._keeping_the_place():
            self._layout.metrics = Metrics.of(typography)
            self._layout.width = self._layout.metrics.column
            _, self._layout.styles = self._roles()
            self._page.setFont(self._layout.metrics.font)
            self._lay_out_again()

    def set_theme(self, theme: Theme) -> None:
        """Set the article in other colours, in the same type: a new style sheet puts that of a widget back."""
        self._theme, font = theme, self._layout.metrics.font
        is_put_back = self._page.font().pixelSize() != font.pixelSize()
        self._page.setFont(font)
        if self._layout.styles or is_put_back:
            self.restyle()

    def set_width(self, width: int) -> None:
        """Have a column of another width."""
        if self._layout.width != width:
            self._layout.width = width
            self._lay_out_again()

    def _roles(self) -> tuple[int, dict[int, Style]]:
        """Which block is the title, and how blocks are set that are no plain paragraphs."""
        document = self._shown.document
        if document is None:
            return -1, {}
        return headline_number(document.article), styles_of(document, self._layout.metrics, self._theme)

    @contextmanager
    def _keeping_the_place(self) -> Iterator[None]:
        first = self._scroll_position.first()
        yield
        self._scroll_position.show_from(first)

    def _lay_out_again(self) -> None:
        self._highlights.forget()
        self._layout.forget()
        document = self._page.document()
        document.markContentsDirty(0, document.characterCount())
        self._page.viewport().update()
