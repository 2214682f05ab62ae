"""Commands on articles: done, removed, put into collections; the articles selected in the library, or the open one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.model import Status

if TYPE_CHECKING:
    from annotator.ui.window.frame import Frame


class ArticleActions(QObject):
    """What the commands on articles do. What was typed into the details is handed over before each."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._leaving: set[str] = set()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {
            "done": lambda: self._session.do(self._finish),
            "remove": self._remove,
            "collect": self._collect,
            **{f"status_{s}": (lambda status=s: self._set_status(status)) for s in Status},  # type: ignore[misc]
        }

    def read(self, article_id: str) -> None:
        """Open an article; if it is open, go to its text."""
        document = self._session.document
        if document is None or document.article.id != article_id:
            self._window.inspector.details.end()
            self._session.do(lambda: self._session.open_article(article_id))
            self._window.keys.hold_until_done()
        else:
            self._window.view.setFocus()

    def chosen(self) -> list[str]:
        """The ids of the articles selected in the library; else of the open one."""
        document = self._session.document
        return self._window.library.selected() or ([document.article.id] if document is not None else [])

    def _remove(self) -> None:
        ids = self.chosen()
        if ids:
            self._window.inspector.details.end()
            self._leaving.update(ids)
            self._go_on(lambda: self._session.do(lambda: self._put_away(ids)))

    def _go_on(self, then: Callable[[], None]) -> None:
        """Open the article beside those that leave, if one of them is open; first, so that there is no moment without.

        It is selected at once: what is pressed meanwhile is about it.
        """
        document, library = self._session.document, self._window.library
        following = library.beside(self._leaving)
        if following and document is not None and document.article.id in self._leaving:
            library.mark_open(following)
            self._session.do(lambda: self._session.open_article(following, then))
        else:
            then()

    def _put_away(self, ids: list[str]) -> None:
        self._session.articles.remove(ids, then=lambda: self._leaving.difference_update(ids))

    def _collect(self) -> None:
        from annotator.ui.library.collections_dialog import CollectionsDialog

        ids = self.chosen()
        if ids:
            CollectionsDialog(self._session, ids, self._window).open()

    def _set_status(self, status: Status) -> None:
        ids = self.chosen()
        self._session.do(lambda: self._session.articles.set_status(ids, status))

    def _finish(self) -> None:
        self._window.inspector.details.end()
        following = self._session.articles.finish()
        if following:
            self._session.do(lambda: self._session.open_article(following))
        else:
            self._window.status.say(self.tr("Done. There is no other article to do."))
