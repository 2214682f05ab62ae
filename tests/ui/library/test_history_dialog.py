import re
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator import edits
from annotator.model import Annotation, LinkKind, Status, Tag, Underline
from annotator.ui.library.history_dialog import HistoryDialog
from tests.making import BRIDGE, behind_the_back
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, KEYS


def opened(desk: Desk) -> HistoryDialog:
    desk.press(Qt.Key.Key_H, CONTROL)
    dialog = desk.window.bench.dialogs.history
    assert dialog is not None
    desk.until(lambda: dialog.model.steps)
    return dialog


def said(dialog: HistoryDialog) -> list[str]:
    """The rows without what they were about."""
    first = [str(dialog.model.index(r).data()).split("\n")[0] for r in range(dialog.model.rowCount())]
    return [line.split(": ")[0].strip() for line in first]


def go(desk: Desk, dialog: HistoryDialog, row: int) -> list[Annotation]:
    dialog.list.setCurrentIndex(dialog.model.index(row))
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    desk.until(lambda: not dialog._going)
    desk.settle()
    desk.until(lambda: dialog.model.here == row)
    return desk.stored()


def test_any_point_can_be_gone_back_to_and_on_again(desk: Desk) -> None:
    made = [desk.mark(w, KEYS["claim"]) for w in ("swing", "mainland", "storm")]
    desk.press(Qt.Key.Key_Delete)
    desk.settle()
    dialog = opened(desk)
    tagged = "Tag 1 passage"
    assert said(dialog) == ["●  Delete 1 annotation", tagged, tagged, tagged, "Add 1 article", "The beginning"]
    assert "tester" in dialog.model.index(1).data()
    assert [a.id for a in go(desk, dialog, 3)] == [made[0].id]
    assert said(dialog)[0] == "Delete 1 annotation  (undone)" and said(dialog)[3].startswith("●")
    assert len(go(desk, dialog, 1)) == 3
    assert len(go(desk, dialog, 0)) == 2
    go(desk, dialog, 5)
    assert desk.articles() == []
    go(desk, dialog, 0)
    desk.until(lambda: desk.session.document is not None)
    assert len(desk.stored()) == 2
    dialog.close()


def test_many_steps_are_gone_in_pieces(desk: Desk) -> None:
    made = desk.mark("Port Ellery", KEYS["claim"])
    for i in range(60):
        desk.session.annotations.retag([made.id], "source" if i % 2 == 0 else "claim")
        desk.settle()
    dialog = opened(desk)
    assert [a.tag for a in go(desk, dialog, 60)] == ["claim"]
    assert len(go(desk, dialog, 0)) == 1
    dialog.close()


def test_a_step_that_no_longer_applies_is_skipped_and_said(desk: Desk) -> None:
    first = desk.mark("Port Ellery", KEYS["claim"])
    desk.mark("mainland", KEYS["claim"])
    with behind_the_back(desk.path) as connection:
        connection.execute("UPDATE annotations SET note = 'x', updated_at = '2030' WHERE id = ?", (first.id,))
    dialog = opened(desk)
    dialog.list.setCurrentIndex(dialog.model.index(2))
    dialog.go()
    desk.until(lambda: not dialog._going)
    desk.settle()
    assert [a.id for a in desk.stored()] == [first.id]
    assert "skipped" in desk.window.notice.text
    dialog.close()


