import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.sentences import is_abbreviation, paragraph_at, sentence_at, units_around


def sentences(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text):
        start, end = sentence_at(text, at)
        found.append(text[start:end])
        at = max(end, at) + 1
        while at < len(text) and text[at].isspace():
            at += 1
    return found


@pytest.mark.parametrize(
    "parts",
    [
        ["The bridge is shut.", "It reopens Monday."],
        ["The U.S. Coast Guard came on Nov. 13 at 4 p.m. to look.", "It left."],
        ["Col. James T. Ward spoke.", "He was brief."],
        ["A 2 1/2-mile convoy passed.", "Nobody was hurt."],
        ["“Is it safe?” she asked.", "“It is.”", "He left."],
        ["It cost 3.5 million.", "12 people paid."],
        ["They moved to the U.S.", "The rest stayed."],
        ["He works for Acme Inc. in Mobile, Ala., and for Bolt Co. of Del.", "She does not."],
        ["What now?!", "Nothing… for now.", "No. 5 is next."],
        ["桥已关闭。", "它将于周一重开！", "真的吗？"],
        ["هل الجسر آمن؟", "نعم."],
        ["सड़क बंद है।", "वह खुलेगी।"],
        ["Dr. Smith vs. Gov. Lee: no date.", "(See Fig. 3.)", "End"],
    ],
)
def test_news_prose_is_cut_where_its_sentences_end(parts: list[str]) -> None:
    joined = ("" if parts[0][-1] in "。！？" else " ").join(parts)
    assert sentences(joined) == parts


def test_a_sentence_stays_in_its_paragraph() -> None:
    text = "A title without a stop\n\nOne. Two.\n"
    assert text[slice(*sentence_at(text, 3))] == "A title without a stop"
    assert text[slice(*sentence_at(text, text.index("Two")))] == "Two."
    assert text[slice(*sentence_at(text, text.index("One")))] == "One."
    start, end = sentence_at(text, 23)
    assert start == end


def test_paragraphs() -> None:
    text = "one\ntwo\u2029three"
    assert [text[slice(*paragraph_at(text, i))] for i in (0, 3, 4, 9)] == ["one", "one", "two", "three"]


def test_abbreviations() -> None:
    text = "in the U.S. with Col. No end."
    assert [i for i, c in enumerate(text) if c == "." and is_abbreviation(text, i)] == [8, 10, 20]


@given(st.text(alphabet="aB.!? “”’\n1。", max_size=60), st.integers(0, 60))
def test_whatever_the_text_a_sentence_is_inside_its_paragraph(text: str, offset: int) -> None:
    offset = min(offset, len(text))
    low, high = paragraph_at(text, offset)
    start, end = sentence_at(text, offset)
    assert low <= start <= end <= high


def test_the_units_around_a_span_are_whole_and_grow_by_one_where_they_are_the_span() -> None:
    text = "It rained.  It stopped. It snowed.\n\nThe end."
    first = units_around(text, (3, 3), sentence_at)
    assert text[slice(*first)] == "It rained."
    second = units_around(text, first, sentence_at)
    assert text[slice(*second)] == "It rained.  It stopped."
    assert text[slice(*units_around(text, (5, 13), sentence_at))] == "It rained.  It stopped."
    assert text[slice(*units_around(text, (5, 13), paragraph_at))] == "It rained.  It stopped. It snowed."
