"""What stands between commas behind a name, and the words that tell a verb. Indices are those of a unit's tokens."""

from __future__ import annotations

from collections.abc import Sequence

from annotator.suggesters.language.rules import Rules
from annotator.suggesters.language.tokens import Token

LONGEST = 24
"""No source is of more words than this, apposition included."""

_AHEAD = 7
"""How many words behind a comma say what they begin."""


class Appositions:
    """The words of one unit, and what is set off by commas in it."""

    def __init__(self, tokens: Sequence[Token], rules: Rules, plain: str) -> None:
        self.tokens = tokens
        self.rules = rules
        self._plain = plain
        self._verbs = rules.verbs | rules.finite | rules.passive_verbs

    def adverbial_at(self, i: int) -> int:
        """The index after the adverbial that begins at token ``i``; ``i`` if none does."""
        if i >= len(self.tokens):
            return i
        match = self.rules.adverbials.match(self._plain, self.tokens[i].start, self.tokens[-1].end)
        if match is None or match.end() == match.start():
            return i
        while i < len(self.tokens) and self.tokens[i].start < match.end():
            i += 1
        return i

    def skipped(self, i: int) -> int:
        """The index after all adverbials and adverbs from token ``i`` on."""
        while i < len(self.tokens):
            after = self.adverbial_at(i)
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

    def is_verb(self, i: int) -> bool:
        """Whether token ``i`` is a verb for sure, as far as the rules know."""
        token, low = self.tokens[i], self.tokens[i].low
        if token.is_capital and i and self.tokens[i - 1].is_word:
            return False  # "United States"
        return low in self._verbs or (low in self.rules.cautious and low.endswith("ed"))

    def is_past(self, i: int) -> bool:
        """Whether token ``i`` looks like the past tense of a verb: "detainees breached the fence"."""
        tokens, rules = self.tokens, self.rules
        low, before = tokens[i].low, tokens[i - 1] if i else None
        if (
            not low.endswith("ed")
            or low in rules.attributive
            or tokens[i].is_capital
            or before is None
            or not before.is_word
        ):
            return False
        follows = tokens[i + 1].low if i + 1 < len(tokens) else ""
        subject = before.is_capital or before.low.endswith("s") or before.low in rules.pronouns | rules.organisations
        return subject and before.low not in rules.determiners and follows not in rules.prepositions

    def is_participle(self, j: int) -> bool:
        """Whether token ``j`` looks like a participle behind a noun: "a letter sent", "the suit filed"."""
        token = self.tokens[j]
        return (token.low.endswith("ed") or token.low in self.rules.reduced) and not token.is_capital

    def apposition(self, comma: int, *, closing: bool) -> int | None:
        """The index at which the apposition behind a comma ends: a comma, or the end. None if there is none."""
        tokens, rules = self.tokens, self.rules
        i = comma + 1
        if i >= len(tokens) or not tokens[i].is_word:
            return None
        end = i
        while end < len(tokens) and (tokens[end].is_word or tokens[end].text in "-–&’"):
            if end > i and tokens[i].low not in rules.relatives and self.is_verb(end):
                return None
            if end > i and self.adverbial_at(end) > end:
                break
            end += 1
        if end - i > LONGEST - 4 or not self.looks_apposed(i, end):
            return None
        closed = end < len(tokens) and tokens[end].low == ","
        if closing or closed:
            return end
        return None

    def looks_apposed(self, i: int, end: int) -> bool:
        """Whether the tokens from ``i`` to ``end``, behind a comma, say more of who stands before it."""
        tokens, rules = self.tokens, self.rules
        if tokens[i].text.isdigit() or tokens[i].low in rules.relatives | rules.including:
            return True
        if tokens[i].low in rules.belonging and i >= 2 and tokens[i - 2].is_capital:  # "Ana Ruiz, of the university,"
            words = tokens[i + 1 : end]
            return any(t.is_capital or t.low in rules.organisations for t in words) and not any(
                self.is_verb(n) for n in range(i, end)
            )
        heads = [t.low for t in tokens[i : i + _AHEAD] if t.end <= tokens[end - 1].end]
        known = any(h in rules.roles or h in rules.documents for h in heads)
        if tokens[i].low in ("a", "an", "ein", "eine"):
            return True
        return known and (
            tokens[i].low in rules.determiners or tokens[i].low in rules.roles or tokens[i].is_capital or "of" in heads
        )

    def is_remark(self, comma: int, end: int) -> bool:
        """Whether what stands between two commas says where or how something was said, and not who said it."""
        first = self.tokens[comma + 1]
        begins = first.low in self.rules.prepositions or (first.low.endswith("ing") and not first.is_capital)
        if self.rules.anonymous_phrases.search(self._plain, first.start, self.tokens[end - 1].end):
            return False  # "an official, speaking on background, said"
        belongs = first.low in self.rules.belonging and self.looks_apposed(comma + 1, end)
        return begins and not belongs and not any(self.is_verb(n) for n in range(comma + 1, end))

    def is_set_off(self, comma: int, end: int) -> bool:
        """Whether a noun phrase stands between two commas: "X, the largest in Europe, said"."""
        inner = range(comma + 1, end)
        relative = next((n for n in inner if self.tokens[n].low in self.rules.relatives), end)
        verbs = any(self.is_verb(n) for n in range(comma + 1, relative))
        return self.tokens[comma + 1].low in self.rules.determiners and not verbs and end - comma < LONGEST // 2
