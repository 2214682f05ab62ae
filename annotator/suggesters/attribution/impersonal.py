"""What is said by nobody in particular: reportedly, it is understood that, is believed to be."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import CLAIM, Span, Suggestion
from annotator.suggesters.attribution.frames import Framing


class Unnamed(Framing):
    """The claims of one unit that have no source."""

    def without_source(self, i: int) -> Suggestion | None:
        """What "it is understood", or that which something "is believed to be"."""
        tokens, rules, end = self.tokens, self.rules, len(self.tokens)
        subject = next(n for n, t in enumerate(tokens) if t.low not in rules.openers | {","})
        claim = None
        if tokens[subject].low in rules.unnamed_subject and subject + 4 > i:
            claim = self.claim_after(i)
        elif self._is_first_verb(i) and self.low(i + 1) in rules.unnamed_infinitive:
            end = next((n for n in range(i, len(tokens)) if self.low(n) == ","), end)
            claim = self.left(end)
        if claim is None or rules.verbs.intersection(t.low for t in tokens[i + 1 : end]):
            return None
        self.used = end
        return self._unsaid(claim, f"Said without naming a source: “{self.low(i)}”.")

    def by_hedge(self, i: int) -> Iterator[Suggestion]:
        """The sentence of a hedge such as "reportedly"."""
        claim = self.left(len(self.tokens))
        if claim is not None and len(self.tokens) > 5:
            yield self._unsaid(claim, f"Said without naming a source: “{self.tokens[i].low}”.")

    def _is_first_verb(self, i: int) -> bool:
        """Whether the passive at token ``i`` is the first verb of its unit: who or what it is about begins that."""
        return sum(self.phrases.is_verb(n) for n in range(i)) == 1

    @staticmethod
    def _unsaid(claim: Span, reason: str) -> Suggestion:
        return Suggestion(CLAIM.id, (claim,), 0.6, "hedge", reason, (("stance", "hedges"),))
