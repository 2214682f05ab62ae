"""Reading places: how far each article was read, kept while another is open, across closing and a crash.

They are no part of the library: to read is no change of it, and no step of undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject

from annotator.settings import home, read_values, write_values
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.session.document import Document

if TYPE_CHECKING:
    from annotator.ui.reading.view import ReadingView

_MOST = 1_000
"""How many articles' places are kept, those that were read last."""

_PAUSE = 1_500
"""How long, in milliseconds, after the last movement the place is written: a crash costs no more than that."""


class Place(NamedTuple):
    """Where an article is read, in code points: where the first line in sight begins, and the caret."""

    first: int = 0
    caret: int = 0


class ReadingPlaces(QObject):
    """The places of articles: keeps where the open article is read, and shows another one where it was left."""

    def __init__(self, view: ReadingView) -> None:
        super().__init__(view)
        self._view, self._file = view, home() / "places.json"
        self._document: Document | None = None
        self._soon = Debouncer(self, _PAUSE, self.keep)
        view.place_changed.connect(self._soon.start)
        view.verticalScrollBar().valueChanged.connect(self._soon.start)

    def keep(self) -> None:
        """Write where the open article is read, if that is elsewhere than it was."""
        self._soon.stop()
        if self._document is None:
            return
        first = self._document.offsets.from_utf16(self._view.scroll_position.first())
        place, id_ = Place(first, self._view.selection.caret()), self._document.article.id
        places = read_values(self._file)  # each time: another window on another library writes into it, too
        if place != _place_in(places, id_):
            places.pop(id_, None)
            places[id_] = place
            write_values(self._file, dict(list(places.items())[-_MOST:]))

    def show_document(self, document: Document | None) -> None:
        """Show this article, which the view has just taken, where it was left; its end if it was beyond that."""
        self._document = document
        if document is None:
            return
        place = _place_in(read_values(self._file), document.article.id)
        if place != Place():
            self._view.show_place(place.caret)
            self._view.scroll_position.show_from(document.offsets.to_utf16(min(place.first, len(document.text))))


def _place_in(places: dict[str, Any], article_id: str) -> Place:
    """What is kept of an article; its beginning if nothing is, or the file was damaged."""
    match places.get(article_id):
        case [int(first), int(caret)] if first >= 0 and caret >= 0:
            return Place(first, caret)
    return Place()
