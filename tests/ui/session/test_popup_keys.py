"""While a popup is open its keys are its own: nothing behind it hears them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui.conftest import Desk
from tests.ui.hands import KEYS

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


def popup() -> QWidget:
    found = QApplication.activePopupWidget()
    assert found is not None
    return found


def strike(desk: Desk, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """A key as the system hands it over: to the window, which knows who is to have it."""
    window = desk.window.windowHandle()
    assert window is not None
    QTest.keyClick(window, key, held)
    QTest.qWait(1)


@pytest.mark.parametrize("menu", "FEAVLH")
def test_keys_pressed_in_a_menu_do_not_reach_the_article_behind_it(desk: Desk, menu: str) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    strike(desk, Qt.Key(ord(menu)), ALT)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_2, Qt.Key.Key_BracketLeft, Qt.Key.Key_Plus):
        popup()
        strike(desk, key)
    desk.settle()
    assert desk.stored() == [claim]
    popup().close()
    strike(desk, Qt.Key.Key_2)
    desk.settle()
    assert [a.tag for a in desk.stored()] == ["source"]


def test_a_letter_in_a_menu_is_its_mnemonic(desk: Desk) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    strike(desk, Qt.Key.Key_A, ALT)
    strike(desk, Qt.Key.Key_M)
    desk.settle()
    assert QApplication.activePopupWidget() is None and desk.window.actions_by_id["marker"].isChecked()
    strike(desk, Qt.Key.Key_V, ALT)
    strike(desk, Qt.Key.Key_L)
    desk.settle()
    assert not desk.window.bench.linking.picker.isVisible()


def test_a_menu_over_the_list_of_marks_has_the_keys_too(desk: Desk) -> None:
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    desk.window.inspector.list.setFocus()
    strike(desk, Qt.Key.Key_H, ALT)
    strike(desk, Qt.Key.Key_Delete)
    strike(desk, Qt.Key.Key_3)
    desk.settle()
    assert desk.stored() == [claim]
    popup().close()


@pytest.mark.parametrize(
    ("key", "left"), [(Qt.Key.Key_2, ["source"]), (Qt.Key.Key_Delete, []), (Qt.Key.Key_P, ["claim"])]
)
def test_the_keys_that_a_context_menu_shows_do_what_it_shows(desk: Desk, key: Qt.Key, left: list[str]) -> None:
    desk.mark("The bridge is safe", KEYS["claim"])
    menus = desk.window.bench.menus
    menus.pop_up(menus.for_text(), desk.window.mapToGlobal(desk.window.rect().center()))
    assert isinstance(popup(), QMenu)
    strike(desk, key)
    desk.settle()
    assert [a.tag for a in desk.stored()] == left and desk.window.view.selection.made() is None
    if key == Qt.Key.Key_P:
        popup().close()
    assert QApplication.activePopupWidget() is None
