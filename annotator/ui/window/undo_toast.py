"""The undo toast: a short message over the bottom of the article that names what was done, with a button to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from annotator.model import Action, Annotation, ArticleMetadata, ArticleState, Delta, Verdict
from annotator.ui.appearance.foreign_text import beginning
from annotator.ui.appearance.wording import first_names
from annotator.ui.session.debouncer import Debouncer
from annotator.ui.session.session import Session
from annotator.ui.session.tag_set import TagSet

if TYPE_CHECKING:
    from annotator.storage.store import Applied

_STAYS = 8000
"""How long, in milliseconds, it is shown when nothing else is done."""

_NAME = 40
"""How many characters of a collection's name are shown."""

_NAMED = 2
"""How many of several articles are named."""

_GAP = 16


def what_was_done(delta: Delta, session: Session) -> str:
    """A step in words, for those that a person wants an answer to; "" for those that are seen where they are done."""
    gone = session.articles.gone
    if delta.action is Action.REMOVE_ARTICLES and gone:
        count = sum(isinstance(r, ArticleState) for r in delta.added)
        return _tr("%1 removed").replace("%1", first_names(gone[:_NAMED], count))
    if delta.action is Action.DELETE:
        return _deleted(delta, session.tags)
    if delta.action is Action.ACCEPT:
        return _accepted(delta, session.tags)
    words = _WORDS.get(delta.action)
    return words(delta) if words is not None else ""


def stands(applied: Applied) -> bool:
    """Whether something was done, or done again, and not undone: it is what undo would take back."""
    return applied.heads.would_undo(applied.step.seq)


class UndoToast(QFrame):
    """Takes no focus and shifts no text. It goes by itself, and with the next thing that is done."""

    def __init__(self, session: Session, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("toast")
        self._session, self._over = session, over
        self._step = 0
        self._words = ""
        self._said = QLabel()
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self.undo = QPushButton(self.tr("Undo"))
        self.undo.setObjectName("link")
        self.undo.setToolTip(self.tr("Take this back (Ctrl+Z)"))
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.clicked.connect(self._undo)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 5, 6, 5)
        row.setSpacing(6)
        row.addWidget(self._said)
        row.addWidget(self.undo)
        self._pause = Debouncer(self, _STAYS, self.hide)
        session.heads_changed.connect(self._heads_changed)
        session.applied.connect(self._applied)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; "" when it is not shown."""
        return self._words if not self.isHidden() else ""

    def _applied(self, applied: Applied) -> None:
        words = what_was_done(applied.delta, self._session) if stands(applied) else ""
        if words:
            self._step, self._words = applied.step.seq, words
            self.setAccessibleName(words)
            self.show()
            self.raise_()
            self._place()
            self._pause.start()

    def _heads_changed(self) -> None:
        if not self._is_last():
            self.hide()

    def _is_last(self) -> bool:
        heads = self._session.heads
        return heads is not None and heads.would_undo(self._step)

    def _undo(self) -> None:
        """Take back the step that is named, and no other that may have come meanwhile."""
        self.hide()
        self._session.do(lambda: self._session.history.undo() if self._is_last() else None)

    def _place(self) -> None:
        """In the middle of the bottom, with no more words than there is room for."""
        rest = self._over.width() - 2 * _GAP - self.undo.sizeHint().width() - 40
        elided = self._said.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideMiddle, max(60, rest))
        self._said.setText(elided)
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - _GAP)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._pause.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._pause.start()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False


def _tr(text: str) -> str:
    return QCoreApplication.translate("UndoToast", text)


def _counted(number: int, one: str, many: str) -> str:
    return one if number == 1 else many.replace("%1", f"{number:,}")


def _deleted(delta: Delta, tags: TagSet) -> str:
    gone = [r for r in delta.removed if isinstance(r, Annotation)]
    one = _tr("%1 deleted").replace("%1", tags.name_of(gone[0].tag)) if gone else ""
    return _counted(len(gone), one, _tr("%1 annotations deleted")) if gone else ""


def _tagged(delta: Delta) -> str:
    """Of one annotation it is not told: it was made where the person looks."""
    made = [r for r in delta.added if isinstance(r, Annotation)]
    articles = len({r.article_id for r in made})
    if len(made) < 2:
        return ""
    text = _tr("%1 tagged in %2 articles") if articles > 1 else _tr("%1 tagged")
    return text.replace("%1", f"{len(made):,}").replace("%2", f"{articles:,}")


def _accepted(delta: Delta, tags: TagSet) -> str:
    made = [r for r in delta.added if isinstance(r, Annotation)]
    judged = sum(isinstance(r, Verdict) for r in delta.added)
    one = _tr("%1 accepted").replace("%1", tags.name_of(made[0].tag)) if made else _tr("1 suggestion accepted")
    return _counted(judged, one, _tr("%1 suggestions accepted"))


def _rejected(delta: Delta) -> str:
    judged = sum(isinstance(r, Verdict) for r in delta.added)
    return _counted(judged, _tr("1 suggestion rejected"), _tr("%1 suggestions rejected"))


def _collected(delta: Delta) -> str:
    before = {r.id: set(r.collections) for r in delta.removed if isinstance(r, ArticleMetadata)}
    after = {r.id: set(r.collections) for r in delta.added if isinstance(r, ArticleMetadata)}
    into = {name for id_, names in after.items() for name in names - before.get(id_, set())}
    out_of = {name for id_, names in before.items() for name in names - after.get(id_, set())}
    count, names = len(after), list(into or out_of)
    if (into and out_of) or len(names) != 1:
        return _counted(count, _tr("Collections of 1 article changed"), _tr("Collections of %1 articles changed"))
    if into:
        text = _counted(count, _tr("1 article added to “%2”"), _tr("%1 articles added to “%2”"))
    else:
        text = _counted(count, _tr("1 article taken out of “%2”"), _tr("%1 articles taken out of “%2”"))
    return text.replace("%2", beginning(names[0], _NAME))


_WORDS = {
    Action.TAG: _tagged,
    Action.REJECT: _rejected,
    Action.COLLECT: _collected,
}
