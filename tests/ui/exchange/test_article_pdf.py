"""An article as PDF: what stands in it, how it is marked, and that no display is needed."""

import os
import re
import subprocess
import sys
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from annotator.formats.codecs import html
from annotator.formats.exporting.verification import NotVerified
from annotator.model import TAGS, Content
from annotator.storage.store import Store
from annotator.ui.exchange.article_document import dots
from annotator.ui.exchange.article_pages import ArticlePages, _underline, a4
from annotator.ui.exchange.article_pdf import warnings, write_one
from annotator.ui.exchange.pdf_file import verify
from tests.formats.awkward import AWKWARD, content, spans_of
from tests.making import BRIDGE, add, tag

pytestmark = pytest.mark.usefixtures("qapp")


def reader(of: Content) -> PdfReader:
    return PdfReader(BytesIO(write_one(of)[".pdf"]))


def text(of: Content) -> str:
    """The words of a PDF, with one blank between them."""
    return " ".join(" ".join(page.extract_text() for page in reader(of).pages).split())


def bridge() -> Content:
    made = content(
        BRIDGE,
        ("claim", spans_of(BRIDGE, "The swing bridge linking Port Ellery with the mainland will stay closed")),
        ("location", spans_of(BRIDGE, "Port Ellery")),
        ("source", spans_of(BRIDGE, "the county roads authority")),
        ("image_credit", spans_of(BRIDGE, "Openphoto archive")),
    )
    claim = made.annotations[0]._replace(note="Ask the authority.", attributes=(("check", "disputed"),))
    article = made.article._replace(site="Coastal Courier", authors=("Ann Ash",), language="en", note="Seen twice.")
    return made._replace(article=article, annotations=[claim, *made.annotations[1:]])


def test_it_says_everything_that_is_known() -> None:
    said = text(bridge())
    assert "Harbour bridge closed after storm damage" in said
    assert "Coastal Courier · Ann Ash" in said and "4 annotations by tester" in said
    assert "Claim Source Image credit Location" in said  # the legend
    assert "2 Claim “The swing bridge" not in said and "Claim “The swing bridge linking Port Ellery" in said
    assert "Check: disputed" in said and "Note: Ask the authority." in said and "Note: Seen twice." in said
    assert "1 / 1" in said
    assert said.count("closed 1") == 1 and said.count("Port Ellery 2") == 1  # the numbers in the text


def test_numbers_at_one_place_are_not_read_as_one() -> None:
    made = content("The bridge, they say.\n", ("claim", [(4, 10)]), ("source", [(4, 10)]), ("location", [(4, 11)]))
    document = ArticlePages(made, TAGS, a4())._article.document
    assert "The bridge1, 2,3 they say." in document.toPlainText()
    assert "The bridge 1, 2 , 3 they say." in text(made)


def test_a_page_on_the_web_says_the_same_in_the_same_order() -> None:
    for made in (bridge(), AWKWARD["rich"], content("A bridge\n\nIt is closed.\n"), AWKWARD["the same twice"]):
        page = html.write_one(made)[".html"].decode().split("<main", 1)[1].split(">", 1)[1]
        words = unescape(re.sub("<[^>]+>", "", re.sub("<(br|li|p|h.|span class)", r"\n<\1", page)))
        document = ArticlePages(made, TAGS, a4())._article.document
        numbered = re.sub(r"(?m)^\d+\t", "", document.toPlainText())  # the numbers of its list are a browser's there
        assert numbered.split() == words.split()


def test_no_more_is_set_than_fills_a_page_and_the_head_counts_everything() -> None:
    words = "".join(f"Line {i} of the article says nothing new.\n\n" for i in range(400))
    made = content(words, ("claim", spans_of(words, "Line 3 of")), ("claim", spans_of(words, "Line 399 of")))
    said = ArticlePages(made, TAGS, a4(), most=1)._article.document.toPlainText()
    assert "2 annotations by tester" in said and "Line 30 of" in said and "Line 300 of" not in said


def test_without_annotations_it_has_neither_a_legend_nor_a_list() -> None:
    made = content("A bridge\n\nIt is closed.\n")
    assert ArticlePages(made, TAGS, a4())._article.document.blockCount() == 2
    assert "Annotations" not in text(made)


def test_who_reads_it_is_told_its_title_its_author_and_its_language() -> None:
    file = reader(bridge())
    assert file.metadata is not None and file.metadata.title == "Harbour bridge closed after storm damage"
    assert file.metadata.author == "Ann Ash"
    assert str(file.root_object["/Lang"]) == "en"


def test_words_are_copied_with_blanks_and_without_ligatures() -> None:
    said = reader(content("Five officials fled the fire.\n")).pages[0].extract_text()
    assert "Five officials fled the fire." in said.splitlines()


def test_each_tag_has_an_underline_of_its_own_without_any_colour() -> None:
    seen = {}
    for one in TAGS:
        image = QImage(240, 24, QImage.Format.Format_Mono)
        image.fill(1)
        painter = QPainter(image)
        _underline(painter, QLineF(0, 12, 240, 12), one._replace(color="#000000"))
        painter.end()
        seen[one.id] = bytes(image.constBits())
    assert len(set(seen.values())) == len(TAGS)


