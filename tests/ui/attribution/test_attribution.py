"""The tab of attribution: numbers that open, places that are shown, reports that are written."""

import csv
import json
import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem

from annotator.analysis.attribution import coverage
from annotator.analysis.reporting import write_html
from annotator.model import LinkKind
from annotator.ui.attribution.panel import LIBRARY, SELECTED, AttributionPanel
from annotator.ui.attribution.pdf_report import as_pdf
from tests.formats.awkward import content, spans_of
from tests.ui.conftest import Desk
from tests.ui.hands import CONTROL, NONE

TEXT = """Harbour bridge closed

The bridge is shut, Ann Bell said. Rain fell all day. Nobody was hurt.

Image placeholder title
"""


@pytest.fixture
def desk(make_desk: Callable[[], Desk], tmp_path: Path) -> Desk:
    made = make_desk()
    made.bring(tmp_path, TEXT)
    claim = made.mark("The bridge is shut", Qt.Key.Key_1)
    made.mark("Rain fell all day", Qt.Key.Key_1)
    source = made.mark("Ann Bell", Qt.Key.Key_2)
    made.session.do(lambda: made.session.annotations.link(LinkKind.ATTRIBUTED_TO, claim.id, source.id))
    made.settle()
    return made


def panel(desk: Desk) -> AttributionPanel:
    return desk.window.bench.figures


def figures(desk: Desk) -> dict[str, str]:
    tree = panel(desk).tree
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items if item is not None}


def figure(desk: Desk, text: str) -> QTreeWidgetItem:
    tree = panel(desk).tree
    items = [tree.topLevelItem(n) for n in range(tree.topLevelItemCount())]
    return next(item for item in items if item is not None and text in item.text(0))


def children(item: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    below = [item.child(n) for n in range(item.childCount())]
    return [child for child in below if child is not None]


def show(desk: Desk) -> None:
    QTest.keyClick(desk.view, Qt.Key.Key_F9)
    desk.until(lambda: figures(desk))


def click(desk: Desk, item: QTreeWidgetItem) -> None:
    tree = panel(desk).tree
    tree.scrollToItem(item)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, NONE, tree.visualItemRect(item).center())


def test_the_status_bar_says_how_much_is_attributed_and_leads_to_the_tab(desk: Desk) -> None:
    button = desk.window.status.open
    assert button.text() == "1 of 2 claims attributed · 1 without a source"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.until(lambda: figures(desk))
    assert desk.window.bench.side.is_shown(panel(desk))
    assert panel(desk).says.text() == "1 of 2 claims attributed · 50% of the words of claims have a source"
    assert figures(desk)["without a source"] == "1" and figures(desk)["with one source"] == "1"
    groups = [figure(desk, text) for text in ("without a source", "with one source", "not checked")]
    assert not [item.text(0) for item in groups if item.icon(0).isNull()]  # or their words would stand askew
    assert figures(desk)["Ann Bell"] == "1" and figures(desk)["without a credit"] == "1"


def test_a_claim_of_the_authors_own_is_attributed_in_the_status_bar_in_the_tab_and_in_reports(desk: Desk) -> None:
    desk.mark("Nobody was hurt", Qt.Key.Key_1)
    desk.press(Qt.Key.Key_O, on=desk.view)
    desk.until(lambda: desk.window.status.open.text() == "2 of 3 claims attributed · 1 without a source")
    show(desk)
    desk.until(lambda: panel(desk).says.text() == "2 of 3 claims attributed · 36% of the words of claims have a source")
    assert figures(desk)["the author’s own"] == figures(desk)["without a source"] == "1"
    shown = desk.window.bench.attribution._shown
    assert shown is not None
    assert '<td dir="auto">of them attributed</td><td class="n">2</td>' in write_html(*shown).decode()


def test_a_number_lists_its_claims_and_shows_them_and_each_leads_to_its_place(desk: Desk) -> None:
    show(desk)
    click(desk, figure(desk, "without a source"))
    (child,) = children(figure(desk, "without a source"))
    assert child.text(0) == "Rain fell all day"
    start = TEXT.index("Rain fell")
    assert desk.window.view.shown.matches == [(start, start + len("Rain fell all day"))]
    click(desk, child)
    document = desk.session.document
    assert document is not None
    assert document.annotations[desk.window.view.current].quote == "Rain fell all day"


def test_checks_are_counted_and_open_into_their_claims(desk: Desk) -> None:
    claim = next(a for a in desk.stored() if a.quote == "Rain fell all day")
    show(desk)
    assert figures(desk)["not checked"] == "2"
    desk.session.do(lambda: desk.session.annotations.describe(claim.id, {"check": "refuted"}))
    desk.until(lambda: figures(desk).get("refuted") == "1")
    click(desk, figure(desk, "refuted"))
    (child,) = children(figure(desk, "refuted"))
    assert child.text(0) == "Rain fell all day"


