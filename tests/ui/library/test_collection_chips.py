"""The collections above the list: clicked, walked, dropped on and renamed by real events, held against the database."""

import html
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotator.storage.store import Store
from annotator.ui.appearance import theme
from annotator.ui.library.collection_chips import CollectionChips
from annotator.ui.widgets.chip import CollectionChip
from tests.ui.conftest import Desk
from tests.ui.hands import drag_event

LONG = "The whole spring campaign of 2024, with everything that came in by post & by mail"


@pytest.fixture
def four(desk: Desk, tmp_path: Path) -> Desk:
    for name in "abc":
        desk.bring(tmp_path, f"Article {name}\n\nA county says so.\n", f"{name}.txt")
    return desk


def chips_of(desk: Desk) -> CollectionChips:
    return desk.window.library.collections


def shown(desk: Desk) -> list[CollectionChip]:
    """The chips of collections that are seen, in their order."""
    return [c for c in chips_of(desk)._chips if c.isVisible()]


def chip(desk: Desk, name: str) -> CollectionChip:
    return next(c for c in shown(desk) if c.name == name)


def put(desk: Desk, name: str, many: int) -> None:
    ids = [a.id for a in desk.session.articles.listed[:many]]
    desk.session.do(lambda: desk.session.articles.collect(ids, into=[name]))
    desk.settle()
    desk.until(lambda: desk.session.articles.collections()[name] == many)


def stored(desk: Desk) -> dict[str, list[str]]:
    """What the database holds: the titles in each collection."""
    desk.settle()
    with Store.open(desk.path, read_only=True) as store:
        articles = store.articles()
    names = {name for a in articles for name in a.collections}
    return {name: sorted(a.title for a in articles if name in a.collections) for name in names}


def titles(desk: Desk) -> list[str]:
    model = desk.window.library.model
    return sorted(str(model.index(row).data()) for row in range(model.rowCount()))


def click(chip: CollectionChip) -> None:
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)


def dragged(desk: Desk, rows: Sequence[int]) -> QMimeData:
    model = desk.window.library.model
    return model.mimeData([model.index(row) for row in rows])


def drag_over(desk: Desk, chip: CollectionChip, data: QMimeData) -> QDragMoveEvent:
    """Carry something from the edge of the chips over one of them."""
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    chips = chips_of(desk)
    QApplication.sendEvent(chips, drag_event(QDragEnterEvent, QPoint(0, 0), copy, data, left, none))
    move = drag_event(QDragMoveEvent, chip.geometry().center(), copy, data, left, none)
    QApplication.sendEvent(chips, move)
    return move


def drop(desk: Desk, chip: CollectionChip, data: QMimeData) -> None:
    assert drag_over(desk, chip, data).isAccepted()
    place = chip.geometry().center().toPointF()
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(chips_of(desk), event)
    desk.settle()


