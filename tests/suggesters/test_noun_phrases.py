"""Noun phrases: those behind a token, those before a verb, and what is apposed to them."""

import pytest

from annotator.suggesters.language.appositions import end_of_apposition, is_remark, is_set_off
from annotator.suggesters.language.noun_phrases import Phrase, is_pronoun, phrase_after
from annotator.suggesters.language.subjects import antecedent, leading_subject, subject_before
from tests.suggesters.parts import at, sentence_of, words_of


@pytest.mark.parametrize(
    ("text", "behind", "found"),
    [
        ("It rains, according to the head of the institute.", "to", "the head of the institute"),
        ("It rains, said Lukas Frei, a planetary scientist.", "said", "Lukas Frei, a planetary scientist"),
        ("It rains, said officials on Monday.", "said", "officials"),
        ("It rains, she said in Paris.", "said", None),
        (
            "According to a study published on Wednesday in Nature, it rains.",
            "to",
            "a study published on Wednesday in Nature",
        ),
    ],
)
def test_a_phrase_ends_where_the_sentence_goes_on(text: str, behind: str, found: str | None) -> None:
    sentence = sentence_of(text)
    assert words_of(sentence, phrase_after(sentence, at(sentence, behind) + 1, closing=True)) == found


def test_a_pronoun_is_a_phrase_of_its_own() -> None:
    sentence = sentence_of("It rains, said he who knows.")
    phrase = phrase_after(sentence, at(sentence, "said") + 1, closing=True)
    assert phrase is not None and is_pronoun(sentence, phrase)
    assert not is_pronoun(sentence, Phrase(0, 1))


@pytest.mark.parametrize(
    ("text", "verb", "found"),
    [
        ("The head of the institute, Paul Renner, said it rains.", "said", "The head of the institute, Paul Renner"),
        ("Ana Ruiz, meanwhile, said it rains.", "said", "Ana Ruiz"),
        ("The roof fell and the mayor said it rains.", "said", "the mayor"),
        ("On Monday the mayor said it rains.", "said", "the mayor"),
        ("Carmaker Velo Motors, has confirmed it.", "confirmed", "Carmaker Velo Motors"),
        ("It rains and said nothing.", "rains", "It"),
    ],
)
def test_a_subject_is_all_that_belongs_to_it(text: str, verb: str, found: str) -> None:
    sentence = sentence_of(text)
    assert words_of(sentence, subject_before(sentence, at(sentence, verb))) == found


def test_the_leading_subject_ends_before_the_first_verb() -> None:
    sentence = sentence_of("But on Monday the mayor denied it and said it rains.")
    assert words_of(sentence, leading_subject(sentence, at(sentence, "said"))) == "the mayor"
    assert leading_subject(sentence, at(sentence, "mayor")) is None


def test_a_relative_pronoun_stands_for_the_name_before_its_comma() -> None:
    sentence = sentence_of("The suit names Ana Ruiz of Granada, who said it rains.")
    assert words_of(sentence, antecedent(sentence, at(sentence, "who"))) == "Ana Ruiz of Granada"
    sentence = sentence_of("The man who said it rains left.")
    assert antecedent(sentence, at(sentence, "who")) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Ana Ruiz, a geologist, said it rains.", 5),
        ("Ana Ruiz, of the university, said it rains.", 6),
        ("Ana Ruiz, said it rains.", None),
        ("Ana Ruiz, 34, said it rains.", 4),
    ],
)
def test_an_apposition_says_more_of_a_name(text: str, end: int | None) -> None:
    sentence = sentence_of(text)
    assert end_of_apposition(sentence, 2, closing=False) == end


def test_a_remark_says_where_and_a_noun_set_off_says_who() -> None:
    remark = sentence_of("Ruiz, speaking in Ohio, said it rains.")
    noun = sentence_of("Ruiz, the largest, said it rains.")
    assert is_remark(remark, 1, at(remark, "said") - 1) and not is_set_off(remark, 1, at(remark, "said") - 1)
    assert is_set_off(noun, 1, at(noun, "said") - 1) and not is_remark(noun, 1, at(noun, "said") - 1)
