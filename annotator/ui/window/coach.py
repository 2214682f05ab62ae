"""The coach: three steps through the first minute, mark, link and export, each shown at its place in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtWidgets import QWidget

from annotator.model import CLAIM, Action
from annotator.settings import SHOWN_AROUND
from annotator.ui.annotations.tag_bar import TagBar
from annotator.ui.reading.suggestion_boxes import seen_span
from annotator.ui.widgets.announcement import announce
from annotator.ui.widgets.picker import Picker
from annotator.ui.window.undo_toast import UndoToast, stands

if TYPE_CHECKING:
    from annotator.storage.store import Applied
    from annotator.ui.widgets.bubble import Bubble
    from annotator.ui.window.frame import Frame

_PATIENCE = 5
"""After so many steps of other work it is in the way."""

_LOOK = 150
"""How often, in milliseconds, it looks whether its place has moved: with a pane, a scroll bar, another annotation."""


class _Step(NamedTuple):
    name: str
    text: str
    place: Callable[[], QRect]
    done_by: frozenset[Action]


class Coach(QObject):
    """Goes on when the person does what it speaks of, and leaves when they do something else or say so."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._bubble: Bubble | None = None
        self._waits = False
        """Whether it begins with the next article that is opened."""
        self._left: list[_Step] = []
        """The step that is shown, and those after it; none while it is not there."""
        self._other_work = 0
        self._look = QTimer(self)
        self._look.setInterval(_LOOK)
        self._look.timeout.connect(self._point)
        self._session.opened.connect(self._opened)
        self._session.document_changed.connect(self._document_changed)
        self._session.applied.connect(self._applied)
        window.actions_by_id["export"].triggered.connect(lambda: self._did("export"))

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"show_around": self.show_around}

    def show_around(self) -> None:
        """Begin anew, with the sample if no article is open."""
        if self._session.document is not None:
            self._begin()
        else:
            self._waits = True
            self._window.actions_by_id["sample"].trigger()

    def leave(self) -> bool:
        """Go away; whether it was there."""
        was_there, self._left = bool(self._left), []
        self._look.stop()
        if was_there and self._bubble is not None:
            if self._bubble.isAncestorOf(self._window.focusWidget() or self._bubble):
                self._window.view.setFocus()
            self._bubble.hide()
        return was_there

    # When

    def _opened(self) -> None:
        """It comes by itself to who has an empty library and has not seen it."""
        settings = self._window.settings
        self._waits = not settings.get(SHOWN_AROUND) and not self._session.articles.listed
        if not self._waits:
            settings.set({SHOWN_AROUND: True})

    def _document_changed(self) -> None:
        self.leave()
        if self._waits and self._session.document is not None:
            self._begin()

    def _applied(self, applied: Applied) -> None:
        if not self._left or not stands(applied):
            return
        done = next((step for step in self._left if applied.step.action in step.done_by), None)
        if done is not None:
            self._did(done.name)
        else:
            self._other_work += 1
            if self._other_work >= _PATIENCE:
                self.leave()

    def _did(self, name: str) -> None:
        """The person has done this: it need not be shown any more."""
        if any(step.name == name for step in self._left):
            self._go_on([step for step in self._left if step.name != name])

    # What

    def _steps(self) -> list[_Step]:
        mark = self.tr("Select words in the text, then press 1–4 or one of the buttons above it.")
        link = self.tr("Click a claim and press L to say who says so.")
        export = self.tr("Everything is saved at once. Export…, at the top right, takes what you marked to others.")
        return [
            _Step("mark", mark, self._at_text, frozenset((Action.TAG, Action.ACCEPT))),
            _Step("link", link, self._at_link, frozenset((Action.LINK,))),
            _Step("export", export, self._at_export, frozenset()),
        ]

    def _begin(self) -> None:
        self._waits, self._other_work = False, 0
        self._window.settings.set({SHOWN_AROUND: True})
        self._go_on(self._steps())

    def _go_on(self, steps: list[_Step]) -> None:
        if not steps:
            self.leave()
            return
        self._left = steps
        bubble = self._made()
        titles = {"mark": self.tr("Mark"), "link": self.tr("Link"), "export": self.tr("Export")}
        number = str(len(titles) - len(steps) + 1)
        title = self.tr("%1 of 3 · %2").replace("%1", number).replace("%2", titles[steps[0].name])
        bubble.say(title, steps[0].text, self.tr("Next") if steps[1:] else self.tr("Done"))
        self._point()
        bubble.show()
        bubble.raise_()
        self._look.start()
        announce(self._window, bubble.accessibleName())

    def _made(self) -> Bubble:
        if self._bubble is None:
            from annotator.ui.widgets.bubble import Bubble

            self._bubble = Bubble(self._window, lambda: self._window.theme)
            self._bubble.next_wanted.connect(lambda: self._go_on(self._left[1:]))
            self._bubble.left.connect(self.leave)
            self._window.panes.include(self._bubble.next)
        return self._bubble

    # Where

    def _point(self) -> None:
        if self._bubble is not None and self._left:
            step, over = self._left[0], self._rect_of(self._window.pages)
            self._bubble.point_at(step.place(), over, [*self._floating(), *self._in_text(step.name == "link")])

    def _rect_of(self, *widgets: QWidget) -> QRect:
        """What widgets of the window cover of it together, as far as they are shown."""
        covered = QRect()
        for widget in widgets:
            if widget.isVisible():
                covered = covered.united(widget.rect().translated(widget.mapTo(self._window, widget.rect().topLeft())))
        return covered

    def _floating(self) -> list[QRect]:
        """What opens over the text while a step is done."""
        pages = self._window.pages
        found: list[QWidget] = [one for kind in (Picker, TagBar, UndoToast) for one in pages.findChildren(kind)]
        return [self._rect_of(one) for one in found]

    def _in_text(self, with_claims: bool) -> list[QRect]:
        """What a step is about in the text: the selection, and the claims to be clicked."""
        view, document = self._window.view, self._session.document
        made = view.selection.made()
        spans = [made] if made is not None else []
        if with_claims and document is not None:
            start, end = map(view.shown.offsets.from_utf16, seen_span(view.sight.blocks()))
            spans += [
                span for _, _, a in document.index.touching(start, end) if a.tag == CLAIM.id for span in a.fragments
            ]
        shift = view.viewport().mapTo(self._window, QPoint())
        return [rect.toRect().translated(shift) for span in spans for rect in view.sight.rects_of(span)]

    def _button(self, name: str) -> QWidget:
        """A button of the toolbar; the menu bar, where the button has no room."""
        found = self._window.toolbar.findChild(QWidget, name)
        return found if found is not None and found.isVisible() else self._window.menuBar()

    def _at_text(self) -> QRect:
        return self._rect_of(self._window.pages).adjusted(0, 0, 0, -200)

    def _at_link(self) -> QRect:
        """The button in the details of a claim; else the first rows of the list; else the text."""
        inspector = self._window.inspector
        button = inspector.details.speakers.link
        if button.isVisible() and not button.visibleRegion().isEmpty():
            return self._rect_of(button)
        rows = self._rect_of(inspector.list)
        rows.setHeight(min(rows.height(), 2 * inspector.list.verticalHeader().defaultSectionSize()))
        return rows if not rows.isEmpty() else self._at_text()

    def _at_export(self) -> QRect:
        return self._rect_of(self._button("export"))
