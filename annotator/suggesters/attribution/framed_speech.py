"""Framed speech: who speaks in a frame, and what is said before it, behind it or on both sides of it."""

from __future__ import annotations

from collections.abc import Iterator

from annotator.model import Span, Suggestion
from annotator.suggesters.attribution.boundaries import is_closed_at, is_closed_before, is_manner, is_marked
from annotator.suggesters.attribution.clauses import is_clause, is_plain_clause, past_addressee, past_comma
from annotator.suggesters.attribution.discourse import Discourse
from annotator.suggesters.attribution.frames import BESIDE, Frame
from annotator.suggesters.attribution.source_kinds import can_speak
from annotator.suggesters.attribution.spans import are_one, claim_between, resumed, said_from
from annotator.suggesters.language.noun_phrases import is_pronoun
from annotator.suggesters.language.sentence import Sentence

_ADDRESSED = 5
"""Words that may name who is asked."""

_SOON = 5
"""Words behind a verb in which its figure stands."""


def by_frame(discourse: Discourse, frame: Frame) -> Iterator[Suggestion]:
    """The source of a frame, unless it is a pronoun, and its claims."""
    sentence, rules, subject = discourse.sentence, discourse.sentence.rules, frame.subject
    pronoun = is_pronoun(sentence, subject)
    if not frame.sure:
        is_impersonal = pronoun and sentence.low(subject.first) in rules.impersonal
        is_condition = frame.start and sentence.low(frame.start - 1) in rules.conditions  # "if the company rejects"
        if is_impersonal or is_condition or not (pronoun or can_speak(sentence, subject)):
            return
    rest = sentence.past_adverbials(frame.end)
    if frame.start and is_manner(sentence, frame.start - 1):
        yield from _by_manner(discourse, frame, rest)
    elif sentence.low(frame.verb) not in rules.only_in_manner:
        yield from _by_statement(discourse, frame, rest)
    elif not pronoun and can_speak(sentence, subject) and _gives_figure(sentence, frame.end):
        yield from _by_act(discourse, frame)


def _by_manner(discourse: Discourse, frame: Frame, rest: int) -> Iterator[Suggestion]:
    """The source and the claim of "As X put it, ...", and the same behind what is said."""
    sentence, start = discourse.sentence, frame.start - 1
    verb = sentence.low(frame.verb)
    if verb in sentence.rules.only_in_manner:
        rest += 1
    claim = said_from(sentence, rest) if sentence.begins_at(start) else discourse.said_before(start)
    if claim is None:
        return
    words = f"“{sentence.low(start)} … {verb}”"
    yield from discourse.source(frame.subject, 0.85, "as-said", f"Named as the one who says it: {words}.")
    yield discourse.claim((claim,), 0.8, "as-said-claim", f"Somebody is named who says this: {words}.")
    discourse.use_up(rest)


def _by_act(discourse: Discourse, frame: Frame) -> Iterator[Suggestion]:
    """The source that takes a stand, and the words that are quoted for it: "X calls it “small”"."""
    sentence = discourse.sentence
    words = f"“{sentence.low(frame.verb)}”"
    yield from discourse.source(frame.subject, 0.65, "speech-act", f"Takes a stand here: {words}.")
    quoted = next((t for t in sentence.tokens[frame.end : frame.end + BESIDE] if t.is_quotation), None)
    claim = claim_between(sentence.document, quoted.start, quoted.end) if quoted is not None else None
    if claim is not None:
        reason = f"Quoted words that somebody stands by: {words}."
        yield discourse.claim((claim,), 0.65, "speech-act-claim", reason)
        discourse.use_up(frame.end)


def _gives_figure(sentence: Sentence, i: int) -> bool:
    """Whether "at" and a number follow token ``i`` soon: "put the damage at 3 million"."""
    tokens = sentence.tokens
    ahead = range(i, min(i + _SOON, len(tokens) - 1))
    at = next((n for n in ahead if tokens[n].low in sentence.rules.figures), None)
    return at is not None and any(t.text[0].isdigit() for t in tokens[at + 1 : at + 4])


def _by_statement(discourse: Discourse, frame: Frame, rest: int) -> Iterator[Suggestion]:
    """The source of a statement around the frame, or of a stand where there is none; ``rest`` is what is behind."""
    sentence, rules, i = discourse.sentence, discourse.sentence.rules, frame.verb
    verb, is_quoted = sentence.low(i), sentence.low(frame.start - 1) == "“"
    closed = not frame.opens and is_closed_before(sentence, frame.start)
    before = discourse.said_before(frame.start) if closed else None
    if verb in rules.addressing and frame.end == i + 1 and before is None:
        behind, end = past_addressee(sentence, i + 1)
        if behind is None:
            return
        rest, frame = behind, frame._replace(end=end)
    # What stands before the frame is said only where nothing behind it claims to be.
    may_be_other = before is not None and not is_quoted and sentence.low(rest) != ","
    if may_be_other and _behind(sentence, frame, rest) is not None:
        before = None
    after = _behind(sentence, frame, rest, interrupts=before is not None)
    if after is None and not (frame.sure or is_quoted or is_closed_at(sentence, rest)):
        before = None
    if before is not None or after is not None:
        yield from _said(discourse, frame, before, after, marked=is_marked(sentence, rest))
        discourse.use_up(rest if after is not None and not _has_more(sentence, rest) else frame.end)
    elif verb in rules.acts and sentence.low(i + 1) != "of":  # "groups accused of"
        subject = frame.subject
        if subject.first < i and not is_pronoun(sentence, subject) and can_speak(sentence, subject):
            yield from _by_act(discourse, frame)


