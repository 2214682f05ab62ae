from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from annotator.storage.store import Store
from annotator.ui.annotations.tag_all_dialog import TagAllDialog
from annotator.ui.appearance import theme
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def dialog(desk: Desk) -> TagAllDialog:
    desk.press(Qt.Key.Key_Return, CONTROL)
    found = desk.window.bench.dialogs.tag_all
    assert found is not None
    desk.until(lambda: found._job is None)
    return found


def counted(desk: Desk) -> int:
    desk.settle()
    with Store.open(desk.path, read_only=True) as store:
        return sum(sum(a.counts.values()) for a in store.articles())


def test_all_equal_strings_are_tagged_in_one_step(desk: Desk) -> None:
    desk.mark("bridge", KEYS["location"])
    asked = dialog(desk)
    assert asked.line.text() == "bridge" and asked.tag.currentText() == "Location"
    assert asked.model.rowCount() == 2 and asked.go.text() == "Tag 2"  # one is tagged already
    assert asked.said.text() == "2 of 2; whole words only; 1 more tagged so already"
    assert "bridge" in asked.model.index(0).data()
    asked.skip.setChecked(False)
    desk.until(lambda: asked._job is None)
    assert asked.model.rowCount() == 3
    asked.skip.setChecked(True)
    desk.until(lambda: asked._job is None)
    asked.go.click()
    desk.until(lambda: counted(desk) == 3)
    assert desk.window.actions_by_id["undo"].text() == "&Undo: tag 2 passages"
    assert all(a.quote == "bridge" and a.tag == "location" for a in desk.stored())
    desk.window.actions_by_id["undo"].trigger()
    desk.until(lambda: counted(desk) == 1)


def test_a_row_is_unchecked_by_key_and_words_and_case_are_options(desk: Desk) -> None:
    desk.select("Ellery")
    asked = dialog(desk)
    assert asked.model.rowCount() == 2
    asked.list.setCurrentIndex(asked.model.index(0))
    QTest.keyClick(asked.list, Qt.Key.Key_Space)
    assert asked.go.text() == "Tag 1"
    asked.all.click()
    asked.all.click()
    assert asked.go.text() == "Tag 2"
    asked.line.setText("eLLer")
    desk.until(lambda: asked.model.rowCount() == 0 and asked._job is None)
    asked.case.click()
    asked.words.click()
    desk.until(lambda: asked.model.rowCount() == 2)
    asked.reject()
    assert counted(desk) == 0


def test_letters_typed_in_the_list_of_occurrences_go_to_the_words_that_are_sought(desk: Desk) -> None:
    desk.select("Ellery")
    asked = dialog(desk)
    asked.list.setFocus()
    QTest.keyClick(asked.list, Qt.Key.Key_S)
    assert asked.focusWidget() is asked.line and asked.line.text() == "Ellerys"
    asked.reject()


