"""Lines that are none of the article's text."""

import pytest

from annotator.text.boilerplate import boilerplate
from annotator.text.passages import outside

TEXT = """Soldier crosses border

Soldier crosses border Promo Image

He was shot five times.

Image placeholder title

Yes.

Yes.

A line of some words.

Advertisement

Image placeholder title

A line of some words.

Popular Video"""


def lines(text: str, *kept: str) -> list[str]:
    return [text[start:end] for start, end in boilerplate(text, kept)]


def test_fillers_and_lines_that_come_again() -> None:
    assert lines(TEXT) == [
        "Soldier crosses border Promo Image",
        "Image placeholder title",
        "Advertisement",
        "Image placeholder title",
        "A line of some words.",
        "Popular Video",
    ]


def test_what_a_person_reinstates_is_left_alone() -> None:
    assert "Image placeholder title" not in lines(TEXT, "Image placeholder title")
    assert "Advertisement" in lines(TEXT, "Image placeholder title")


@pytest.mark.parametrize("line", ["Advertisements rose by 3 %.", "Comments were few", "He read more: a lot", ""])
def test_sentences_are_no_fillers(line: str) -> None:
    assert lines(f"Title\n\n{line}\n") == []


def test_spans_outside_of_others() -> None:
    assert outside([(0, 2), (3, 5), (5, 6), (8, 12)], [(4, 5), (9, 10)]) == [(0, 2), (5, 6)]
    assert outside([(0, 2)], []) == [(0, 2)]


def test_a_text_that_is_made_of_repetitions_is_left_alone() -> None:
    assert (
        lines("Title\n\n" + "Row, row, row your boat\n\nGently down the stream\n\nAdvertisement\n\n" * 9)
        == ["Advertisement"] * 9
    )
