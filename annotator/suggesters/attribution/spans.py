"""What is said in one unit of a text, and by whom: the spans that the frames of attribution are made of."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import SOURCE, Span, Suggestion, SuggestionKey
from annotator.suggesters.attribution.claim_trimming import trimmed
from annotator.suggesters.attribution.source_kinds import kind_of
from annotator.suggesters.language.noun_phrases import Phrase, Phrases
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.language.rules import Lead
from annotator.suggesters.language.tokens import Unit

_KINDS = {
    "person": "Probably a person.",
    "organisation": "Probably an organisation.",
    "document": "Probably a document.",
    "media": "Probably a news medium.",
    "anonymous": "Nobody is named.",
}
"""What is said of each kind of source."""

_OPENING = "“„«‘\"'‚»"
_NEAR = 8
"""How many words may stand between a verb and the comma before what is said."""

_LEAST_WORDS = 2
"""A claim of fewer words says nothing."""


class Saying:
    """One unit. ``speaker`` is the source named last, before this unit and then in it; ``own`` the last one in it."""

    def __init__(self, document: Document, unit: Unit, speaker: SuggestionKey | None, previous: Unit | None) -> None:
        self.document = document
        self.rules = document.rules
        self.unit = unit
        self.tokens = unit.tokens
        self.phrases = Phrases(unit.tokens, document.rules, document.plain)
        self.speaker = speaker
        self.previous = previous
        self.own: SuggestionKey | None = None
        self.used = 0
        """The tokens before this one are used up by what was found."""

    def low(self, i: int) -> str:
        """Token ``i`` in lower case; "" behind the last."""
        return self.tokens[i].low if i < len(self.tokens) else ""

    def stands_at(self, i: int, lead: Lead) -> bool:
        """Whether the words of a lead stand at token ``i``."""
        words = tuple(t.low for t in self.tokens[i : i + len(lead.words)])
        if words != lead.words:
            return False
        return not lead.comma or i == 0 or self.tokens[i - 1].low in (",", "“")

    def opens_unit(self, i: int) -> bool:
        """Whether only words that open a sentence stand before token ``i``."""
        j = 0
        while j < i:
            after = self.phrases.skipped(j)
            if after == j and (self.tokens[j].low in self.rules.openers or self.tokens[j].low == ","):
                after = j + 1
            if after == j:
                return False
            j = after
        return True

    def are_one(self, before: Span, after: Span) -> bool:
        """Whether two stretches around a source are one assertion: the first is not a sentence of its own."""
        text = self.document.text
        between = text[before[1] : after[0]]
        first = next((c for c in text[after[0] : after[1]] if c.isalnum()), "")
        return "." not in between and not (first.isupper() and between[-1:] in _OPENING and "," not in between[-3:])

    def is_closed_before(self, start: int) -> bool:
        """Whether a comma, a dash or a quotation stands before token ``start``, and more before that."""
        return start > 0 and self.low(start - 1) in (",", "“", "–", "—") and not self.opens_unit(start)

    def is_closed_at(self, i: int) -> bool:
        """Whether nothing more is said from token ``i`` on, but where and when."""
        return self.low(i) in ("", ".", ",", ";", "“") or self.low(i) in self.rules.prepositions

    def quotation_at(self, i: int) -> bool:
        """Whether a quotation begins at token ``i``, or behind the sign there."""
        return self.low(i + 1 if self.low(i) in (",", ":") else i) == "“"

    def goes_on(self, i: int) -> Span | None:
        """What an interrupted sentence goes on with; None where only a remark about the speaker follows."""
        token = self.tokens[i]
        if token.is_quotation:
            return self.right(i)
        if not any(self.phrases.is_verb(j) for j in range(i, len(self.tokens))):
            return None
        rules = self.rules
        joins = rules.relatives | rules.breaks | rules.conjunctions | rules.prepositions | rules.determiners
        if token.low in joins or token.low in rules.participles or token.low.endswith("ing"):
            return None
        return self.right(i)

    def past_comma(self, i: int) -> int | None:
        """Where, in a language that speaks so, what is said begins behind the comma that follows token ``i``."""
        if not self.rules.comma_speech:
            return None
        while self.low(i) in self.rules.particles:
            i = self.phrases.skipped(i + 1)
        comma = next((n for n in range(i, min(i + _NEAR, len(self.tokens))) if self.low(n) == ","), None)
        direct = comma is not None and (comma == i or self.low(comma - 1) in self.rules.particles)
        if comma is None or any(self.phrases.is_verb(n) or self.tokens[n].is_quotation for n in range(i, comma)):
            return None
        words = {t.low for t in self.tokens[comma + 1 :]}
        is_said = words & self.rules.subjunctives or self.low(comma + 1) in self.rules.complementizers
        is_clause = comma + _LEAST_WORDS < len(self.tokens) and self.low(comma + 1) not in self.rules.breaks
        return comma + 1 if is_said or (direct and is_clause) else None

    def past_addressee(self, i: int) -> tuple[int | None, int]:
        """Where what is said begins behind "told Y", and where Y ends. None if that cannot be told."""
        tokens, rules = self.tokens, self.rules
        for j in range(i, min(i + 14, len(tokens))):
            if j > i and self.phrases.is_verb(j):
                break  # a "that" behind it belongs to what is said
            if tokens[j].low in rules.complementizers or tokens[j].is_quotation:
                return j, j
            if tokens[j].text in ",:" and self.quotation_at(j):
                return j + 1, j
        j = i
        while j < len(tokens) and tokens[j].is_capital:
            j += 1
        if j == i and j < len(tokens) and (tokens[j].low in rules.addressees or tokens[j].low in rules.pronouns):
            j += 1
        elif j == i and j < len(tokens) and tokens[j].low in rules.determiners:
            j += 2
            while j < len(tokens) and tokens[j].is_capital:
                j += 1
        elif j == i and self.low(j).endswith("s") and self.low(j + 1) in rules.pronouns | rules.determiners:
            j += 1  # "told troopers he"
        if j == i:
            return None, i
        return self.phrases.skipped(j), j

    def claim_after(self, i: int) -> Span | None:
        """What is said behind the verb at token ``i``."""
        rest = self.phrases.skipped(i + 1)
        return self.right(rest) if self.is_clause(rest) or self.quotation_at(rest) else None

    def is_clause(self, i: int, *, needs_verb: bool = False, any_words: bool = False, until: int | None = None) -> bool:
        """Whether a statement begins at token ``i``: it has a verb, or at least a subject that may have one."""
        tokens, rules = self.tokens, self.rules
        if i >= len(tokens):
            return False
        if tokens[i].is_quotation or tokens[i].low in rules.complementizers:
            return True
        if tokens[i].low == ":":
            return i + 1 < len(tokens)
        if tokens[i].low in rules.subordinators:
            return self._is_clause_behind_comma(i)
        if tokens[i].low in rules.quantifiers and self.is_number(i):
            needs_verb = True
            joins = rules.conjunctions | {","}
            until = next((n for n in range(i, len(tokens)) if tokens[n].low in joins), until)
        elif not tokens[i].is_word or tokens[i].low in rules.no_clause:
            return False
        if (any_words or tokens[i].low in rules.subjects) and len(tokens) - i > _LEAST_WORDS + 1:
            return True
        if any(self.phrases.is_verb(j) or self.phrases.is_past(j) for j in range(i + 1, until or len(tokens))):
            return True
        return not needs_verb and any(t.low.endswith(("ed", "s")) and not t.is_capital for t in tokens[i + 1 :])

    def is_number(self, i: int) -> bool:
        """Whether words such as "at least" at token ``i`` belong to a number."""
        ahead = range(i + 1, min(i + 4, len(self.tokens)))
        return any(self.tokens[n].text[0].isdigit() or self.low(n) in self.rules.determiners for n in ahead)

    def _is_clause_behind_comma(self, i: int) -> bool:
        """Whether a statement follows the clause that begins at token ``i``: "while it rains, the road is closed"."""
        comma = next((n for n in range(i + 1, len(self.tokens)) if self.low(n) == ","), None)
        if comma is None or comma - i < _LEAST_WORDS + 1:
            return False
        rules, after = self.rules, comma + 1
        joins = rules.relatives | rules.conjunctions | rules.opposites | rules.prepositions | rules.breaks
        if after >= len(self.tokens) or self.low(after) in joins or self.low(after).endswith("ing"):
            return False
        return any(self.phrases.is_verb(n) for n in range(after + 1, len(self.tokens)))

    def can_speak(self, subject: Phrase) -> bool:
        """Whether a phrase names somebody, or something that is heard: a role, a group, a report."""
        rules = self.rules
        words = self.tokens[subject.first : subject.last + 1]
        return any(
            (t.is_capital and (n > 0 or t.low not in rules.determiners))
            or {t.low, t.low.removesuffix("s")}
            & (rules.roles | rules.anonymous | rules.organisations | rules.documents)
            for n, t in enumerate(words)
        )

    def source(self, phrase: Phrase, score: float, rule: str, reason: str) -> Iterator[Suggestion]:
        """Suggest a phrase as a source, who from then on speaks; nothing if it is a pronoun."""
        if self.phrases.is_pronoun(phrase):
            return
        tokens = self.tokens[phrase.first : phrase.last + 1]
        start, end = tokens[0].start, tokens[-1].end
        if self.document.plain[start:end].endswith("’s"):
            end -= 2
        kind = kind_of(tokens, self.document.plain[start:end], self.rules)
        attributes = (("kind", kind),) if kind else ()
        said = f"{reason} {_KINDS[kind]}" if kind else reason
        suggestion = Suggestion(SOURCE.id, ((start, end),), score, rule, said, attributes)
        self.speaker = self.own = suggestion.key
        yield suggestion

    def left(self, end: int) -> Span | None:
        """What is said before token ``end``, from the beginning of the unit or from what was used up last."""
        first = self.used
        if first >= end:
            return None
        return self.span(self.tokens[first].start, self.tokens[end - 1].end)

    def right(self, start: int) -> Span | None:
        """What is said from token ``start`` to the end of the unit, or to a source that closes it."""
        tokens, rules = self.tokens, self.rules
        while start < len(tokens) and (tokens[start].text in ",:" or self._is_conjunction(start)):
            start += 1
        if start >= len(tokens):
            return None
        end = len(tokens)
        if tokens[start].is_quotation and (
            (start + 1 < end and tokens[start + 1].low in (",", "“")) or start + 1 == end
        ):
            return self.span(tokens[start].start, tokens[start].end)
        for j in range(start + 1, end):
            closes = any(tokens[j].low == lead.words[0] and self.stands_at(j, lead) for lead in rules.leads)
            if closes or (tokens[j].low in rules.participles and tokens[j - 1].low == ","):
                end = j
                break
        return self.span(tokens[start].start, tokens[end - 1].end)

    def _is_conjunction(self, i: int) -> bool:
        """Whether token ``i`` is a "that" that joins, not one that means something: "that is not enough"."""
        if self.low(i) not in self.rules.complementizers:
            return False
        return self.low(i + 1) not in self.rules.finite | self.rules.passive_verbs or self.rules.nouns_are_capital

    def span(self, start: int, end: int) -> Span | None:
        """What is said between two places, without what is around it; None if that is next to nothing."""
        span = trimmed(self.document.text, start, end, self.rules.claim_openers)
        if span is None or len(self.document.text[span[0] : span[1]].split()) < _LEAST_WORDS:
            return None
        return span

    def quotation_of(self, *spans: Span) -> str:
        """Whether these are somebody's own words: direct, indirect or mixed."""
        quoted = [t for t in self.tokens if t.is_quotation]
        inside = sum(any(q.start <= s and e <= q.end for q in quoted) for s, e in spans)
        if inside == len(spans):
            return "direct"
        touched = inside or any(s <= q.start and q.end <= e for s, e in spans for q in quoted)
        return "mixed" if touched else "indirect"
