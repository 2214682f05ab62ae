"""How the window looks, reads and selects, as the person has chosen it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication

from annotator.settings import CHARACTERS, INTERFACE_SIZE, PITCH, SNAP, THEME, TYPE_SIZE, TYPEFACE, Settings
from annotator.ui.appearance import theme as themes
from annotator.ui.appearance.swatches import redraw_swatches
from annotator.ui.appearance.typography import Typography

PRESENTED = range(20, 97)
"""The sizes of type that a presented article may have, in pixels."""


def within(value: int, limits: range) -> int:
    """The number of ``limits`` that is nearest to ``value``."""
    return min(limits[-1], max(limits[0], value))


_MAGNIFIED = 1.8
"""How many times as large an article is set for the people in a room."""


class Appearance(QObject):
    """Keeps what is chosen in the settings, and says so to the parts of the window, which follow."""

    dressed = Signal(object)
    """The window wears this theme now: whatever paints in its colours paints anew."""

    typeset = Signal(object)
    """Articles are set like this now: a Typography."""

    snapped = Signal(bool)
    """Whether selections are completed to whole words from now on."""

    zoomed = Signal(int)
    """The size of type is so many percent of the normal one."""

    scaled = Signal(float)
    """The interface is so many times as large as it was."""

    def __init__(self, settings: Settings, actions: Mapping[str, QAction], parent: QObject) -> None:
        super().__init__(parent)  # and goes with it: the desktop's news is nothing to a window that was closed
        self._settings, self._actions = settings, actions
        self._presented = 0
        """The size of type while the article is presented; 0 while it is not."""
        self.theme = themes.theme_for(settings.get(THEME))
        self.interface_size = settings.get(INTERFACE_SIZE)
        get = settings.get
        self.setting = Typography(get(TYPEFACE), get(TYPE_SIZE), get(CHARACTERS), get(PITCH))
        actions["snap"].setChecked(settings.get(SNAP))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.dress)
        self.dress()

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {
            "zoom_in": lambda: self._zoom(self._size + max(1, self._size // 10)),
            "zoom_out": lambda: self._zoom(self._size - max(1, self._size // 10)),
            "zoom_reset": lambda: self._zoom(
                self._magnified(Typography().size) if self._presented else Typography().size
            ),
            "snap": self._snap,
            **{f"theme_{c}": (lambda choice=c: self._choose(choice)) for c in THEME.allowed},  # type: ignore[misc]
            **{f"size_{s}": (lambda size=s: self._resize(size)) for s in INTERFACE_SIZE.allowed},  # type: ignore[misc]
        }

    @property
    def percent(self) -> int:
        """The size of type in percent of the normal one."""
        return round(100 * self.setting.size / Typography().size)

    @property
    def _size(self) -> int:
        return self._presented or self.setting.size

    def _magnified(self, size: int) -> int:
        return within(round(size * _MAGNIFIED), PRESENTED)

    def _zoom(self, size: int) -> None:
        if self._presented:
            self._presented = within(size, PRESENTED)
            self._set_articles()
        else:
            self.set_type(self.setting._replace(size=TYPE_SIZE.checked(size)))

    def present(self, *, on: bool) -> None:
        """Set articles large, with a zoom of its own that is not kept; or as they are set otherwise."""
        self._presented = self._magnified(self.setting.size) if on else 0
        self._set_articles()

    def _set_articles(self) -> None:
        self.typeset.emit(self.setting._replace(size=self._size))

    def set_type(self, setting: Typography) -> None:
        """Set articles so from now on."""
        self.setting = setting
        self._set_articles()
        self._settings.set(dict(zip((TYPEFACE, TYPE_SIZE, CHARACTERS, PITCH), setting, strict=True)))
        self.zoomed.emit(self.percent)

    def _snap(self) -> None:
        snaps = self._actions["snap"].isChecked()
        self._settings.set({SNAP: snaps})
        self.snapped.emit(snaps)

    def _choose(self, choice: str) -> None:
        self._settings.set({THEME: choice})
        self.dress()

    def _resize(self, size: int) -> None:
        self._settings.set({INTERFACE_SIZE: size})
        self.dress()

    def dress(self) -> None:
        """Put the chosen colours on, or those of the desktop as they are now."""
        choice = self._settings.get(THEME)
        for name in THEME.allowed:
            self._actions[f"theme_{name}"].setChecked(name == choice)
        size, before = self._settings.get(INTERFACE_SIZE), self.interface_size
        for one in INTERFACE_SIZE.allowed:
            self._actions[f"size_{one}"].setChecked(one == size)
        chosen = themes.theme_for(choice)
        if (chosen, size) == (self.theme, before):
            return
        self.theme, self.interface_size = chosen, size
        themes.apply(chosen, size)
        for window in QApplication.topLevelWidgets():
            redraw_swatches(window)
        self.dressed.emit(chosen)
        if size != before:
            self._set_articles()
            self.scaled.emit(size / before)
