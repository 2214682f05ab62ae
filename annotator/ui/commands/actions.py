"""From the table of commands to Qt: actions and menus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from annotator.model import TAGS
from annotator.settings import KEYS, Settings
from annotator.ui.appearance.icons import set_icon
from annotator.ui.appearance.swatches import set_swatch
from annotator.ui.commands.table import COMMANDS, MENUS, Scope, translated
from annotator.ui.session.popup_keys import PopupKeys

NO_KEYS = "none"
"""What the settings say of a command whose keys a person took away."""


def make_actions(window: QMainWindow, settings: Settings) -> dict[str, QAction]:
    """An action for each command, by id, with its keys: those of the table or the person's own."""
    actions = {}
    for command in COMMANDS:
        action = QAction(window)  # to make one with its text looks at QIcon first, whose enumerations are slow to make
        action.setText(translated(command.text))
        action.setObjectName(command.id)
        own = settings.get(KEYS.of(command.id)).split()
        action.setShortcuts([QKeySequence(k) for k in own or command.keys if k != NO_KEYS])
        action.setCheckable(command.checkable)
        actions[command.id] = action
    return actions


def connect_actions(
    window: QMainWindow,
    actions: Mapping[str, QAction],
    handlers: Mapping[str, Callable[[], object]],
    heard_in: Mapping[Scope, list[QWidget]],
    *,
    before: Callable[[], object],
    during: Callable[[], AbstractContextManager[None]],
    after: Callable[[], object],
) -> None:
    """Have each action do what its handler does; its keys are heard in the scope of the command.

    ``before`` is called before each; those that other keys have to wait for are done within ``during``, with ``after``
    after them.
    """
    PopupKeys({widget for widgets in heard_in.values() for widget in widgets}, window)
    for command in COMMANDS:
        action = actions[command.id]
        handler = handlers[command.id]
        action.triggered.connect(before)
        # A partial is called without the signal's argument, whatever its handler could take.
        action.triggered.connect(_within(during, handler, after) if command.keys_wait else partial(handler))
        if command.scope is Scope.WINDOW:
            window.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            for widget in heard_in[command.scope]:
                widget.addAction(action)


def _within(
    during: Callable[[], AbstractContextManager[None]], act: Callable[[], object], after: Callable[[], object]
) -> Callable[[], None]:
    def done() -> None:
        with during():
            act()
        after()

    return done


def make_menus(window: QMainWindow) -> dict[str, QMenu]:
    """The menus of the menu bar, by name, with nothing in them yet."""
    return {name: window.menuBar().addMenu(translated(name)) for name in MENUS}


def fill_menus(menus: dict[str, QMenu], actions: Mapping[str, QAction]) -> None:
    """Put every command into its menu, and the submenus that there are beside the menus."""
    for command in COMMANDS:
        menu = menus[command.menu]
        if command.submenu:
            if command.submenu not in menus:
                menus[command.submenu] = menu.addMenu(translated(command.submenu))
            menu = menus[command.submenu]
        if command.separated:
            menu.addSeparator()
        if command.icon:
            set_icon(actions[command.id], command.icon)
        menu.addAction(actions[command.id])
    for tag in TAGS:
        set_swatch(actions[f"tag_{tag.id}"], tag)
