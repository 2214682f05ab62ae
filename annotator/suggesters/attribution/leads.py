"""Leads: according to X, X's words behind a colon."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import Suggestion
from annotator.suggesters.attribution.discourse import Discourse, claim_of
from annotator.suggesters.attribution.spans import said_from
from annotator.suggesters.language.noun_phrases import Phrase, phrase_after
from annotator.suggesters.language.rules import Lead
from annotator.suggesters.language.sentence import Sentence
from annotator.suggesters.language.subjects import subject_before

_NAME = 4
"""Words of a name before a colon, at the most."""


def by_lead(discourse: Discourse, i: int, lead: Lead) -> Iterator[Suggestion]:
    """The source that a lead at token ``i`` names, and what is said beside it."""
    sentence, after = discourse.sentence, i + len(lead.words)
    tokens = sentence.tokens
    words = " ".join(t.text for t in tokens[i:after]).lower()
    if lead.trailing:
        source = subject_before(sentence, i) or _behind_preposition(sentence, i)
    else:
        source = phrase_after(sentence, after, closing=not sentence.begins_at(i))
    if source is None or (lead.named and not tokens[source.first].is_capital):
        return
    start, end = (source.first, after) if lead.trailing else (i, source.last + 1)
    yield from discourse.source(source, lead.score, lead.rule, f"“{words}” names who says it.")
    is_preposition = lead.trailing and sentence.low(start - 1) in sentence.rules.prepositions
    opens = sentence.begins_at(start - 1 if is_preposition else start)
    claim = said_from(sentence, sentence.past_adverbials(end)) if opens else discourse.said_before(start)
    named = tokens[discourse.used : start - 1]
    if not opens and named and all(t.is_word and t.is_capital for t in named):
        return  # "The Post, citing its own figures, said"
    discourse.use_up(end)
    if claim is not None:
        reason = f"“{words}” names who says this."
        yield discourse.claim((claim,), lead.score - 0.05, f"{lead.rule}-claim", reason)


def _behind_preposition(sentence: Sentence, i: int) -> Phrase | None:
    """The phrase between a preposition that opens the sentence and token ``i``: "Aus dem Ministerium hieß es"."""
    opening = next((n for n in range(i) if sentence.low(n) in sentence.rules.prepositions), None)
    if opening is None or not sentence.begins_at(opening):
        return None
    phrase = phrase_after(sentence, opening + 1, closing=False)
    return phrase if phrase is not None and phrase.last == i - 1 else None


def by_colon(discourse: Discourse) -> Iterator[Suggestion]:
    """The source and the claim of "X: “...”", at the beginning of a paragraph or of a sentence."""
    sentence = discourse.sentence
    sign = next((n for n, t in enumerate(sentence.tokens[: _NAME + 1]) if t.low == ":"), 0)
    if not sign or sentence.low(sign + 1) != "“" or not all(t.is_capital for t in sentence.tokens[:sign]):
        return
    claim = said_from(sentence, sign + 1)
    if claim is None:
        return
    reason = "A name before a colon and a quotation: it speaks."
    yield from discourse.source(Phrase(0, sign - 1), 0.75, "colon", reason)
    reason = "A quotation behind a name and a colon."  # of a name in this sentence alone: "He: “...”" has no source
    yield claim_of(discourse.own, (claim,), 0.75, "colon-claim", reason, "direct")
    discourse.use_up(sign + 2)
