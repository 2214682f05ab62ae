"""The library's list: collections and what it can be narrowed down by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from annotator.queries.article_query import asked
from annotator.storage.search import Hit, search
from annotator.storage.store import Store
from annotator.ui.library.collections_dialog import CollectionsDialog
from annotator.ui.widgets.elided import ElidedLabel
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS


@pytest.fixture
def three(desk: Desk, tmp_path: Path) -> Desk:
    for name in "abc":
        desk.bring(tmp_path, f"Article {name}\n\nA county says so.\n", f"{name}.txt")
    return desk


def dialog_of(desk: Desk) -> CollectionsDialog:
    desk.window.actions_by_id["collect"].trigger()
    dialog = desk.window.findChild(CollectionsDialog)
    assert isinstance(dialog, CollectionsDialog)
    desk.until(dialog.isVisible)
    return dialog


def close(desk: Desk, dialog: CollectionsDialog) -> None:
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    desk.until(lambda: desk.window.findChild(CollectionsDialog) is None)
    desk.settle()


def test_articles_are_put_into_collections_and_taken_out(three: Desk) -> None:
    list_ = three.window.library.rows
    list_.selectAll()
    dialog = dialog_of(three)
    three.type("Week 3", dialog.name)
    close(three, dialog)
    three.until(lambda: three.session.articles.collections() == {"Week 3": 4})
    list_.clearSelection()
    list_.selectRow(0)
    dialog = dialog_of(three)
    assert dialog.list.item(0).checkState() is Qt.CheckState.Checked
    dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    close(three, dialog)
    three.until(lambda: three.session.articles.collections() == {"Week 3": 3})
    list_.selectAll()
    dialog = dialog_of(three)
    assert dialog.list.item(0).checkState() is Qt.CheckState.PartiallyChecked
    dialog.list.item(0).setText("Week  4")
    close(three, dialog)
    three.until(lambda: three.session.articles.collections() == {"Week 4": 3})
    three.window.actions_by_id["undo"].trigger()
    three.settle()
    three.until(lambda: three.session.articles.collections() == {"Week 3": 3})


def test_what_is_typed_into_the_dialog_of_collections_is_a_name_and_takes_no_article_out(three: Desk) -> None:
    library = three.window.library.rows
    library.selectRow(0)
    ids = three.window.library.selected()
    three.session.do(lambda: three.session.articles.collect(ids, into=["Floods"]))
    three.settle()
    dialog = dialog_of(three)
    focus = dialog.focusWidget()
    assert focus is dialog.name
    three.type(" Ferries", focus)
    assert dialog.name.text() == " Ferries" and dialog.list.item(0).checkState() is Qt.CheckState.Checked
    dialog.list.setFocus()
    three.press(Qt.Key.Key_Space, on=dialog.list)  # in the list it ticks
    assert dialog.list.item(0).checkState() is Qt.CheckState.Unchecked
    three.press(Qt.Key.Key_Space, on=dialog.list)
    three.press(Qt.Key.Key_X, on=dialog.list)
    assert dialog.focusWidget() is dialog.name and dialog.name.text() == " Ferriesx"
    close(three, dialog)
    three.until(lambda: three.session.articles.collections() == {"Floods": 1, "Ferriesx": 1})


def test_a_long_title_is_elided_where_the_dialog_of_collections_ends(desk: Desk, tmp_path: Path) -> None:
    title = "The regional commission for the supervision of harbours and waterways closes the bridge " * 2
    desk.bring(tmp_path, f"{title.strip()}\n\nWith words.\n", "long.txt")
    dialog = dialog_of(desk)
    (named,) = [label for label in dialog.findChildren(ElidedLabel) if "commission" in label.text()]
    assert named.text() == f"“{title.strip()}”" and named.shown.endswith("…")
    assert named.width() > 0.85 * dialog.width()
    shown = named.shown
    dialog.resize(dialog.width() + 200, dialog.height())
    desk.qtbot.wait(20)
    assert len(named.shown) > len(shown)
    dialog.reject()


def test_collections_stand_in_the_order_of_people(three: Desk) -> None:
    ids = [a.id for a in three.session.articles.listed]
    three.session.do(lambda: three.session.articles.collect(ids, into=["Week 10", "Week 9", "cases"]))
    three.settle()
    three.window.library.rows.selectAll()
    dialog = dialog_of(three)
    assert [dialog.list.item(row).text() for row in range(3)] == ["cases", "Week 9", "Week 10"]
    close(three, dialog)


def test_the_list_is_narrowed_down_by_the_menu(three: Desk) -> None:
    library = three.window.library
    three.session.articles.collect([three.session.articles.listed[0].id], into=["Floods & more"])
    three.settle()
    three.until(three.session.articles.collections)
    menu = library.narrowing.menu_for(["tester"])
    titles = ["&Collection", "&Site", "&Annotator", "&Marked", "&Published since"]
    assert [inner.title() for inner in menu.findChildren(QMenu)] == titles == [a.text() for a in menu.actions()[:5]]
    menu.findChildren(QMenu)[0].actions()[0].trigger()
    assert library.search.text() == 'collection:"Floods & more"'
    three.until(lambda: library.model.rowCount() == 1)
    assert library.narrowing.isChecked()
    again = library.narrowing.menu_for([])
    assert again.findChildren(QMenu)[0].actions()[0].isChecked()
    again.actions()[-1].trigger()
    three.until(lambda: library.model.rowCount() == 4)
    assert not library.narrowing.isChecked()


def test_the_menu_comes_by_a_click(three: Desk) -> None:
    narrowing = three.window.library.narrowing
    QTest.mouseClick(narrowing, Qt.MouseButton.LeftButton)
    three.until(lambda: (menu := narrowing.findChild(QMenu)) is not None and menu.isVisible())
    menu = narrowing.findChild(QMenu)
    assert menu is not None
    menu.close()


def test_the_sample_is_to_do_until_somebody_does_something_in_it(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk.window.actions_by_id["sample"].trigger()
    desk.until(lambda: desk.session.document is not None)
    desk.settle()
    chips = desk.window.library._filter_row.chips

    def state() -> list[str]:
        desk.settle()
        with Store.open(desk.path, read_only=True) as store:
            (stored,) = store.articles()
        assert stored == desk.session.articles.listed[0], "what is counted while working is what is stored"
        return [chip.accessibleName() for chip in chips[1:]]

    def found() -> list[Hit]:
        return search(desk.path, asked("status:started"))

    to_do, started = ["To do 1", "Started 0", "Done 0"], ["To do 0", "Started 1", "Done 0"]
    assert state() == to_do and found() == []
    claim = next(a for a in desk.stored() if a.tag == "claim")
    desk.session.annotations.write_note(claim.id, "Who says so?")
    assert state() == started and len(found()) == 1
    desk.window.actions_by_id["undo"].trigger()
    assert state() == to_do and found() == []
    desk.session.annotations.delete([claim.id])
    assert state() == to_do
    desk.mark("Rotterdam", KEYS["location"])
    assert state() == started and len(found()) == 1