def test_rows_name_the_article_the_tag_and_the_quote(desk: Desk) -> None:
    first = desk.mark("Port Ellery", KEYS["location"])
    desk.mark("county roads authority", KEYS["source"])
    desk.window.view.make_current(first.id)
    for key in (KEYS["claim"], Qt.Key.Key_Delete):
        desk.press(key, on=desk.window.view)
        desk.settle()
    dialog = opened(desk)
    rows = dialog.model

    def lines(row: int) -> list[str]:
        return [line.strip() for line in str(rows.index(row).data()).split("\n")]

    desk.until(lambda: [lines(row) for row in range(5)] and "“" in lines(3)[0])
    assert lines(0)[0] == "●  Delete 1 annotation: Claim “Port Ellery”"
    assert lines(1)[0] == "Change the tag of 1 annotation: Location → Claim “Port Ellery”"
    assert lines(2)[0] == "Tag 1 passage: Source “county roads authority”"
    assert lines(3)[0] == "Tag 1 passage: Location “Port Ellery”"  # as it was then
    assert lines(4)[0] == "Add 1 article: “Harbour bridge closed after storm damage”"
    for row in range(4):
        assert lines(row)[1].endswith(" · tester · Harbour bridge closed after storm damage")
    go(desk, dialog, 2)
    desk.until(lambda: "→" in lines(1)[0] and "“" in lines(0)[0])
    assert lines(1)[0] == "Change the tag of 1 annotation  (undone): Location → Claim “Port Ellery”"
    assert lines(0)[0] == "Delete 1 annotation  (undone): Claim “Port Ellery”"
    dialog.close()


def heads(dialog: HistoryDialog) -> list[str]:
    """The first lines of the rows, as soon as it is known what each was about; the last two are always the same."""
    rows = range(dialog.model.rowCount() - 1)
    return [str(dialog.model.index(row).data()).split("\n")[0].strip(" ●") for row in rows]


def test_rows_name_the_articles_and_what_became_of_them(desk: Desk, tmp_path: Path) -> None:
    session = desk.session
    for number in range(4):
        desk.bring(tmp_path, f"Article {number} <b>\n\nWords.\n", f"{number}.txt")
    ids = [a.id for a in session.articles.listed]
    newest = ids[0]
    long = [newest, *ids[1:4], ids[4]]
    session.do(lambda: session.articles.collect(long, into=["Floods"]))
    session.do(lambda: session.articles.collect([newest], into=["Rains"], out_of=["Floods"]))
    session.do(lambda: session.articles.collect([newest], out_of=["Rains"]))
    session.do(lambda: session.articles.set_status([newest], Status.DONE))
    session.do(lambda: session.articles.describe(newest, title="Another title"))
    session.do(lambda: session.articles.describe(newest, note="Read again"))
    session.do(lambda: session.articles.remove([newest]))
    session.do(lambda: session.articles.remove(ids[1:]))
    desk.settle()
    dialog = opened(desk)
    wanted = [
        "Remove 4 articles: “Article 2 <b>”, “Article 1 <b>” and 2 more",
        "Remove 1 article: “Another title”",
        "Change what is known of 1 article: “Another title”",
        "Change what is known of 1 article: “Article 3 <b>” → “Another title”",
        "Change the status of 1 article: “Another title” → done",
        "Change the collections of 1 article: “Another title” out of “Rains”",
        "Change the collections of 1 article: “Another title”, “Floods” → “Rains”",
        "Change the collections of 5 articles: … and 3 more into “Floods”",
        "Add 1 article: “Another title”",
        "Add 1 article: “Article 2 <b>”",
    ]

    def are_named() -> bool:
        rows = [re.sub("“[^”]+”, “[^”]+” and 3", "… and 3", row) for row in heads(dialog)]  # in no order
        return rows[:10] == wanted

    desk.until(are_named)
    go(desk, dialog, 8)
    again = "Change the collections of 1 article  (undone): “Article 3 <b>”, “Floods” → “Rains”"
    desk.until(lambda: heads(dialog)[6] == again)
    dialog.close()


def test_rows_name_own_tags_and_both_ends_of_a_link_and_how_many_more_there_were(desk: Desk) -> None:
    session = desk.session
    own = Tag("own_law", "Laws & rules", "#402090", Underline.DOTTED, "5")
    session.do(lambda: session.apply(edits.add_tag(own)))
    desk.settle()
    session.do(lambda: session.apply(edits.change_tag(own, own._replace(name="Statutes"))))
    desk.settle()
    claim = desk.mark("The bridge is safe", KEYS["claim"])
    source = desk.mark("county roads authority", KEYS["source"])
    session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id)
    desk.settle()
    session.annotations.delete([claim.id, source.id])
    desk.settle()
    session.do(lambda: session.apply(edits.delete_tag(own._replace(name="Statutes"), [], [], None)))
    desk.settle()
    dialog = opened(desk)
    wanted = [
        "Delete a tag: “Statutes”",
        "Delete 2 annotations: Claim “The bridge is safe” and 1 more",
        "Link to a source: “The bridge is safe” → “county roads authority”",
        "Tag 1 passage: Source “county roads authority”",
        "Tag 1 passage: Claim “The bridge is safe”",
        "Change a tag: “Laws & rules” → “Statutes”",
        "Make a tag: “Laws & rules”",
    ]
    desk.until(lambda: heads(dialog)[:7] == wanted)
    dialog.close()