def test_a_button_that_would_tag_nothing_neither_works_nor_looks_so(desk: Desk) -> None:
    desk.select("Ellery")
    asked = dialog(desk)
    accent = QColor(desk.window.look.theme.accent)
    ground = asked.go.rect().topLeft() + QPoint(8, asked.go.height() // 2)
    assert asked.go.isEnabled() and asked.go.grab().toImage().pixelColor(ground) == accent
    asked.all.click()
    assert not asked.go.isEnabled() and asked.go.grab().toImage().pixelColor(ground) != accent
    asked.line.setText("nowhere")
    desk.until(lambda: asked._job is None and not asked._occurrences.is_waiting)
    assert not asked.go.isEnabled()
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    assert asked.isVisible()
    asked.reject()


def test_the_whole_library_in_one_step(desk: Desk, tmp_path: Path) -> None:
    for i in range(5):
        desk.bring(tmp_path, f"Article {i}\n\nThe bridge, a bridge.\n", f"{i}.txt")
    desk.select("bridge")
    asked = dialog(desk)
    asked.scope.setCurrentIndex(1)
    desk.until(lambda: asked._job is None)
    assert asked.model.rowCount() == 5 * 2 + 3
    assert "Article" in asked.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    asked.go.click()
    desk.until(lambda: counted(desk) == 13)
    desk.window.actions_by_id["undo"].trigger()
    desk.until(lambda: counted(desk) == 0)


def row_of(asked: TagAllDialog, row: int) -> QImage:
    place = asked.list.visualRect(asked.model.index(row))
    return asked.list.viewport().grab(place).toImage()


def columns_with(image: QImage, color: QColor) -> list[int]:
    """Where in a row there is this colour, or nearly so."""

    def is_near(x: int, y: int) -> bool:
        there = image.pixelColor(x, y)
        return max(abs(there.red() - color.red()), abs(there.blue() - color.blue())) < 4

    return [x for x in range(image.width()) if any(is_near(x, y) for y in range(image.height()))]


@pytest.mark.parametrize("name", [theme.LIGHT, theme.DARK, theme.CONTRAST])
def test_the_passage_is_always_seen_on_its_tags_tint(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.bring(tmp_path, f"Title\n\n{'many words before it ' * 20}ferry{' and many after it' * 20}.\n", "long.txt")
    desk.window.actions_by_id[f"theme_{name}"].trigger()
    desk.select("ferry")
    asked = dialog(desk)
    asked.list.setFocus()
    worn = desk.window.look.theme
    tint = theme.mixed(worn.tags["claim"], worn.paper, 0.2)
    tinted = columns_with(row_of(asked, 0), tint)
    middle = asked.list.viewport().width() // 2
    assert tinted and abs(tinted[len(tinted) // 2] - middle) < 100, "as much stands before it as after it"
    asked.resize(500, asked.height())
    tinted = columns_with(row_of(asked, 0), tint)
    assert len(tinted) > 20, "a narrow list leaves words out before it leaves the passage out"
    asked.reject()


def test_the_context_is_whole_words_and_is_read_out_with_the_passage_named(desk: Desk, tmp_path: Path) -> None:
    before, after = "Nobody had expected extraordinary circumstances", "overwhelmingly <b>unfortunate</b> for us"
    desk.bring(tmp_path, f"Title\n\n{before} ferry {after} everywhere.\n", "long.txt")
    desk.select("ferry")
    asked = dialog(desk)
    row = asked.model.index(0)
    context = "…extraordinary circumstances ferry overwhelmingly <b>unfortunate</b>…"
    assert row.data() == context
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == f"ferry: {context}"
    asked.reject()


def test_what_was_found_is_handed_over(desk: Desk) -> None:
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type("b\\w+s", desk.window.bench.findbar.line)
    desk.window.bench.findbar.pattern.click()
    desk.until(lambda: desk.window.bench.findbar.said.text() == "1 of 1")
    desk.window.bench.findbar.tag_all.click()
    asked = desk.window.bench.dialogs.tag_all
    assert asked is not None
    desk.until(lambda: asked.model.rowCount() == 1 and asked._job is None)
    assert asked.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("bearings: ")
    asked.reject()


@pytest.mark.parametrize(("typed", "snaps", "found"), [("storm", True, 1), ("storm", False, 2), ("storme", True, 1)])
def test_what_is_found_is_tagged_in_whole_words_where_it_stands_as_one(
    make_desk: Callable[[], Desk], tmp_path: Path, typed: str, snaps: bool, found: int
) -> None:
    desk = make_desk()
    desk.bring(tmp_path, "Weather\n\nThe storm came; people stormed the shops.\n")
    if not snaps:
        desk.window.actions_by_id["snap"].trigger()
    desk.press(Qt.Key.Key_F, CONTROL)
    desk.type(typed, desk.window.bench.findbar.line)
    desk.until(desk.window.bench.findbar.said.text)
    desk.settle()
    desk.window.bench.findbar.tag_all.click()
    asked = desk.window.bench.dialogs.tag_all
    assert asked is not None
    desk.until(lambda: asked.model.rowCount() and asked._job is None)
    assert asked.model.rowCount() == found
    assert asked.words.isChecked() is (typed == "storm" and snaps)
    assert ("whole words only" in asked.said.text()) is asked.words.isChecked()
    asked.reject()
