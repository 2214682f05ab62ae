"""Passives: it was reported by X, X was quoted as saying, it is understood that, is believed to be."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import Suggestion
from annotator.suggesters.attribution.discourse import Discourse
from annotator.suggesters.attribution.framed_speech import by_frame
from annotator.suggesters.attribution.frames import Frame
from annotator.suggesters.attribution.impersonal import without_source
from annotator.suggesters.attribution.spans import said_from
from annotator.suggesters.language.noun_phrases import is_pronoun, phrase_after
from annotator.suggesters.language.subjects import subject_before


def by_passive(discourse: Discourse, i: int) -> Iterator[Suggestion]:
    """The source and the claim of the passive at token ``i``, the claim alone where nobody is named."""
    sentence, tokens = discourse.sentence, discourse.sentence.tokens
    may_be_unnamed = sentence.low(i) in sentence.rules.unnamed and discourse.used == 0
    if may_be_unnamed and (unsaid := without_source(discourse, i)) is not None:
        yield unsaid
        return
    if (match := sentence.rules.quoted_as.match(sentence.document.plain, tokens[i].start)) is None:
        yield from _by_agent(discourse, i)
        return
    end = next((n for n, t in enumerate(tokens) if t.start >= match.end()), len(tokens))
    subject = subject_before(sentence, i - 1)
    if subject is not None:
        yield from by_frame(discourse, Frame(i, subject, subject.first, end, sure=True))
        discourse.use_up(end)


def _by_agent(discourse: Discourse, i: int) -> Iterator[Suggestion]:
    """The source and the claim of "it was reported by X that"."""
    sentence, rules, agent = discourse.sentence, discourse.sentence.rules, i + 1
    if sentence.low(i) not in rules.passives or sentence.low(agent) != rules.passive_agent:
        return
    source = phrase_after(sentence, agent + 1, closing=True)
    if source is None or is_pronoun(sentence, source):
        return
    words = f"“{sentence.low(i)} {rules.passive_agent}”"
    yield from discourse.source(source, 0.8, "passive", f"Named as the one it comes from: {words}.")
    rest = source.last + 1
    claim = said_from(sentence, rest) if sentence.low(rest) in rules.complementizers else None
    if claim is not None:
        yield discourse.claim((claim,), 0.8, "passive-claim", f"Comes from a source that is named: {words}.")
    discourse.use_up(rest)
