"""What a person does with collections in the library panel: put articles in, rename, delete; each can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from annotator.ui.appearance.foreign_text import one_line
from annotator.ui.session.debouncer import Debouncer

if TYPE_CHECKING:
    from annotator.ui.window.frame import Frame

_PAUSE = 300
"""How long, in milliseconds, after the library is open it is asked which collections have only removed articles."""


class CollectionCommands(QObject):
    """Does what the chips of the collections ask for."""

    def __init__(self, window: Frame, chosen: Callable[[], list[str]]) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        chips = window.library.collections
        chips.dropped.connect(self.put)
        chips.made.connect(lambda name, ids: self.put(name, chosen() if ids is None else ids))
        chips.renamed.connect(self.rename)
        chips.deleted.connect(self.delete)
        self._later = Debouncer(self, _PAUSE, self._look_into_trash)  # the article comes first
        self._session.opened.connect(self._later.start)
        self._session.articles.kept_changed.connect(lambda: chips.keep(self._session.articles.kept))

    def _look_into_trash(self) -> None:
        if self._session.is_open:
            self._session.articles.look_into_trash()

    def put(self, name: str, ids: list[str]) -> None:
        """Put articles into a collection, which need not be there yet."""
        name = self._known(name)
        there = set(self._inside(name))
        new = [id_ for id_ in ids if id_ not in there]
        if new:
            self._change(new, into=[name])
        else:
            self._window.status.say(self.tr("Already in “%1”.").replace("%1", one_line(name)))

    def rename(self, name: str, new: str) -> None:
        """Give a collection another name; if another collection has that name, the two become one."""
        if new.casefold() != name.casefold():
            new = self._known(new)
        if new != name:
            self._change(self._inside(name), into=[new], out_of=[name])

    def delete(self, name: str) -> None:
        """Take every article out of a collection, which is gone then."""
        self._change(self._inside(name), out_of=[name])

    def _change(self, ids: list[str], *, into: Sequence[str] = (), out_of: Sequence[str] = ()) -> None:
        self._session.do(lambda: self._session.articles.collect(ids, into=into, out_of=out_of))

    def _known(self, name: str) -> str:
        """The name as it is written already, if it is."""
        return next((one for one in self._session.articles.collections() if one.casefold() == name.casefold()), name)

    def _inside(self, name: str) -> list[str]:
        removed = self._session.articles.kept.get(name, [])
        return [*(a.id for a in self._session.articles.listed if name in a.collections), *removed]