def type_name(desk: Desk, name: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    field = chips_of(desk).name
    assert field.isVisible()
    field.selectAll()
    desk.type(name, field)
    QTest.keyClick(field, key)
    desk.settle()


def test_without_a_collection_one_quiet_button_is_there_as_soon_as_there_is_an_article(desk: Desk) -> None:
    assert chips_of(desk).isVisible() and not shown(desk)
    assert chips_of(desk).new.text() == "Collection"


def left_end(button: QWidget) -> QImage:
    return button.grab(QRect(0, 0, 6, button.height())).toImage()


@pytest.mark.parametrize("size", [100, 130])
@pytest.mark.parametrize("name", [theme.LIGHT, theme.DARK, theme.CONTRAST])
def test_they_look_like_the_chips_of_the_status_above_them(four: Desk, name: str, size: int) -> None:
    four.window.resize(1366, 728)
    for collection in ("Floods", "Row & column"):
        put(four, collection, 2)
    for command in (f"theme_{name}", f"size_{size}"):
        four.window.actions_by_id[command].trigger()
    click(chip(four, "Floods"))
    four.until(lambda: len(titles(four)) == 2)
    all_of_them, to_do = four.window.library._filter_row.chips[:2]
    floods, other = shown(four)
    plus = chips_of(four).new
    assert {b.height() for b in (floods, other, plus)} == {to_do.height()}
    assert floods.font() == plus.font() == to_do.font()
    for button in (all_of_them, floods, to_do, other, plus):
        button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        button.clearFocus()
    assert left_end(floods) == left_end(all_of_them) != left_end(to_do)
    assert left_end(other) == left_end(plus) == left_end(to_do)


def test_a_name_has_room_in_bold_and_with_an_ampersand(four: Desk) -> None:
    put(four, "Winds & waves & rain", 1)
    button = chip(four, "Winds & waves & rain")
    assert button.width() >= button.bold.horizontalAdvance(button.text()) + 2 * 6
    assert button.shown == button.text() == "Winds & waves & rain 1"


def test_an_empty_library_has_no_collections(make_desk: Callable[[], Desk]) -> None:
    assert not chips_of(make_desk()).isVisible()


def test_one_click_shows_a_collection_and_another_shows_all(four: Desk) -> None:
    put(four, "Floods", 2)
    put(four, "Row & column", 1)
    assert [c.text() for c in shown(four)] == ["Floods 2", "Row & column 1"]
    library = four.window.library
    click(chip(four, "Floods"))
    four.until(lambda: len(titles(four)) == 2)
    assert library.search.text() == "collection:Floods" and library.narrowing.isChecked()
    assert chip(four, "Floods").isChecked()
    click(chip(four, "Row & column"))
    four.until(lambda: len(titles(four)) == 1)
    assert [c.isChecked() for c in shown(four)] == [False, True]
    click(chip(four, "Row & column"))
    four.until(lambda: len(titles(four)) == 4)
    assert library.search.text() == "" and not any(c.isChecked() for c in shown(four))


def test_chip_menu_and_search_box_say_the_same(four: Desk) -> None:
    put(four, "Floods", 2)
    library = four.window.library
    library.search.setText("county collection:floods")
    assert chip(four, "Floods").isChecked()
    click(chip(four, "Floods"))
    assert library.search.text() == "county"
    four.until(lambda: not library._hits.is_waiting)
    menu = library.narrowing.menu_for([])
    menu.findChildren(QMenu)[0].actions()[0].trigger()
    assert chip(four, "Floods").isChecked()
    four.until(lambda: not library._hits.is_waiting)
    library.search.clear()
    assert not chip(four, "Floods").isChecked()


def test_a_collection_with_quotation_marks_in_its_name_is_found(four: Desk) -> None:
    put(four, 'The "great" flood', 3)
    click(shown(four)[0])
    four.until(lambda: len(titles(four)) == 3)
    assert shown(four)[0].isChecked()


def test_many_collections_with_long_names_take_two_rows_and_widen_nothing(four: Desk) -> None:
    library, chips = four.window.library, chips_of(four)
    width = library.width()
    ids = [four.session.articles.listed[0].id]
    four.session.do(lambda: four.session.articles.collect(ids, into=[f"{LONG} {n}" for n in range(40)]))
    four.settle()
    four.until(lambda: shown(four))
    rows = {c.y() for c in chips.findChildren(CollectionChip) if c.isVisible()}
    assert len(rows) <= 2 and chips.minimumSizeHint().width() == 0
    assert library.width() == width
    assert all(c.geometry().right() < chips.width() for c in chips.findChildren(CollectionChip) if c.isVisible())
    assert chips.more.text() == f"+{40 - len(shown(four))} more…"
    assert html.escape(LONG) in shown(four)[0].toolTip()
    chips.more.setFocus()
    QTest.keyClick(chips.more, Qt.Key.Key_Return)
    menu = chips.findChild(QMenu)
    assert menu is not None
    four.until(menu.isVisible)
    QTest.keyClick(menu, Qt.Key.Key_Up)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert library.search.text() == f'collection:"{LONG} 39"'
    assert any(c.isChecked() and c.name == f"{LONG} 39" for c in shown(four)), "what is shown is always among the chips"
    four.until(lambda: len(titles(four)) == 1)
    assert len({c.height() for c in chips.findChildren(CollectionChip) if c.isVisible()}) == 1
    assert all(c.geometry().bottom() < chips.height() for c in chips.findChildren(CollectionChip) if c.isVisible())


def test_chips_are_one_stop_of_tab_and_walked_by_arrows(four: Desk) -> None:
    for name in ("A", "B", "C"):
        put(four, name, 1)
    chips = chips_of(four)
    there = [c for c in chips.findChildren(CollectionChip) if c.isVisible()]
    stops = [c for c in there if c.focusPolicy() is Qt.FocusPolicy.TabFocus]
    assert [c.name for c in stops] == ["A"]
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home)
    seen = []
    for key in keys:
        four.press(key)
        focus = four.window.focusWidget()
        seen.append(focus.name if isinstance(focus, CollectionChip) else "?")
    assert seen == ["B", "C", "", "A", "", "A"]
    four.press(Qt.Key.Key_Space)
    assert four.window.library.search.text() == "collection:A"
    four.until(lambda: len(titles(four)) == 1)


