"""Tags of a person's own, made and used by real events, held against the database."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QInputDialog

from annotator.model import TAGS, Tag, Underline
from annotator.storage.store import Store
from annotator.ui import tagset
from annotator.ui.tags_dialog import TagsDialog
from tests.making import behind_the_back
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


@pytest.fixture(autouse=True)
def four_again() -> Iterator[None]:
    yield
    tagset.learn(TAGS)


def dialog(desk: Desk) -> TagsDialog:
    made = TagsDialog(desk.workspace, desk.window.actions_by_id, desk.window)
    made.show()
    return made


def tags(desk: Desk) -> list[Tag]:
    desk.settle()
    with Store.open(desk.path, read_only=True) as store:
        stored = store.tags()
    assert stored == desk.workspace.tags == list(tagset.all_tags())
    return stored


def make(desk: Desk, name: str = "Number", key: str = "5") -> TagsDialog:
    made = dialog(desk)
    made.name.setText(name)
    made.key.setText(key)
    made.underline.setCurrentIndex(2)
    made.add.click()
    desk.settle()
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
    assert (own.id, own.name, own.key, own.underline) == ("own_number", "Number", "5", Underline.DOTTED)
    annotation = desk.mark("six weeks", Qt.Key.Key_5)
    assert annotation.tag == "own_number"
    assert desk.window.inspector._filters["own_number"].text() == "1"
    assert "Number" in desk.window.bench.voice.words_for(annotation.id)
    desk.window.view.grab()
    desk.window.grab()
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.workspace.document is not None)
    assert [t.name for t in again.workspace.tags][-1] == "Number"
    assert "tag_own_number" in again.window.actions_by_id


def test_a_name_or_a_key_that_is_taken_is_refused(desk: Desk) -> None:
    made = make(desk, "claim", "5")
    assert "There is a tag" in made.said.text()
    for key, of in (("1", "Claim"), ("n", "Note"), ("M", "Marker mode")):
        made.name.setText("Number")
        made.key.setText(key)
        made.add.click()
        assert f"belongs to “{of}”" in made.said.text()
    made.name.clear()
    made.add.click()
    assert "needs a name" in made.said.text()
    assert tags(desk) == list(TAGS)
    made.close()


def test_it_is_changed_and_undone(desk: Desk) -> None:
    made = make(desk)
    made.name.setText("Figure")
    made.change.click()
    desk.settle()
    assert tags(desk)[-1].name == "Figure"
    made.close()
    desk.window.actions_by_id["undo"].trigger()
    assert tags(desk)[-1].name == "Number"
    desk.window.actions_by_id["undo"].trigger()
    assert tags(desk) == list(TAGS)
    assert "tag_own_number" not in desk.window.actions_by_id
    assert "own_number" not in desk.window.inspector._filters


@pytest.mark.parametrize(("row", "left"), [(0, "claim"), (4, None)])
def test_deleting_a_tag_in_use_offers_another_one(desk: Desk, row: int, left: str | None) -> None:
    made = make(desk)
    desk.workspace.tag([(0, 7)], "own_number", lambda _: None)
    desk.settle()

    def answer() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, QInputDialog) and "1 annotation has the tag “Number”" in asked.labelText()
        asked.setTextValue(asked.comboBoxItems()[row])
        asked.accept()

    QTimer.singleShot(150, answer)
    made.delete.click()
    desk.until(lambda: len(desk.workspace.tags) == 4)
    assert tags(desk) == list(TAGS)
    assert [a.tag for a in desk.stored()] == ([left] if left else [])
    made.close()
    desk.window.actions_by_id["undo"].trigger()
    assert tags(desk)[-1].name == "Number"
    assert [a.tag for a in desk.stored()] == ["own_number"]


def test_own_tags_are_in_the_marker_and_in_tag_all(desk: Desk) -> None:
    close(desk, make(desk))
    desk.mark("bridge", KEYS["claim"])
    desk.window.bench.dialogs.open_tag_all()
    asked = desk.window.bench.dialogs.tag_all
    assert asked is not None
    assert asked.tag.findData("own_number") == 4
    close(desk, asked)
    desk.press(Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(desk.window.bench.palette.picker.line, "number")
    assert desk.window.bench.palette.picker.model.shown[0].id == "tag_own_number"


def test_in_a_library_made_with_an_older_colour_the_four_are_the_four(
    make_desk: Callable[[], Desk], library: Path, tmp_path: Path
) -> None:
    with behind_the_back(library) as connection:
        connection.execute("UPDATE tags SET color = '#00805c' WHERE id = 'location'")
    desk = make_desk()
    assert tags(desk) == list(TAGS) and tagset.own_tags() == ()
    desk.bring(tmp_path)
    assert desk.mark("Port Ellery", KEYS["location"]).tag == "location"
