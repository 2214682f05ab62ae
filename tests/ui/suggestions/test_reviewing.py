"""Suggestions in the window: walked, accepted, corrected and rejected with real keys, asserted on the database."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.model import Judged, Suggestion, Verdict
from annotator.storage.store import Store
from annotator.suggesters.rule_catalogue import rule_names
from annotator.text.passages import quote_of
from annotator.ui.appearance.foreign_text import escape_markup
from annotator.ui.suggestions.rule_titles import title_of
from annotator.ui.suggestions.rules_dialog import RulesDialog
from tests.suggesters.test_engine import ARTICLE
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, NONE, SHIFT, point_of


@pytest.fixture
def desk(make_desk: Callable[[], Desk], tmp_path: Path) -> Desk:
    """A window with an article that has something of everything, and its suggestions."""
    made = make_desk()
    made.bring(tmp_path, ARTICLE)
    suggest(made)
    return made


def suggest(desk: Desk) -> None:
    QTest.keyClick(desk.view, Qt.Key.Key_J, CONTROL)
    desk.until(lambda: desk.session.document is not None and desk.session.document.proposed)
    desk.settle()


def pending(desk: Desk) -> list[Suggestion]:
    assert desk.session.document is not None
    return desk.session.document.pending


def quotes(desk: Desk) -> list[str]:
    return [quote_of(ARTICLE, s.fragments) for s in pending(desk)]


def verdicts(desk: Desk) -> list[Verdict]:
    assert desk.session.document is not None
    with Store.open(desk.path, read_only=True) as store:
        return store.verdicts(desk.session.document.article.id)


def links(desk: Desk) -> list[tuple[str, str, str]]:
    assert desk.session.document is not None
    with Store.open(desk.path, read_only=True) as store:
        content = store.content(desk.session.document.article.id)
    assert content is not None
    by_id = {a.id: a.quote for a in content.annotations}
    return [(str(k.kind), by_id[k.from_id], by_id[k.to_id]) for k in content.links]


def current(desk: Desk) -> str:
    one = desk.window.view.shown.boxes.current
    return quote_of(ARTICLE, desk.window.view.shown.boxes.fragments) if one is not None else ""


def walk_to(desk: Desk, quote: str) -> None:
    for _ in range(40):
        if current(desk) == quote:
            return
        desk.press(Qt.Key.Key_Tab, on=desk.view)
    raise AssertionError(f"{quote} was not met: {quotes(desk)}")


def test_tab_walks_and_the_text_shows_what_is_current(desk: Desk) -> None:
    bench = desk.window.bench
    assert bench.side.is_shown(bench.suggestions)
    assert desk.view.hasFocus()
    first = current(desk)
    assert first == quotes(desk)[0]
    desk.press(Qt.Key.Key_Tab)
    assert current(desk) == quotes(desk)[1]
    desk.press(Qt.Key.Key_Backtab, SHIFT)
    assert current(desk) == first
    assert bench.side.tabs.tabText(1) == f"Suggestions {len(pending(desk))}"


def test_enter_accepts_a_claim_with_its_source_and_the_link_in_one_step(desk: Desk) -> None:
    walk_to(desk, "The swing bridge will stay closed for six weeks")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    marked = {a.quote: a for a in desk.stored()}
    assert set(marked) == {"The swing bridge will stay closed for six weeks", "the county roads authority"}
    assert all(a.origin == "suggestion" for a in marked.values())
    assert dict(marked["the county roads authority"].attributes) == {"kind": "organisation"}
    assert links(desk) == [
        ("attributed_to", "The swing bridge will stay closed for six weeks", "the county roads authority")
    ]
    assert {v.judged for v in verdicts(desk)} == {Judged.ACCEPTED}
    assert current(desk) != ""  # the next one
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    assert desk.stored() == [] and verdicts(desk) == []
    assert "The swing bridge will stay closed for six weeks" in quotes(desk)


def test_backspace_rejects_for_good(desk: Desk, make_desk: Callable[[], Desk]) -> None:
    walk_to(desk, "Carla Benn/Flickr")
    desk.press(Qt.Key.Key_Backspace)
    desk.settle()
    (verdict,) = verdicts(desk)
    assert (verdict.judged, verdict.rule, verdict.annotation_id) == (Judged.REJECTED, "credit-line", None)
    suggest(desk)
    assert "Carla Benn/Flickr" not in quotes(desk)
    desk.window.close()
    again = make_desk()
    again.until(lambda: again.session.document is not None)
    suggest(again)
    assert "Carla Benn/Flickr" not in quotes(again) and "Ellery Radio" in quotes(again)


def test_a_digit_accepts_with_another_tag_and_brackets_correct_the_edges(desk: Desk) -> None:
    walk_to(desk, "engineer Dana Holt")
    desk.press(Qt.Key.Key_BracketRight)
    assert current(desk) == "Dana Holt"
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    walk_to(desk, "Ellery Radio")
    desk.press(Qt.Key.Key_4)
    desk.settle()
    marked = {a.quote: a for a in desk.stored()}
    assert marked["Dana Holt"].tag == "source" and marked["Ellery Radio"].tag == "location"
    assert marked["Ellery Radio"].attributes == ()  # a place has no kind
    assert {v.judged for v in verdicts(desk)} == {Judged.CORRECTED}
    assert "engineer Dana Holt" not in quotes(desk)
    walk_to(desk, "The bridge is safe for now")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert ("attributed_to", "The bridge is safe for now", "Dana Holt") in links(desk)


def test_with_a_selection_a_digit_marks_as_always(desk: Desk) -> None:
    made = desk.mark("six weeks", Qt.Key.Key_1)
    assert made.origin == "manual" and verdicts(desk) == []


def test_all_that_is_shown_is_accepted_in_one_step(desk: Desk) -> None:
    panel = desk.window.bench.suggestions
    panel.tag.setCurrentIndex(panel.tag.findData("source"))
    panel.score.setCurrentIndex(panel.score.findData(90))
    wanted = [s for s in pending(desk) if s.tag == "source" and round(s.score, 2) >= 0.9]
    assert panel.model.shown == wanted and len(wanted) > 1
    QTest.mouseClick(panel.accept_all, Qt.MouseButton.LeftButton)
    desk.settle()
    assert {s.key for s in wanted} <= {(a.tag, a.fragments) for a in desk.stored()}
    assert all(a.tag == "source" for a in desk.stored())
    desk.press(Qt.Key.Key_Z, CONTROL, on=desk.view)
    desk.settle()
    assert desk.stored() == []
    panel.score.setCurrentIndex(0)
    panel.rule.setCurrentIndex(panel.rule.findData("source-list"))
    assert {s.rule for s in panel.model.shown} == {"source-list"}
    QTest.mouseClick(panel.reject_all, Qt.MouseButton.LeftButton)
    desk.settle()
    assert {v.rule for v in verdicts(desk)} == {"source-list"}


def test_a_click_in_the_text_and_in_the_list_make_one_current(desk: Desk) -> None:
    offset = ARTICLE.index("Ellery Radio") + 3
    QTest.mouseClick(desk.window.view.viewport(), Qt.MouseButton.LeftButton, NONE, point_of(desk, offset))
    assert current(desk) == "Ellery Radio"
    panel = desk.window.bench.suggestions
    assert "list of sources" in panel.reason.text()
    row = panel.model.index(0)
    QTest.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, NONE, panel.list.visualRect(row).center())
    assert current(desk) == quotes(desk)[0]
    desk.press(Qt.Key.Key_Escape, on=desk.view)
    assert current(desk) == ""


def test_the_tip_of_a_row_says_all_of_it(desk: Desk) -> None:
    panel, one = desk.window.bench.suggestions, max(pending(desk), key=lambda s: len(s.reason))
    tip = panel.model.index(panel.model.shown.index(one)).data(Qt.ItemDataRole.ToolTipRole)
    assert escape_markup(one.reason) in tip and escape_markup(quote_of(ARTICLE, one.fragments)) in tip


def test_keys_are_the_annotations_again_when_their_tab_is_shown(desk: Desk) -> None:
    made = desk.mark("six weeks", Qt.Key.Key_1)
    bench = desk.window.bench
    desk.press(Qt.Key.Key_L, CONTROL | SHIFT, on=desk.view)
    assert bench.side.is_shown(bench.inspector) and bench.inspector.list.hasFocus()
    desk.press(Qt.Key.Key_Escape, on=desk.view)
    desk.press(Qt.Key.Key_Tab, on=desk.view)
    assert desk.window.view.current == made.id
    assert not desk.window.actions_by_id["accept_suggestion"].isEnabled()


def painted(desk: Desk) -> QImage:
    QApplication.processEvents()
    return desk.window.view.viewport().grab().toImage()


def test_a_box_is_dashed_and_its_text_has_no_tint(desk: Desk) -> None:
    view = desk.window.view
    desk.press(Qt.Key.Key_Escape, on=desk.view)
    start = ARTICLE.index("Ellery Radio")
    (rect,) = view.sight.rects_of((start, start + len("Ellery Radio")))
    image, top = painted(desk), round(rect.top())
    paper = image.pixelColor(2, 2)
    across = range(round(rect.left()) + 8, round(rect.right()) - 8)
    line = [image.pixelColor(x, y) for y in (top - 1, top, top + 1) for x in across]
    assert any(color != paper for color in line) and any(color == paper for color in line)
    inside = image.pixelColor(QPoint(round(rect.left()) + 2, round(rect.bottom()) - 4))  # below the E, in any font
    assert inside == paper


def test_a_place_is_chosen_among_those_of_its_name(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    text = "A title\n\nShe grew up in Paris and left."
    desk.bring(tmp_path, text)
    suggest(desk)
    panel = desk.window.bench.suggestions
    names = [panel.meant.itemText(n) for n in range(panel.meant.count())]
    assert names[0].startswith("Paris · capital in France") and any("in United States" in name for name in names)
    panel.meant.setCurrentIndex(next(n for n, name in enumerate(names) if "in United States" in name))
    desk.press(Qt.Key.Key_Return, on=desk.view)
    desk.settle()
    (place,) = desk.stored()
    assert place.attribute("country") == "US"


def test_a_rule_is_switched_off_and_precision_is_counted(desk: Desk) -> None:
    walk_to(desk, "Carla Benn/Flickr")
    desk.press(Qt.Key.Key_Backspace)
    desk.settle()
    QTest.mouseClick(desk.window.bench.suggestions.rules, Qt.MouseButton.LeftButton)
    desk.until(lambda: desk.window.findChild(RulesDialog) is not None)
    dialog = desk.window.findChild(RulesDialog)
    assert isinstance(dialog, RulesDialog)
    row = dialog.tree.topLevelItem(0)
    assert row is not None
    assert [row.text(n) for n in range(6)] == ["A line of credits", "Image credit", "", "", "1", "0%"]
    assert row.toolTip(0) == "credit-line"
    listed = [dialog.tree.topLevelItem(n) for n in range(dialog.tree.topLevelItemCount())]
    place = next(item for item in listed if item is not None and item.toolTip(0) == "source-list")
    place.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.accept()
    desk.until(lambda: "Ellery Radio" not in quotes(desk))
    desk.settle()
    suggest(desk)
    assert "Ellery Radio" not in quotes(desk)


def test_every_rule_of_ours_has_a_title_and_those_of_others_their_name() -> None:
    names = [name for name, _ in rule_names()]
    assert [name for name in names if title_of(name) == name] == []
    assert title_of("nach-angaben-claim") == "“nach Angaben X”"
    assert title_of("somebody-elses") == "somebody-elses"


def test_suggestions_come_by_themselves_where_the_person_wishes(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    desk.bring(tmp_path, ARTICLE)
    assert desk.session.document is not None and desk.session.document.proposed == []
    desk.window.actions_by_id["suggest_on_opening"].trigger()
    desk.until(lambda: desk.session.document is not None and desk.session.document.proposed)
    desk.settle()
    desk.bring(tmp_path, ARTICLE + "\nOne more line, officials said.\n", "other.txt")
    desk.until(lambda: desk.session.document is not None and desk.session.document.proposed)
    desk.settle()


def test_what_is_marked_already_is_not_suggested(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    desk.bring(tmp_path, ARTICLE)
    made = desk.mark("county roads authority", Qt.Key.Key_2)  # nearly the same, which is the same source
    suggest(desk)
    assert "the county roads authority" not in quotes(desk)
    walk_to(desk, "The swing bridge will stay closed for six weeks")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert len(desk.stored()) == 2  # the source is the one that was there
    assert links(desk) == [("attributed_to", "The swing bridge will stay closed for six weeks", made.quote)]


def test_an_article_in_which_nothing_is_found_says_so_instead_of_offering_to_look(
    make_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    desk = make_desk()
    desk.bring(tmp_path, "Zzz\n\nzzz zzz.\n", "z.txt")
    empty = desk.window.bench.suggestions.empty
    assert empty.said.text().startswith("Annotator can propose")
    QTest.keyClick(desk.view, Qt.Key.Key_J, CONTROL)
    desk.settle()
    desk.until(lambda: empty.said.text() == "Nothing to suggest was found in this article.")
    assert empty.button.text() == "Which rules to trust…"
    desk.bring(tmp_path, ARTICLE)
    assert empty.said.text().startswith("Annotator can propose")
