"""The palette: every command that can be given now, found by a few of its letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from annotator.settings import RECENT_COMMANDS, Settings
from annotator.text.folding import fold
from annotator.ui.commands.table import COMMANDS, translated
from annotator.ui.session.latest_job import Hold
from annotator.ui.widgets.picker import Choice, Picker

_SUBMENUS = {command.id: command.submenu for command in COMMANDS}

_KEPT = 12
"""How many commands are remembered as the last used."""


class Palette(QObject):
    """Offers the commands, those used last first; what is chosen is done as from its menu."""

    def __init__(self, actions: Mapping[str, QAction], settings: Settings, hold: Hold, over: QWidget) -> None:
        super().__init__(over)
        self._actions, self._settings, self._hold, self._over = actions, settings, hold, over
        self._back_to: QWidget | None = None
        self.picker = Picker(over, self.tr("Commands"), match=in_order)
        self.picker.chosen.connect(self._run)
        self.picker.closed.connect(self._give_focus_back)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the commands of this kind do, by the id of the command."""
        return {"palette": self.open}

    def open(self) -> None:
        """Show the palette."""
        self._back_to = self._over.window().focusWidget()
        recent = self._settings.get(RECENT_COMMANDS).split()
        ids = [id_ for id_ in recent if id_ in self._actions]
        ids += [id_ for id_ in self._actions if id_ not in ids]
        native = QKeySequence.SequenceFormat.NativeText
        choices = [
            Choice(id_, name_of(id_, self._actions[id_].text()), self._actions[id_].shortcut().toString(native))
            for id_ in ids
            if id_ != "palette" and self._actions[id_].isEnabled()
        ]
        self.picker.open(self.tr("Type a few letters of what you want to do"), choices)

    def _give_focus_back(self) -> None:
        if self._back_to is not None:
            self._back_to.setFocus()

    def _run(self, command: str) -> None:
        recent = [command, *(c for c in self._settings.get(RECENT_COMMANDS).split() if c != command)]
        self._settings.set({RECENT_COMMANDS: " ".join(recent[:_KEPT])})
        release = self._hold(lambda: None)

        def trigger() -> None:
            release()  # first: the command may open a dialog, which the next keys are for, and wait for its end
            self._actions[command].trigger()

        QTimer.singleShot(0, trigger)


def name_of(command: str, text: str) -> str:
    """What a command is called where it stands alone: with the name of the submenu that says what it is about."""
    name, submenu = text.replace("&", ""), _SUBMENUS.get(command, "")
    return f"{translated(submenu).replace('&', '')}: {name}" if submenu else name


def in_order(typed: str, text: str) -> bool:
    """Whether the letters of ``typed`` stand in ``text`` in this order, whatever is between them."""
    letters = iter(fold(text))
    return all(letter in letters for letter in fold(typed) if not letter.isspace())
