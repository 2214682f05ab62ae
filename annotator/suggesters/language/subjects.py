"""Subjects: who stands before a verb, or begins the sentence. Indices are those of tokens."""

from __future__ import annotations

from annotator.suggesters.language.appositions import LONGEST, end_of_apposition, is_remark, is_set_off, looks_apposed
from annotator.suggesters.language.noun_phrases import Phrase, pronoun_at, trimmed_phrase
from annotator.suggesters.language.sentence import Sentence

_LONGEST_ADVERBIAL = 6
_FAR = 7
"""Words before a relative pronoun in which its noun phrase begins."""


def subject_before(sentence: Sentence, verb: int) -> Phrase | None:
    """Subject of the verb at token ``verb``, which it ends before; None if there is none to be seen."""
    tokens, rules = sentence.tokens, sentence.rules
    last = _before_adverbs(sentence, verb - 1)
    if last < 0 or (not tokens[last].is_word and tokens[last].low != ","):
        return None
    if tokens[last].low in rules.conjunctions | rules.opposites:
        return leading_subject(sentence, last)
    if tokens[last].low in rules.breaks:
        return None
    head = last
    if tokens[last].low == ",":
        opened = _comma_before(sentence, last)
        if opened is None:
            return _closed_by_comma(sentence, last)
        if (ends := _before_commas(sentence, opened, last)) is None:
            return None
        head, last = ends
    first = _start(sentence, head)
    if first is None:
        return None
    known = tokens[last].low in rules.roles | rules.documents | rules.anonymous  # "leaked emails"
    if tokens[first].low.endswith("ed") and not tokens[first].is_capital and not known:
        return None
    if last < verb - 1 and tokens[last].low.endswith("ed") and tokens[verb - 1].is_word:
        last = verb - 1  # "figures released on Monday"
    names = any(t.low not in rules.determiners for t in tokens[first : last + 1])
    named = names or (first == last and tokens[first].low in rules.pronouns | rules.quantified)
    is_lead = any(tokens[first].low == lead.words[0] for lead in rules.leads)
    return Phrase(first, last) if named and not is_lead and last - first < LONGEST else None


def leading_subject(sentence: Sentence, before: int) -> Phrase | None:
    """Subject that begins the sentence, up to its first verb, if that comes before the token ``before``."""
    tokens, rules = sentence.tokens, sentence.rules
    first = _past_openers(sentence, 0, before, rules.openers | {","})
    if first >= before or not tokens[first].is_word or tokens[first].low in rules.prepositions | rules.breaks:
        return None
    if (pronoun := pronoun_at(sentence, first)) is not None:
        return pronoun
    j = first
    while j < before and j - first < LONGEST:
        low = tokens[j].low
        is_verb = sentence.is_verb(j) or (low.endswith("ed") and not tokens[j].is_capital) or low in rules.cautious
        if j > first and is_verb:
            return trimmed_phrase(sentence, first, j - 1)
        if low == ",":
            end = end_of_apposition(sentence, j, closing=False)
            if end is None:
                return None
            j = end
        elif not tokens[j].is_word or (j > first and low in rules.breaks):
            return None
        j += 1
    return None


def _past_openers(sentence: Sentence, first: int, end: int, openers: frozenset[str]) -> int:
    """The first token from ``first`` on that neither is one of ``openers`` nor belongs to an adverbial; or ``end``."""
    while first < end:
        after = sentence.past_adverbial(first)
        if after == first and sentence.tokens[first].low not in openers:
            break
        first = max(after, first + 1)
    return first


def antecedent(sentence: Sentence, i: int) -> Phrase | None:
    """Antecedent of the relative pronoun at token ``i``, behind a comma: the name or noun phrase before it."""
    tokens, rules = sentence.tokens, sentence.rules
    if i < 2 or tokens[i - 1].low != ",":
        return None
    first = last = i - 2
    while first > 0 and (tokens[first - 1].is_capital or (tokens[first - 1].low == "of" and first > 1)):
        first -= 1
    if not tokens[first].is_capital:
        near = range(first, max(first - _FAR, -1), -1)
        first = next((n for n in near if tokens[n].low in rules.determiners), -1)
    return Phrase(first, last) if first >= 0 and tokens[last].is_word else None


def _before_adverbs(sentence: Sentence, j: int) -> int:
    """The last token, from token ``j`` back, that belongs to no adverbial and is no adverb."""
    tokens, between = sentence.tokens, sentence.rules.between
    while j > 0:
        # An adverbial can be matched from its beginning only: every place where one that ends here may begin is tried.
        for start in range(max(j - _LONGEST_ADVERBIAL + 1, 1), j + 1):
            if tokens[start].low not in (",", "“") and sentence.past_adverbial(start) == j + 1:
                j = start - 1
                break
        else:
            low = tokens[j].low
            if low not in between and (tokens[j].is_capital or not low.endswith("ly")):
                return j
            j -= 1
    return j


# Names before commas


def _comma_before(sentence: Sentence, j: int) -> int | None:
    """The comma before token ``j`` with nothing but words between; None if there is none near."""
    for k in range(j - 1, max(j - LONGEST, 0), -1):
        if sentence.low(k) == ",":
            return k
        if not sentence.tokens[k].is_word and sentence.tokens[k].text not in "-–&’":
            return None
    return None