def test_rows_name_the_verdict_and_what_else_became_of_the_details(desk: Desk) -> None:
    claim = desk.mark("bridge is safe", KEYS["claim"])
    desk.window.actions_by_id["check_refuted"].trigger()
    desk.settle()
    for values in ({"check": ""}, {"stance": "denies", "quotation": "direct"}):
        desk.session.do(partial(desk.session.annotations.describe, claim.id, values, own_step=True))
        desk.settle()
    desk.press(Qt.Key.Key_Z, CONTROL)
    desk.settle()
    dialog = opened(desk)
    desk.until(lambda: "refuted" in str(dialog.model.index(2).data()))
    rows = [str(dialog.model.index(n).data()).split("\n")[0] for n in range(3)]
    assert rows[0].endswith("Claim “bridge is safe” → Stance: denies, Quotation: direct")
    assert rows[1].endswith("Claim “bridge is safe” → not checked")
    assert rows[2].endswith("Claim “bridge is safe” → refuted")
    dialog.close()


def test_a_step_counts_what_a_person_counts(desk: Desk) -> None:
    claim = desk.mark("Port Ellery", KEYS["claim"])
    source = desk.mark("county roads authority", KEYS["source"])
    desk.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id)
    desk.settle()
    desk.session.annotations.describe(claim.id, {"check": "supported"})
    desk.settle()
    assert "set the check of 1 annotation" in desk.window.actions_by_id["undo"].text()
    desk.session.annotations.delete([source.id])
    desk.settle()
    dialog = opened(desk)
    assert said(dialog)[:3] == ["●  Delete 1 annotation", "Set the check of 1 annotation", "Link to a source"]
    dialog.close()


def test_what_was_rejected_is_quoted(desk: Desk) -> None:
    panel = desk.window.bench.suggestions
    desk.press(Qt.Key.Key_J, CONTROL)
    desk.until(panel.model.rowCount)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Backspace)
    desk.settle()
    dialog = opened(desk)
    desk.until(lambda: "“" in str(dialog.model.index(0).data()))
    row = str(dialog.model.index(0).data()).split("\n")[0]
    assert row.startswith("●  Reject 1 suggestion: ")
    quote = row.partition("“")[2].rstrip("”…")
    assert quote and quote in BRIDGE
    dialog.close()


def test_suggestions_that_were_accepted_are_counted_as_such(desk: Desk) -> None:
    panel = desk.window.bench.suggestions
    desk.press(Qt.Key.Key_J, CONTROL)
    desk.until(panel.model.rowCount)
    count = panel.model.rowCount()
    panel.accept_all.click()
    desk.settle()
    assert desk.window.actions_by_id["undo"].text().endswith(f"accept {count} suggestions")
    dialog = opened(desk)
    assert said(dialog)[0] == f"●  Accept {count} suggestions"
    dialog.close()


def test_there_is_nowhere_to_go_from_where_one_is_and_rows_say_all_in_a_tip(desk: Desk) -> None:
    desk.mark("Port Ellery", KEYS["claim"])
    dialog = opened(desk)
    assert not dialog.button.isEnabled()
    dialog.list.setCurrentIndex(dialog.model.index(1))
    assert dialog.button.isEnabled()
    dialog.list.setCurrentIndex(dialog.model.index(0))
    assert not dialog.button.isEnabled()
    desk.until(lambda: "Harbour bridge" in dialog.model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    go(desk, dialog, 1)
    assert not dialog.button.isEnabled()
    dialog.close()
