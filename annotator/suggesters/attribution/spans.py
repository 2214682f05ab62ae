"""Spans of claims: what of a sentence is said, cut at what names who says it."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.model import Span
from annotator.suggesters.attribution.boundaries import lead_at, quotation_at
from annotator.suggesters.attribution.claim_trimming import trimmed
from annotator.suggesters.attribution.clauses import is_clause
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.language.sentence import Sentence

_OPENING = "“„«‘\"'‚»"

_LEAST_WORDS = 2
"""Words that a claim has at the least."""


def claim_between(document: Document, start: int, end: int) -> Span | None:
    """Claim between two places (code points), without what is around it; None if that is next to nothing."""
    span = trimmed(document.text, start, end, document.rules.claim_openers)
    return span if span is not None and len(document.text[slice(*span)].split()) >= _LEAST_WORDS else None


def said_from(sentence: Sentence, start: int) -> Span | None:
    """The claim from token ``start`` to the end of the sentence, or to a source that closes it."""
    tokens, rules = sentence.tokens, sentence.rules
    while start < len(tokens) and (tokens[start].text in ",:" or _is_conjunction(sentence, start)):
        start += 1
    if start >= len(tokens):
        return None
    first, document = tokens[start], sentence.document
    if first.is_quotation and (start + 1 == len(tokens) or tokens[start + 1].low in (",", "“")):
        return claim_between(document, first.start, first.end)
    end = len(tokens)
    for j in range(start + 1, end):
        is_participle = tokens[j].low in rules.participles and tokens[j - 1].low == ","
        if is_participle or lead_at(sentence, j) is not None:
            end = j
            break
    return claim_between(document, first.start, tokens[end - 1].end)


def _is_conjunction(sentence: Sentence, i: int) -> bool:
    """Whether token ``i`` is a "that" that joins, not one that means something: "that is not enough"."""
    rules = sentence.rules
    if sentence.low(i) not in rules.complementizers:
        return False
    return sentence.low(i + 1) not in rules.finite | rules.passive_verbs or rules.nouns_are_capital


def said_behind(sentence: Sentence, verb: int) -> Span | None:
    """The claim behind the verb at token ``verb``; None if there is none."""
    rest = sentence.past_adverbials(verb + 1)
    return said_from(sentence, rest) if is_clause(sentence, rest) or quotation_at(sentence, rest) else None


def resumed(sentence: Sentence, i: int) -> Span | None:
    """The claim that an interrupted sentence goes on with; None where only a remark about the speaker follows."""
    token, rules = sentence.tokens[i], sentence.rules
    if token.is_quotation:
        return said_from(sentence, i)
    if not any(sentence.is_verb(j) for j in range(i, len(sentence.tokens))):
        return None
    joins = rules.relatives | rules.breaks | rules.conjunctions | rules.prepositions | rules.determiners
    if token.low in joins or token.low in rules.participles or token.low.endswith("ing"):
        return None
    return said_from(sentence, i)


def are_one(text: str, before: Span, after: Span) -> bool:
    """Whether two stretches around a source are one assertion: the first is not a sentence of its own."""
    between = text[before[1] : after[0]]
    first = next((c for c in text[slice(*after)] if c.isalnum()), "")
    return "." not in between and not (first.isupper() and between[-1:] in _OPENING and "," not in between[-3:])


def quotation_of(sentence: Sentence, spans: Sequence[Span]) -> str:
    """Whether these are somebody's own words: direct, indirect or mixed."""
    quoted = [t for t in sentence.tokens if t.is_quotation]
    inside = sum(any(q.start <= s and e <= q.end for q in quoted) for s, e in spans)
    if inside == len(spans):
        return "direct"
    touched = inside or any(s <= q.start and q.end <= e for s, e in spans for q in quoted)
    return "mixed" if touched else "indirect"