def _before_commas(sentence: Sentence, opened: int, closed: int) -> Phrase | None:
    """The last word of the name before two commas, and of all that belongs to it; None if it has no say."""
    tokens, rules = sentence.tokens, sentence.rules
    asked = tokens[opened + 1].low in rules.asking
    loose = rules.openers | rules.between
    if asked or all(t.low in loose for t in tokens[opened + 1 : closed]) or is_remark(sentence, opened, closed):
        return Phrase(opened - 1, opened - 1)  # "X, meanwhile, said", "X, asked in Ohio, said"
    if not (
        looks_apposed(sentence, opened + 1, closed)
        or _names_role(sentence, opened, closed)
        or is_set_off(sentence, opened, closed)
        or sentence.is_participle(opened + 1)
        or rules.anonymous_phrases.search(sentence.document.plain, tokens[opened].end, tokens[closed].start)
    ):
        return None
    head = opened - 1
    while (again := _comma_before(sentence, head + 1)) is not None and looks_apposed(sentence, again + 1, head + 1):
        if _start(sentence, again - 1) is None:
            break  # "In his report, the coroner, X, said"
        head = again - 1
    return Phrase(head, closed - 1)


def _names_role(sentence: Sentence, comma: int, end: int) -> bool:
    """Whether a name stands behind the comma, and before it whose it is: "the owner, A. Khalil"."""
    tokens = sentence.tokens
    named = all(t.is_capital for t in tokens[comma + 1 : end]) and end - comma > 2
    if not named or not tokens[comma - 1].is_word:
        return False
    first = _start(sentence, comma - 1)
    whose = tokens[first:comma] if first is not None else []
    return not tokens[comma - 1].is_capital or any(t.low in sentence.rules.roles for t in whose)


def _closed_by_comma(sentence: Sentence, comma: int) -> Phrase | None:
    """The phrase that begins the sentence, where a comma stands between it and its verb: "X of the Y, said"."""
    tokens, rules = sentence.tokens, sentence.rules
    first = None if rules.comma_speech else _start(sentence, comma - 1)  # there the verb comes first
    if first is None or any(t.low not in rules.openers for t in tokens[:first]):
        return None
    words = tokens[first:comma]
    begins = tokens[first].is_capital or tokens[first].low in rules.determiners
    named = sum(t.is_capital for t in words) > 1 or any(t.low in rules.roles for t in words)
    return Phrase(first, comma - 1) if begins and named and len(words) > 1 else None


# Where a phrase begins


def _start(sentence: Sentence, last: int) -> int | None:
    """The start of the phrase that ends with token ``last``; None if that is no subject."""
    tokens, rules = sentence.tokens, sentence.rules
    if tokens[last].low in rules.pronouns and (tokens[last].low not in rules.determiners or last == 0):
        return last
    # Read from its end to the left. A verb on the way belongs to a clause before, or to one that "who" opens within the
    # phrase: then the phrase is looked for before that.
    j = last
    while j >= 0:
        token = tokens[j]
        if not token.is_word and token.text not in "-–&’":
            break
        if token.low in rules.breaks and j < last:
            break
        if token.low in rules.relatives:
            return None if j == 0 else _start(sentence, j - 1)
        if j < last and (sentence.is_verb(j) or sentence.is_past(j)):
            if (opened := _relative_before(sentence, j)) is not None:
                return _start(sentence, opened - 1)
            if rules.comma_speech and token.low in rules.between:  # "zuvor hatte X gesagt"
                return _cleared(sentence, j + 1, last)
            if token.low in sentence.verbs or sentence.is_past(j):
                return _start_of_next_clause(sentence, j, last)
        j -= 1
    return _cleared(sentence, j + 1, last)


def _start_of_next_clause(sentence: Sentence, verb: int, last: int) -> int | None:
    """The start of the phrase that ends with token ``last``, if "and" and a subject stand behind that verb."""
    rules = sentence.rules
    for k in range(last - 1, verb, -1):
        if sentence.low(k) in rules.conjunctions | rules.opposites:
            return k + 1 if _begins_noun(sentence, k + 1, besides=k - 1) else None
        if sentence.low(k) == ",":
            return None
    return None


def _begins_noun(sentence: Sentence, i: int, *, besides: int) -> bool:
    """Whether token ``i`` is a determiner, or begins a name that the token ``besides`` is no part of."""
    token = sentence.tokens[i]
    is_name = token.is_capital and not sentence.tokens[besides].is_capital
    return token.low in sentence.rules.determiners or is_name


def _relative_before(sentence: Sentence, j: int) -> int | None:
    """The index of "who" and the like that opens the clause of token ``j``."""
    for k in range(j - 1, max(j - 6, 0), -1):
        if sentence.low(k) in sentence.rules.relatives:
            return k
        if not sentence.tokens[k].is_word:
            return None
    return None


def _cleared(sentence: Sentence, first: int, last: int) -> int | None:
    """The start without the words that open a sentence, and without an adverbial that no comma closes."""
    tokens, rules = sentence.tokens, sentence.rules
    while first <= last:
        after = sentence.past_adverbial(first)
        if first < after <= last:
            first = after
        elif tokens[first].low in rules.openers | rules.conjunctions and first < last:
            first += 1
        else:
            break
    if first > last:
        return None
    if tokens[first].low not in rules.prepositions:
        return first
    joins = rules.prepositions | rules.determiners | rules.conjunctions
    nouns = (k for k in range(last, first, -1) if _begins_noun(sentence, k, besides=k - 1))
    return next((k for k in nouns if tokens[k - 1].low not in joins), None)
