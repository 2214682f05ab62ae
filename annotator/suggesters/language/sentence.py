"""Sentence: one unit of the text with what its words may be, as far as the rules know. Indices are those of tokens."""

from __future__ import annotations

from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.language.tokens import Unit


class Sentence:
    """Sentence: the tokens of one unit, and their word classes."""

    def __init__(self, document: Document, unit: Unit) -> None:
        self.document = document
        self.rules = document.rules
        self.start, self.end, self.tokens = unit
        self.verbs = self.rules.verbs | self.rules.finite | self.rules.passive_verbs

    def low(self, i: int) -> str:
        """Lower case of token ``i``; "" behind the last."""
        return self.tokens[i].low if i < len(self.tokens) else ""

    def is_verb(self, i: int) -> bool:
        """Whether token ``i`` is a verb for sure."""
        token, low = self.tokens[i], self.tokens[i].low
        if token.is_capital and i and self.tokens[i - 1].is_word:
            return False  # "United States"
        return low in self.verbs or (low in self.rules.cautious and low.endswith("ed"))

    def is_past(self, i: int) -> bool:
        """Whether token ``i`` looks like the past tense of a verb: "detainees breached the fence"."""
        token, before, rules = self.tokens[i], self.tokens[i - 1], self.rules
        if not token.low.endswith("ed") or token.low in rules.attributive or token.is_capital:
            return False
        if i == 0 or not before.is_word:
            return False
        subject = before.is_capital or before.low.endswith("s") or before.low in rules.pronouns | rules.organisations
        return subject and before.low not in rules.determiners and self.low(i + 1) not in rules.prepositions

    def is_participle(self, i: int) -> bool:
        """Whether token ``i`` looks like a participle behind a noun: "a letter sent", "the suit filed"."""
        token = self.tokens[i]
        return (token.low.endswith("ed") or token.low in self.rules.reduced) and not token.is_capital

    def verb_before(self, i: int) -> int:
        """The index of the verb before token ``i``, adverbs left out."""
        while i > 0 and self.tokens[i - 1].low not in self.verbs:
            i -= 1
        return max(i - 1, 0)

    def is_passive(self, i: int) -> bool:
        """Whether a form of "be", adverbs aside, stands before token ``i``; anywhere, where verbs come last."""
        tokens, rules, j = self.tokens, self.rules, i - 1
        if rules.comma_speech and self.low(i + 1) in (",", ".", ""):
            clause = next((n + 1 for n in range(i - 1, -1, -1) if not tokens[n].is_word), 0)
            return any(token.low in rules.passive_verbs for token in tokens[clause:i])
        while j >= 0 and (tokens[j].low in rules.between - rules.finite or tokens[j].low.endswith("ly")):
            j -= 1
        return j >= 0 and tokens[j].low in rules.passive_verbs

    def past_adverbial(self, i: int) -> int:
        """The index after the adverbial that begins at token ``i``; ``i`` if none does."""
        if i >= len(self.tokens):
            return i
        match = self.rules.adverbials.match(self.document.plain, self.tokens[i].start, self.tokens[-1].end)
        if match is None or match.end() == match.start():
            return i
        while i < len(self.tokens) and self.tokens[i].start < match.end():
            i += 1
        return i

    def past_adverbials(self, i: int) -> int:
        """The index after all adverbials and adverbs from token ``i`` on."""
        while i < len(self.tokens):
            after = self.past_adverbial(i)
            if after == i and self.tokens[i].low in self.rules.between:
                after = i + 1
            if after == i and self._is_inserted(i):
                after = i + 3
            if after == i:
                break
            i = after
        return i

    def _is_inserted(self, i: int) -> bool:
        """Whether a word that joins sentences stands between commas from token ``i`` on: "cautioned, however, that"."""
        lows = [token.low for token in self.tokens[i : i + 3]]
        return len(lows) == 3 and lows[0] == lows[2] == "," and lows[1] in self.rules.openers | self.rules.subordinators

    def begins_at(self, i: int) -> bool:
        """Whether only words that open a sentence stand before token ``i``."""
        j = 0
        while j < i:
            after = self.past_adverbials(j)
            if after == j and (self.tokens[j].low in self.rules.openers or self.tokens[j].low == ","):
                after = j + 1
            if after == j:
                return False
            j = after
        return True
