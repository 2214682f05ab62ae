import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.graphemes import is_grapheme_boundary, trim_span
from annotator.text.words import is_inside_word, next_edge, next_grapheme, snap_to_words, word_at

TEXT = "“The bridge isn’t safe,” Col. Ward told the U.S. Army (in Mobile) for 3.5 million. Next."


def snapped(text: str, words: str) -> str | None:
    start = text.index(words)
    span = snap_to_words(text, start, start + len(words))
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("selected", "wanted"),
    [
        ("ridge is", "bridge isn’t"),
        ("ridge isn", "bridge isn’t"),
        ("“The bri", "The bridge"),
        ("“The bridge isn’t safe,”", "“The bridge isn’t safe,”"),
        ("safe,”", "safe"),
        ("safe,", "safe"),
        ("ol. Wa", "Col. Ward"),
        ("he U.S.", "the U.S."),
        ("Army (in", "Army (in"),
        ("(in Mobile", "in Mobile"),
        ("(in Mobile)", "(in Mobile)"),
        ("Mobile)", "Mobile"),
        ("3.", "3.5"),
        ("million.", "million"),
        ("Next.", "Next."),
        (" for ", "for"),
    ],
)
def test_half_words_are_completed_and_what_does_not_belong_goes(selected: str, wanted: str) -> None:
    assert snapped(TEXT, selected) == wanted


def test_the_full_stop_of_an_abbreviation_comes_along() -> None:
    text = "the U.N. Command said no. The Sun reports at 4 p.m. with Col. Ward of the U.S."
    assert snapped(text, "U.N") == "U.N."
    assert snapped(text, "said no") == "said no" and snapped(text, "said no.") == "said no"
    assert snapped(text, "4 p.m") == "4 p.m."
    assert snapped(text, "with Col") == "with Col."
    assert snapped(text, "of the U.S") == "of the U.S."
    assert snapped("He reads The Sun. She does not.", "reads The Sun") == "reads The Sun"


def test_a_possessive_keeps_its_apostrophe_and_a_loose_quote_goes() -> None:
    assert snapped("The bridges’ owners", "bridges’") == "bridges’"
    assert snapped("called ‘the bridges’ there", "bridges’") == "bridges"
    assert snapped('He said "no" twice', 'said "no') == 'said "no'
    assert snapped('He said "no" twice', 'no"') == "no"


@pytest.mark.parametrize("text", ["桥已关闭六周", "สะพานปิดแล้ว", "橋は閉鎖された"])
def test_scripts_without_spaces_are_taken_as_selected(text: str) -> None:
    ends = [i for i in range(len(text) + 1) if is_grapheme_boundary(text, i)]
    start, end = ends[1], ends[3]
    assert snap_to_words(text, start, end) == (start, end)


def test_arabic_and_hindi_words_are_completed_with_their_marks() -> None:
    assert snapped("الجسرُ مغلق الآن", "غل") == "مغلق"
    assert snapped("पुल बंद है", "ं") == "बंद"


def test_the_word_at_a_place() -> None:
    text = "isn’t 3.5 👩‍👩‍👧 — x"
    assert text[slice(*word_at(text, 2))] == "isn’t"
    assert text[slice(*word_at(text, 7))] == "3.5"
    assert text[slice(*word_at(text, 11))] == "👩‍👩‍👧"
    assert text[slice(*word_at(text, 16))] == "—"


def test_edges_walk_by_words_and_by_characters() -> None:
    text = "the 3.5 m, 桥"
    starts, at = [], -1
    while (found := next_edge(text, at, start=True, step=1)) is not None:
        starts.append(at := found)
    assert starts == [0, 4, 8, 11]
    ends, at = [], len(text) + 1
    while (found := next_edge(text, at, start=False, step=-1)) is not None:
        ends.append(at := found)
    assert ends == [12, 9, 7, 3]
    assert next_grapheme("a👩‍👧b", 1, 1) == 4
    assert next_grapheme("a", 0, -1) is None


def test_a_point_with_a_mark_on_it_joins_no_digits() -> None:
    assert snap_to_words("33.\u03013", 4, 5) == (4, 5)


@given(st.text(alphabet="ab’'.,“”() \n\u0301桥3👩\u200d", max_size=40), st.data())
def test_whatever_is_selected_the_result_is_whole(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = snap_to_words(text, start, end)
    if span is None:
        assert trim_span(text, start, end) is None
        return
    assert 0 <= span[0] < span[1] <= len(text)
    assert is_grapheme_boundary(text, span[0]) and is_grapheme_boundary(text, span[1])
    assert trim_span(text, *span) == span
    again = snap_to_words(text, *span)
    assert again is not None and span[0] <= again[0] < again[1] <= span[1]
    assert not is_inside_word(text, again[0]) or again == span
