"""Clauses, boundaries and spans: where what is said begins and ends."""

import pytest

from annotator.suggesters.attribution.boundaries import is_closed_before, is_manner, is_marked, lead_at
from annotator.suggesters.attribution.clauses import is_clause, is_plain_clause, past_addressee, past_comma
from annotator.suggesters.attribution.spans import are_one, claim_between, quotation_of, said_from
from annotator.suggesters.language.noun_phrases import Phrase
from tests.suggesters.parts import at, sentence_of, text_of


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("He said that it rains.", True),
        ("He said it is cold here.", True),
        ("He said while it rains, the road is closed.", True),
        ("He said while it rains.", False),
        ("He said “it is cold, and it rains”.", True),
        ("He said.", False),
    ],
)
def test_a_clause_has_a_verb_of_its_own(text: str, is_one: bool) -> None:
    sentence = sentence_of(text)
    assert is_clause(sentence, at(sentence, "said") + 1) == is_one


def test_a_number_with_its_words_needs_a_verb() -> None:
    sentence = sentence_of("The minister confirmed at least 50 detainees breached the fence.")
    assert is_plain_clause(sentence, Phrase(0, 1), at(sentence, "at"))
    sentence = sentence_of("The minister confirmed at least 50 cases.")
    assert not is_plain_clause(sentence, Phrase(0, 1), at(sentence, "at"))


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("She told the council the dock was safe.", "the"),
        ("She told reporters that the dock was safe.", "that"),
        ("She told Ann Bell the dock was safe.", "the"),
        ("She told troopers he was safe.", "he"),
        ("She told of it.", None),
    ],
)
def test_what_is_told_begins_behind_whom_it_is_told(text: str, begins: str | None) -> None:
    sentence = sentence_of(text)
    start, _ = past_addressee(sentence, at(sentence, "told") + 1)
    assert (sentence.tokens[start].text if start is not None else None) == begins


def test_in_german_what_is_said_begins_behind_a_comma() -> None:
    sentence = sentence_of("Er sagte am Montag, es sei kalt.", "de")
    start = past_comma(sentence, at(sentence, "am"))
    assert start is not None and sentence.tokens[start].text == "es"
    sentence = sentence_of("He said on Monday, it was cold.")
    assert past_comma(sentence, at(sentence, "on")) is None


def test_a_lead_is_known_by_all_of_its_words() -> None:
    sentence = sentence_of("It rains, according to her, and according with it.")
    places = [i for i, token in enumerate(sentence.tokens) if token.low == "according"]
    found = [lead_at(sentence, i) for i in places]
    assert found[0] is not None and found[0].rule == "according-to" and found[1] is None


def test_manner_opens_a_sentence_or_stands_behind_a_comma() -> None:
    sentence = sentence_of("It is known as rain, as she said.")
    first, second = (i for i, token in enumerate(sentence.tokens) if token.low == "as")
    assert not is_manner(sentence, first) and is_manner(sentence, second)


def test_a_comma_closes_what_is_said_before_it() -> None:
    sentence = sentence_of("It rains, she said, that much is known.")
    assert is_closed_before(sentence, at(sentence, "she"))
    assert not is_closed_before(sentence, at(sentence, "said"))
    assert is_marked(sentence, at(sentence, "said") + 1) and not is_marked(sentence, at(sentence, "rains"))


def test_what_is_said_ends_where_a_source_closes_it() -> None:
    sentence = sentence_of("He said that the dock was safe, according to the council.")
    assert text_of(sentence, said_from(sentence, at(sentence, "that"))) == "the dock was safe"
    assert said_from(sentence, len(sentence.tokens)) is None


def test_next_to_nothing_is_no_claim() -> None:
    document = sentence_of("But, it rains.").document
    assert claim_between(document, 0, len(document.text)) == (5, 13)
    assert claim_between(document, 8, len(document.text)) is None


def test_two_stretches_are_one_unless_the_first_is_a_sentence() -> None:
    text = "“It is cold,” he said, “and it rains.”"
    assert are_one(text, (1, 11), (24, 36))
    text = "“It is cold,” he said. “It also rains.”"
    assert not are_one(text, (1, 11), (24, 37))


@pytest.mark.parametrize(
    ("text", "said", "kind"),
    [
        ("“It is cold, and it rains,” he said.", "It is cold, and it rains", "direct"),
        ("The rain “has come and will stay,” he said.", "The rain “has come and will stay,”", "mixed"),
        ("It is cold, he said.", "It is cold", "indirect"),
    ],
)
def test_a_quotation_is_told_from_the_marks(text: str, said: str, kind: str) -> None:
    start = text.index(said)
    assert quotation_of(sentence_of(text), [(start, start + len(said))]) == kind
