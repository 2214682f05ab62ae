"""Sources and what they say: verbs and phrases of attribution, before and after the claim, linked to each other.

The words are those of the language's rules; the orders in which they stand are here. A pronoun is no source: its claim
is linked to the source that was named last.
"""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import CLAIM, LinkKind, Span, Suggestion, SuggestionKey
from annotator.suggesters.attribution.claim_trimming import trimmed
from annotator.suggesters.attribution.frames import BESIDE, Frame
from annotator.suggesters.attribution.impersonal import Unnamed
from annotator.suggesters.language.noun_phrases import Phrase
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.language.rules import Lead
from annotator.suggesters.language.tokens import Unit, units
from annotator.suggesters.places.dateline import without_dateline

_ADDRESSED = 5
"""How many words may name who is asked."""


def attributions(document: Document) -> Iterator[Suggestion]:
    """The sources of an article and the claims they speak for."""
    speaker: SuggestionKey | None = None
    open_quotation = False
    for first, last in document.ticking():
        in_paragraph: SuggestionKey | None = None
        said_by: SuggestionKey | None = None
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
                    yield _claim(
                        (claim,),
                        0.75,
                        "quotation-continued",
                        "A quotation that goes on from the paragraph before.",
                        goes_on,
                        "direct",
                    )
                    in_paragraph = goes_on
            else:
                in_paragraph = None
        open_quotation = said_by is not None and _is_open(document.text, first, last)


def _is_open(text: str, first: int, last: int) -> bool:
    """Whether a paragraph ends in a quotation that the next one goes on with."""
    line = text[first:last]
    return line.count("“") > line.count("”") or line.count('"') % 2 == 1


def _claim(
    fragments: tuple[Span, ...], score: float, rule: str, reason: str, by: SuggestionKey | None, quotation: str
) -> Suggestion:
    links = ((LinkKind.ATTRIBUTED_TO, by),) if by is not None else ()
    return Suggestion(CLAIM.id, fragments, score, rule, reason, (("quotation", quotation),), links)


