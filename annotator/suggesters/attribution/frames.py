"""Where in a unit a verb and who speaks stand: before each other, behind each other, around what is said."""

from __future__ import annotations

from typing import NamedTuple

from annotator.suggesters.attribution.spans import Saying
from annotator.suggesters.language.noun_phrases import Phrase

BESIDE = 9
"""How far from a verb that belongs to it is looked for, in words."""

_SOON = 5
"""How far behind a verb a figure stands, in words."""

_SIGNS = ".,;:–—("


class Frame(NamedTuple):
    """A verb and who speaks, with the tokens they take up. ``opens``: nothing is said before them."""

    verb: int
    subject: Phrase
    start: int
    end: int
    sure: bool
    opens: bool = False


class Framing(Saying):
    """The frames of one unit."""

    def closes_quotation(self, i: int) -> bool:
        """Whether token ``i`` looks like the verb beside a quotation that ends with a comma: "“...,” she sighed"."""
        token = self.tokens[i]
        if not token.low.endswith("ed") or token.is_capital:
            return False
        quoted = next((n for n in range(i - 1, max(i - BESIDE, -1), -1) if self.low(n) == "“"), -1)
        if quoted < 0 or self.document.text[self.tokens[quoted].end - 2] not in ",!?":
            return False
        return quoted == i - 1 or self.low(i + 1) in ("", ".", ",") or self.low(i + 1) in self.rules.prepositions

    def past_verb(self, i: int) -> int:
        """Where the verb of several words at token ``i`` ends; ``i`` if there is none."""
        for count in (2, 3):
            if " ".join(t.low for t in self.tokens[i : i + count]) in self.rules.phrasal:
                return i + count
        return i

    def inverted(self, i: int, *, sure: bool) -> Frame | None:
        """ "..., said X", and in languages that speak so "Am Montag sagte X, ..."."""
        if (self.low(i - 1) if i else "") in (",", "“") and self.low(i) not in self.rules.addressing:
            subject = self.phrases.after(i + 1, closing=True)
            if subject is not None and self._is_inverted(subject) and not self.is_apposed(i):
                return Frame(i, subject, i, subject.last + 1, sure)
        if self.rules.comma_speech and i and self.opens_unit(i):
            subject = self.phrases.after(i + 1, closing=False)
            if subject is not None:
                return Frame(i, subject, i, subject.last + 1, sure, opens=True)
        return None

    def words_quoted(self, i: int) -> Frame | None:
        """ "The radio quoted X as saying": X, with the words on both sides for the verb."""
        words = self.rules.quoted_words
        for end in range(i + 2, min(i + BESIDE, len(self.tokens))):
            if tuple(t.low for t in self.tokens[end : end + len(words)]) == words:
                after = end + len(words)
                return Frame(i, Phrase(i + 1, end - 1), i, after, sure=True, opens=True)
        return None

    def behind_preposition(self, i: int) -> Phrase | None:
        """The phrase between a preposition that opens the unit and token ``i``: "Aus dem Ministerium hieß es"."""
        opening = next((n for n in range(i) if self.low(n) in self.rules.prepositions), None)
        if opening is None or not self.opens_unit(opening):
            return None
        phrase = self.phrases.after(opening + 1, closing=False)
        return phrase if phrase is not None and phrase.last == i - 1 else None

    def subject_of(self, i: int) -> Phrase | None:
        """Who stands before the verb at token ``i``, behind what is used up: "the letters show an inspector warned"."""
        subject = self.phrases.before(i)
        if subject is None and i and self.low(i - 1) in self.rules.conjunctions | self.rules.opposites:
            return self.phrases.leading(i)
        if subject is not None and subject.first < self.used <= subject.last:
            begins = self.low(self.used) in self.rules.determiners or self.tokens[self.used].is_capital
            return subject._replace(first=self.used) if begins else subject
        return subject

    def gives_figure(self, i: int) -> bool:
        """Whether "at" and a number follow token ``i`` soon: "put the damage at 3 million"."""
        ahead = range(i, min(i + _SOON, len(self.tokens) - 1))
        at = next((n for n in ahead if self.low(n) in self.rules.figures), None)
        return at is not None and any(t.text[0].isdigit() for t in self.tokens[at + 1 : at + 4])

    def is_passive(self, i: int) -> bool:
        """Whether a form of "be", adverbs aside, stands before token ``i``; anywhere, where verbs come last."""
        rules, j = self.rules, i - 1
        if rules.comma_speech and self.low(i + 1) in (",", ".", ""):
            clause = next((n + 1 for n in range(i - 1, -1, -1) if not self.tokens[n].is_word), 0)
            return any(self.low(n) in rules.passive_verbs for n in range(clause, i))
        while j >= 0 and (self.low(j) in rules.between - rules.finite or self.low(j).endswith("ly")):
            j -= 1
        return j >= 0 and self.low(j) in rules.passive_verbs

    def is_apposed(self, i: int) -> bool:
        """Whether a subject that begins the unit stands before the verb, closed by an apposition."""
        subject = self.phrases.before(i)
        return subject is not None and self.opens_unit(subject.first)

    def _is_inverted(self, subject: Phrase) -> bool:
        """Whether what follows the verb is who speaks: nothing is said behind it but when, where and to whom."""
        rules = self.rules
        if self.phrases.is_pronoun(subject) and self.low(subject.first) in rules.impersonal:
            return False
        end = self.phrases.skipped(subject.last + 1)
        if end >= len(self.tokens) or self.low(subject.last + 1) in rules.objects:
            return True
        token = self.tokens[end]
        if token.low in rules.passive_verbs | rules.finite | rules.verbs:
            return False
        if token.text in _SIGNS or token.is_quotation or token.low.endswith("ing"):
            return True
        return token.low in rules.prepositions | rules.breaks | rules.conjunctions | rules.relatives

    def is_manner(self, i: int) -> bool:
        """Whether token ``i`` is the "as" of "as X said", and not that of "known as X"."""
        return self.low(i) in self.rules.manner and (self.opens_unit(i) or self.low(i - 1) in (",", "“", "–", "—"))

    def is_marked(self, rest: int) -> bool:
        """Whether "that" or a quotation begins at token ``rest``, or behind a comma there."""
        that = self.rules.complementizers
        return (
            self.low(rest) in that or (self.low(rest) == "," and self.low(rest + 1) in that) or self.quotation_at(rest)
        )
