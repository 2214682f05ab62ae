"""Frames: a verb and who speaks, before each other, behind each other, around what is said. Indices are of tokens."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggesters.language.noun_phrases import Phrase, is_pronoun, phrase_after
from annotator.suggesters.language.sentence import Sentence
from annotator.suggesters.language.subjects import leading_subject, subject_before

BESIDE = 9
"""Words around a verb in which what belongs to it is looked for."""

_SIGNS = ".,;:–—("


class Frame(NamedTuple):
    """Frame: a verb and who speaks, with the tokens they take up. ``opens``: nothing is said before them."""

    verb: int
    subject: Phrase
    start: int
    end: int
    sure: bool
    opens: bool = False


def inverted_frame(sentence: Sentence, i: int, *, sure: bool) -> Frame | None:
    """The frame of "..., said X", and in languages that speak so of "Am Montag sagte X, ..."."""
    rules = sentence.rules
    if (sentence.low(i - 1) if i else "") in (",", "“") and sentence.low(i) not in rules.addressing:
        subject = phrase_after(sentence, i + 1, closing=True)
        if subject is not None and _is_inverted(sentence, subject) and not _is_apposed(sentence, i):
            return Frame(i, subject, i, subject.last + 1, sure)
    if rules.comma_speech and i and sentence.begins_at(i):
        subject = phrase_after(sentence, i + 1, closing=False)
        if subject is not None:
            return Frame(i, subject, i, subject.last + 1, sure, opens=True)
    return None


def _is_inverted(sentence: Sentence, subject: Phrase) -> bool:
    """Whether what follows the verb is who speaks: nothing is said behind it but when, where and to whom."""
    rules, tokens = sentence.rules, sentence.tokens
    if is_pronoun(sentence, subject) and tokens[subject.first].low in rules.impersonal:
        return False
    end = sentence.past_adverbials(subject.last + 1)
    if end >= len(tokens) or sentence.low(subject.last + 1) in rules.objects:
        return True
    token = tokens[end]
    if token.low in sentence.verbs:
        return False
    if token.text in _SIGNS or token.is_quotation or token.low.endswith("ing"):
        return True
    return token.low in rules.prepositions | rules.breaks | rules.conjunctions | rules.relatives


def _is_apposed(sentence: Sentence, i: int) -> bool:
    """Whether a subject that begins the sentence stands before the verb, closed by an apposition."""
    subject = subject_before(sentence, i)
    return subject is not None and sentence.begins_at(subject.first)


def quoting_frame(sentence: Sentence, i: int) -> Frame | None:
    """The frame of "The radio quoted X as saying": X, with the words on both sides for the verb."""
    words = sentence.rules.quoted_words
    for end in range(i + 2, min(i + BESIDE, len(sentence.tokens))):
        after = end + len(words)
        if tuple(t.low for t in sentence.tokens[end:after]) == words:
            return Frame(i, Phrase(i + 1, end - 1), i, after, sure=True, opens=True)
    return None


def subject_of(sentence: Sentence, i: int, used: int) -> Phrase | None:
    """The subject before the verb at token ``i``, behind what is used up: "the letters show an inspector warned"."""
    tokens, rules = sentence.tokens, sentence.rules
    subject = subject_before(sentence, i)
    if subject is None and i and sentence.low(i - 1) in rules.conjunctions | rules.opposites:
        return leading_subject(sentence, i)
    if subject is not None and subject.first < used <= subject.last:
        begins = tokens[used].low in rules.determiners or tokens[used].is_capital
        return subject._replace(first=used) if begins else subject
    return subject
