"""Noun phrases without a grammar: who speaks, found from the words around. Indices are those of a unit's tokens."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggesters.language.appositions import LONGEST, Appositions

_POSTPOSED = frozenset(
    ("of", "for", "from", "with", "at", "in", "on", "against", "von", "aus", "für", "vom", "des", "der")
)
"""Prepositions that may go on with the phrase they follow."""

_ABOUT = frozenset(("of", "about"))
"""Behind a verb they say what is spoken of, behind a name whose it is."""

_AHEAD = 7
"""How many words behind a comma, or behind "and", say what they begin."""


class Phrase(NamedTuple):
    """Tokens ``first`` to ``last``, both included."""

    first: int
    last: int


class Phrases(Appositions):
    """The noun phrases of one unit."""

    def is_pronoun(self, phrase: Phrase) -> bool:
        """Whether the phrase is nothing but a pronoun."""
        return phrase.first == phrase.last and self.tokens[phrase.first].low in self.rules.pronouns

    def last_before(self, i: int) -> int:
        """The index of the verb before token ``i``, adverbs left out."""
        while i > 0 and self.tokens[i - 1].low not in self._verbs:
            i -= 1
        return max(i - 1, 0)

    # Behind a verb or a lead

    def after(self, i: int, *, closing: bool) -> Phrase | None:
        """The phrase that begins at token ``i``. ``closing``: the source ends its sentence, or nearly."""
        tokens, rules = self.tokens, self.rules
        if i >= len(tokens) or not tokens[i].is_word or tokens[i].low in rules.prepositions | rules.breaks:
            return None
        if tokens[i].low in rules.pronouns and tokens[i].low not in rules.determiners:
            return Phrase(i, i)
        j, relative, is_document = i + 1, False, False
        while j < len(tokens) and j - i < LONGEST:
            token, following = tokens[j], j + 1
            if token.low == ",":
                end = self.apposition(j, closing=closing)
                following = j if end is None else end
                if not closing:
                    j = following
                    break
            elif not token.is_word:
                following = j + 1 if token.text in "&-–’" and j + 1 < len(tokens) else j
            elif self.is_participle(j) and tokens[j - 1].low in rules.documents:
                is_document = True  # "a letter sent to customers"
            elif not relative and token.low in rules.relatives and (closing or token.low in rules.persons):
                relative = True
            elif not relative and self._ends(j):
                following = max(j + 1, self.adverbial_at(j)) if is_document and self._goes_on(j) else j
            if following == j:
                break
            j = following
        return self._trimmed(i, j - 1)

    def _goes_on(self, j: int) -> bool:
        """Whether a document is described further: "a study published on Wednesday in Nature"."""
        return self.adverbial_at(j) > j or self.tokens[j].low in ("in", "on", "at", "by", "to", "from")

    def _ends(self, j: int) -> bool:
        """Whether a phrase ends before token ``j``."""
        tokens, rules = self.tokens, self.rules
        token, before = tokens[j], tokens[j - 1]
        if token.low in rules.breaks or token.low in rules.pronouns or self.is_verb(j):
            return not (token.low in rules.determiners and before.low in rules.prepositions | rules.conjunctions)
        if token.low in rules.relatives:
            return True
        if token.low in rules.objects and before.low not in rules.prepositions:
            return True
        joins = rules.prepositions | rules.determiners | rules.conjunctions
        if rules.nouns_are_capital and before.is_capital and not token.is_capital and token.low not in joins:
            return not token.text[0].isdigit()  # behind its noun stands no adjective
        if token.low in rules.conjunctions:
            return self._begins_clause(j + 1)
        if token.low not in _ABOUT and self.adverbial_at(j) > j:
            return True
        if token.low in rules.prepositions:
            if token.low == "to":
                return before.low not in rules.roles | rules.anonymous
            if token.low not in _POSTPOSED:
                return True
            return token.low in ("in", "on", "at", "with", "from") and before.is_capital and not rules.nouns_are_capital
        return False

    def _begins_clause(self, i: int) -> bool:
        """Whether a clause begins at token ``i``: a verb comes soon, and no comma before it."""
        for j in range(i, min(i + _AHEAD, len(self.tokens))):
            token = self.tokens[j]
            if self.is_verb(j) or (j == i and token.low in self.rules.pronouns):
                return True
            if not token.is_word:
                return False
        return False

    def _names_role(self, comma: int, end: int) -> bool:
        """Whether a name stands behind the comma, and before it whose it is: "the owner, A. Khalil"."""
        tokens = self.tokens
        named = all(t.is_capital for t in tokens[comma + 1 : end]) and end - comma > 2
        if not named or not tokens[comma - 1].is_word:
            return False
        first = self._start(comma - 1)
        whose = tokens[first:comma] if first is not None else []
        return not tokens[comma - 1].is_capital or any(t.low in self.rules.roles for t in whose)

    def _trimmed(self, first: int, last: int) -> Phrase | None:
        tokens, rules = self.tokens, self.rules
        loose = rules.prepositions | rules.conjunctions | rules.determiners | rules.between
        while last >= first and (not tokens[last].is_word or tokens[last].low in loose):
            last -= 1
        kept = loose | rules.passive_verbs  # "who asked not to be named"
        if last > first + 1 and tokens[last].low.endswith("ed") and tokens[last - 1].low not in kept:
            last -= 1  # "statements obtained" by somebody
        return Phrase(first, last) if last >= first else None

    # Before a verb

    def before(self, i: int) -> Phrase | None:
        """The phrase that ends before the verb at token ``i``; None if there is no subject to be seen."""
        tokens, rules = self.tokens, self.rules
        last = self._back_over_adverbs(i - 1)
        if last < 0 or (not tokens[last].is_word and tokens[last].low != ","):
            return None
        if tokens[last].low in rules.conjunctions | rules.opposites:
            return self.leading(last)
        if tokens[last].low in rules.breaks:
            return None
        head = last
        if tokens[last].low == ",":
            opened = self._comma_before(last)
            if opened is None:
                return self._closed_by_comma(last)
            ends = self._before_commas(opened, last)
            if ends is None:
                return None
            head, last = ends
        first = self._start(head)
        if first is None:
            return None
        known = tokens[last].low in rules.roles | rules.documents | rules.anonymous  # "leaked emails"
        if tokens[first].low.endswith("ed") and not tokens[first].is_capital and not known:
            return None
        if last < i - 1 and tokens[last].low.endswith("ed") and tokens[i - 1].is_word:
            last = i - 1  # "figures released on Monday"
        names = any(t.low not in rules.determiners for t in tokens[first : last + 1])
        named = names or (first == last and tokens[first].low in rules.pronouns | rules.quantified)
        is_lead = any(tokens[first].low == lead.words[0] for lead in rules.leads)
        return Phrase(first, last) if named and not is_lead and last - first < LONGEST else None

    def _before_commas(self, opened: int, closed: int) -> Phrase | None:
        """The last word of the name before two commas, and of all that belongs to it; None if it has no say."""
        loose = self.rules.openers | self.rules.between
        asked = self.tokens[opened + 1].low in self.rules.asking
        if asked or all(t.low in loose for t in self.tokens[opened + 1 : closed]) or self.is_remark(opened, closed):
            return Phrase(opened - 1, opened - 1)  # "X, meanwhile, said", "X, asked in Ohio, said"
        if not (
            self.looks_apposed(opened + 1, closed)
            or self._names_role(opened, closed)
            or self.is_set_off(opened, closed)
            or self.is_participle(opened + 1)
            or self.rules.anonymous_phrases.search(self._plain, self.tokens[opened].end, self.tokens[closed].start)
        ):
            return None
        head = opened - 1
        while (again := self._comma_before(head + 1)) is not None and self.looks_apposed(again + 1, head + 1):
            if self._start(again - 1) is None:
                break  # "In his report, the coroner, X, said"
            head = again - 1
        return Phrase(head, closed - 1)

    def _closed_by_comma(self, comma: int) -> Phrase | None:
        """The phrase that begins the unit, where a comma stands between it and its verb: "X of the Y, said"."""
        first = None if self.rules.comma_speech else self._start(comma - 1)  # there the verb comes first
        if first is None or any(t.low not in self.rules.openers for t in self.tokens[:first]):
            return None
        words = self.tokens[first:comma]
        begins = self.tokens[first].is_capital or self.tokens[first].low in self.rules.determiners
        named = sum(t.is_capital for t in words) > 1 or any(t.low in self.rules.roles for t in words)
        return Phrase(first, comma - 1) if begins and named and len(words) > 1 else None

    def antecedent(self, i: int) -> Phrase | None:
        """Whom the relative pronoun at token ``i`` stands for, behind a comma: the name or noun phrase before it."""
        tokens, rules = self.tokens, self.rules
        if i < 2 or tokens[i - 1].low != ",":
            return None
        first = last = i - 2
        while first > 0 and (tokens[first - 1].is_capital or (tokens[first - 1].low == "of" and first > 1)):
            first -= 1
        if not tokens[first].is_capital:
            near = range(first, max(first - _AHEAD, -1), -1)
            first = next((n for n in near if tokens[n].low in rules.determiners), -1)
        return Phrase(first, last) if first >= 0 and tokens[last].is_word else None

    def _back_over_adverbs(self, j: int) -> int:
        tokens, rules = self.tokens, self.rules
        while j > 0:
            for back in (6, 5, 4, 3, 2, 1):
                start = j - back + 1
                if start > 0 and tokens[start].low not in (",", "“") and self.adverbial_at(start) == j + 1:
                    j = start - 1
                    break
            else:
                low = tokens[j].low
                if low in rules.between or (low.endswith("ly") and not tokens[j].is_capital):
                    j -= 1
                    continue
                return j
        return j

    def _comma_before(self, j: int) -> int | None:
        """The comma before token ``j`` with nothing but words between; None if there is none near."""
        for k in range(j - 1, max(j - LONGEST, 0), -1):
            if self.tokens[k].low == ",":
                return k
            if not self.tokens[k].is_word and self.tokens[k].text not in "-–&’":
                return None
        return None

    def _start(self, last: int) -> int | None:
        """Where the phrase that ends with token ``last`` begins."""
        tokens, rules = self.tokens, self.rules
        if tokens[last].low in rules.pronouns and (tokens[last].low not in rules.determiners or last == 0):
            return last
        j = last
        while j >= 0:
            token = tokens[j]
            if not token.is_word and token.text not in "-–&’":
                break
            if token.low in rules.breaks and j < last:
                break
            if token.low in rules.relatives:
                return None if j == 0 else self._start(j - 1)
            if (self.is_verb(j) or self.is_past(j)) and j < last:
                if (opened := self._relative_before(j)) is not None:
                    return self._start(opened - 1)
                if rules.comma_speech and token.low in rules.between:  # "zuvor hatte X gesagt"
                    return self._cleared(j + 1, last)
                if token.low in self._verbs or self.is_past(j):
                    return self._of_next_clause(j, last)
            j -= 1
        first = j + 1
        return self._cleared(first, last)

    def _of_next_clause(self, verb: int, last: int) -> int | None:
        """Where the phrase that ends with token ``last`` begins, if "and" and a subject stand behind that verb."""
        rules = self.rules
        for k in range(last - 1, verb, -1):
            if self.tokens[k].low in rules.conjunctions | rules.opposites:
                begins = self.tokens[k + 1].low in rules.determiners or (
                    self.tokens[k + 1].is_capital and not self.tokens[k - 1].is_capital
                )
                return k + 1 if begins else None
            if self.tokens[k].low == ",":
                return None
        return None

    def _relative_before(self, j: int) -> int | None:
        """The index of "who" and the like that opens the clause of token ``j``."""
        for k in range(j - 1, max(j - 6, 0), -1):
            if self.tokens[k].low in self.rules.relatives:
                return k
            if not self.tokens[k].is_word:
                return None
        return None

    def _cleared(self, first: int, last: int) -> int | None:
        """The start without the words that open a sentence, and without an adverbial that no comma closes."""
        tokens, rules = self.tokens, self.rules
        while first <= last:
            after = self.adverbial_at(first)
            if first < after <= last:
                first = after
            elif tokens[first].low in rules.openers | rules.conjunctions and first < last:
                first += 1
            else:
                break
        if first > last:
            return None
        if tokens[first].low in rules.prepositions:
            for k in range(last, first, -1):
                begins = tokens[k].low in rules.determiners or (tokens[k].is_capital and not tokens[k - 1].is_capital)
                if begins and tokens[k - 1].low not in rules.prepositions | rules.determiners | rules.conjunctions:
                    return k
            return None
        return first

    def leading(self, before: int) -> Phrase | None:
        """The phrase that begins the unit, up to its first verb, if that comes before the token ``before``."""
        tokens, rules = self.tokens, self.rules
        first = 0
        while first < before:
            after = self.adverbial_at(first)
            if after > first:
                first = after
            elif tokens[first].low in rules.openers or tokens[first].low == ",":
                first += 1
            else:
                break
        if first >= before or not tokens[first].is_word or tokens[first].low in rules.prepositions | rules.breaks:
            return None
        if tokens[first].low in rules.pronouns and tokens[first].low not in rules.determiners:
            return Phrase(first, first)
        j = first
        while j < before and j - first < LONGEST:
            low = tokens[j].low
            if j > first and (
                self.is_verb(j) or (low.endswith("ed") and not tokens[j].is_capital) or low in rules.cautious
            ):
                return self._trimmed(first, j - 1)
            if low == ",":
                end = self.apposition(j, closing=False)
                if end is None:
                    return None
                j = end
            elif not tokens[j].is_word or (j > first and low in rules.breaks):
                return None
            j += 1
        return None
