from collections import Counter
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotator import edits
from annotator.model import Tag, Underline
from annotator.ui.commands.shortcuts import ShortcutDialog
from annotator.ui.commands.table import COMMANDS
from annotator.ui.widgets.elided import ElidedLabel
from annotator.ui.window.help import KeySheet
from tests.ui.conftest import Desk


def dialog(desk: Desk) -> ShortcutDialog:
    made = ShortcutDialog(desk.window.actions_by_id, desk.window.settings, desk.window)
    made.show()
    return made


def give(made: ShortcutDialog, command: str, key: Qt.Key) -> None:
    made.choose(command)
    QTest.keyClick(made.edit, key)
    made.set.click()


def test_other_keys_are_heard_and_remembered(desk: Desk, make_desk: Callable[[], Desk]) -> None:
    made = dialog(desk)
    give(made, "tag_claim", Qt.Key.Key_Q)
    assert made.said.text() == ""
    made.close()
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.select("storm")
    desk.press(Qt.Key.Key_1)
    desk.settle()
    assert desk.stored() == []
    desk.press(Qt.Key.Key_Q)
    desk.settle()
    assert [a.tag for a in desk.stored()] == ["claim"]
    sheet = KeySheet(desk.window.actions_by_id, desk.session.tags.own, desk.window)
    sheet.deleteLater()
    desk.window.close()
    again = make_desk()
    assert again.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("Q")


def test_letters_typed_in_the_list_of_commands_filter_it(desk: Desk) -> None:
    made = dialog(desk)
    made.tree.setFocus()
    QTest.keyClick(made.tree, Qt.Key.Key_E)
    assert made.focusWidget() is made.filter and made.filter.text() == "e"


def test_a_clash_is_refused_with_the_name_of_the_other(desk: Desk) -> None:
    made = dialog(desk)
    give(made, "tag_claim", Qt.Key.Key_N)
    assert "“Note”" in made.said.text()
    assert desk.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("1")
    made.choose("note")
    made.none.click()
    give(made, "tag_claim", Qt.Key.Key_N)
    assert desk.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("N")
    made.choose("note")
    made.restore.click()
    assert "belong to “Claim”" in made.said.text()
    made.choose("tag_claim")
    made.restore.click()
    assert desk.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("1")
    made.close()


def test_every_command_has_the_keys_of_the_table(desk: Desk) -> None:
    for command in COMMANDS:
        keys = [QKeySequence(k) for k in command.keys]
        assert desk.window.actions_by_id[command.id].shortcuts() == keys, command.id


def test_enter_after_new_keys_takes_them_and_alone_it_is_a_key(desk: Desk) -> None:
    made = dialog(desk)
    desk.type("image credit", made.filter)
    QTest.keyClick(made.filter, Qt.Key.Key_Return)
    assert made.isVisible() and made.focusWidget() is made.edit
    QTest.keyClick(made.edit, Qt.Key.Key_Q)
    QTest.keyClick(made.edit, Qt.Key.Key_Return)
    assert desk.window.actions_by_id["tag_image_credit"].shortcut() == QKeySequence("Q")
    assert made.isVisible() and made.edit.keySequence().isEmpty()
    QTest.keyClick(made.edit, Qt.Key.Key_Return)
    assert made.edit.keySequence() == QKeySequence("Return")
    made.close()


def test_set_acts_on_the_row_that_is_chosen_and_seen(desk: Desk) -> None:
    made = dialog(desk)
    made.choose("tag_claim")
    desk.type("locat", made.filter)
    (item,) = made.tree.selectedItems()
    assert not item.isHidden() and item.text(0) == "Location"
    QTest.keyClick(made.edit, Qt.Key.Key_Q)
    made.set.click()
    assert desk.window.actions_by_id["tag_location"].shortcut() == QKeySequence("Q")
    assert desk.window.actions_by_id["tag_claim"].shortcut() == QKeySequence("1")
    made.filter.setText("no command is called so")
    assert not made.tree.selectedItems()
    assert not any(b.isEnabled() for b in (made.edit, made.set, made.none, made.restore))
    made.filter.clear()
    (item,) = made.tree.selectedItems()
    assert made.set.isEnabled() and not item.isHidden()
    made.close()


