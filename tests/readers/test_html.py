"""Web pages: the article with its captions in their place, what the page says of itself, and what is left out."""

import pytest

from annotator.errors import RefusedText
from annotator.readers import html
from annotator.readers.extracted_article import Piece, Reading, article_of
from tests.readers.samples import PAGE, mhtml


@pytest.fixture(scope="module")
def reading() -> Reading:
    return html.read(PAGE.encode())


def test_captions_and_credits_are_kept_in_their_place(reading: Reading) -> None:
    texts = [(p.role, p.text) for p in reading.pieces]
    caption = ("caption", "The bridge on Sunday. Photo: Ellery Radio/Pool")
    assert texts[0] == ("title", "Storm closes bridge")
    assert caption in texts and ("caption", "Traders fear for the season. Northern Wire") in texts
    first = next(i for i, (_, text) in enumerate(texts) if text.startswith("The swing bridge"))
    assert texts.index(caption) == first - 1
    assert sum(text == "Storm closes bridge" for _, text in texts) == 1


def test_structure_and_text_are_those_of_the_page(reading: Reading) -> None:
    found = {p.text: p.role for p in reading.pieces}
    assert found["Repairs"] == "heading"
    assert found["A ferry runs every twenty minutes from Stone Quay."] == "list_item"
    assert found["The bridge is safe, a spokesman said, but it cannot be opened for ships before summer."] == "quote"
    assert not any("council" in text or "boats" in text or "alert" in text for text in found)


def test_what_the_page_says_of_itself(reading: Reading) -> None:
    assert reading.title == "Storm closes bridge"
    assert reading.site == "Coastal Courier" and reading.language == "en"
    assert reading.authors == ["Staff reporter"] and reading.published_at == "2024-03-12T10:00:00Z"
    assert reading.url == "https://courier.example/storm"
    assert reading.image_credit == "Openphoto archive"


def test_what_is_left_out_is_said(reading: Reading) -> None:
    assert {"navigation", "advertising", "related articles", "footer"} <= set(reading.left_out)
    assert reading.left_out[-1] == "3 links"


def test_the_whole_page_can_be_taken_instead(reading: Reading) -> None:
    text = article_of(reading, b"", "x", whole_page=True).article.text
    assert text.startswith("Home World") and "City council delays vote" in text and "alert" not in text


def test_a_page_saved_as_one_file_keeps_its_address() -> None:
    from annotator.readers import mhtml as reader

    found = reader.read(mhtml())
    assert found.url == "https://courier.example/saved" and found.title == "Storm closes bridge"
    assert found.media_type == "multipart/related"


def test_no_date_is_invented() -> None:
    page = "<html><body><article><h1>Bridge</h1><p>Published 3 hours ago</p>" + "<p>The bridge is closed.</p>" * 9
    assert html.read(page.encode()).published_at is None


def test_depth_loses_nothing() -> None:
    text = " ".join(f"word{i}" for i in range(60))
    page = (
        "<html><body><p>before all of it</p>" + "<div>" * 6000 + f"<p>{text}</p>" + "</div>" * 6000 + "<p>after it</p>"
    )
    pieces = [p.text for p in html.read(page.encode()).pieces]
    assert text in pieces and "before all of it" in pieces and "after it" in pieces


def test_line_breaks_that_are_meant_stay_and_two_make_a_paragraph() -> None:
    page = "<body><article><h1>A title</h1><p>Sources:\nA, B<br>Photo: C<br/> <br>Next   paragraph</p><pre>x\n  y</pre>"
    whole = html.read(page.encode()).whole
    assert whole[1:] == [Piece("Sources: A, B\nPhoto: C"), Piece("Next paragraph"), Piece("x\ny")]


def test_tags_that_are_never_closed_and_hidden_text() -> None:
    page = "<body><ul><li>one<li>two</ul><p>three<p hidden>four<p>five<div style='display: none'>six</div>seven"
    assert [p.text for p in html.read(page.encode()).whole] == ["one", "two", "three", "five", "seven"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Storm | Courier", "Storm"),
        ("Storm – what now - The Courier", "Storm – what now"),
        ("Storm - and rain", "Storm - and rain"),
        ("Storm", "Storm"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(title: str, found: str) -> None:
    page = (
        f"<head><title>{title}</title><meta property='og:site_name' content='The Courier'></head><p>Some text here.</p>"
    )
    assert html.read(page.encode()).title == found


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<html><script>x</script>", "<!doctype html>"])
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(RefusedText):
        html.read(page.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "shift_jis"])
def test_the_declared_encoding_is_read(encoding: str) -> None:
    word = {"shift_jis": "橋は閉鎖された"}.get(encoding, "Café geschlossen für Wochen")
    page = f"<html><head><meta charset='{encoding}'></head><body><p>{word}</p></body></html>"
    assert html.read(page.encode(encoding)).whole[0].text == word
