"""Frames, and the discourse that they are found in."""

from annotator.suggesters.attribution.discourse import Discourse, claim_of
from annotator.suggesters.attribution.frames import inverted_frame, quoting_frame, subject_of
from annotator.suggesters.language.noun_phrases import Phrase
from tests.suggesters.parts import at, sentence_of, text_of, words_of


def test_who_speaks_may_stand_behind_the_verb() -> None:
    sentence = sentence_of("It rains, said the mayor on Monday.")
    frame = inverted_frame(sentence, at(sentence, "said"), sure=True)
    assert frame is not None and words_of(sentence, frame.subject) == "the mayor"
    assert (frame.start, frame.end) == (at(sentence, "said"), at(sentence, "mayor") + 1)
    sentence = sentence_of("The mayor said the roof was wet.")
    assert inverted_frame(sentence, at(sentence, "said"), sure=True) is None


def test_in_german_the_verb_may_come_before_who_speaks_and_what_is_said() -> None:
    sentence = sentence_of("Am Montag sagte Petra Kern, es sei kalt.", "de")
    frame = inverted_frame(sentence, at(sentence, "sagte"), sure=True)
    assert frame is not None and frame.opens and words_of(sentence, frame.subject) == "Petra Kern"


def test_who_is_quoted_stands_within_the_words_for_it() -> None:
    sentence = sentence_of("The radio quoted one witness as saying the roof had collapsed.")
    frame = quoting_frame(sentence, at(sentence, "quoted"))
    assert frame is not None and words_of(sentence, frame.subject) == "one witness"
    assert sentence.tokens[frame.end].text == "the"


def test_a_subject_begins_behind_what_is_used_up() -> None:
    sentence = sentence_of("The letters show an inspector warned of it.")
    verb, used = at(sentence, "warned"), at(sentence, "an")
    assert words_of(sentence, subject_of(sentence, verb, used)) == "an inspector"


def test_a_source_speaks_from_where_it_is_named() -> None:
    sentence = sentence_of("Ana Ruiz’s claim, and the mayor’s, is that it rains.")
    discourse = Discourse(sentence, ("source", ((0, 1),)), None)
    assert discourse.speaker == ("source", ((0, 1),)) and discourse.own is None
    (found,) = discourse.source(Phrase(0, 1), 0.9, "rule", "Speaks.")
    assert text_of(sentence, found.fragments[0]) == "Ana Ruiz"
    assert discourse.speaker == discourse.own == found.key
    claim = discourse.claim(((5, 9),), 0.9, "rule-claim", "Said.")
    assert [key for _, key in claim.links] == [found.key]


def test_a_pronoun_is_no_source() -> None:
    discourse = Discourse(sentence_of("She said it rains."), None, None)
    assert list(discourse.source(Phrase(0, 0), 0.9, "rule", "Speaks.")) == []
    assert discourse.speaker is None
    assert claim_of(None, ((9, 17),), 0.9, "rule-claim", "Said.", "indirect").links == ()


def test_what_is_used_up_is_said_no_more() -> None:
    sentence = sentence_of("It rains here, the mayor said, and it is cold, she said.")
    discourse = Discourse(sentence, None, None)
    assert text_of(sentence, discourse.said_before(at(sentence, "the"))) == "It rains here"
    discourse.use_up(at(sentence, "said") + 1)
    discourse.use_up(1)
    assert text_of(sentence, discourse.said_before(at(sentence, "she"))) == "it is cold"
    assert discourse.said_before(at(sentence, "said")) is None
