"""Discourse: who speaks in a sentence and before it, and how much of the sentence is used up by what was found."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import CLAIM, SOURCE, LinkKind, Span, Suggestion, SuggestionKey
from annotator.suggesters.attribution.source_kinds import kind_of
from annotator.suggesters.attribution.spans import claim_between, quotation_of
from annotator.suggesters.language.noun_phrases import Phrase, is_pronoun
from annotator.suggesters.language.sentence import Sentence

_KINDS = {
    "person": "Probably a person.",
    "organisation": "Probably an organisation.",
    "document": "Probably a document.",
    "media": "Probably a news medium.",
    "anonymous": "Nobody is named.",
}
"""The sentence that is said of each kind of source."""


class Discourse:
    """Discourse of one sentence. ``speaker`` is the source named last, before it or in it; ``own`` in it."""

    def __init__(self, sentence: Sentence, speaker: SuggestionKey | None, previous: Sentence | None) -> None:
        self.sentence = sentence
        self.speaker = speaker
        self.previous = previous
        self.own: SuggestionKey | None = None
        self.used = 0
        """The tokens before this one are used up."""

    def use_up(self, i: int) -> None:
        """Use up the tokens before token ``i``."""
        self.used = max(self.used, i)

    def said_before(self, end: int) -> Span | None:
        """The claim before token ``end``, from the beginning of the sentence or from what was used up last."""
        tokens = self.sentence.tokens
        if self.used >= end:
            return None
        return claim_between(self.sentence.document, tokens[self.used].start, tokens[end - 1].end)

    def source(self, phrase: Phrase, score: float, rule: str, reason: str) -> Iterator[Suggestion]:
        """Source that a phrase names, who from then on speaks; nothing if it is a pronoun or no name."""
        if is_pronoun(self.sentence, phrase):
            return
        tokens, plain = self.sentence.tokens[phrase.first : phrase.last + 1], self.sentence.document.plain
        start = tokens[0].start
        name = plain[start : tokens[-1].end].removesuffix("’s")
        if not name:  # a line that begins with "’s": the name is in the one before, and nobody else says this
            self.speaker = self.own = None
            return
        kind = kind_of(tokens, name, self.sentence.rules)
        attributes = (("kind", kind),) if kind else ()
        said = f"{reason} {_KINDS[kind]}" if kind else reason
        suggestion = Suggestion(SOURCE.id, ((start, start + len(name)),), score, rule, said, attributes)
        self.speaker = self.own = suggestion.key
        yield suggestion

    def claim(self, fragments: tuple[Span, ...], score: float, rule: str, reason: str) -> Suggestion:
        """Claim of who speaks, with the quotation that it is: direct, indirect or mixed."""
        return claim_of(self.speaker, fragments, score, rule, reason, quotation_of(self.sentence, fragments))


def claim_of(
    by: SuggestionKey | None, fragments: tuple[Span, ...], score: float, rule: str, reason: str, quotation: str
) -> Suggestion:
    """Claim, linked to its source if that is known."""
    links = ((LinkKind.ATTRIBUTED_TO, by),) if by is not None else ()
    return Suggestion(CLAIM.id, fragments, score, rule, reason, (("quotation", quotation),), links)
