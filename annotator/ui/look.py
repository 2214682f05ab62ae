"""How the window looks and reads, as the person has chosen it: colours and size of type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication

from annotator.settings import Settings
from annotator.ui import theme as themes
from annotator.ui.reading.view import ReadingView
from annotator.ui.theme import Theme

NORMAL_SIZE = 18
"""The size of the article's type in pixels at 100 %."""

_SMALLEST, _LARGEST = 12, 44


class Dressed(Protocol):
    """A part of the window that paints in the theme's colours."""

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""


class Look(QObject):
    """Keeps what is chosen in the settings, and has the view and the other parts follow."""

    zoomed = Signal(int)
    """The size of type is so many percent of the normal one."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.theme = themes.theme_for(settings.text("theme", themes.SYSTEM))
        self.size = min(_LARGEST, max(_SMALLEST, settings.number("type_size", NORMAL_SIZE)))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.dress)

    def of(self, view: ReadingView, parts: Sequence[Dressed], actions: Mapping[str, QAction]) -> None:
        """Look after these parts of the window from now on."""
        self._view, self._parts, self._actions = view, (view, *parts), actions

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {
            "zoom_in": lambda: self._zoom(self.size + max(1, self.size // 10)),
            "zoom_out": lambda: self._zoom(self.size - max(1, self.size // 10)),
            "zoom_reset": lambda: self._zoom(NORMAL_SIZE),
            **{f"theme_{c}": (lambda choice=c: self._choose(choice)) for c in themes.CHOICES},  # type: ignore[misc]
        }

    @property
    def percent(self) -> int:
        """The size of type in percent of the normal one."""
        return round(100 * self.size / NORMAL_SIZE)

    def _zoom(self, size: int) -> None:
        self.size = min(_LARGEST, max(_SMALLEST, size))
        self._view.set_size(self.size)
        self._settings.set(type_size=self.size)
        self.zoomed.emit(self.percent)

    def _choose(self, choice: str) -> None:
        self._settings.set(theme=choice)
        self.dress()

    def dress(self) -> None:
        """Put the chosen colours on, or those of the desktop as they are now."""
        choice = self._settings.text("theme", themes.SYSTEM)
        for one in themes.CHOICES:
            self._actions[f"theme_{one}"].setChecked(one == choice)
        chosen = themes.theme_for(choice)
        if chosen != self.theme:
            self.theme = chosen
            themes.apply(chosen)
            for part in self._parts:
                part.set_theme(chosen)