def test_what_is_nested_lies_in_lanes_of_its_own() -> None:
    pages = ArticlePages(AWKWARD["nested"], TAGS, a4())
    in_title = [strip for strip in pages._strips[0] if strip.tint.top() < dots(25)]
    assert len(in_title) == len({round(strip.tint.bottom()) for strip in in_title}) == 3


def test_a_passage_from_right_to_left_is_marked_at_the_right() -> None:
    made = content("الجسر مغلق اليوم (bridge) قال\n", ("claim", [(0, 5)]))
    pages = ArticlePages(made, TAGS, a4())
    room = pages.layout.paintRectPixels(300).width()
    assert any(strip.tint.center().x() > room * 0.8 for strip in pages._strips[0])


def test_a_mark_is_painted_on_its_page_and_nothing_of_the_page_before() -> None:
    words = "".join(f"Line {i} of the article says nothing new.\n\n" for i in range(120))
    pages = ArticlePages(content(words, ("claim", spans_of(words, "Line 80 of the article"))), TAGS, a4())
    tinted = [number for number in range(pages.count) if pages._strips[number]]
    assert tinted == [0, 2, pages.count - 1]  # the legend, the passage, the list
    picture = pages.picture(2, 600)
    margin = round(600 * 14 / 210)
    assert {picture.pixelColor(x, margin).name() for x in range(600)} == {"#ffffff"}
    assert any(
        picture.pixelColor(x, y) != QColor(Qt.GlobalColor.white) for x in range(0, 600, 3) for y in range(90, 500)
    )


def test_a_pdf_in_which_words_of_an_annotation_are_missing_is_not_written() -> None:
    data = write_one(bridge())[".pdf"]
    verify(data, bridge())
    with pytest.raises(NotVerified, match="“Three bridges"):
        verify(data, content("Three bridges and\na fourth.\n", ("claim", [(0, 24)])))


def test_characters_that_no_typeface_has_are_named_before() -> None:
    unassigned = "\U000e1234"
    assert not list(warnings(content("Plain words, “quoted” – and é.\n")))
    (line,) = warnings(content(f"A bridge \U0010fffd here and \ue123{unassigned}.\n"))
    assert "\ue123" in line and "A bridge" in line


BOXES = "\u0378\u0379\u0380\u0378\u0381\u1f16\u0379"
"""Not assigned, thus in no typeface, in the midst of scripts whose every letter is looked for."""


@pytest.mark.parametrize("words", [BOXES, f"Port {BOXES} Ellery", f"Ellery{BOXES}Port e{BOXES[0]}\u0301a {BOXES}"])
def test_an_annotation_of_characters_that_no_typeface_has_is_written(words: str) -> None:
    made = content(f"{words}\n\nIt is {words} closed.\n", ("claim", [(0, len(words))]))
    assert len(list(warnings(made))) == 1
    assert write_one(made)[".pdf"].startswith(b"%PDF-")


def test_what_stands_between_characters_that_no_typeface_has_is_looked_for() -> None:
    data = write_one(content(f"A bridge {BOXES} is closed{BOXES}now.\n", ("claim", [(0, 30)])))[".pdf"]
    other = f"A bridge {BOXES} is desolc{BOXES}now.\n"
    with pytest.raises(NotVerified):
        verify(data, content(other, ("claim", [(0, 30)])))


def test_the_running_application_stays_as_it_is() -> None:
    there = QGuiApplication.instance()
    write_one(bridge())
    assert QGuiApplication.instance() is there


def annotator(*arguments: str, home: Path) -> subprocess.CompletedProcess[bytes]:
    """The command line in a process without a display."""
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    command = [sys.executable, "-m", "annotator", *arguments]
    return subprocess.run(command, capture_output=True, env={**kept, "ANNOTATOR_HOME": str(home)}, check=False)


def test_the_command_line_writes_one_article_or_a_folder_of_them_without_a_display(
    library: Path, home: Path, tmp_path: Path
) -> None:
    with Store.open(library) as store:
        tag(store, add(store, "A bridge\n\nNear Port Ellery it rains.\n"), "Port Ellery", "location")
    done = annotator("export", "--format", "pdf", "-o", str(tmp_path / "a.pdf"), home=home)
    assert (done.returncode, done.stderr.decode()) == (0, f"1 article written to {tmp_path / 'a.pdf'}\n")
    assert "Near Port Ellery\n1\n" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    piped = annotator("export", "--format", "pdf", home=home)
    assert piped.returncode == 0 and piped.stdout.startswith(b"%PDF-")
    with Store.open(library) as store:
        add(store, "Another article\n\nOf words.\n", "b.txt")
    done = annotator("export", "--format", "pdf", "-o", str(tmp_path / "all"), home=home)
    assert done.returncode == 0
    assert sorted(p.name for p in (tmp_path / "all").iterdir()) == ["00001-a-bridge.pdf", "00002-another-article.pdf"]
