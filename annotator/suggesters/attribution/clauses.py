"""Clauses: where behind a verb of speech a statement begins, and whether it is one. Indices are those of tokens."""

from __future__ import annotations

from annotator.suggesters.attribution.boundaries import quotation_at
from annotator.suggesters.attribution.source_kinds import can_speak
from annotator.suggesters.language.noun_phrases import Phrase
from annotator.suggesters.language.sentence import Sentence

_NEAR = 8
"""Words that may stand between a verb and the comma before what is said."""

_ADDRESSEE = 14
"""Words behind "told" among which a "that" or a quotation stands."""

_LEAST_WORDS = 3
"""Words that a clause has at the least."""


def is_clause(
    sentence: Sentence, i: int, *, needs_verb: bool = False, any_words: bool = False, until: int | None = None
) -> bool:
    """Whether a statement begins at token ``i``: it has a verb, or at least a subject that may have one."""
    tokens, rules = sentence.tokens, sentence.rules
    if i >= len(tokens):
        return False
    first = tokens[i]
    if first.is_quotation or first.low in rules.complementizers:
        return True
    if first.low == ":":
        return i + 1 < len(tokens)
    if first.low in rules.subordinators:
        return _is_clause_behind_comma(sentence, i)
    if first.low in rules.quantifiers and _is_number(sentence, i):
        needs_verb = True
        joins = rules.conjunctions | {","}
        until = next((n for n in range(i, len(tokens)) if tokens[n].low in joins), until)
    elif not first.is_word or first.low in rules.no_clause:
        return False
    if (any_words or first.low in rules.subjects) and len(tokens) - i > _LEAST_WORDS:
        return True
    if any(sentence.is_verb(j) or sentence.is_past(j) for j in range(i + 1, until or len(tokens))):
        return True
    return not needs_verb and any(t.low.endswith(("ed", "s")) and not t.is_capital for t in tokens[i + 1 :])


def _is_number(sentence: Sentence, i: int) -> bool:
    """Whether words such as "at least" at token ``i`` belong to a number."""
    ahead = sentence.tokens[i + 1 : i + 4]
    return any(t.text[0].isdigit() or t.low in sentence.rules.determiners for t in ahead)


def _is_clause_behind_comma(sentence: Sentence, i: int) -> bool:
    """Whether a statement follows the clause that begins at token ``i``: "while it rains, the road is closed"."""
    tokens, rules = sentence.tokens, sentence.rules
    comma = next((n for n in range(i + 1, len(tokens)) if tokens[n].low == ","), None)
    if comma is None or comma - i < _LEAST_WORDS or comma + 1 >= len(tokens):
        return False
    after = tokens[comma + 1].low
    joins = rules.relatives | rules.conjunctions | rules.opposites | rules.prepositions | rules.breaks
    if after in joins or after.endswith("ing"):
        return False
    return any(sentence.is_verb(n) for n in range(comma + 2, len(tokens)))


def is_plain_clause(sentence: Sentence, subject: Phrase, i: int) -> bool:
    """Whether a clause with its own subject and verb begins at token ``i``, said by somebody who can speak."""
    tokens, rules = sentence.tokens, sentence.rules
    if i >= len(tokens) or not can_speak(sentence, subject):
        return False
    first, following = tokens[i], sentence.low(i + 1)
    begins = first.low in rules.determiners or first.low in rules.pronouns or first.text[0].isdigit()
    if first.low in rules.quantifiers:
        begins = _is_number(sentence, i)
    if not begins and not first.is_capital:  # "companies are"
        return first.low.endswith("s") and (following in rules.finite or following in rules.passive_verbs)
    if tokens[subject.last + 1].low in rules.plain or tokens[i - 1].low in rules.plain:
        return True
    # The verb of a relative clause is none of what is said: what is behind "who" is not looked at, but for ", who".
    near = range(i + 1, min(i + 9, len(tokens)))
    relatives = rules.relatives | rules.complementizers
    clause = (n for n in near if tokens[n].low in relatives and tokens[n - 1].low != ",")
    near = range(i + 1, next(clause, near.stop))
    verbs = sentence.verbs
    return any((tokens[j].low in verbs and tokens[j - 1].low != "to") or sentence.is_past(j) for j in near)


def past_comma(sentence: Sentence, i: int) -> int | None:
    """The beginning of what is said behind the comma after token ``i``; None in a language that does not speak so."""
    tokens, rules = sentence.tokens, sentence.rules
    if not rules.comma_speech:
        return None
    while sentence.low(i) in rules.particles:
        i = sentence.past_adverbials(i + 1)
    comma = next((n for n in range(i, min(i + _NEAR, len(tokens))) if tokens[n].low == ","), None)
    if comma is None or any(sentence.is_verb(n) or tokens[n].is_quotation for n in range(i, comma)):
        return None
    words = {t.low for t in tokens[comma + 1 :]}
    if words & rules.subjunctives or sentence.low(comma + 1) in rules.complementizers:
        return comma + 1
    is_direct = comma == i or tokens[comma - 1].low in rules.particles
    is_clause = len(tokens) - comma >= _LEAST_WORDS and sentence.low(comma + 1) not in rules.breaks
    return comma + 1 if is_direct and is_clause else None


def past_addressee(sentence: Sentence, i: int) -> tuple[int | None, int]:
    """The beginning of what is said behind "told Y", None if it cannot be told, and the end of Y."""
    tokens, rules = sentence.tokens, sentence.rules
    for j in range(i, min(i + _ADDRESSEE, len(tokens))):
        if j > i and sentence.is_verb(j):
            break  # a "that" behind it belongs to what is said
        if tokens[j].low in rules.complementizers or tokens[j].is_quotation:
            return j, j
        if tokens[j].text in ",:" and quotation_at(sentence, j):
            return j + 1, j
    if i >= len(tokens):
        return None, i
    j, following = _past_names(sentence, i), rules.pronouns | rules.determiners
    if j == i and (tokens[i].low in rules.addressees or tokens[i].low in rules.pronouns):
        j += 1
    elif j == i and tokens[i].low in rules.determiners:
        j = _past_names(sentence, i + 2)
    elif j == i and tokens[i].low.endswith("s") and sentence.low(i + 1) in following:
        j += 1  # "told troopers he"
    return (sentence.past_adverbials(j), j) if j > i else (None, i)


def _past_names(sentence: Sentence, i: int) -> int:
    """The index after the words with a capital letter from token ``i`` on."""
    while i < len(sentence.tokens) and sentence.tokens[i].is_capital:
        i += 1
    return i
