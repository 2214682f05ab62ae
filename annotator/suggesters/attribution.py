"""Sources and what they say: verbs and phrases of attribution, before and after the claim, linked to each other.

The words are those of the language's rules; the orders in which they stand are here. A pronoun is no source: its claim
is linked to the source that was named last.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from annotator.model import CLAIM, SOURCE, LinkKind, Span
from annotator.suggesters.dateline import without_dateline
from annotator.suggesters.document import Document
from annotator.suggesters.kinds import kind_of
from annotator.suggesters.phrases import Phrase, Phrases
from annotator.suggesters.rules import Lead
from annotator.suggesters.suggestion import Key, Suggestion
from annotator.suggesters.tokens import Token, Unit, units
from annotator.suggesters.trimming import trimmed

_OPENING = "“„«‘\"'‚»"
_LEAST_WORDS = 2
"""A claim of fewer words says nothing."""


def attributions(document: Document) -> Iterator[Suggestion]:
    """The sources of an article and the claims they speak for."""
    speaker: Key | None = None
    open_quotation = False
    for first, last in document.ticking():
        in_paragraph: Key | None = None
        said_by: Key | None = None
        previous: Unit | None = None
        body = without_dateline(document.plain, first, last)
        for n, unit in enumerate(units(document.text, document.plain, *body)):
            found = _Frames(document, unit, speaker, previous)
            previous = unit
            suggestions = list(found.all())
            yield from suggestions
            if found.speaker is not None:
                speaker = found.speaker
            if suggestions:
                said_by = in_paragraph = found.speaker or speaker
            elif unit.tokens and all(t.is_quotation or t.text in ".," for t in unit.tokens):
                goes_on = in_paragraph if n else (speaker if open_quotation else None)
                claim = trimmed(document.text, unit.start, unit.end)
                if goes_on is not None and claim is not None:
                    yield _claim((claim,), 0.75, "quotation-continued", "a quotation that goes on", goes_on, "direct")
                    in_paragraph = goes_on
            else:
                in_paragraph = None
        open_quotation = said_by is not None and _is_open(document.text, first, last)


def _is_open(text: str, first: int, last: int) -> bool:
    """Whether a paragraph ends in a quotation that the next one goes on with."""
    line = text[first:last]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def _claim(fragments: tuple[Span, ...], score: float, rule: str, reason: str, by: Key | None, quotation: str) -> Suggestion:
    links = ((LinkKind.ATTRIBUTED_TO, by),) if by is not None else ()
    return Suggestion(CLAIM.id, fragments, score, rule, reason, (("quotation", quotation),), links)


class _Frames:
    """The attributions of one unit. ``speaker`` is the source named last, before this unit and then in it."""

    def __init__(self, document: Document, unit: Unit, speaker: Key | None, previous: Unit | None) -> None:
        self.document = document
        self.rules = document.rules
        self.unit = unit
        self.tokens = unit.tokens
        self.phrases = Phrases(unit.tokens, document.rules, document.plain)
        self.speaker = speaker
        self.previous = previous
        self._own: Key | None = None
        self._used = 0
        """The tokens before this one are used up by what was found."""

    def all(self) -> Iterator[Suggestion]:
        """Every source and claim, the source first."""
        for i, token in enumerate(self.tokens):
            if i < self._used or not token.is_word:
                continue
            for lead in self.rules.leads:
                if token.low == lead.words[0] and self._stands(i, lead):
                    yield from self._by_lead(i, lead)
                    break
            else:
                if token.low in self.rules.verbs or token.low in self.rules.cautious or token.low in self.rules.participles:
                    yield from self._by_verb(i)
        hedge = next((i for i, t in enumerate(self.tokens) if t.low in self.rules.hedges), None)
        if hedge is not None and self._used == 0:
            yield from self._by_hedge(hedge)

    # Leads: according to X

    def _stands(self, i: int, lead: Lead) -> bool:
        words = tuple(t.low for t in self.tokens[i : i + len(lead.words)])
        if words != lead.words:
            return False
        return not lead.comma or i == 0 or self.tokens[i - 1].low in (",", "“")

    def _by_lead(self, i: int, lead: Lead) -> Iterator[Suggestion]:
        tokens, after = self.tokens, i + len(lead.words)
        words = " ".join(t.text for t in tokens[i:after]).lower()
        if lead.trailing:
            phrase = self.phrases.before(i)
            if phrase is None:
                return
            source, start, end = phrase, phrase.first, after
        else:
            found = self.phrases.after(after, closing=not self._opens(i))
            if found is None:
                return
            source, start, end = found, i, found.last + 1
        if lead.named and not tokens[source.first].is_capital:
            return
        yield from self._source(source, lead.score, lead.rule, f"“{words}”")
        by = self._own if not self.phrases.is_pronoun(source) else self.speaker
        if self._opens(start):
            claim = self._right(self.phrases.skipped(end))
        else:
            claim = self._left(start)
        self._used = max(self._used, end)
        if claim is not None:
            yield _claim((claim,), lead.score - 0.05, f"{lead.rule}-claim", f"what stands beside “{words}”", by, self._quotation(claim))

    def _opens(self, i: int) -> bool:
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

    # Verbs: X says, says X

    def _by_verb(self, i: int) -> Iterator[Suggestion]:
        tokens, verb = self.tokens, self.tokens[i]
        if i and tokens[i - 1].low == "to":
            return
        if self._is_passive(i):
            yield from self._by_passive(i)
            return
        sure = verb.low in self.rules.verbs
        behind = tokens[i - 1] if i else None
        if behind is not None and (behind.low == "," or behind.is_quotation) and verb.low not in self.rules.participles:
            inverted = self.phrases.after(i + 1, closing=True)
            if inverted is not None and self._is_inverted(i, inverted) and not self._is_apposed(i):
                yield from self._with_subject(i, inverted, i, inverted.last + 1, sure=sure)
                return
        if verb.low in self.rules.participles:
            if behind is None or behind.low != ",":
                return
            if self._own is not None or (subject := self.phrases.leading(i)) is None:
                by, claim = self._own or self.speaker, self._claim_after(i)
                if claim is not None and by is not None:
                    yield _claim((claim,), 0.7, "participle", f"“{verb.low}” after a source", by, self._quotation(claim))
                    self._used = len(tokens)
                return
            yield from self._with_subject(i, subject, i, i + 1, sure=True, opens=True)
            return
        if i == 1 and tokens[0].low in self.rules.anaphors and self.previous is not None:
            yield from self._of_the_sentence_before(i)
            return
        subject = self.phrases.before(i)
        if subject is None and behind is not None and behind.low in self.rules.conjunctions:
            subject = self.phrases.leading(i)
        if subject is not None:
            yield from self._with_subject(i, subject, subject.first, i + 1, sure=sure)

    def _of_the_sentence_before(self, i: int) -> Iterator[Suggestion]:
        """"Das sagte X": who said what stands in the sentence before."""
        assert self.previous is not None
        source = self.phrases.after(i + 1, closing=True)
        if source is None or self.phrases.is_pronoun(source):
            return
        words = f"“{self.tokens[0].text} {self.tokens[i].low}”"
        yield from self._source(source, 0.85, "said-before", f"{words} before a name")
        claim = self._span(self.previous.start, self.previous.end)
        if claim is not None:
            yield _claim((claim,), 0.8, "said-before-claim", f"the sentence before {words}", self._own, "indirect")
        self._used = source.last + 1

    def _is_passive(self, i: int) -> bool:
        j = i - 1
        while j >= 0 and (self.tokens[j].low in self.rules.between and self.tokens[j].low not in self.rules.finite or self.tokens[j].low.endswith("ly")):
            j -= 1
        return j >= 0 and self.tokens[j].low in self.rules.passive_verbs

    def _is_apposed(self, i: int) -> bool:
        """Whether a subject that begins the unit stands before the verb, closed by an apposition."""
        subject = self.phrases.before(i)
        return subject is not None and self._opens(subject.first)

    def _is_inverted(self, i: int, subject: Phrase) -> bool:
        """Whether what follows the verb is who speaks: nothing is said behind it but when, where and to whom."""
        tokens, end = self.tokens, subject.last + 1
        if self.phrases.is_pronoun(subject) and tokens[subject.first].low in ("it", "that", "this", "there", "you", "what"):
            return False
        end = self.phrases.skipped(end)
        if end >= len(tokens):
            return True
        token = tokens[end]
        if token.low in self.rules.passive_verbs or token.low in self.rules.finite or token.low in self.rules.verbs:
            return False
        return token.text in ".,;:–—(" or token.is_quotation or token.low in self.rules.prepositions | self.rules.breaks | self.rules.conjunctions | self.rules.relatives or token.low.endswith("ing")

    def _with_subject(
        self, i: int, subject: Phrase, start: int, end: int, *, sure: bool, opens: bool = False
    ) -> Iterator[Suggestion]:
        """``start`` and ``end`` are what the frame takes up: what is said stands before, behind or on both sides."""
        tokens, verb = self.tokens, self.tokens[i]
        pronoun = self.phrases.is_pronoun(subject)
        if pronoun and tokens[subject.first].low in ("it", "that", "this", "there", "what", "which", "one") and not sure:
            return
        rest = self.phrases.skipped(end)
        before = None if opens else self._left(start) if self._is_closed_before(start) else None
        behind = tokens[end] if end < len(tokens) else None
        if verb.low in self.rules.addressing and end == i + 1 and before is None:
            rest, end = self._past_addressee(i + 1)
            if rest is None:
                return
        complementizer = rest < len(tokens) and tokens[rest].low in self.rules.complementizers
        comma_that = rest + 1 < len(tokens) and tokens[rest].low == "," and tokens[rest + 1].low in self.rules.complementizers
        quoted = self._quotation_at(rest)
        if start and tokens[start - 1].low in self.rules.manner:
            yield from self._in_the_manner_of(i, subject, start - 1, rest)
            return
        if verb.low in self.rules.only_in_manner:
            return
        plainly = not sure and before is None and self._is_plain_clause(subject, rest)
        if not sure and not (complementizer or comma_that or quoted or before is not None or plainly):
            if verb.low in self.rules.acts and not pronoun and subject.first < i and self._can_speak(subject):
                yield from self._source(subject, 0.65, "speech-act", f"who stands before “{verb.low}”")
            return
        if not sure and before is not None and not (complementizer or quoted) and not self._closes(rest):
            return
        after = None
        if complementizer or comma_that or quoted:
            after = self._right(rest)
        elif before is None:
            after = self._right(rest) if plainly or self._is_clause(rest, sure, needs_verb=verb.low in self.rules.with_objects) else None
        elif behind is not None and rest < len(tokens) and tokens[rest].low == "," and rest + 1 < len(tokens):
            after = self._goes_on(rest + 1)
        if before is None and after is None:
            return
        score = 0.9 if sure else 0.75
        score = min(0.95, score + (0.03 if quoted or complementizer else 0.0)) - (0.1 if opens else 0.0)
        order = "verb-subject" if subject.first > i else "subject-verb"
        rule = order if sure else f"{order}-cautious"
        words = f"“{verb.low}”"
        reason = f"{words} before a name" if subject.first > i else f"who stands before {words}"
        by: Key | None
        if pronoun:
            by = self.speaker
        else:
            yield from self._source(subject, score, rule, reason)
            by = self._own
        fragments = tuple(f for f in (before, after) if f is not None)
        if len(fragments) == 2 and not self._is_one(before, after):
            yield _claim((fragments[0],), score - 0.02, f"{rule}-claim", f"said beside {words}", by, self._quotation(fragments[0]))
            fragments = fragments[1:]
        quotation = self._quotation(*fragments)
        yield _claim(fragments, score - 0.02, f"{rule}-claim", f"said beside {words}", by, quotation)
        self._used = max(self._used, rest if after is not None and not self._has_more(rest) else end)

    def _in_the_manner_of(self, i: int, subject: Phrase, start: int, rest: int) -> Iterator[Suggestion]:
        """"As X put it, ...", and the same behind what is said."""
        if self.tokens[i].low in self.rules.only_in_manner:
            rest += 1
        claim = self._right(rest) if self._opens(start) else self._left(start)
        if claim is None:
            return
        words = f"“{self.tokens[start].low} … {self.tokens[i].low}”"
        by = self.speaker
        if not self.phrases.is_pronoun(subject):
            yield from self._source(subject, 0.85, "as-said", words)
            by = self._own
        yield _claim((claim,), 0.8, "as-said-claim", f"beside {words}", by, self._quotation(claim))
        self._used = rest

    def _is_plain_clause(self, subject: Phrase, i: int) -> bool:
        """Whether a clause with its own subject and verb follows, said by somebody who can speak."""
        tokens, rules = self.tokens, self.rules
        if i >= len(tokens) or not self._can_speak(subject):
            return False
        if tokens[i].low not in rules.determiners | rules.pronouns and not (tokens[i].text[0].isdigit() or tokens[i].is_capital):
            return False
        if self.tokens[subject.last + 1].low in rules.plain or self.tokens[i - 1].low in rules.plain:
            return True
        return any(tokens[j].low in rules.finite | rules.passive_verbs for j in range(i + 1, min(i + 9, len(tokens))))

    def _can_speak(self, subject: Phrase) -> bool:
        rules = self.rules
        words = self.tokens[subject.first : subject.last + 1]
        return any(
            (t.is_capital and (n > 0 or t.low not in rules.determiners))
            or t.low in rules.roles | rules.anonymous | rules.organisations | rules.documents
            for n, t in enumerate(words)
        )

    def _has_more(self, i: int) -> bool:
        """Whether another attribution closes what is said from token ``i`` on: looked for all the same."""
        return any(t.low in self.rules.participles or t.low in self.rules.verbs for t in self.tokens[i:])

    def _is_one(self, before: Span | None, after: Span | None) -> bool:
        """Whether two stretches around a source are one assertion: the first is not a sentence of its own."""
        assert before is not None and after is not None
        text = self.document.text
        between = text[before[1] : after[0]]
        first = next((c for c in text[after[0] : after[1]] if c.isalnum()), "")
        return "." not in between and not (first.isupper() and between[-1:] in _OPENING and "," not in between[-3:])

    def _is_closed_before(self, start: int) -> bool:
        return start > 0 and (self.tokens[start - 1].low == "," or self.tokens[start - 1].is_quotation or self.tokens[start - 1].text in "–—") and not self._opens(start)

    def _closes(self, i: int) -> bool:
        if i >= len(self.tokens) or self.tokens[i].text in ".,;" or self.tokens[i].is_quotation:
            return True
        return self.tokens[i].low in self.rules.prepositions

    def _quotation_at(self, i: int) -> bool:
        tokens = self.tokens
        if i < len(tokens) and tokens[i].text in ",:" and i + 1 < len(tokens):
            i += 1
        return i < len(tokens) and tokens[i].is_quotation

    def _goes_on(self, i: int) -> Span | None:
        """What an interrupted sentence goes on with; None where only a remark about the speaker follows."""
        token = self.tokens[i]
        if token.is_quotation:
            return self._right(i)
        if not any(self.phrases.is_verb(j) for j in range(i, len(self.tokens))):
            return None
        if token.low in self.rules.participles or token.low.endswith("ing") or token.low in self.rules.relatives | self.rules.breaks | self.rules.conjunctions | self.rules.prepositions | self.rules.determiners:
            return None
        return self._right(i)

    def _past_addressee(self, i: int) -> tuple[int | None, int]:
        """Where what is said begins behind "told Y", and where Y ends. None if that cannot be told."""
        tokens, rules = self.tokens, self.rules
        for j in range(i, min(i + 14, len(tokens))):
            if tokens[j].low in rules.complementizers or tokens[j].is_quotation:
                return j, j
            if tokens[j].text in ",:" and self._quotation_at(j):
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
        if j == i:
            return None, i
        return self.phrases.skipped(j), j

    def _claim_after(self, i: int) -> Span | None:
        rest = self.phrases.skipped(i + 1)
        return self._right(rest) if self._is_clause(rest, True) or self._quotation_at(rest) else None

    def _is_clause(self, i: int, sure: bool, *, needs_verb: bool = False) -> bool:
        """Whether a statement begins at token ``i``: it has a verb, or at least a subject that may have one."""
        tokens = self.tokens
        if i >= len(tokens) or not sure:
            return False
        if tokens[i].is_quotation or tokens[i].low in self.rules.complementizers:
            return True
        if tokens[i].low in (":",):
            return i + 1 < len(tokens)
        if not tokens[i].is_word or tokens[i].low in ("to", "of", "about", "for", "and", "so", "as", "or", "but", "nothing", "goodbye"):
            return False
        if any(self.phrases.is_verb(j) for j in range(i + 1, len(tokens))):
            return True
        return not needs_verb and any(t.low.endswith(("ed", "s")) and not t.is_capital for t in tokens[i + 1 :])

    # Passives: it was reported by X, X was quoted as saying

    def _by_passive(self, i: int) -> Iterator[Suggestion]:
        tokens = self.tokens
        match = self.rules.quoted_as.match(self.document.plain, tokens[i].start)
        if match is not None:
            end = i + len(match[0].split())
            subject = self.phrases.before(i - 1)
            if subject is not None:
                yield from self._with_subject(i, subject, subject.first, end, sure=True)
                self._used = max(self._used, end)
            return
        agent = i + 1
        if tokens[i].low not in self.rules.passives or agent >= len(tokens) or tokens[agent].low != self.rules.passive_agent:
            return
        source = self.phrases.after(agent + 1, closing=True)
        if source is None or self.phrases.is_pronoun(source):
            return
        yield from self._source(source, 0.8, "passive", f"“{tokens[i].low} {self.rules.passive_agent}”")
        rest = source.last + 1
        if rest < len(tokens) and tokens[rest].low in self.rules.complementizers:
            claim = self._right(rest)
            if claim is not None:
                yield _claim((claim,), 0.8, "passive-claim", f"“{tokens[i].low} {self.rules.passive_agent}” a source", self._own, self._quotation(claim))
        self._used = max(self._used, rest)

    # Hedges: reportedly

    def _by_hedge(self, i: int) -> Iterator[Suggestion]:
        claim = self._left(len(self.tokens))
        if claim is not None and len(self.tokens) > 5:
            reason = f"“{self.tokens[i].low}” without a source"
            yield Suggestion(CLAIM.id, (claim,), 0.6, "hedge", reason, (("stance", "hedges"),))

    # Spans

    def _source(self, phrase: Phrase, score: float, rule: str, reason: str) -> Iterator[Suggestion]:
        if self.phrases.is_pronoun(phrase):
            return
        tokens = self.tokens[phrase.first : phrase.last + 1]
        start, end = tokens[0].start, tokens[-1].end
        if self.document.plain[start:end].endswith("’s"):
            end -= 2
        kind = kind_of(tokens, self.document.plain[start:end], self.rules)
        attributes = (("kind", kind),) if kind else ()
        said = f"{reason} + {kind}" if kind else reason
        suggestion = Suggestion(SOURCE.id, ((start, end),), score, rule, said, attributes)
        self.speaker = self._own = suggestion.key
        yield suggestion

    def _left(self, end: int) -> Span | None:
        """What is said before token ``end``, from the beginning of the unit or from what was used up last."""
        first = self._used
        if first >= end:
            return None
        return self._span(self.tokens[first].start, self.tokens[end - 1].end)

    def _right(self, start: int) -> Span | None:
        """What is said from token ``start`` to the end of the unit, or to a source that closes it."""
        tokens, rules = self.tokens, self.rules
        while start < len(tokens) and (tokens[start].text in ",:" or tokens[start].low in rules.complementizers):
            start += 1
        if start >= len(tokens):
            return None
        end = len(tokens)
        if tokens[start].is_quotation and (start + 1 < end and tokens[start + 1].low in (",", "“") or start + 1 == end):
            return self._span(tokens[start].start, tokens[start].end)
        for j in range(start + 1, end):
            closes = any(tokens[j].low == lead.words[0] and self._stands(j, lead) for lead in rules.leads)
            if closes or (tokens[j].low in rules.participles and tokens[j - 1].low == ","):
                end = j
                break
        return self._span(tokens[start].start, tokens[end - 1].end)

    def _span(self, start: int, end: int) -> Span | None:
        span = trimmed(self.document.text, start, end, self.rules.claim_openers)
        if span is None or len(self.document.text[span[0] : span[1]].split()) < _LEAST_WORDS:
            return None
        return span

    def _quotation(self, *spans: Span) -> str:
        """Whether these are somebody's own words: direct, indirect or mixed."""
        quoted = [t for t in self.tokens if t.is_quotation]
        inside = sum(any(q.start <= s and e <= q.end for q in quoted) for s, e in spans)
        if inside == len(spans):
            return "direct"
        touched = inside or any(s <= q.start and q.end <= e for s, e in spans for q in quoted)
        return "mixed" if touched else "indirect"


def sources_of(suggestions: Sequence[Suggestion]) -> list[Suggestion]:
    """Those of the suggestions that are sources."""
    return [s for s in suggestions if s.tag == SOURCE.id]


def first_word(tokens: Sequence[Token]) -> str:
    """The first word in lower case; "" if there is none."""
    return next((t.low for t in tokens if t.is_word), "")
