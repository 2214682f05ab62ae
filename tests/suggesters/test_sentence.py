"""Word classes: what a token is in its sentence."""

import pytest

from tests.suggesters.parts import at, sentence_of


@pytest.mark.parametrize(
    ("text", "word", "is_verb"),
    [
        ("The mayor says it is cold.", "says", True),
        ("The mayor is here.", "is", True),
        ("The mayor walks home.", "mayor", False),
        ("In the United States it rains.", "States", False),
    ],
)
def test_a_verb_is_one_for_sure_and_no_part_of_a_name(text: str, word: str, is_verb: bool) -> None:
    sentence = sentence_of(text)
    assert sentence.is_verb(at(sentence, word)) == is_verb


@pytest.mark.parametrize(
    ("text", "word", "is_past"),
    [
        ("Detainees breached the fence.", "breached", True),
        ("The fence breached by detainees was old.", "breached", False),
        ("The breached fence was old.", "breached", False),
    ],
)
def test_a_past_tense_stands_behind_its_subject_and_before_no_preposition(text: str, word: str, is_past: bool) -> None:
    sentence = sentence_of(text)
    assert sentence.is_past(at(sentence, word)) == is_past


@pytest.mark.parametrize(
    ("text", "word", "language", "is_passive"),
    [
        ("It was widely reported on Monday.", "reported", "en", True),
        ("The paper reported it on Monday.", "reported", "en", False),
        ("Das wurde am Montag gemeldet.", "gemeldet", "de", True),
    ],
)
def test_a_passive_has_its_verb_before_it(text: str, word: str, language: str, is_passive: bool) -> None:
    sentence = sentence_of(text, language)
    assert sentence.is_passive(at(sentence, word)) == is_passive


def test_adverbials_and_inserted_words_are_gone_past() -> None:
    sentence = sentence_of("The coroner cautioned on Monday, however, that it was early.")
    assert sentence.tokens[sentence.past_adverbials(at(sentence, "on"))].text == "that"
    assert sentence.past_adverbial(at(sentence, "that")) == at(sentence, "that")
    assert sentence.past_adverbials(len(sentence.tokens)) == len(sentence.tokens)


def test_a_sentence_begins_behind_its_openers() -> None:
    sentence = sentence_of("But on Monday, the mayor said it was cold.")
    assert sentence.begins_at(at(sentence, "the")) and not sentence.begins_at(at(sentence, "said"))


def test_the_verb_before_a_token_is_found_behind_adverbs() -> None:
    sentence = sentence_of("They are clearly warning that it rains.")
    assert sentence.tokens[sentence.verb_before(at(sentence, "warning"))].text == "are"


def test_behind_the_last_token_there_is_no_word() -> None:
    sentence = sentence_of("It rains.")
    assert [sentence.low(i) for i in range(5)] == ["it", "rains", ".", "", ""]