def test_articles_are_dropped_on_a_chip(four: Desk) -> None:
    put(four, "Floods", 1)
    target = chip(four, "Floods")
    drag_over(four, target, dragged(four, [1, 2]))
    assert target.property("lit") and not chips_of(four).new.property("lit")
    QApplication.sendEvent(chips_of(four), QDragLeaveEvent())
    assert not target.property("lit")
    drop(four, target, dragged(four, [0, 1, 2]))
    four.until(lambda: four.session.articles.collections() == {"Floods": 3})
    assert len(stored(four)["Floods"]) == 3
    four.window.actions_by_id["undo"].trigger()
    assert len(stored(four)["Floods"]) == 1
    drop(four, target, dragged(four, [0]))
    assert "Already in “Floods”" in four.window.status.hint.text()
    other = QMimeData()
    other.setText("a text")
    assert not drag_over(four, target, other).isAccepted() or not target.property("lit")


def test_a_drop_beside_the_chips_asks_for_a_name_in_place(four: Desk) -> None:
    drop(four, chips_of(four).new, dragged(four, [1, 3]))
    type_name(four, "  Week   3 ")
    assert [len(t) for t in stored(four).values()] == [2] and "Week 3" in stored(four)
    four.until(lambda: [c.name for c in shown(four)] == ["Week 3"])
    click(chips_of(four).new)  # by hand: the chosen article
    type_name(four, "Nothing", Qt.Key.Key_Escape)
    assert not chips_of(four).name.isVisible() and list(stored(four)) == ["Week 3"]
    four.window.library.rows.selectRow(2)
    click(chips_of(four).new)
    type_name(four, "week 3")
    assert [len(t) for t in stored(four).values()] == [3], "the collection that is there"


def test_a_collection_is_renamed_in_place_and_what_is_shown_goes_with_it(four: Desk) -> None:
    put(four, "Floods", 2)
    click(chip(four, "Floods"))
    chip(four, "Floods").setFocus()
    four.press(Qt.Key.Key_F2)
    type_name(four, "High water")
    four.until(lambda: [c.name for c in shown(four)] == ["High water"])
    assert list(stored(four)) == ["High water"]
    assert four.window.library.search.text() == 'collection:"High water"'
    four.until(lambda: len(titles(four)) == 2)
    four.window.actions_by_id["undo"].trigger()
    four.until(lambda: [c.name for c in shown(four)] == ["Floods"])
    assert four.window.library.search.text() == "collection:Floods"


def test_two_collections_become_one_by_a_name_and_a_name_changes_its_case(four: Desk) -> None:
    put(four, "Floods", 2)
    put(four, "Rain", 3)
    commands = four.window.collections
    commands.rename("Rain", "floods")
    assert {name: len(t) for name, t in stored(four).items()} == {"Floods": 3}
    commands.rename("Floods", "FLOODS")
    assert list(stored(four)) == ["FLOODS"]


