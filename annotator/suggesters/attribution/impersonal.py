"""Impersonal speech, of nobody in particular: reportedly, it is understood that, is believed to be."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import CLAIM, Span, Suggestion
from annotator.suggesters.attribution.discourse import Discourse
from annotator.suggesters.attribution.spans import said_behind

_SHORT = 5
"""Words and signs of a sentence that is too short for a hedge to say anything."""


def without_source(discourse: Discourse, i: int) -> Suggestion | None:
    """The claim that "it is understood", or what something "is believed to be"; None if it is neither."""
    sentence, rules = discourse.sentence, discourse.sentence.rules
    tokens, end = sentence.tokens, len(sentence.tokens)
    subject = next(n for n, t in enumerate(tokens) if t.low not in rules.openers | {","})
    is_first_verb = sum(sentence.is_verb(n) for n in range(i)) == 1  # the passive's own: its subject begins that
    claim = None
    if tokens[subject].low in rules.unnamed_subject and subject + 4 > i:
        claim = said_behind(sentence, i)
    elif is_first_verb and sentence.low(i + 1) in rules.unnamed_infinitive:
        end = next((n for n in range(i, len(tokens)) if tokens[n].low == ","), end)
        claim = discourse.said_before(end)
    if claim is None or not rules.verbs.isdisjoint(t.low for t in tokens[i + 1 : end]):
        return None
    discourse.use_up(end)
    return _hedged(claim, sentence.low(i))


def by_hedge(discourse: Discourse) -> Iterator[Suggestion]:
    """The claim of a sentence with a hedge such as "reportedly"."""
    tokens, hedges = discourse.sentence.tokens, discourse.sentence.rules.hedges
    hedge = next((t.low for t in tokens if t.low in hedges), None)
    claim = discourse.said_before(len(tokens)) if hedge is not None and len(tokens) > _SHORT else None
    if hedge is not None and claim is not None:
        yield _hedged(claim, hedge)


def _hedged(claim: Span, word: str) -> Suggestion:
    """The suggestion for a claim that this word makes uncertain."""
    reason = f"Said without naming a source: “{word}”."
    return Suggestion(CLAIM.id, (claim,), 0.6, "hedge", reason, (("stance", "hedges"),))
