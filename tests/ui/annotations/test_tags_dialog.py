"""Tags of a person's own, made and used by real events, held against the database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog, QLineEdit, QToolTip

from annotator.model import LONGEST_NAME, TAGS, Tag, Underline
from annotator.storage.store import Store
from annotator.ui.annotations.tag_row import NEW
from annotator.ui.annotations.tags_dialog import TagsDialog
from annotator.ui.appearance.tag_palette import PALETTE
from annotator.ui.widgets.buttons import KeyButton
from tests.making import behind_the_back
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def dialog(desk: Desk) -> TagsDialog:
    made = TagsDialog(desk.session, desk.window.actions_by_id, desk.window.theme, desk.window)
    made.show()
    made.activateWindow()
    desk.until(made.isActiveWindow)
    return made


def tags(desk: Desk) -> list[Tag]:
    desk.settle()
    with Store.open(desk.path, read_only=True) as store:
        stored = store.tags()
    assert tuple(stored) == desk.session.tags.all
    return stored


def write(desk: Desk, field: QLineEdit, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Write into a field of the dialog and press a key."""
    field.setFocus()
    field.selectAll()
    desk.type(text, field)
    QTest.keyClick(field, key)
    desk.settle()


def make(desk: Desk, name: str = "Number") -> TagsDialog:
    made = dialog(desk)
    write(desk, made.rows[NEW].name, name)
    return made


def close(desk: Desk, dialog: QDialog) -> None:
    dialog.reject()
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow)
    desk.window.view.setFocus()


def test_a_tag_of_ones_own_is_made_used_and_remembered(desk: Desk, make_desk: Callable[[], Desk]) -> None:
    made = make(desk)
    close(desk, made)
    own = tags(desk)[-1]
    assert (own.id, own.name, own.key, own.color) == ("own_number", "Number", "5", PALETTE[0].value)
    annotation = desk.mark("six weeks", Qt.Key.Key_5)
    assert annotation.tag == "own_number"
    assert desk.window.inspector._filters["own_number"].text() == "1"
    assert "Number" in desk.window.bench.voice.words_for(annotation.id)
    desk.window.view.grab()
    desk.window.grab()
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    assert [t.name for t in again.session.tags.all][-1] == "Number"
    assert "tag_own_number" in again.window.actions_by_id


def test_the_four_come_first_seen_and_fixed(desk: Desk) -> None:
    made = make(desk)
    assert list(made.rows) == [*(t.id for t in TAGS), "own_number", NEW]
    for tag in TAGS:
        row = made.rows[tag.id]
        assert row.name.text() == tag.name and row.key.text() == tag.key and row.fixed.isVisible()
        assert not any(part.isEnabled() for part in (row.sample, row.name, row.underline, row.key))
        assert not row.delete.isVisible()
    made.close()


def test_several_are_made_one_after_the_other_by_keyboard(desk: Desk) -> None:
    made = dialog(desk)
    for name in ("Number", "Figure", "Date"):
        field = QApplication.focusWidget()
        assert field is made.rows[NEW].name, "the next name is written where the last one was"
        assert isinstance(field, QLineEdit)
        write(desk, field, name)
    own = tags(desk)[4:]
    assert [(t.name, t.key) for t in own] == [("Number", "5"), ("Figure", "6"), ("Date", "7")]
    assert [t.color for t in own] == [c.value for c in PALETTE[:3]]
    made.close()


def test_what_a_new_tag_looks_like_is_chosen_before_it_has_a_name(desk: Desk) -> None:
    made = dialog(desk)
    row = made.rows[NEW]
    menu = row.color_menu()
    assert [a.text() for a in menu.actions() if a.text()][:12] == [c.name for c in PALETTE]
    next(a for a in menu.actions() if a.text() == "Blue").trigger()
    QTest.keyClick(row.underline, Qt.Key.Key_Home)
    write(desk, row.key, "x", Qt.Key.Key_Tab)
    assert tags(desk) == list(TAGS)
    write(desk, made.rows[NEW].name, "Number")
    own = tags(desk)[-1]
    assert (own.name, own.color, own.key) == ("Number", "#005bea", "x")
    assert "Blue" in made.rows["own_number"].sample.accessibleName()
    made.close()


