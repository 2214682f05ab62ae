from collections import Counter
from itertools import combinations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from annotator.model import Action
from annotator.ui.commands.table import COMMANDS, MENUS, step_in_words
from tests.ui.conftest import Desk


def test_no_two_commands_share_a_key_or_a_name() -> None:
    for a, b in combinations(COMMANDS, 2):
        assert a.id != b.id
        assert not {QKeySequence(k).toString() for k in a.keys} & {QKeySequence(k).toString() for k in b.keys}, (a, b)


def test_every_command_is_in_a_menu_and_its_keys_are_keys() -> None:
    for command in COMMANDS:
        assert command.menu in MENUS
        for key in command.keys:
            assert QKeySequence(key).toString() not in ("", None), (command.id, key)


def test_every_step_has_words() -> None:
    for action in Action:
        assert step_in_words(action, 1) and "(s)" not in step_in_words(action, 3)
    assert step_in_words(Action.TAG, 14) == "tag 14 passages"


def test_no_letter_is_underlined_twice_in_one_menu(desk: Desk) -> None:
    menus = [*desk.window.menuBar().findChildren(QMenu), desk.window.menuBar()]
    assert len(menus) > len(MENUS)
    for menu in menus:
        texts = [action.text().replace("&&", "") for action in menu.actions()]
        letters = Counter(text[text.index("&") + 1].casefold() for text in texts if "&" in text)
        assert max(letters.values(), default=1) == 1, (letters, texts)