def test_a_deleted_collection_leaves_its_articles_and_comes_back(four: Desk) -> None:
    put(four, "Floods", 2)
    click(chip(four, "Floods"))
    menu = chips_of(four).menu_for("Floods")
    assert [a.text() for a in menu.actions()] == [
        "Show &all articles",
        "&Rename…",
        "&Delete collection",
        "&New collection…",
    ]
    menu.close()
    chip(four, "Floods").setFocus()
    four.press(Qt.Key.Key_Delete)
    assert stored(four) == {} and len(four.articles()) == 4
    four.until(lambda: not shown(four))
    assert four.window.library.search.text() == "", "nothing that is not there narrows the list"
    four.until(lambda: len(titles(four)) == 4)
    four.window.actions_by_id["undo"].trigger()
    four.until(lambda: [c.text() for c in shown(four)] == ["Floods 2"])


def test_a_removed_article_is_counted_no_more(four: Desk) -> None:
    put(four, "Floods", 2)
    four.session.do(lambda: four.session.articles.remove([four.session.articles.listed[0].id]))
    four.until(lambda: [c.text() for c in shown(four)] == ["Floods 1"])
    four.window.actions_by_id["undo"].trigger()
    four.until(lambda: [c.text() for c in shown(four)] == ["Floods 2"])


def test_a_collection_stays_while_its_only_article_is_in_the_trash(four: Desk, make_desk: Callable[[], Desk]) -> None:
    put(four, "Floods", 1)
    (article,) = [a for a in four.session.articles.listed if a.collections]
    four.session.do(lambda: four.session.articles.remove([article.id]))
    four.settle()
    four.until(lambda: [c.text() for c in shown(four)] == ["Floods 0"])
    four.window.close()
    again = make_desk()
    again.until(lambda: [c.text() for c in shown(again)] == ["Floods 0"])
    assert again.session.articles.collections() == {"Floods": 0}
    chips_of(again).renamed.emit("Floods", "Rivers")
    again.until(lambda: [c.text() for c in shown(again)] == ["Rivers 0"])
    chips_of(again).deleted.emit("Rivers")
    again.until(lambda: not shown(again))
    again.window.actions_by_id["undo"].trigger()
    again.until(lambda: [c.text() for c in shown(again)] == ["Rivers 0"])
    again.session.do(lambda: again.session.articles.erase([article.id], then=lambda: None))
    again.until(lambda: not shown(again))


def test_from_right_to_left_the_first_chip_is_on_the_right(four: Desk) -> None:
    put(four, "A", 1)
    put(four, "B", 1)
    chips = chips_of(four)
    chips.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QApplication.sendEvent(chips, QEvent(QEvent.Type.LayoutDirectionChange))
    a, b = shown(four)
    assert a.geometry().right() >= chips.width() - 2 and b.x() < a.x()


def drag_row(desk: Desk, row: int) -> None:
    """Drag a row of the list with the mouse, as far as it takes to be a drag, which sees to the rest."""
    rows = desk.window.library.rows
    place = rows.visualRect(rows.model().index(row, 0)).center()
    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    for step in (1, QApplication.startDragDistance() + 1):
        QTest.mouseMove(rows.viewport(), place + QPoint(0, step))
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_to_drag_an_article_is_not_to_choose_it(four: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    put(four, "Week 3", 1)
    library, document = four.window.library, four.session.document
    assert document is not None
    drops: list[QMimeData] = []

    def carry(drag: QDrag, _actions: Qt.DropAction) -> None:
        drops.append(drag.mimeData())
        drop(four, chip(four, "Week 3"), drag.mimeData())

    monkeypatch.setattr(QDrag, "exec", carry)
    library.rows.setFocus()
    other = library.model.row_of(document.article.id).row() + 1
    drag_row(four, other)
    four.settle()
    assert len(drops) == 1 and len(stored(four)["Week 3"]) == 2
    assert library.selected() == [document.article.id] and four.session.document is document
    library.rows.selectAll()
    drag_row(four, other)
    four.settle()
    assert len(drops) == 2 and len(library.selected()) == 4, "several stay selected"