def test_a_name_or_a_key_that_is_taken_is_refused(desk: Desk) -> None:
    made = make(desk)
    row = made.rows["own_number"]
    write(desk, row.name, "claim")
    assert "There is a tag “claim” already." in made.said.text() and row.name.property("refused")
    for key, of in (("1", "Claim"), ("n", "Note"), ("M", "Marker mode")):
        write(desk, row.key, key)
        assert made.said.text() == f"The key {key.upper()} belongs to “{of}”." and row.key.property("refused")
    row.name.clear()
    QTest.keyClick(row.name, Qt.Key.Key_Return)
    assert "needs a name" in made.said.text()
    assert [t.name for t in tags(desk)] == [*(t.name for t in TAGS), "Number"]
    write(desk, row.name, "Figure")
    assert made.said.text() == "" and not row.name.property("refused")
    assert tags(desk)[-1].name == "Figure"
    made.close()


def test_each_field_is_changed_in_place_and_undone(desk: Desk) -> None:
    made = make(desk)
    row = made.rows["own_number"]
    write(desk, row.name, "Figure", Qt.Key.Key_Tab)
    write(desk, row.key, "z", Qt.Key.Key_Tab)
    row.color_menu().actions()[8].trigger()
    desk.settle()
    row.underline.setFocus()
    QTest.keyClick(row.underline, Qt.Key.Key_End)
    desk.settle()
    own = tags(desk)[-1]
    assert own == Tag("own_number", "Figure", PALETTE[8].value, Underline.DOUBLE, "z")
    made.close()
    for _ in range(4):
        desk.window.actions_by_id["undo"].trigger()
        desk.settle()
    assert tags(desk)[-1].name == "Number" and tags(desk)[-1].key == "5"
    desk.window.actions_by_id["undo"].trigger()
    assert tags(desk) == list(TAGS)
    assert "tag_own_number" not in desk.window.actions_by_id
    assert "own_number" not in desk.window.inspector._filters


def test_tags_are_moved_and_every_bar_follows(desk: Desk) -> None:
    made = make(desk)
    write(desk, made.rows[NEW].name, "Figure")
    first, second = made.rows["own_number"], made.rows["own_figure"]
    assert not first.up.isEnabled() and not second.down.isEnabled()
    second.up.click()
    assert [t.name for t in tags(desk)[4:]] == ["Figure", "Number"]
    assert list(made.rows)[4:] == ["own_figure", "own_number", NEW]
    made.close()
    desk.window.actions_by_id["undo"].trigger()
    assert [t.name for t in tags(desk)[4:]] == ["Number", "Figure"]


@pytest.mark.parametrize(("row", "left"), [(0, "claim"), (4, None)])
def test_deleting_a_tag_in_use_offers_another_one(desk: Desk, row: int, left: str | None) -> None:
    made = make(desk)
    desk.session.annotations.tag([(0, 7)], "own_number", lambda _: None)
    desk.settle()

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QInputDialog) and "1 annotation has the tag “Number”" in asked.labelText()
        asked.setTextValue(asked.comboBoxItems()[row])
        asked.accept()

    QTimer.singleShot(150, answer)
    made.rows["own_number"].delete.click()
    desk.until(lambda: len(desk.session.tags.all) == 4)
    assert tags(desk) == list(TAGS)
    assert [a.tag for a in desk.stored()] == ([left] if left else [])
    words = "Annotations that are “Claim” now: 1." if left else "and with it annotations: 1."
    assert words in made.said.text() and made.undo.isVisible()
    made.undo.click()
    assert tags(desk)[-1].name == "Number"
    assert [a.tag for a in desk.stored()] == ["own_number"]
    assert made.rows["own_number"].name.text() == "Number" and not made.undo.isVisible()
    made.close()


