"""Convictions and sayings, as nouns and adjectives: X's claim that, X is sure that."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import Suggestion
from annotator.suggesters.attribution.discourse import Discourse
from annotator.suggesters.attribution.spans import said_from
from annotator.suggesters.language.noun_phrases import Phrase, is_pronoun
from annotator.suggesters.language.sentence import Sentence
from annotator.suggesters.language.subjects import subject_before


def by_noun(discourse: Discourse, i: int) -> Iterator[Suggestion]:
    """The source that holds the conviction at token ``i``, and the claim that it is."""
    sentence = discourse.sentence
    words = f"“{sentence.low(i)} {sentence.low(i + 1)}”"
    source, claim = _holder(sentence, i), said_from(sentence, i + 1)
    if source is None or claim is None or is_pronoun(sentence, source):
        return
    yield from discourse.source(source, 0.75, "conviction", f"Is reported to hold this view: {words}.")
    yield discourse.claim((claim,), 0.72, "conviction-claim", f"Somebody’s view, introduced by {words}.")
    discourse.use_up(i + 2)


def _holder(sentence: Sentence, i: int) -> Phrase | None:
    """The holder of the view at token ``i``; None if that cannot be told."""
    rules = sentence.rules
    if sentence.low(i) in rules.convictions and sentence.is_passive(i):
        return subject_before(sentence, sentence.verb_before(i))
    if sentence.low(i) not in rules.sayings or not sentence.low(i - 1).endswith("’s"):
        return None
    source = subject_before(sentence, i)
    verbs = [n for n in range(source.first, i - 1) if sentence.is_verb(n)] if source is not None else []
    return Phrase(verbs[-1] + 1, i - 1) if verbs else source
