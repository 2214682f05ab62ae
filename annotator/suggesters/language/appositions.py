"""Appositions: noun phrases and the like between commas behind a name, which say more of it. Indices are of tokens."""

from __future__ import annotations

from annotator.suggesters.language.sentence import Sentence

LONGEST = 24
"""Words of a source, apposition included, at the most."""

_AHEAD = 7
"""Words behind a comma that say what they begin."""


def end_of_apposition(sentence: Sentence, comma: int, *, closing: bool) -> int | None:
    """The index at which the apposition behind a comma ends: a comma, or the end. None if there is none."""
    tokens = sentence.tokens
    start = end = comma + 1
    if start >= len(tokens) or not tokens[start].is_word:
        return None
    is_relative = tokens[start].low in sentence.rules.relatives
    while end < len(tokens) and (tokens[end].is_word or tokens[end].text in "-–&’"):
        if end > start and not is_relative and sentence.is_verb(end):
            return None
        if end > start and sentence.past_adverbial(end) > end:
            break
        end += 1
    if end - start > LONGEST - 4 or not looks_apposed(sentence, start, end):
        return None
    return end if closing or sentence.low(end) == "," else None


def looks_apposed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the tokens from ``start`` to ``end``, behind a comma, say more of who stands before it."""
    tokens, rules = sentence.tokens, sentence.rules
    first = tokens[start]
    if first.text.isdigit() or first.low in rules.relatives | rules.including:
        return True
    if first.low in rules.belonging and start >= 2 and tokens[start - 2].is_capital:  # "Ana Ruiz, of the university,"
        words = tokens[start + 1 : end]
        return any(t.is_capital or t.low in rules.organisations for t in words) and not _has_verb(sentence, start, end)
    if first.low in ("a", "an", "ein", "eine"):
        return True
    heads = [t.low for t in tokens[start : start + _AHEAD] if t.end <= tokens[end - 1].end]
    known = any(head in rules.roles or head in rules.documents for head in heads)
    return known and (first.low in rules.determiners | rules.roles or first.is_capital or "of" in heads)


def is_remark(sentence: Sentence, comma: int, end: int) -> bool:
    """Whether what stands between two commas says where or how something was said, and not who said it."""
    first, rules = sentence.tokens[comma + 1], sentence.rules
    begins = first.low in rules.prepositions or (first.low.endswith("ing") and not first.is_capital)
    if rules.anonymous_phrases.search(sentence.document.plain, first.start, sentence.tokens[end - 1].end):
        return False  # "an official, speaking on background, said"
    belongs = first.low in rules.belonging and looks_apposed(sentence, comma + 1, end)
    return begins and not belongs and not _has_verb(sentence, comma + 1, end)


def is_set_off(sentence: Sentence, comma: int, end: int) -> bool:
    """Whether a noun phrase stands between two commas: "X, the largest in Europe, said"."""
    tokens, rules = sentence.tokens, sentence.rules
    relative = next((n for n in range(comma + 1, end) if tokens[n].low in rules.relatives), end)
    is_noun = tokens[comma + 1].low in rules.determiners and not _has_verb(sentence, comma + 1, relative)
    return is_noun and end - comma < LONGEST // 2


def _has_verb(sentence: Sentence, start: int, end: int) -> bool:
    """Whether one of the tokens from ``start`` to ``end`` is a verb."""
    return any(sentence.is_verb(n) for n in range(start, end))