def test_the_sheet_of_keys_lists_the_four_tags_before_own_ones(desk: Desk) -> None:
    own = Tag("own_x", "Rhetoric <b>", "#5b3fa8", Underline.DOTTED, "7")
    desk.session.do(lambda: desk.session.apply(edits.add_tag(own)))
    desk.until(lambda: len(desk.session.tags.all) == 5)
    sheet = KeySheet(desk.window.actions_by_id, desk.session.tags.own, desk.window)
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    names = ["Claim", "Source", "Image credit", "Location", "Rhetoric <b>"]
    places = [texts.index(name) for name in names]
    assert places == sorted(places)
    assert texts[places[-1] + 1] == "7"
    sheet.deleteLater()


@pytest.mark.parametrize(
    ("width", "height", "longer", "scrolls"),
    [
        (1366, 768, 1.0, False),
        (1366, 768, 1.4, False),
        (1920, 1080, 1.4, False),
        (3840, 2160, 1.4, False),
        (800, 600, 1.0, True),
    ],
)
def test_the_sheet_of_keys_scrolls_only_where_the_screen_is_too_small(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, width: int, height: int, longer: float, scrolls: bool
) -> None:
    monkeypatch.setattr(KeySheet, "screen", lambda _: SimpleNamespace(availableSize=lambda: QSize(width, height)))
    module = "annotator.ui.window.help.translated"
    monkeypatch.setattr(module, lambda text: text + "x" * round(len(text) * (longer - 1)))
    sheet = KeySheet(desk.window.actions_by_id, desk.session.tags.own, desk.window)
    sheet.show()
    sheet.resize(sheet.size())
    assert sheet.width() <= width and sheet.height() <= height
    assert sheet.area.horizontalScrollBar().maximum() == 0
    assert bool(sheet.area.verticalScrollBar().maximum()) is scrolls
    sheet.close()
    sheet.deleteLater()


@pytest.mark.parametrize("size", [100, 115, 130])
def test_at_a_larger_interface_the_sheet_has_the_width_before_it_scrolls(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(KeySheet, "screen", lambda _: SimpleNamespace(availableSize=lambda: QSize(1366, 768)))
    desk.window.actions_by_id[f"size_{size}"].trigger()
    sheet = KeySheet(desk.window.actions_by_id, desk.session.tags.own, desk.window)
    sheet.show()
    assert sheet.width() <= 1366 and sheet.height() <= 768 - 27, "the desktop puts a title above it"
    assert sheet.area.verticalScrollBar().maximum() == sheet.area.horizontalScrollBar().maximum() == 0
    for label in sheet.area.findChildren(QLabel):
        assert label.height() >= label.fontMetrics().height() - 2 and label.width() >= label.sizeHint().width()
    sheet.close()
    sheet.deleteLater()


@pytest.mark.parametrize("percent", [100, 115, 130, 150])
@pytest.mark.parametrize("screen", [(1366, 768), (1280, 720), (1000, 700)])
def test_the_columns_of_the_sheet_are_even_and_a_long_name_of_a_tag_makes_none_wider(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: tuple[int, int], percent: int
) -> None:
    monkeypatch.setattr(KeySheet, "screen", lambda _: SimpleNamespace(availableSize=lambda: QSize(*screen)))
    desk.window.actions_by_id[f"size_{percent}"].trigger()
    name = "Rhetorical question of a member of the opposition in the parliament"
    tags = [Tag("own_1", name, "#aa0000", Underline.SOLID, "5")]
    for own in ([], tags):
        sheet = KeySheet(desk.window.actions_by_id, own, desk.window)
        sheet.show()
        assert sheet.area.horizontalScrollBar().maximum() == 0 and not sheet.area.horizontalScrollBar().isVisible()
        labels = sheet.area.findChildren(QLabel)
        page = sheet.area.widget()
        assert page is not None and page.minimumSizeHint().width() <= sheet.area.viewport().width()
        lefts = Counter(label.x() for label in labels if isinstance(label, ElidedLabel))
        assert min(lefts.values()) > max(lefts.values()) / 2
        assert not own or any(label.text().startswith("Rhetorical question") for label in labels)
        if (screen, percent) in {((1366, 768), 130), ((1280, 720), 100)}:
            assert sheet.area.verticalScrollBar().maximum() == 0
        sheet.close()
        sheet.deleteLater()


def test_esc_leaves_the_dialog_and_is_no_new_key(desk: Desk) -> None:
    made = dialog(desk)
    made.choose("link")
    made.edit.setFocus()
    QTest.keyClick(made.edit, Qt.Key.Key_Escape)
    assert not made.isVisible() and made.edit.keySequence().isEmpty()
