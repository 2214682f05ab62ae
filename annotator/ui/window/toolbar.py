"""The toolbar: the ways in, the four tags with their keys, undo and redo, and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QToolBar, QWidget

from annotator.model import TAGS, Tag
from annotator.ui.appearance.sizes import px
from annotator.ui.appearance.theme import Theme
from annotator.ui.session.tag_set import TagSet
from annotator.ui.widgets.buttons import BARE, GONE, KEYED, NAMED, WHOLE, KeyButton, Parts

_GAP = 8
"""How much room there is between two buttons at 100 %, in pixels, as style.qss has it."""


class Toolbar(QToolBar):
    """Each button does what a command does and is enabled with it.

    Where there is no room for all of it, the keys go first, then names, then what is needed least; the way out stays.
    """

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, tags: TagSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Toolbar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions, self._theme, self._tags = actions, theme, tags
        self._buttons: dict[QAction, KeyButton] = {}
        self._own: list[KeyButton] = []
        self._is_exact = False
        self._open = self._add("open", self.tr("Open"), icon="plus")
        self.addSeparator()
        self._four = [self._add(f"tag_{tag.id}", tag.name, tag=tag, key=tag.key) for tag in TAGS]
        self._after_tags = self.addSeparator()
        self._undo, self._redo = self._add("undo", "", icon="undo"), self._add("redo", "", icon="redo")
        self._undo.set_name(self.tr("Undo"))
        self._redo.set_name(self.tr("Redo"))
        self.addSeparator()
        self._suggest = self._add("suggest", self.tr("Suggest"), icon="sparkle", key="Ctrl+J")
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._space = self.addWidget(space)
        self._add("export", self.tr("Export…")).set_primary()
        self._hide_way_to_the_rest()

    def _hide_way_to_the_rest(self) -> None:
        """Qt offers a way to what is cut off, and leaves it there where buttons go while they are laid out."""
        way, nowhere = self.findChild(QWidget, "qt_toolbar_ext_button"), QWidget(self)
        nowhere.hide()
        if way is not None:
            way.setParent(nowhere)

    def _add(
        self,
        name: str,
        text: str,
        *,
        tag: Tag | None = None,
        icon: str = "",
        key: str = "",
        before: QAction | None = None,
    ) -> KeyButton:
        button = KeyButton(text, self._theme, tag=tag, icon=icon, key=key)
        button.setObjectName(name)
        button.act(self._actions[name])
        place = self.insertWidget(before, button) if before is not None else self.addWidget(button)
        self._buttons[place] = button
        return button

    def show_own_tags(self) -> None:
        """Have a button for each tag of the person's own, after those of the four."""
        for place, button in [(p, b) for p, b in self._buttons.items() if b in self._own]:
            del self._buttons[place]
            self.removeAction(place)
            button.deleteLater()
        self._own = [
            self._add(f"tag_{tag.id}", tag.name, tag=tag, key=tag.key, before=self._after_tags)
            for tag in self._tags.own
        ]
        self._fit()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for button in self._buttons.values():
            button.set_theme(theme)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a name, a key or the type is another one
            self._fit()
        return super().event(event)

    def measure_exactly(self) -> None:
        """Ask the layout for its widths from now on: the window was painted, and there is time for it."""
        self._is_exact = True
        self._fit()

    def _fit(self) -> None:
        """Show as much of the buttons as there is room for. What is shown now plays no part in it."""
        whole = 0 if self._is_exact else self._whole_width()
        parts = dict.fromkeys(self._buttons.values(), WHOLE)
        steps = self._steps()
        while self._width_of(parts, whole) > self.width() and (step := next(steps, None)):
            buttons, form = step
            parts.update(dict.fromkeys(buttons, form))
        if all(button.parts == form for button, form in parts.items()):
            return
        shown = self._shown(parts)
        for button, form in parts.items():
            button.show_parts(form)
        for place in self.actions():
            if place.isVisible() is not (place in shown):
                place.setVisible(place in shown)
        if self._is_exact:
            self._layout.activate()

    @property
    def _layout(self) -> QLayout:
        layout = self.layout()
        assert layout is not None
        return layout

    def _steps(self) -> Iterator[tuple[Sequence[KeyButton], Parts]]:
        """What goes as the room gets less, one after the other."""
        tags = [*self._four, *self._own]
        yield [*tags, self._suggest], NAMED
        yield self._own, KEYED
        yield self._four, KEYED
        yield [self._open, self._suggest], BARE
        yield [self._undo, self._redo], GONE
        for button in (*reversed(self._own), self._suggest, self._open, *reversed(self._four)):
            yield [button], GONE

    def _whole_width(self) -> int:
        """How wide it is with everything on it; 0 if that is not known because some of it is not there now."""
        buttons = self._buttons.values()
        if not all(button.parts.there for button in buttons):
            return 0
        return self.sizeHint().width() + sum(b.width_of(WHOLE) - b.width_of(b.parts) for b in buttons)

    def _width_of(self, parts: Mapping[KeyButton, Parts], whole: int) -> int:
        """How wide it is with these parts; ``whole`` is its width with all of them, 0 if that is not known.

        Before the first paint the layout is not asked: Python would learn of every kind of widget, which is slow. The
        lines between buttons that are not there are counted then.
        """
        if whole:
            widths = {button: button.width_of(form) if form.there else -px(_GAP) for button, form in parts.items()}
            return whole - sum(button.width_of(WHOLE) - width for button, width in widths.items())
        margins, shown = self._layout.contentsMargins(), self._shown(parts)
        width = margins.left() + margins.right() + self._layout.spacing() * (len(shown) - 1)
        for place in shown:
            button = self._buttons.get(place)
            width += button.width_of(parts[button]) if button else self.widgetForAction(place).sizeHint().width()
        return width

    def _shown(self, parts: Mapping[KeyButton, Parts]) -> list[QAction]:
        """What is there, with a line only where it stands between two buttons."""
        shown: list[QAction] = []
        line = None
        for place in self.actions():
            if place.isSeparator():
                line = place if shown else None
            elif place is self._space:
                line = None
                shown.append(place)
            elif parts[self._buttons[place]].there:
                shown += [place] if line is None else [line, place]
                line = None
        return shown
