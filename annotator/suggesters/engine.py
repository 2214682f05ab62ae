"""Engine: all suggesters in one list, and their suggestions for a text, in its order.

A suggester is a plain function from a prepared text to suggestions.
Other packages add suggesters by an entry point in the group ``annotator.suggesters`` whose object is such a function.
"""

from __future__ import annotations

import logging
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from annotator.errors import AnnotatorError
from annotator.model import Block, Span, Suggestion, SuggestionKey
from annotator.suggesters.attribution.checkable_sentences import assertions
from annotator.suggesters.attribution.suggester import attributions
from annotator.suggesters.credits.suggester import credits
from annotator.suggesters.language.prepared_text import Document, document, nothing
from annotator.suggesters.places.suggester import places
from annotator.text.passages import check_fragments

log = logging.getLogger(__name__)

Suggester = Callable[[Document], Iterable[Suggestion]]

SUGGESTERS: tuple[Suggester, ...] = (attributions, assertions, credits, places)


@cache
def suggesters() -> tuple[Suggester, ...]:
    """Suggesters: ours, then those of other packages that are installed."""
    from importlib.metadata import entry_points

    return (*SUGGESTERS, *(point.load() for point in entry_points(group="annotator.suggesters")))


def suggest(
    text: str,
    *,
    language: str | None = None,
    blocks: Sequence[Block] = (),
    reinstated: Collection[str] = (),
    without: Collection[str] = (),
    tick: Callable[[float], None] = nothing,
) -> list[Suggestion]:
    """Suggestions for a text, in its order: none empty, out of range or given twice. Offsets are code points.

    ``language`` is a code such as "en"; ``without`` are the rules that are switched off. ``tick`` is called with the
    share that is done, and may raise to stop.
    """
    made = suggesters()
    found: dict[object, Suggestion] = {}
    prepared = document(text, language=language, blocks=blocks, reinstated=reinstated)
    for n, suggester in enumerate(made):
        told = partial(_tell, tick, n, len(made))
        for one in _of(suggester, prepared._replace(tick=told)):
            if one.rule not in without and (one.key not in found or found[one.key].score < one.score):
                found[one.key] = one
    return sorted(_apart(found.values()), key=lambda s: (s.start, s.end, s.tag))


def _of(suggester: Suggester, prepared: Document) -> Iterator[Suggestion]:
    """Suggestions of one suggester; if one of another package fails, those before that, and the log has it."""
    try:
        for one in suggester(prepared):
            check_fragments(prepared.text, one.fragments)
            yield one
    except AnnotatorError:
        raise
    except Exception:
        if suggester in SUGGESTERS:
            raise
        log.warning("a suggester failed: %r", suggester, exc_info=True)


def _tell(tick: Callable[[float], None], suggester: int, of: int, share: float) -> None:
    """Say how much is done of all when one suggester has done a share of its own."""
    tick((suggester + share) / of)


def _apart(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Without what shares text with something surer of the same tag; links to that lead to the surer one."""
    # The surest take their places first. Spans that are taken are in order and apart, so that the one that another may
    # touch is found by bisection, and a text of a megabyte with its thousands of suggestions takes no time.
    kept: list[Suggestion] = []
    taken: dict[str, list[Span]] = {}
    owners: dict[tuple[str, Span], SuggestionKey] = {}
    stands_for: dict[SuggestionKey, SuggestionKey] = {}
    for one in sorted(found, key=lambda s: -s.score):
        spans = taken.setdefault(one.tag, [])
        surer = next((other for span in one.fragments if (other := _touching(span, spans)) is not None), None)
        stands_for[one.key] = owners[one.tag, surer] if surer is not None else one.key
        if surer is not None:
            continue
        for span in one.fragments:
            insort(spans, span)
            owners[one.tag, span] = one.key
        kept.append(one)
    return [_linked(one, stands_for) for one in kept]


def _linked(one: Suggestion, stands_for: Mapping[SuggestionKey, SuggestionKey]) -> Suggestion:
    """The suggestion with its links to what is there."""
    links = ((kind, stands_for[key]) for kind, key in one.links if key in stands_for)
    return one._replace(links=tuple(dict.fromkeys(link for link in links if link[1] != one.key)))


def _touching(span: Span, taken: Sequence[Span]) -> Span | None:
    """The span of ``taken``, which are in order and apart, that shares text with a span; None if none does."""
    i = bisect_left(taken, (span[1],)) - 1
    return taken[i] if i >= 0 and taken[i][1] > span[0] else None
