import pytest

from annotator.text.passages import Paragraphs, check_fragments, context_of, quote_of, span_with_words, title_of


def test_a_quote_of_several_fragments_is_joined_by_one_space() -> None:
    text = "“The bridge is safe,” she said, “for now”"
    assert quote_of(text, [(1, 19)]) == "The bridge is safe"
    assert quote_of(text, [(1, 19), (33, 40)]) == "The bridge is safe for now"


def test_context_stops_at_the_ends_of_the_text() -> None:
    assert context_of("abcdef", 2, 4) == ("ab", "ef")
    prefix, suffix = context_of("x" * 100, 50, 51)
    assert (len(prefix), len(suffix)) == (32, 32)


@pytest.mark.parametrize(
    ("text", "words", "room", "wanted"),
    [
        ("One two, three four; five six.", "three", 17, "two, three four"),
        ("One two, three four; five six.", "three", 99, "One two, three four; five six."),
        ("The storm: people stormed it.", "med", 7, "stormed"),
        ("她说桥是安全的", "桥", 4, "她说桥是"),
        (f"{'x' * 1000} bridge {'y' * 1000}", "bridge", 5000, "bridge"),
    ],
)
def test_a_passage_gets_the_whole_words_around_it_that_fit(text: str, words: str, room: int, wanted: str) -> None:
    start = text.index(words)
    first, last = span_with_words(text, (start, start + len(words)), lambda s, e: e - s <= room)
    assert text[first:last] == wanted


@pytest.mark.parametrize(
    ("fragments", "reason"),
    [
        ([], "no fragment"),
        ([(0, 0)], "empty"),
        ([(4, 2)], "empty or ends"),
        ([(-1, 2)], "outside"),
        ([(0, 11)], "outside"),
        ([(0, 3), (3, 5)], "touches"),
        ([(4, 6), (0, 2)], "precedes"),
    ],
)
def test_impossible_fragments_are_refused(fragments: list[tuple[int, int]], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        check_fragments("0123456789", fragments)


def test_possible_fragments_pass() -> None:
    check_fragments("0123456789", [(0, 3), (4, 10)])


def test_the_title_is_the_first_line_with_something_in_it() -> None:
    assert title_of("\n  \n  A title  \nmore") == "A title"
    assert title_of(" \n") == ""


def test_paragraphs_are_counted_without_the_blank_ones() -> None:
    paragraphs = Paragraphs("\nTitle\n\nOne\n \nTwo")
    assert len(paragraphs) == 3
    assert [paragraphs.number_at(i) for i in (0, 1, 6, 8, 12, 14)] == [1, 1, 1, 2, 2, 3]
