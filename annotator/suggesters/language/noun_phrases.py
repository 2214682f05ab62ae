"""Noun phrases, chunked without a grammar: who speaks, found from the words around. Indices are those of tokens."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggesters.language.appositions import LONGEST, end_of_apposition
from annotator.suggesters.language.sentence import Sentence

_POSTPOSED = frozenset(
    ("of", "for", "from", "with", "at", "in", "on", "against", "von", "aus", "für", "vom", "des", "der")
)
"""Prepositions that may go on with the phrase they follow."""

_ABOUT = frozenset(("of", "about"))
"""Prepositions that behind a verb say what is spoken of, behind a name whose it is."""

_AHEAD = 7
"""Words behind "and" that say what they begin."""


class Phrase(NamedTuple):
    """Noun phrase: tokens ``first`` to ``last``, both included."""

    first: int
    last: int


def is_pronoun(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is nothing but a pronoun."""
    return phrase.first == phrase.last and sentence.tokens[phrase.first].low in sentence.rules.pronouns


def pronoun_at(sentence: Sentence, i: int) -> Phrase | None:
    """The pronoun that stands alone at token ``i``: no determiner of a noun; None if there is none."""
    low, rules = sentence.tokens[i].low, sentence.rules
    return Phrase(i, i) if low in rules.pronouns and low not in rules.determiners else None


def phrase_after(sentence: Sentence, i: int, *, closing: bool) -> Phrase | None:
    """The phrase that begins at token ``i``. ``closing``: the source ends its sentence, or nearly."""
    tokens, rules = sentence.tokens, sentence.rules
    if i >= len(tokens) or not tokens[i].is_word or tokens[i].low in rules.prepositions | rules.breaks:
        return None
    if (pronoun := pronoun_at(sentence, i)) is not None:
        return pronoun
    j, relative, is_document = i + 1, False, False
    while j < len(tokens) and j - i < LONGEST:
        token, following = tokens[j], j + 1
        if token.low == ",":
            end = end_of_apposition(sentence, j, closing=closing)
            following = j if end is None else end
            if not closing:
                j = following
                break
        elif not token.is_word:
            following = j + 1 if token.text in "&-–’" and j + 1 < len(tokens) else j
        elif sentence.is_participle(j) and tokens[j - 1].low in rules.documents:
            is_document = True  # "a letter sent to customers"
        elif not relative and token.low in rules.relatives and (closing or token.low in rules.persons):
            relative = True
        elif not relative and _ends(sentence, j):
            following = max(j + 1, sentence.past_adverbial(j)) if is_document and _goes_on(sentence, j) else j
        if following == j:
            break
        j = following
    return trimmed_phrase(sentence, i, j - 1)


def _goes_on(sentence: Sentence, j: int) -> bool:
    """Whether a document is described further: "a study published on Wednesday in Nature"."""
    return sentence.past_adverbial(j) > j or sentence.low(j) in ("in", "on", "at", "by", "to", "from")


def _ends(sentence: Sentence, j: int) -> bool:
    """Whether a phrase ends before token ``j``."""
    rules, token, before = sentence.rules, sentence.tokens[j], sentence.tokens[j - 1]
    if token.low in rules.breaks or token.low in rules.pronouns or sentence.is_verb(j):
        return not (token.low in rules.determiners and before.low in rules.prepositions | rules.conjunctions)
    if token.low in rules.relatives or (token.low in rules.objects and before.low not in rules.prepositions):
        return True
    joins = rules.prepositions | rules.determiners | rules.conjunctions
    if rules.nouns_are_capital and before.is_capital and not token.is_capital and token.low not in joins:
        return not token.text[0].isdigit()  # behind its noun stands no adjective
    if token.low in rules.conjunctions:
        return _begins_clause(sentence, j + 1)
    if token.low not in _ABOUT and sentence.past_adverbial(j) > j:
        return True
    if token.low in rules.prepositions:
        if token.low == "to":
            return before.low not in rules.roles | rules.anonymous
        if token.low not in _POSTPOSED:
            return True
        return token.low in ("in", "on", "at", "with", "from") and before.is_capital and not rules.nouns_are_capital
    return False


def _begins_clause(sentence: Sentence, i: int) -> bool:
    """Whether a clause begins at token ``i``: a verb comes soon, and no comma before it."""
    for j in range(i, min(i + _AHEAD, len(sentence.tokens))):
        if sentence.is_verb(j) or (j == i and sentence.low(j) in sentence.rules.pronouns):
            return True
        if not sentence.tokens[j].is_word:
            return False
    return False


def trimmed_phrase(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """The phrase between two tokens without loose words at its end; None if nothing is left."""
    tokens, rules = sentence.tokens, sentence.rules
    loose = rules.prepositions | rules.conjunctions | rules.determiners | rules.between
    while last >= first and (not tokens[last].is_word or tokens[last].low in loose):
        last -= 1
    kept = loose | rules.passive_verbs  # "who asked not to be named"
    if last > first + 1 and tokens[last].low.endswith("ed") and tokens[last - 1].low not in kept:
        last -= 1  # "statements obtained" by somebody
    return Phrase(first, last) if last >= first else None
