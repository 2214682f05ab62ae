"""Locations: names of the gazetteer, datelines and what words such as "County" make a place, but nobody's name.

Toponym recognition finds them by the words around; toponym resolution ranks the places that a name may mean by what
else the article names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from annotator.model import LOCATION, Span, Suggestion
from annotator.suggesters.language.prepared_text import Document
from annotator.suggesters.language.proper_names import People, Word, people_of, words_of
from annotator.suggesters.places.dateline import dateline
from annotator.suggesters.places.gazetteer import Gazetteer, Place, gazetteer

_CAPITALS = 3
"""Letters of a name in capitals that is an abbreviation, not a place, unless it is known as one."""

_SURE = frozenset(("dateline", "place-in-region", "unknown-place-in-region"))
"""Rules by which something is a place wherever the article names it."""

_INSIDE = frozenset(("in", "near", "outside", "around", "nahe"))
"""Words behind which a name that is also somebody's is a place."""

_CANDIDATES = 5
_DATELINE = "Stands before the text, where a report says where it was written."
_GREAT = 1_000_000
"""People of a city that is meant by its name, even where somebody is called like it."""
_LEAD = 3
"""Lines at the beginning in which a place after "in" is most likely where it happened."""


class _Found(NamedTuple):
    """Toponym: a name that is taken for a place, and the places that it may mean. Offsets are code points."""

    start: int
    end: int
    score: float
    rule: str
    reason: str
    places: tuple[Place, ...] = ()
    beside: str = ""
    """The name of the region or country that stands behind it."""
    role: str = "mentioned"
    within: tuple[Place, ...] = ()
    """The places that the name before it may mean, of which it is the region or country."""


def places(document: Document) -> Iterator[Suggestion]:
    """Locations of an article."""
    known = gazetteer(document.rules.code)
    words = [words_of(document, span) for span in document.lines]
    people = people_of(document.rules, words, known)
    lines: list[_Line] = []
    found: list[_Found] = []
    for n, span in enumerate(document.ticking()):
        lines.append(_Line(document, known, people, span, n, words[n]))
        found += lines[-1].all()
    here = {_as_named(document.plain[one.start : one.end]): one for one in found if one.rule in _SURE}
    taken = {one.start for one in found}
    found += [one for line in lines for one in line.again(here) if one.start not in taken]
    countries = Counter(p.country for one in found for p in one.places[:1] if p.kind in ("country", "named", "region"))
    regions = Counter((p.country, p.region) for one in found for p in one.places if p.kind == "region")
    for one in found:
        yield _resolved(one, countries, regions, known)


def _resolved(one: _Found, countries: Counter[str], regions: Counter[tuple[str, str]], known: Gazetteer) -> Suggestion:
    """The suggestion for a toponym: the likeliest place in its attributes, others among its candidates."""
    beside = known.places(one.beside) if one.beside else ()

    # What the text itself says beside a name outweighs every other sign; what it names elsewhere counts three times at
    # the most, so that a long article about one country does not draw the capitals of others into it.
    def rank(place: Place) -> float:
        where = place.country, place.region
        value = place.weight + min(countries[place.country], 3) * 0.4 + min(regions[where], 3) * 0.8
        if any((b.country, b.region) == where for b in beside if b.region):
            value += 9
        elif any(b.country == place.country for b in beside):
            value += 6
        if place.region and any((w.country, w.region) == where for w in one.within):
            value += 3
        return value

    ranked = [(("role", one.role), *p.attributes) for p in sorted(one.places, key=rank, reverse=True)]
    attributes = ranked[0] if ranked else (("role", one.role),)
    candidates = tuple(dict.fromkeys(ranked[:_CANDIDATES])) if len(ranked) > 1 else ()
    return Suggestion(
        LOCATION.id, ((one.start, one.end),), one.score, one.rule, one.reason, attributes, candidates=candidates
    )


def _as_named(name: str) -> str:
    """The name as it is written in the text, where a dateline has it in capital letters."""
    return name.title() if name.isupper() and len(name) > _CAPITALS else name


