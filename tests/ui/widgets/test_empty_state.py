"""What an empty list says: in each part of the window, by its cause, with a button that helps."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from annotator.model import Status
from annotator.text.search import Query
from annotator.ui.annotations.tag_all_dialog import TagAllDialog
from annotator.ui.commands.shortcuts import ShortcutDialog
from annotator.ui.library.collections_dialog import CollectionsDialog
from annotator.ui.library.history_dialog import HistoryDialog
from annotator.ui.library.trash_dialog import TrashDialog
from annotator.ui.widgets.empty_state import EmptyState
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def press(empty: EmptyState) -> None:
    QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)


def test_an_article_without_annotations_says_how_to_make_one_and_suggests(desk: Desk) -> None:
    empty = desk.window.inspector.empty
    assert empty.isVisible() and "Select words, then press 1–4" in empty.said.text()
    assert desk.window.inspector.list.accessibleDescription() == empty.said.text()
    focus = desk.window.focusWidget()
    press(empty)
    desk.until(lambda: desk.session.document is not None and desk.session.document.pending)
    assert desk.window.bench.suggestions.list.isVisible() and not desk.window.bench.suggestions.empty.isVisible()
    assert desk.window.focusWidget() is focus


def test_it_goes_with_the_first_annotation_and_comes_back_with_its_end(desk: Desk) -> None:
    empty = desk.window.inspector.empty
    desk.mark("Port Ellery", KEYS["location"])
    assert not empty.isVisible() and desk.window.inspector.list.accessibleDescription() == ""
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    assert empty.isVisible()


def test_a_filter_that_leaves_no_annotation_can_be_cleared(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    inspector = desk.window.inspector
    desk.type("zebra", inspector.search)
    assert inspector.empty.isVisible() and inspector.empty.button.text() == "Clear the filter"
    inspector._filters["claim"].click()
    press(inspector.empty)
    assert inspector.search.text() == "" and inspector._filters[""].isChecked()
    assert inspector.model.rowCount() == 1 and not inspector.empty.isVisible()


def test_what_an_article_says_follows_the_cause(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["location"])
    inspector = desk.window.inspector
    desk.type("zebra", inspector.search)
    assert inspector.empty.button.text() == "Clear the filter"
    desk.session.do(desk.session.history.undo)
    desk.until(lambda: inspector.empty.button.text() == "Suggest")


def test_the_library_says_why_no_article_is_listed(desk: Desk) -> None:
    library = desk.window.library
    library._filters[Status.DONE].click()
    assert library.nothing.isVisible()
    press(library.nothing)
    assert library.model.rowCount() == 1 and not library.nothing.isVisible()
    desk.type("zebra", library.search)
    desk.until(library.nothing.isVisible)
    press(library.nothing)
    assert library.search.text() == "" and library.model.rowCount() == 1
    desk.window.actions_by_id["remove"].trigger()
    desk.settle()
    assert library.nothing.isVisible() and "Drop files" in library.nothing.said.text()


def test_what_the_library_says_follows_the_cause(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    library = desk.window.library
    assert "Drop files" in library.nothing.said.text()
    desk.type("zebra", library.search)
    desk.bring(tmp_path)
    desk.until(lambda: library.nothing.button.text() == "Clear the search" and library.nothing.isVisible())
    press(library.nothing)
    desk.until(lambda: not library.nothing.isVisible())


def test_a_choice_that_leaves_no_suggestion_can_be_taken_back(desk: Desk) -> None:
    panel = desk.window.bench.suggestions
    desk.press(Qt.Key.Key_J, CONTROL)
    desk.until(panel.model.rowCount)
    document = desk.session.document
    assert document is not None
    missing = next(tag for tag in KEYS if all(tag != one.tag or one.score < 0.85 for one in document.pending))
    panel.score.setCurrentIndex(panel.score.count() - 1)
    panel.tag.setCurrentIndex(panel.tag.findData(missing))
    assert panel.empty.isVisible() and panel.empty.button.text() == "Show all"
    press(panel.empty)
    assert panel.model.rowCount() and not panel.empty.isVisible()


def test_pickers_say_that_nothing_is_called_so(desk: Desk) -> None:
    desk.press(Qt.Key.Key_K, CONTROL)
    picker = desk.window.bench.palette.picker
    desk.type("qqqq", picker.line)
    assert picker.empty.isVisible() and "“qqqq”" in picker.empty.said.text()


def test_the_empty_lists_of_the_dialogs(desk: Desk) -> None:
    window = desk.window
    trash = TrashDialog(desk.session, window)
    collections = CollectionsDialog(desk.session, [a.id for a in desk.session.articles.listed], window)
    shortcuts = ShortcutDialog(window.actions_by_id, window.settings, window)
    tag_all = TagAllDialog(desk.session, Query("zebra"), "claim", window.keys.hold, window)
    for dialog in (trash, collections, tag_all):
        dialog.show()
        desk.until(partial(fits, dialog, dialog.empty))
    desk.until(lambda: "stands nowhere" in tag_all.empty.said.text())
    tag_all.line.clear()
    desk.until(lambda: "Type the words" in tag_all.empty.said.text())
    shortcuts.show()
    assert not shortcuts.empty.isVisible()
    desk.type("qqqq", shortcuts.filter)
    assert shortcuts.empty.isVisible()
    press(shortcuts.empty)
    assert not shortcuts.empty.isVisible()
    for opened in (trash, collections, shortcuts, tag_all):
        opened.close()


def test_a_library_in_which_nothing_was_done_has_a_history_that_says_so(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    dialog = HistoryDialog(desk.session, desk.window)
    dialog.show()
    answers: list[object] = []
    desk.session.history.past(answers.append)
    desk.until(lambda: answers)
    assert dialog.empty.isVisible() and answers == [[]]
    dialog.close()


def fits(dialog: QWidget, empty: EmptyState) -> bool:
    """Whether something is said, and has room in the dialog."""
    return empty.isVisible() and dialog.rect().contains(
        empty.said.geometry().translated(empty.mapTo(dialog, empty.rect().topLeft()))
    )