def test_by_keys_alone(desk: Desk) -> None:
    show(desk)
    tree = panel(desk).tree
    assert tree.hasFocus()
    tree.setCurrentItem(figure(desk, "without a source"))
    desk.press(Qt.Key.Key_Return, on=tree)
    desk.press(Qt.Key.Key_Down, on=tree)
    desk.press(Qt.Key.Key_Return, on=tree)
    assert desk.window.view.current


def test_the_numbers_follow_what_is_done(desk: Desk) -> None:
    show(desk)
    desk.view.setFocus()
    desk.mark("Nobody was hurt", Qt.Key.Key_1)
    desk.until(lambda: figures(desk).get("without a source") == "2")
    desk.press(Qt.Key.Key_Z, CONTROL, on=desk.view)
    desk.until(lambda: figures(desk).get("without a source") == "1")


def test_the_library_is_counted_and_a_claim_of_another_article_is_opened(desk: Desk, tmp_path: Path) -> None:
    first = desk.session.document
    assert first is not None
    desk.bring(tmp_path, "Another\n\nSnow fell in the north.\n", "other.txt")
    desk.mark("Snow fell", Qt.Key.Key_1)
    show(desk)
    assert figures(desk)["without a source"] == "1"
    scope = panel(desk).scope
    scope.setCurrentIndex(scope.findData(LIBRARY))
    desk.until(lambda: figures(desk).get("without a source") == "2")
    click(desk, figure(desk, "without a source"))
    below = children(figure(desk, "without a source"))
    assert [child.text(0) for child in below] == ["Snow fell · Another", "Rain fell all day · Harbour bridge closed"]
    click(desk, below[1])
    desk.until(lambda: desk.session.document and desk.session.document.article.id == first.article.id)
    desk.until(lambda: desk.window.view.current)
    scope.setCurrentIndex(scope.findData(SELECTED))
    desk.window.library.rows.selectAll()
    desk.until(lambda: figures(desk).get("without a source") == "2")


def test_with_no_article_there_is_nothing_to_count(make_desk: Callable[[], Desk]) -> None:
    desk = make_desk()
    desk.window.actions_by_id["attribution"].trigger()
    desk.qtbot.wait(200)
    assert figures(desk) == {} and not panel(desk).report.isEnabled()


@pytest.mark.usefixtures("qapp")
def test_a_verdict_is_one_line_of_a_report_as_pdf_beside_a_long_claim_and_a_long_source() -> None:
    claim = "The swing bridge to the mainland stays closed until the spring because of the damage that storms did to it"
    source = "Northern Wire correspondents in the harbour of Port Ellery and the county roads authority"
    made = content(f"{claim}\n\n{source}\n", ("claim", spans_of(claim, claim)))
    for verdict, words in (("supported", "✓ supported"), ("unverifiable", "? cannot be verified")):
        found = coverage([made._replace(annotations=[made.annotations[0]._replace(attributes=(("check", verdict),))])])
        (id_,) = found.claims
        found.said[id_] = found.said[id_]._replace(sources=(source,))
        page = PdfReader(BytesIO(as_pdf(found, {}))).pages[0]
        said = " ".join(unicodedata.normalize("NFKC", page.extract_text()).split())
        assert words in said.partition("All claims")[2]


def test_a_long_report_as_pdf_is_written_without_a_warning(desk: Desk, tmp_path: Path) -> None:
    text = "".join(f"Rain fell for {day} days and nobody was hurt in the north.\n\n" for day in range(20))
    desk.bring(tmp_path, f"Long\n\n{text}", "long.txt")
    for day in range(20):
        desk.mark(f"Rain fell for {day} days and nobody was hurt in the north", Qt.Key.Key_1)
    show(desk)
    desk.until(lambda: figures(desk).get("without a source") == "20")
    desk.window.bench.attribution.write(tmp_path / "report.pdf")
    desk.until(lambda: "report is in" in desk.window.notice.text)
    assert len(PdfReader(tmp_path / "report.pdf").pages) > 1


@pytest.mark.parametrize("suffix", [".html", ".csv", ".json", ".pdf"])
def test_a_report_is_written_in_each_kind(desk: Desk, tmp_path: Path, suffix: str) -> None:
    show(desk)
    target = tmp_path / f"report{suffix}"
    desk.window.bench.attribution.write(target)
    desk.until(lambda: "report is in" in desk.window.notice.text)
    if suffix == ".json":
        assert json.loads(target.read_bytes())["claims"] == 2
    elif suffix == ".csv":
        rows = list(csv.DictReader(target.read_text(encoding="utf-8-sig").splitlines()))
        assert [row["quote"] for row in rows if row["what"] == "claim"] == ["The bridge is shut", "Rain fell all day"]
    elif suffix == ".pdf":
        text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(target).pages)
        assert "Who says so?" in text and "Rain fell all day" in text
        assert "All claims" in text and "not checked" in text and "tester" in text and "1 / " in text
    else:
        assert "Rain fell all day" in target.read_text(encoding="utf-8")