def test_counts_are_shown_and_names_that_are_markup_are_text(desk: Desk) -> None:
    made = make(desk, "<b>Number</b> of everything there is")
    close(desk, made)
    desk.mark("six weeks", Qt.Key.Key_5)
    made = dialog(desk)
    row = next(row for id_, row in made.rows.items() if id_.startswith("own_"))
    assert row.count.text() == "1" and made.rows["claim"].count.text() == "0"
    assert "&lt;b&gt;Number" in row.name.toolTip()
    assert row.name.cursorPosition() == 0, "its beginning is seen"
    made.close()


def test_own_tags_are_in_the_marker_and_in_tag_all(desk: Desk) -> None:
    close(desk, make(desk))
    desk.mark("bridge", KEYS["claim"])
    desk.window.bench.dialogs.open_tag_all()
    asked = desk.window.bench.dialogs.tag_all
    assert asked is not None
    assert asked.tag.findData("own_number") == 4
    close(desk, asked)
    desk.press(Qt.Key.Key_K, CONTROL)
    desk.type("number", desk.window.bench.palette.picker.line)
    desk.settle()
    assert desk.window.bench.palette.picker.model.shown[0].id == "tag_own_number"


def test_in_a_library_made_with_an_older_colour_the_four_are_the_four(
    make_desk: Callable[[], Desk], library: Path, tmp_path: Path
) -> None:
    with behind_the_back(library) as connection:
        connection.execute("UPDATE tags SET color = '#00805c' WHERE id = 'location'")
    desk = make_desk()
    assert tags(desk) == list(TAGS) and desk.session.tags.own == ()
    desk.bring(tmp_path)
    assert desk.mark("Port Ellery", KEYS["location"]).tag == "location"


LONG = "Actors / Other organisations and their representatives abroad, " + "as well as those who speak for them, " * 3


def test_a_long_name_is_kept_whole_and_elided_where_there_is_no_room(desk: Desk) -> None:
    name = " ".join(LONG.split())
    close(desk, make(desk, name))
    own = tags(desk)[-1]
    assert own.name == name
    action = desk.window.actions_by_id[f"tag_{own.id}"]
    assert "…" in action.text()
    assert name in action.toolTip()
    for button in desk.window.findChildren(KeyButton):
        assert button.text() == name or button.drawn_name == button.shown_name
        if button.text() == name:
            assert not button.shown_name or button.drawn_name.endswith("…")
            assert button.sizeHint().width() < 300
            assert name in button.toolTip()


def test_a_name_that_is_too_long_is_said_to_be(desk: Desk) -> None:
    made = dialog(desk)
    field = made.rows[NEW].name
    field.setFocus()
    QGuiApplication.clipboard().setText("a" * LONGEST_NAME + "b")
    QTest.keyClick(field, Qt.Key.Key_V, CONTROL)
    desk.until(QToolTip.isVisible)
    assert f"at most {LONGEST_NAME} characters" in QToolTip.text()
    assert field.text() == "a" * LONGEST_NAME
    QToolTip.hideText()
    field.clear()
    close(desk, made)


@pytest.mark.parametrize("size", [85, 100, 130, 150])
def test_all_rows_are_seen_whole_where_there_is_room(desk: Desk, size: int) -> None:
    desk.window.actions_by_id[f"size_{size}"].trigger()
    made = dialog(desk)
    for number in range(4):
        desk.qtbot.wait(20)
        new, area = made.rows[NEW].name, made.area
        assert not area.verticalScrollBar().isVisible(), number
        assert area.viewport().rect().contains(QRect(new.mapTo(area.viewport(), QPoint(0, 0)), new.size()))
        write(desk, new, f"Number {number}")
    made.close()