class _Frames(Unnamed):
    """The attributions of one unit. ``speaker`` is the source named last, before this unit and then in it."""

    def all(self) -> Iterator[Suggestion]:
        """Every source and claim, the source first."""
        said = self.rules.verbs | self.rules.cautious | self.rules.participles
        nouns = self.rules.convictions | self.rules.sayings
        yield from self._by_colon()
        for i, token in enumerate(self.tokens):
            if i < self.used or not token.is_word or (i and token.is_capital and self.tokens[i - 1].is_word):
                continue  # a verb has no capital: "United States"
            for lead in self.rules.leads:
                if token.low == lead.words[0] and self.stands_at(i, lead):
                    yield from self._by_lead(i, lead)
                    break
            else:
                is_noun = token.low in nouns and self.low(i + 1) in self.rules.complementizers
                if is_noun and (token.low not in said or self.low(i - 1).endswith("’s")):
                    yield from self._by_noun(i)
                elif token.low in said or self.past_verb(i) > i or self.closes_quotation(i):
                    yield from self._by_verb(i)
                elif token.low in self.rules.unnamed and self.is_passive(i):
                    yield from self._by_passive(i)
        hedge = next((i for i, t in enumerate(self.tokens) if t.low in self.rules.hedges), None)
        if hedge is not None and self.used == 0:
            yield from self.by_hedge(hedge)

    # Leads: according to X

    def _by_lead(self, i: int, lead: Lead) -> Iterator[Suggestion]:
        tokens, after = self.tokens, i + len(lead.words)
        words = " ".join(t.text for t in tokens[i:after]).lower()
        if lead.trailing:
            phrase = self.phrases.before(i) or self.behind_preposition(i)
            if phrase is None:
                return
            source, start, end = phrase, phrase.first, after
        else:
            found = self.phrases.after(after, closing=not self.opens_unit(i))
            if found is None:
                return
            source, start, end = found, i, found.last + 1
        if lead.named and not tokens[source.first].is_capital:
            return
        yield from self.source(source, lead.score, lead.rule, f"“{words}” names who says it.")
        by = self.own if not self.phrases.is_pronoun(source) else self.speaker
        opens = self.opens_unit(
            start - 1 if lead.trailing and self.low(start - 1) in self.rules.prepositions else start
        )
        claim = self.right(self.phrases.skipped(end)) if opens else self.left(start)
        named = self.tokens[self.used : start - 1]
        if not opens and named and all(t.is_word and t.is_capital for t in named):
            return  # "The Post, citing its own figures, said"
        self.used = max(self.used, end)
        if claim is not None:
            quotation, reason = self.quotation_of(claim), f"“{words}” names who says this."
            yield _claim((claim,), lead.score - 0.05, f"{lead.rule}-claim", reason, by, quotation)

    # Verbs: X says, says X

    def _by_verb(self, i: int) -> Iterator[Suggestion]:
        rules, verb, behind = self.rules, self.low(i), self.low(i - 1) if i else ""
        alone = i == 1 and behind in rules.quantified  # "another said"
        is_noun = (behind in rules.articles and not alone) or (
            behind in rules.demonstratives and not verb.endswith(("s", "d"))
        )
        won = verb in rules.winning and rules.won.intersection(t.low for t in self.tokens[i + 1 : i + _ADDRESSED])
        if behind == "to" or won or (is_noun and (verb in rules.cautious or verb.endswith("ed"))):
            return  # "the report", "this claim", "the alleged thief", but "this shows"
        if verb in rules.participles:
            if behind == ",":
                yield from self._by_participle(i)
            elif self.is_passive(i) and (doing := self.phrases.before(self.phrases.last_before(i))) is not None:
                yield from self._with_subject(Frame(i, doing, doing.first, i + 1, sure=False))  # "are warning that"
            return
        if self.is_passive(i):
            yield from self._by_passive(i)
            return
        end = self.past_verb(i)
        sure = verb in rules.verbs or end > i or self.closes_quotation(i)
        end = max(end, i + 1)
        frame = self.inverted(i, sure=sure)
        if verb in rules.quoting:
            frame = self.words_quoted(i) or frame
        if frame is not None:
            yield from self._with_subject(frame)
            return
        if i == 1 and self.low(0) in rules.anaphors and self.previous is not None:
            yield from self._of_the_sentence_before(i)
            return
        subject = self.subject_of(i)
        if subject is not None and self.low(subject.first) in rules.relatives:
            subject = self.phrases.antecedent(subject.first)
            if subject is not None:
                yield from self._with_subject(Frame(i, subject, subject.first, end, sure, opens=True))
        elif subject is not None:
            yield from self._with_subject(Frame(i, subject, subject.first, end, sure))

    def _by_colon(self) -> Iterator[Suggestion]:
        """ "X: “...”", at the beginning of a paragraph or of a sentence."""
        sign = next((n for n, t in enumerate(self.tokens[:_ADDRESSED]) if t.low == ":"), 0)
        if not sign or self.low(sign + 1) != "“" or not all(t.is_capital for t in self.tokens[:sign]):
            return
        claim = self.right(sign + 1)
        if claim is not None:
            yield from self.source(
                Phrase(0, sign - 1), 0.75, "colon", "A name before a colon and a quotation: it speaks."
            )
            yield _claim((claim,), 0.75, "colon-claim", "A quotation behind a name and a colon.", self.own, "direct")
            self.used = sign + 2

    def _by_participle(self, i: int) -> Iterator[Suggestion]:
        """ "..., saying that": of the source before, or of whom the sentence begins with."""
        subject = self.phrases.leading(i) if self.own is None else None
        if subject is not None:
            yield from self._with_subject(Frame(i, subject, i, i + 1, sure=True, opens=True))
            return
        by, claim = self.own or self.speaker, self.claim_after(i)
        if claim is not None and by is not None:
            quotation = self.quotation_of(claim)
            yield _claim((claim,), 0.7, "participle", f"The same speaker goes on: “{self.low(i)}”.", by, quotation)
            self.used = len(self.tokens)

    def _of_the_sentence_before(self, i: int) -> Iterator[Suggestion]:
        """ "Das sagte X": who said what stands in the sentence before."""
        assert self.previous is not None
        source = self.phrases.after(i + 1, closing=True)
        if source is None or self.phrases.is_pronoun(source):
            return
        words = f"“{self.tokens[0].text} {self.tokens[i].low}”"
        yield from self.source(source, 0.85, "said-before", f"Named as the speaker: {words}.")
        claim = self.span(self.previous.start, self.previous.end)
        if claim is not None:
            yield _claim(
                (claim,),
                0.8,
                "said-before-claim",
                f"The next sentence names who says this: {words}.",
                self.own,
                "indirect",
            )
        self.used = source.last + 1

    def _with_subject(self, frame: Frame) -> Iterator[Suggestion]:
        """The source, unless it is a pronoun, and what is said before the frame, behind it or on both sides of it."""
        rules, i, subject = self.rules, frame.verb, frame.subject
        verb, pronoun = self.low(i), self.phrases.is_pronoun(subject)
        if pronoun and self.low(subject.first) in rules.impersonal and not frame.sure:
            return
        if not pronoun and not frame.sure and not self.can_speak(subject):
            return
        rest: int | None = self.phrases.skipped(frame.end)
        assert rest is not None
        if frame.start and not frame.sure and self.low(frame.start - 1) in rules.conditions:
            return  # "if the company rejects the offer"
        if frame.start and self.is_manner(frame.start - 1):
            yield from self._in_the_manner_of(frame, rest)
            return
        if verb in rules.only_in_manner:
            if not pronoun and self.can_speak(subject) and self.gives_figure(frame.end):
                yield from self._by_act(frame)
            return
        before = self.left(frame.start) if not frame.opens and self.is_closed_before(frame.start) else None
        if verb in rules.addressing and frame.end == i + 1 and before is None:
            rest, end = self.past_addressee(i + 1)
            if rest is None:
                return
            frame = frame._replace(end=end)
        if before is not None and self.low(rest) != "," and self.low(frame.start - 1) != "“":
            before = None if self._behind(frame, rest, None) is not None else before
        after = self._behind(frame, rest, before)
        is_quoted = self.low(frame.start - 1) == "“"
        if before is not None and after is None and not (frame.sure or is_quoted or self.is_closed_at(rest)):
            before = None
        if before is None and after is None:
            is_object = self.low(i + 1) == "of"  # "groups accused of"
            if verb in rules.acts and not is_object and not pronoun and subject.first < i and self.can_speak(subject):
                yield from self._by_act(frame)
            return
        yield from self._said(frame, before, after, marked=self.is_marked(rest))
        self.used = max(self.used, rest if after is not None and not self._has_more(rest) else frame.end)

    def _by_act(self, frame: Frame) -> Iterator[Suggestion]:
        """Who takes a stand, and the words that are quoted for it: "X calls it “small”"."""
        words = f"“{self.low(frame.verb)}”"
        yield from self.source(frame.subject, 0.65, "speech-act", f"Takes a stand here: {words}.")
        ahead = range(frame.end, min(frame.end + BESIDE, len(self.tokens)))
        quoted = next((self.tokens[n] for n in ahead if self.low(n) == "“"), None)
        claim = self.span(quoted.start, quoted.end) if quoted is not None else None
        if claim is not None:
            yield _claim(
                (claim,),
                0.65,
                "speech-act-claim",
                f"Quoted words that somebody stands by: {words}.",
                self.own,
                "direct",
            )
            self.used = frame.end

    def _behind(self, frame: Frame, rest: int, before: Span | None) -> Span | None:
        """What is said behind the frame, from token ``rest`` on."""
        verb = self.low(frame.verb)
        if verb in self.rules.asking and not self.is_marked(rest):  # asked Y whether
            ahead = range(rest, min(rest + _ADDRESSED, len(self.tokens)))
            rest = next((j for j in ahead if self.low(j) in self.rules.questions), rest)
        asks = verb in self.rules.asking and self.low(rest) in self.rules.questions
        intends = verb in self.rules.intentions and self.low(rest) in self.rules.intention
        if self.is_marked(rest) or ((asks or intends) and before is None):
            return self.right(rest)
        if before is not None:
            interrupted = frame.sure and self.low(rest) == "," and rest + 1 < len(self.tokens)
            goes_on = interrupted and (frame.subject.first < frame.verb or self.low(rest + 1) == "“")
            return self.goes_on(rest + 1) if goes_on else None
        spoken = self.past_comma(rest)
        if spoken is not None and (frame.sure or self.can_speak(frame.subject)):
            return self.right(spoken)
        if frame.sure:
            ahead = range(rest, min(rest + BESIDE, len(self.tokens)))
            stop = next((n for n in ahead if self.low(n) in (",", "“", ":", ";")), ahead.stop)
            that = next((n for n in ahead if n < stop and self.low(n) in self.rules.complementizers), None)
            if that is not None and not self.is_clause(rest, needs_verb=True, until=that):
                return self.right(that)
            if verb in self.rules.only_words and self.is_clause(rest, any_words=True):
                return self.right(rest)
            needs_verb = verb in self.rules.with_objects
            return self.right(rest) if self.is_clause(rest, needs_verb=needs_verb) else None
        near = range(rest, min(rest + _ADDRESSED, len(self.tokens)))
        that = next((n for n in near if self.low(n) in self.rules.complementizers), None)
        if that is not None and self.low(rest) in self.rules.prepositions and self.can_speak(frame.subject):
            return self.right(that)  # "acknowledge in an exchange that"
        return self.right(rest) if self._is_plain_clause(frame.subject, rest) else None

    def _said(self, frame: Frame, before: Span | None, after: Span | None, *, marked: bool) -> Iterator[Suggestion]:
        """The source of a frame, and its claims: one of two fragments, if what stands around it is one sentence."""
        inverted = frame.subject.first > frame.verb
        score = (0.9 if frame.sure else 0.75) + (0.03 if marked else 0.0) - (0.1 if frame.opens else 0.0)
        rule = ("verb-subject" if inverted else "subject-verb") + ("" if frame.sure else "-cautious")
        words = f"“{self.low(frame.verb)}”"
        by = self.speaker
        if not self.phrases.is_pronoun(frame.subject):
            yield from self.source(frame.subject, score, rule, f"Speaks here: {words}.")
            by = self.own
        parts = tuple(span for span in (before, after) if span is not None)
        claims = [parts] if len(parts) < 2 or self.are_one(*parts) else [(part,) for part in parts]
        for fragments in claims:
            quotation = self.quotation_of(*fragments)
            yield _claim(
                fragments, score - 0.02, f"{rule}-claim", f"Somebody is reported to say this: {words}.", by, quotation
            )

    def _in_the_manner_of(self, frame: Frame, rest: int) -> Iterator[Suggestion]:
        """ "As X put it, ...", and the same behind what is said."""
        start, verb = frame.start - 1, self.low(frame.verb)
        if verb in self.rules.only_in_manner:
            rest += 1
        claim = self.right(rest) if self.opens_unit(start) else self.left(start)
        if claim is None:
            return
        words = f"“{self.low(start)} … {verb}”"
        by = self.speaker
        if not self.phrases.is_pronoun(frame.subject):
            yield from self.source(frame.subject, 0.85, "as-said", f"Named as the one who says it: {words}.")
            by = self.own
        yield _claim(
            (claim,), 0.8, "as-said-claim", f"Somebody is named who says this: {words}.", by, self.quotation_of(claim)
        )
        self.used = rest

    def _is_plain_clause(self, subject: Phrase, i: int) -> bool:
        """Whether a clause with its own subject and verb follows, said by somebody who can speak."""
        tokens, rules = self.tokens, self.rules
        if i >= len(tokens) or not self.can_speak(subject):
            return False
        begins = tokens[i].low in rules.determiners | rules.pronouns or tokens[i].text[0].isdigit()
        if tokens[i].low in rules.quantifiers:
            begins = self.is_number(i)
        if not begins and not tokens[i].is_capital:  # "companies are"
            following = self.low(i + 1)
            return tokens[i].low.endswith("s") and following in rules.finite | rules.passive_verbs
        if self.tokens[subject.last + 1].low in rules.plain or self.tokens[i - 1].low in rules.plain:
            return True
        near = range(i + 1, min(i + 9, len(tokens)))
        relatives = rules.relatives | rules.complementizers
        clause = (n for n in near if tokens[n].low in relatives and tokens[n - 1].low != ",")
        near = range(i + 1, next(clause, near.stop))
        verbs = rules.finite | rules.passive_verbs | rules.verbs
        return any((tokens[j].low in verbs and tokens[j - 1].low != "to") or self.phrases.is_past(j) for j in near)

    def _has_more(self, i: int) -> bool:
        """Whether another attribution closes what is said from token ``i`` on: looked for all the same."""
        return any(t.low in self.rules.participles or t.low in self.rules.verbs for t in self.tokens[i:])

    # Nouns and adjectives: X's claim that, X is sure that

    def _by_noun(self, i: int) -> Iterator[Suggestion]:
        rules, words = self.rules, f"“{self.low(i)} {self.low(i + 1)}”"
        source, claim = None, self.right(i + 1)
        if self.low(i) in rules.convictions and self.is_passive(i):
            source = self.phrases.before(self.phrases.last_before(i))
        elif self.low(i) in rules.sayings and self.low(i - 1).endswith("’s"):
            source = self.phrases.before(i)
            verbs = [n for n in range(source.first, i - 1) if self.phrases.is_verb(n)] if source is not None else []
            source = Phrase(verbs[-1] + 1, i - 1) if verbs else source
        if source is None or claim is None or self.phrases.is_pronoun(source):
            return
        yield from self.source(source, 0.75, "conviction", f"Is reported to hold this view: {words}.")
        yield _claim(
            (claim,),
            0.72,
            "conviction-claim",
            f"Somebody’s view, introduced by {words}.",
            self.own,
            self.quotation_of(claim),
        )
        self.used = max(self.used, i + 2)

    # Passives: it was reported by X, X was quoted as saying, it is understood that, is believed to be

    def _by_passive(self, i: int) -> Iterator[Suggestion]:
        tokens, rules = self.tokens, self.rules
        if self.low(i) in rules.unnamed and self.used == 0 and (unsaid := self.without_source(i)) is not None:
            yield unsaid
            return
        match = self.rules.quoted_as.match(self.document.plain, tokens[i].start)
        if match is not None:
            end = next((n for n, t in enumerate(tokens) if t.start >= match.end()), len(tokens))
            subject = self.phrases.before(i - 1)
            if subject is not None:
                yield from self._with_subject(Frame(i, subject, subject.first, end, sure=True))
                self.used = max(self.used, end)
            return
        agent = i + 1
        if self.low(i) not in rules.passives or self.low(agent) != rules.passive_agent:
            return
        source = self.phrases.after(agent + 1, closing=True)
        if source is None or self.phrases.is_pronoun(source):
            return
        words = f"“{self.low(i)} {self.rules.passive_agent}”"
        yield from self.source(source, 0.8, "passive", f"Named as the one it comes from: {words}.")
        rest = source.last + 1
        claim = self.right(rest) if self.low(rest) in self.rules.complementizers else None
        if claim is not None:
            yield _claim(
                (claim,),
                0.8,
                "passive-claim",
                f"Comes from a source that is named: {words}.",
                self.own,
                self.quotation_of(claim),
            )
        self.used = max(self.used, rest)
