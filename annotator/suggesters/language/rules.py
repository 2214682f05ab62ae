"""Rules of a language, from ``resources/rules/<code>.toml``: words, phrases and patterns, ready to be looked up."""

import re
import tomllib
from functools import cache
from typing import NamedTuple

from annotator.resources import resource

LANGUAGES = ("en", "de")
"""The languages that have rules. The first is taken where none can be told."""


class Lead(NamedTuple):
    """Lead: words that put a source before what it says, or after it. ``trailing``: the source is before the words."""

    words: tuple[str, ...]
    """In lower case."""
    spelled: str
    score: float
    comma: bool = False
    """Whether it counts only after a comma."""
    named: bool = False
    """Whether it counts only before a name."""
    trailing: bool = False

    @property
    def rule(self) -> str:
        """Name of its rule, which stays."""
        return "-".join(self.words)


class Cue(NamedTuple):
    """Cue: what makes a sentence worth a check."""

    name: str
    weight: int
    pattern: re.Pattern[str]


class Rules(NamedTuple):
    """Rules of one language. Words are in lower case, but for names."""

    code: str
    common: frozenset[str]
    verbs: frozenset[str]
    phrasal: frozenset[str]
    """Verbs of several words, with a space between."""
    cautious: frozenset[str]
    participles: frozenset[str]
    acts: frozenset[str]
    asking: frozenset[str]
    questions: frozenset[str]
    intentions: frozenset[str]
    intention: frozenset[str]
    convictions: frozenset[str]
    sayings: frozenset[str]
    plain: frozenset[str]
    with_objects: frozenset[str]
    only_words: frozenset[str]
    manner: frozenset[str]
    only_in_manner: frozenset[str]
    anaphors: frozenset[str]
    addressing: frozenset[str]
    addressees: frozenset[str]
    complementizers: frozenset[str]
    passives: frozenset[str]
    passive_agent: str
    quoted_as: re.Pattern[str]
    quoted_words: tuple[str, ...]
    leads: tuple[Lead, ...]
    pronouns: frozenset[str]
    impersonal: frozenset[str]
    no_clause: frozenset[str]
    subordinators: frozenset[str]
    belonging: frozenset[str]
    quantifiers: frozenset[str]
    unnamed: frozenset[str]
    unnamed_subject: frozenset[str]
    unnamed_infinitive: frozenset[str]
    quoting: frozenset[str]
    winning: frozenset[str]
    attributive: frozenset[str]
    particles: frozenset[str]
    quantified: frozenset[str]
    subjects: frozenset[str]
    reduced: frozenset[str]
    subjunctives: frozenset[str]
    comma_speech: bool
    """Whether what is said stands behind a comma: "er sagte, es sei kalt"."""
    won: frozenset[str]
    determiners: frozenset[str]
    articles: frozenset[str]
    demonstratives: frozenset[str]
    prepositions: frozenset[str]
    breaks: frozenset[str]
    finite: frozenset[str]
    passive_verbs: frozenset[str]
    relatives: frozenset[str]
    objects: frozenset[str]
    figures: frozenset[str]
    conditions: frozenset[str]
    persons: frozenset[str]
    including: frozenset[str]
    conjunctions: frozenset[str]
    opposites: frozenset[str]
    openers: frozenset[str]
    between: frozenset[str]
    adverbials: re.Pattern[str]
    hedges: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    anonymous: frozenset[str]
    anonymous_phrases: re.Pattern[str]
    organisations: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    nouns_are_capital: bool
    question: re.Pattern[str]
    personal: re.Pattern[str]
    claim_openers: re.Pattern[str]
    cues: tuple[Cue, ...]
    given: frozenset[str]
    doubtful: frozenset[str]
    never: frozenset[str]
    near: frozenset[str]
    kinds_of_places: frozenset[str]
    sites: frozenset[str]
    no_place: frozenset[str]
    place_cues: frozenset[str]
    event_cues: frozenset[str]
    feature_before: frozenset[str]
    feature_after: frozenset[str]
    directions: frozenset[str]
    institutions: frozenset[str]
    not_after: frozenset[str]
    not_before_of: frozenset[str]
    abbreviations: dict[str, str]
    """Regions by what is written for them after a city: country and code, "US.VA"."""
    more_places: tuple[tuple[str, ...], ...]
    """Places that the gazetteer lacks: name, country, latitude, longitude."""


_WORDS = [
    name
    for name, kind in Rules.__annotations__.items()
    if kind == frozenset[str] and name not in ("place_cues", "event_cues")
]
"""Fields that are lists of words in a language's file, under the name that they have in Rules."""


def plain(text: str) -> str:
    """Plain text: with one kind of apostrophe, of the same length; rules are matched with it."""
    return text.replace("'", "’")


def _words(text: str) -> frozenset[str]:
    """The words of a text, "_" for a space in them; abbreviations with and without their full stop."""
    words = [word.replace("_", " ") for word in plain(text).split()]
    return frozenset((*words, *(word.rstrip(".") for word in words)))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(plain(text), re.IGNORECASE)


@cache
def rules_of(code: str) -> Rules:
    """Rules of a language, which is one of LANGUAGES; read once."""
    data = tomllib.loads(resource(f"rules/{code}.toml").read_text(encoding="utf-8"))
    said, sources, claims, places = data["attribution"], data["sources"], data["claims"], data["places"]
    tables = [*data.values()]
    words = {name: _words(next(table[name] for table in tables if isinstance(table.get(name), str))) for name in _WORDS}
    return Rules(
        **words,
        code=code,
        nouns_are_capital=data["language"].get("nouns_are_capital", False),
        comma_speech=said.get("comma_speech", False),
        passive_agent=said["passive_agent"],
        quoted_as=_pattern(said["quoted_as"]),
        quoted_words=tuple(said["quoted_words"].split()),
        leads=tuple(
            Lead(**{**lead, "words": tuple(lead["words"].lower().split()), "spelled": lead["words"]})
            for lead in said["leads"]
        ),
        adverbials=_pattern("(?:" + "|".join(said["adverbials"]) + r")(?!\w)"),
        anonymous_phrases=_pattern(sources["anonymous_phrases"]),
        question=_pattern(claims["question"]),
        personal=_pattern(claims["personal"]),
        claim_openers=_pattern(claims["claim_openers"]),
        cues=tuple(Cue(c["name"], c["weight"], _pattern(c["pattern"])) for c in claims["cues"]),
        place_cues=_words(places["cues"]),
        event_cues=_words(places["events"]),
        abbreviations=dict(zip(places["abbreviations"].split(), places["abbreviated"].split(), strict=True)),
        more_places=tuple(tuple(line.split("|")) for line in places["more"]),
    )
