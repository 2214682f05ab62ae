"""Foreign text is never rich text: what articles, tags and files are called is shown letter by letter."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QTreeWidgetItem, QWidget

from annotator import edits
from annotator.model import Tag, Underline
from tests.ui.conftest import Desk
from tests.ui.hands import KEYS

MARKUP = "<img src='x'>"
TEXT = f"Harbour {MARKUP} closed\n\nThe bridge {MARKUP} is shut, Ann {MARKUP} Bell said.\n"
TAG = Tag("own_x", f"Rhetoric {MARKUP}", "#5b3fa8", Underline.DOTTED, "7")


@pytest.fixture
def desk(make_desk: Callable[[], Desk], tmp_path: Path) -> Desk:
    made = make_desk()
    made.bring(tmp_path, TEXT)
    made.session.do(lambda: made.session.apply(edits.add_tag(TAG)))
    made.until(lambda: len(made.session.tags.all) == 5)
    made.session.annotations.tag([(0, 7)], TAG.id, lambda _: None)
    made.settle()
    made.mark(f"The bridge {MARKUP} is shut", KEYS["claim"])
    return made


def tips(root: QWidget) -> Iterator[str]:
    return (widget.toolTip() for widget in (root, *root.findChildren(QWidget)))


def labels(root: QWidget) -> Iterator[str]:
    """What the labels show that take a text for rich text, or might."""
    plain = Qt.TextFormat.PlainText
    return (label.text() for label in root.findChildren(QLabel) if label.textFormat() is not plain)


def test_no_label_and_no_tool_tip_of_the_window_takes_a_name_for_markup(desk: Desk) -> None:
    desk.window.view.setFocus()
    for page in (desk.window.inspector, desk.window.bench.suggestions, desk.window.bench.figures):
        desk.window.bench.side.turn_to(page)
        desk.settle()
        assert [tip for tip in tips(desk.window) if "<img" in tip] == []
        assert [text for text in labels(desk.window) if "<img" in text] == []
    assert any("&lt;img" in tip for tip in tips(desk.window)), "it would be there"


def test_what_a_number_counts_is_no_markup(desk: Desk) -> None:
    desk.window.bench.side.turn_to(desk.window.bench.figures)
    tree = desk.window.bench.figures.tree
    desk.until(tree.topLevelItemCount)
    item = tree.topLevelItem(0)
    assert item is not None
    item.setExpanded(True)
    child = item.child(0)
    assert isinstance(child, QTreeWidgetItem)
    assert MARKUP in child.text(0) and "&lt;img" in child.toolTip(0)


def test_a_question_about_a_tag_shows_its_name(desk: Desk) -> None:
    from annotator.ui.annotations.tags_dialog import TagsDialog

    dialog = TagsDialog(desk.session, desk.window.actions_by_id, desk.window.theme, desk.window)
    asked: list[str] = []

    def answer() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QInputDialog)
        asked.append(question.labelText())
        question.reject()

    QTimer.singleShot(150, answer)
    dialog.show()
    dialog.rows[TAG.id].delete.click()
    desk.until(lambda: asked)
    dialog.reject()
    assert "&lt;img" in asked[0] and "<img" not in asked[0]
