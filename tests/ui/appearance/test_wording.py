"""Dates, lengths and numbers speak one language: that of the interface."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from annotator.text.length import Length
from annotator.ui.appearance.foreign_text import beginning
from annotator.ui.appearance.wording import interface_locale, length_in_words, local_date, local_moment
from annotator.ui.library.metadata_dialog import MetadataDialog
from annotator.ui.library.panel import byline
from tests.ui.conftest import Desk

CHINESE = "港口大桥关闭\n\n维修费用预计为三百万元。\n"


@pytest.fixture(params=["de_DE", "ar_EG", "zh_CN"])
def desktop(request: pytest.FixtureRequest) -> Iterator[None]:
    """A desktop in another language."""
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield
    QLocale.setDefault(before)


@pytest.mark.usefixtures("desktop")
def test_dates_are_in_the_language_of_the_interface() -> None:
    assert interface_locale().language() is QLocale.Language.English
    assert local_date("2024-03-12") == "12 Mar 2024"
    assert local_moment("2024-03-12T14:03:00") == "12 Mar 2024, 14:03"
    for bad in ("", "spring", "2024-13-40", "99999-01-01"):
        assert local_date(bad) == local_moment(bad) == bad


@pytest.mark.usefixtures("desktop")
def test_everything_that_shows_a_date_shows_it_so(make_desk: Callable[[], Desk], tmp_path: Path) -> None:
    desk = make_desk()
    desk.bring(tmp_path)
    desk.session.do(
        lambda: desk.session.articles.describe(desk.session.articles.listed[0].id, published_at="2024-03-12")
    )
    desk.settle()
    document = desk.session.document
    assert document is not None
    assert "12 Mar 2024" in byline(document) and "64 words" in byline(document)


def test_lengths_are_said_in_words_or_characters(desk: Desk, tmp_path: Path) -> None:
    said = [length_in_words(Length(*n)) for n in ((1, 0), (1_234, 0), (0, 1), (2, 300), (300, 2))]
    assert said == ["1 word", "1,234 words", "1 character", "302 characters", "302 words"]
    desk.bring(tmp_path, CHINESE, "chinese.txt")
    document = desk.session.document
    assert document is not None
    assert "17 characters" in desk.window.view.shown.byline
    card = MetadataDialog(document.article, desk.window)
    assert any("17 characters" in label.text() for label in card.findChildren(type(card._plain(""))))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Harbour bridge", "Harbour bridge"),
        ("Harbour  bridge\nclosed after a storm", "Harbour bridge closed…"),
        ("A " + "N" * 40, "A " + "N" * 22 + "…"),
        (CHINESE * 3, "港口大桥关闭 维修费用预计为三百万元。…"),
    ],
)
def test_of_a_long_text_the_beginning_is_shown_cut_between_words(text: str, shown: str) -> None:
    assert beginning(text, 25) == shown