def _said(
    discourse: Discourse, frame: Frame, before: Span | None, after: Span | None, *, marked: bool
) -> Iterator[Suggestion]:
    """The source of a frame, and its claims: one of two fragments, if what stands around it is one sentence."""
    order = "verb-subject" if frame.subject.first > frame.verb else "subject-verb"
    rule = order if frame.sure else f"{order}-cautious"
    score = (0.9 if frame.sure else 0.75) + (0.03 if marked else 0.0) - (0.1 if frame.opens else 0.0)
    words = f"“{discourse.sentence.low(frame.verb)}”"
    yield from discourse.source(frame.subject, score, rule, f"Speaks here: {words}.")
    parts = tuple(span for span in (before, after) if span is not None)
    is_one = len(parts) < 2 or are_one(discourse.sentence.document.text, *parts)
    for fragments in [parts] if is_one else [(part,) for part in parts]:
        reason = f"Somebody is reported to say this: {words}."
        yield discourse.claim(fragments, score - 0.02, f"{rule}-claim", reason)


def _has_more(sentence: Sentence, i: int) -> bool:
    """Whether another attribution closes what is said from token ``i`` on: looked for all the same."""
    rules = sentence.rules
    return any(t.low in rules.participles or t.low in rules.verbs for t in sentence.tokens[i:])


# What is said behind a frame


def _behind(sentence: Sentence, frame: Frame, rest: int, *, interrupts: bool = False) -> Span | None:
    """The claim behind the frame, from token ``rest`` on. ``interrupts``: something is said before it."""
    rules, verb = sentence.rules, sentence.low(frame.verb)
    asks = verb in rules.asking
    if asks and not is_marked(sentence, rest):  # asked Y whether
        ahead = range(rest, min(rest + _ADDRESSED, len(sentence.tokens)))
        rest = next((j for j in ahead if sentence.low(j) in rules.questions), rest)
    is_question = asks and sentence.low(rest) in rules.questions
    intends = verb in rules.intentions and sentence.low(rest) in rules.intention
    if is_marked(sentence, rest) or ((is_question or intends) and not interrupts):
        return said_from(sentence, rest)
    if interrupts:
        is_open = frame.sure and sentence.low(rest) == "," and rest + 1 < len(sentence.tokens)
        goes_on = is_open and (frame.subject.first < frame.verb or sentence.low(rest + 1) == "“")
        return resumed(sentence, rest + 1) if goes_on else None
    spoken = past_comma(sentence, rest)
    if spoken is not None and (frame.sure or can_speak(sentence, frame.subject)):
        return said_from(sentence, spoken)
    start = _unmarked_sure(sentence, verb, rest) if frame.sure else _unmarked_cautious(sentence, frame, rest)
    return said_from(sentence, start) if start is not None else None


def _unmarked_sure(sentence: Sentence, verb: str, rest: int) -> int | None:
    """The beginning of what is said behind a sure verb, without "that" beside it; None if nothing is."""
    tokens, rules = sentence.tokens, sentence.rules
    ahead = range(rest, min(rest + BESIDE, len(tokens)))
    stop = next((n for n in ahead if tokens[n].low in (",", "“", ":", ";")), ahead.stop)
    that = next((n for n in ahead if n < stop and tokens[n].low in rules.complementizers), None)
    if that is not None and not is_clause(sentence, rest, needs_verb=True, until=that):
        return that
    if verb in rules.only_words and is_clause(sentence, rest, any_words=True):
        return rest
    return rest if is_clause(sentence, rest, needs_verb=verb in rules.with_objects) else None


def _unmarked_cautious(sentence: Sentence, frame: Frame, rest: int) -> int | None:
    """The beginning of what is said behind a verb that has other meanings too; None if nothing is."""
    tokens, rules = sentence.tokens, sentence.rules
    near = range(rest, min(rest + _ADDRESSED, len(tokens)))
    that = next((n for n in near if tokens[n].low in rules.complementizers), None)
    if that is not None and sentence.low(rest) in rules.prepositions and can_speak(sentence, frame.subject):
        return that  # "acknowledge in an exchange that"
    return rest if is_plain_clause(sentence, frame.subject, rest) else None