class _Line:
    """The places of one line."""

    def __init__(
        self, document: Document, known: Gazetteer, people: People, line: Span, n: int, words: list[Word]
    ) -> None:
        self.plain = document.plain
        self.rules = document.rules
        self.known = known
        self.people = people
        self.line = line
        self.is_lead = n <= _LEAD
        self.words = words
        self.shouted = self.plain[slice(*line)].isupper()

    def all(self) -> Iterator[_Found]:
        """Places of the line, from left to right."""
        before = None
        opening = self._dateline()
        yield from opening
        last = max((one.end for one in opening), default=0)
        i = next((n for n, word in enumerate(self.words) if word.start >= last), len(self.words))
        while i < len(self.words):
            if not self.words[i].is_capital:
                i += 1
                continue
            one, after = self._at(i)
            if one is not None:
                if before is not None and self.plain[before.end : one.start] == ", ":
                    one = one._replace(within=before.places)
                yield one
                before = one
            i = after

    def again(self, here: dict[str, _Found]) -> Iterator[_Found]:
        """Places of this line that are named as such elsewhere in the article."""
        firsts = {name.split()[0] for name in here}
        for i, word in enumerate(self.words):
            if word.text not in firsts:
                continue
            for j in range(i, min(i + 4, len(self.words))):
                end = self.words[j].end
                one = here.get(self.plain[word.start : end])
                if one is None or self.words[j].text in self.people.known:
                    continue
                if self._fits_before(i) and self._fits_behind(j, is_one_word=i == j, sure=False):
                    reason = "The article names this place elsewhere too."
                    yield _Found(word.start, end, 0.8, "named-before", reason, one.places, one.beside)
                    break

    def _dateline(self) -> list[_Found]:
        """The city and the region of the line's dateline: known ones, and an unknown city in capital letters."""
        match = dateline(self.plain, *self.line)
        found: list[_Found] = []
        if match is None:
            return found
        for name in (name for name in ("city", "region") if match[name]):
            start, text = match.start(name), match[name].strip()
            written = text.title() if text.isupper() and text not in self.known else text
            there = self.known.places(self._spelled(written))
            if there or (name == "city" and text.isupper()):
                beside = self._spelled(match["region"] or "") if name == "city" else ""
                end = start + len(text)
                found.append(_Found(start, end, 0.95, "dateline", _DATELINE, there, beside, role="dateline"))
        return found

    def _spelled(self, name: str) -> str:
        """The full name of a region that is abbreviated."""
        return self.known.abbreviations.get(name, name)

    def _at(self, i: int) -> tuple[_Found | None, int]:
        """The place that begins at word ``i``, and the word to go on with."""
        if (feature := self._feature(i)) is not None:
            return feature
        j = self._longest(i)
        if j is None:
            return self._unknown(i)
        start, end = self.words[i].start, self._end(j)
        name = self.plain[start:end]
        lookup = name.title() if self.shouted and name not in self.known else name
        if lookup not in self.known and self.words[j].text.endswith("s"):
            lookup, end = lookup[:-1], end - 1
        beside = self._region_behind(j)
        cue = self._cue(i)
        if not self._is_place(i, j, lookup, cue, beside):
            return None, i + 1
        score, rule, reason = 0.85, "gazetteer", "A place by this name is known."
        if beside:
            reason = f"A known place, with its region or country behind it: “{beside}”."
            score, rule = 0.93, "place-in-region"
        elif cue:
            score, rule, reason = 0.9, "place-after-cue", f"A known place, after “{cue}”."
        there = self.known.places(self._spelled(lookup) if lookup not in self.known else lookup)
        return _Found(start, end, score, rule, reason, there, beside, self._role(cue)), j + 1

    def _role(self, cue: str) -> str:
        """The role of a place behind a cue: in the lead, it is where it happened."""
        return "event" if self.is_lead and cue in self.rules.event_cues else "mentioned"

    def _before(self, i: int) -> Word | None:
        """The word that only a space or a hyphen parts from word ``i``, before it; None if there is none."""
        return self.words[i - 1] if i and self.words[i].joined else None

    def _behind(self, j: int) -> Word | None:
        """The word that only a space or a hyphen parts from word ``j``, behind it; None if there is none."""
        return self.words[j + 1] if j + 1 < len(self.words) and self.words[j + 1].joined else None

    def _end(self, j: int) -> int:
        """The end of word ``j``, with its full stop if it is an abbreviated region."""
        end = self.words[j].end
        with_stop = self.plain[self.words[j].start : end + 1]
        return end + 1 if with_stop in self.rules.abbreviations else end

    def _longest(self, i: int) -> int | None:
        """The last word of the longest known name that begins at word ``i``."""
        first = self.words[i]
        reach = self.known.longest.get(first.text, 0)
        if self.shouted:
            reach = max(reach, self.known.longest.get(first.text.title(), 0))
        if self.plain[first.start : first.end + 1] in self.rules.abbreviations and self._follows_comma(i):
            return i
        best = None
        for j in range(i, min(i + 6, len(self.words))):
            if j > i and not self.words[j].joined and self._gap(j) not in ("’", " - "):
                break
            name = self.plain[first.start : self.words[j].end]
            if len(name) > reach + 2:
                break
            if name in self.known or (self.shouted and name.title() in self.known):
                best = j
        if best is not None or not self.rules.nouns_are_capital:
            return best
        is_genitive = first.text.endswith("s") and first.text[:-1] in self.known and len(first.text) > 5
        return i if is_genitive else None

    def _follows_comma(self, i: int) -> bool:
        """Whether a comma and a space alone stand between word ``i`` and the one before."""
        return i > 0 and self._gap(i) == ", "

    def _gap(self, i: int) -> str:
        """What stands between word ``i`` and the one before."""
        return self.plain[self.words[i - 1].end : self.words[i].start]

    def _region_behind(self, j: int) -> str:
        """The region or country behind a comma after word ``j``; "" if there is none."""
        if j + 1 >= len(self.words) or self._gap(j + 1) != ", " or (k := self._longest(j + 1)) is None:
            return ""
        name = self._spelled(self.plain[self.words[j + 1].start : self._end(k)])
        return name if any(p.kind in ("country", "region", "named") for p in self.known.places(name)) else ""

    def _cue(self, i: int) -> str:
        """The word before that places follow; "" if there is none."""
        if i == 0 or not self.words[i].joined:
            return ""
        before = self.words[i - 1].text
        if before in self.rules.directions and i > 1 and self.words[i - 1].joined:
            before = self.words[i - 2].text
        if before.lower() in ("the", "der", "dem", "den") and i > 1:
            before = self.words[i - 2].text
            name = self.words[i].text
            if name in self.rules.doubtful and before.lower() in self.rules.place_cues:
                return "the"
        return before.lower() if before.lower() in self.rules.place_cues else ""

    def _kind_before(self, i: int) -> str:
        """The kind of place that a name is said to be: "island" in "the island of Naxos"; "" if nothing is said."""
        if i < 2 or self.words[i - 1].text != "of" or not (self.words[i].joined and self.words[i - 1].joined):
            return ""
        kind = self.words[i - 2].text
        return kind if kind in self.rules.kinds_of_places else ""

    def _is_place(self, i: int, j: int, name: str, cue: str, beside: str) -> bool:
        """Whether the known name of words ``i`` to ``j`` is meant as a place, not as a person's or another thing's."""
        rules, added = self.rules, self.known.is_added(name)
        is_short = len(name) <= _CAPITALS and name not in rules.abbreviations
        if not added and (is_short or (name.isupper() and not self.shouted)):
            return False
        if self.words[i].text in rules.not_before_of and i < j:
            return False
        sure = cue in rules.event_cues or cue == "from" or bool(beside or self._kind_before(i))
        sure = sure or self._completes(i, cue, name)
        if name in rules.never and not beside:
            return False
        if not sure and not added and self._is_small(name):
            return False
        if not sure and not added and (name in rules.doubtful or self.words[i].text in rules.titles):
            return False
        if i == j and name in self.people.known and not (beside or cue in _INSIDE):
            return False
        is_given = name in self.people.first or (name in rules.given and not self._is_state(name))
        if i == j and not sure and not added and is_given:
            return False
        if i == j and not sure and name in self.people.likely and not self._is_great(name):
            return False
        return self._fits_before(i) and self._fits_behind(j, is_one_word=i == j, sure=bool(beside))

    def _completes(self, i: int, cue: str, name: str) -> bool:
        """Whether a name says where somebody or something is from: "Augusta, Georgia", "Ann Bell, 34, of Orlando"."""
        if i == 0:
            return False
        if cue == "of":
            return self.plain[: self.words[i - 1].start].endswith(", ")
        if not self._follows_comma(i) or not self.words[i - 1].is_capital:
            return False
        return any(p.kind in ("country", "region") for p in self.known.places(self._spelled(name)))

    def _is_small(self, name: str) -> bool:
        """Whether all places of this name are towns."""
        there = self.known.places(name)
        return bool(there) and all(p.kind == "town" for p in there)

    def _is_state(self, name: str) -> bool:
        """Whether a country or one of the United States is called so: it is meant, though people have the name too."""
        return any(p.kind == "country" or (p.kind, p.country) == ("region", "US") for p in self.known.places(name))

    def _is_great(self, name: str) -> bool:
        """Whether a place of this name is a country, a region or a city that everybody knows."""
        return any(p.kind != "city" or p.people > _GREAT for p in self.known.places(name))

    def _fits_before(self, i: int) -> bool:
        """Whether the word before word ``i`` leaves it a place: no title, no given name, no other name."""
        rules, words = self.rules, self.words
        if (before := self._before(i)) is None:
            return True
        if before.text in rules.titles or before.text in self.people.known or before.text in rules.not_before_of:
            return False
        if before.text in rules.given and not (before.opens and before.text in self.known):
            return False
        if before.text.lower() in ("of", "von") and i > 1 and words[i - 2].text in rules.not_before_of:
            return False
        if rules.nouns_are_capital or not before.is_capital or before.text in rules.directions:
            return True
        small = rules.place_cues | rules.prepositions | rules.determiners | rules.breaks
        opens = before.opens and before.text.lower() in small | rules.openers | rules.conjunctions | rules.pronouns
        return opens or before.text in rules.institutions

    def _fits_behind(self, j: int, *, is_one_word: bool, sure: bool) -> bool:
        """Whether the words behind word ``j`` leave it a place: "Texas Gov.", but not "Boston Globe"."""
        rules = self.rules
        if (behind := self._behind(j)) is None:
            return True
        if behind.text in rules.not_after:
            return False
        if rules.nouns_are_capital or not behind.is_capital or self.plain[self.words[j].end : behind.start] != " ":
            return True
        further = self._behind(j + 1)
        if further is not None and further.text in rules.not_after:
            return False
        return behind.text in rules.institutions or sure or (behind.opens and not is_one_word)

    def _feature(self, i: int) -> tuple[_Found | None, int] | None:
        """A name with a word for a kind of place: "Orange County", "Lake Erie". None if there is none."""
        rules, words = self.rules, self.words
        before = self._before(i)
        if before is not None and before.is_capital and not before.opens:
            return None
        first = words[i].text
        if i + 1 < len(words) and first in rules.feature_before and words[i + 1].joined and words[i + 1].is_capital:
            j = i + 1
        elif i + 2 < len(words) and f"{first} {words[i + 1].text}" in rules.feature_before and words[i + 2].is_capital:
            j = i + 2
        else:
            j = i
            while (behind := self._behind(j)) is not None and behind.is_capital and self.plain[words[j].end] == " ":
                j += 1
                if behind.text in rules.feature_after or j - i == 3:
                    break
            small = rules.determiners | rules.pronouns | rules.prepositions
            if j == i or words[j].text not in rules.feature_after or first.lower() in small:
                return None
        behind = self._behind(j)
        if behind is not None and behind.is_capital and behind.text not in rules.institutions:
            return None
        if first in rules.given and first not in self.known and words[j].text not in ("County", "Island", "River"):
            return None
        start, end = words[i].start, words[j].end
        kind = words[j].text if words[j].text in rules.feature_after else first
        reason = f"The name has “{kind}” in it, a word for places."
        there, role = self.known.places(self.plain[start:end]), self._role(self._cue(i))
        return _Found(start, end, 0.8, "place-word", reason, there, self._region_behind(j), role), j + 1

    def _is_near(self, i: int, j: int) -> bool:
        """Whether an unknown name stands behind "near", or one of two words behind "in", and may be a place."""
        rules, before = self.rules, self._before(i)
        if rules.nouns_are_capital or before is None or self.words[i].text.lower() in rules.determiners:
            return False
        if before.text not in rules.near and (before.text not in rules.event_cues - rules.sites or i == j):
            return False
        names = [word.text for word in self.words[i : j + 1]]
        others = rules.institutions | rules.not_after | rules.organisations | rules.media | rules.titles | rules.given
        behind = self._behind(j)
        if behind is not None and behind.is_capital:
            return False
        return not any(n in others or n in rules.no_place or n in self.people.known or n.isupper() for n in names)

    def _unknown(self, i: int) -> tuple[_Found | None, int]:
        """A name that no gazetteer holds, before its region: "in Stone Quay, Maine"."""
        words, j = self.words, i
        while j - i < 2 and (behind := self._behind(j)) is not None and behind.is_capital:
            j += 1
        beside, cue = self._region_behind(j), self._cue(i)
        start, end = words[i].start, words[j].end
        if not beside and (kind := self._kind_before(i)):
            return _Found(start, end, 0.75, "unknown-place-after-cue", f"The text calls it “{kind}”."), j + 1
        if not beside and self._is_near(i, j):
            reason = f"A name after “{cue}”, where places stand."
            return _Found(start, end, 0.6, "unknown-place-after-cue", reason), j + 1
        is_cue = cue in self.rules.event_cues or cue in ("from", "of", "to")
        if not beside or not is_cue or words[i].text in self.rules.given:
            return None, i + 1
        reason = f"A name after “{cue}”, with its region or country behind it: “{beside}”."
        return _Found(start, end, 0.75, "unknown-place-in-region", reason, beside=beside), j + 1
