"""Boundaries of what is said: the signs and words beside which it ends or begins. Indices are those of tokens."""

from __future__ import annotations

from annotator.suggesters.language.rules import Lead
from annotator.suggesters.language.sentence import Sentence


def lead_at(sentence: Sentence, i: int) -> Lead | None:
    """Lead whose words stand at token ``i``; None if there is none."""
    low = sentence.tokens[i].low
    for lead in sentence.rules.leads:  # a loop: every token is asked about every lead
        if low == lead.words[0] and _stands(sentence, i, lead):
            return lead
    return None


def _stands(sentence: Sentence, i: int, lead: Lead) -> bool:
    """Whether all the words of a lead stand at token ``i``, behind the comma that it may need."""
    words = tuple(t.low for t in sentence.tokens[i : i + len(lead.words)])
    return words == lead.words and (not lead.comma or i == 0 or sentence.low(i - 1) in (",", "“"))


_CLOSING = (",", "“", "–", "—")


def is_closed_before(sentence: Sentence, start: int) -> bool:
    """Whether a comma, a dash or a quotation stands before token ``start``, and more before that."""
    return start > 0 and sentence.low(start - 1) in _CLOSING and not sentence.begins_at(start)


def is_closed_at(sentence: Sentence, i: int) -> bool:
    """Whether nothing more is said from token ``i`` on, but where and when."""
    return sentence.low(i) in ("", ".", ",", ";", "“") or sentence.low(i) in sentence.rules.prepositions


def quotation_at(sentence: Sentence, i: int) -> bool:
    """Whether a quotation begins at token ``i``, or behind the sign there."""
    return sentence.low(i + 1 if sentence.low(i) in (",", ":") else i) == "“"


def is_marked(sentence: Sentence, i: int) -> bool:
    """Whether "that" or a quotation begins at token ``i``, or behind a comma there."""
    that = i + 1 if sentence.low(i) == "," else i
    return sentence.low(that) in sentence.rules.complementizers or quotation_at(sentence, i)


def is_manner(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is the "as" of "as X said", and not that of "known as X"."""
    return sentence.low(i) in sentence.rules.manner and (sentence.begins_at(i) or sentence.low(i - 1) in _CLOSING)
