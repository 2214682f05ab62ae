"""The rules of a language, from ``resources/rules/<code>.toml``: words, phrases and patterns, ready to be looked up."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

from annotator.bundled import resource

LANGUAGES = ("en", "de")
"""The languages that have rules. The first is taken where none can be told."""


class Lead(NamedTuple):
    """Words that put a source before what it says, or after it. ``trailing``: the source stands before the words."""

    words: tuple[str, ...]
    """In lower case."""
    spelled: str
    score: float
    comma: bool = False
    """It counts only after a comma."""
    named: bool = False
    """It counts only before a name."""
    trailing: bool = False

    @property
    def rule(self) -> str:
        """The name of its rule."""
        return "-".join(self.words)


class Cue(NamedTuple):
    """What makes a sentence worth a check."""

    name: str
    weight: int
    pattern: re.Pattern[str]


class Rules(NamedTuple):
    """All of one language. Words are in lower case, but for names."""

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
    more_places: tuple[tuple[str, str, str, str], ...]


def plain(text: str) -> str:
    """The text with one kind of apostrophe, of the same length: what rules are matched with."""
    return text.replace("'", "’")


def _words(text: str) -> frozenset[str]:
    """The words of a text, "_" for a space in them; abbreviations with and without their full stop."""
    words = [word.replace("_", " ") for word in plain(text).split()]
    return frozenset((*words, *(word.rstrip(".") for word in words)))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(plain(text), re.IGNORECASE)


@cache
def rules_of(code: str) -> Rules:
    """The rules of a language of LANGUAGES."""
    data = tomllib.loads(resource(f"rules/{code}.toml").read_text(encoding="utf-8"))
    said, sources, claims, places = data["attribution"], data["sources"], data["claims"], data["places"]

    def words(table: dict[str, Any], *names: str) -> dict[str, frozenset[str]]:
        return {name: _words(table.get(name, "")) for name in names}

    return Rules(
        code=code,
        common=_words(data["language"]["common"]),
        nouns_are_capital=data["language"].get("nouns_are_capital", False),
        **words(
            said,
            "verbs",
            "phrasal",
            "cautious",
            "participles",
            "acts",
            "plain",
            "with_objects",
            "only_words",
            "manner",
            "only_in_manner",
        ),
        **words(said, "asking", "questions", "intentions", "intention", "convictions", "sayings"),
        **words(said, "anaphors", "addressing", "addressees", "complementizers", "passives", "passive_verbs"),
        **words(
            said,
            "pronouns",
            "impersonal",
            "no_clause",
            "subordinators",
            "belonging",
            "quantifiers",
            "unnamed",
            "unnamed_subject",
            "unnamed_infinitive",
            "quoting",
            "winning",
            "attributive",
            "particles",
            "quantified",
            "subjects",
            "reduced",
            "subjunctives",
            "won",
            "determiners",
            "articles",
            "demonstratives",
            "prepositions",
            "breaks",
            "finite",
        ),
        **words(said, "relatives", "persons", "including", "conjunctions", "opposites", "openers", "between", "hedges"),
        comma_speech=said.get("comma_speech", False),
        passive_agent=said["passive_agent"],
        quoted_as=_pattern(said["quoted_as"]),
        quoted_words=tuple(said["quoted_words"].split()),
        leads=tuple(
            Lead(**{**lead, "words": tuple(lead["words"].lower().split()), "spelled": lead["words"]})
            for lead in said["leads"]
        ),
        adverbials=_pattern("(?:" + "|".join(said["adverbials"]) + r")(?!\w)"),
        **words(sources, "titles", "roles", "anonymous", "organisations", "documents", "media"),
        anonymous_phrases=_pattern(sources["anonymous_phrases"]),
        question=_pattern(claims["question"]),
        personal=_pattern(claims["personal"]),
        claim_openers=_pattern(claims["openers"]),
        cues=tuple(Cue(c["name"], c["weight"], _pattern(c["pattern"])) for c in claims["cues"]),
        given=_words(data["names"]["given"]),
        **words(
            places,
            "doubtful",
            "never",
            "near",
            "no_place",
            "feature_before",
            "feature_after",
            "directions",
            "institutions",
        ),
        **words(places, "not_after", "not_before_of"),
        place_cues=_words(places["cues"]),
        event_cues=_words(places["events"]),
        abbreviations=dict(zip(places["abbreviations"].split(), places["abbreviated"].split(), strict=True)),
        more_places=tuple(_place(line) for line in places["more"]),
    )


def _place(line: str) -> tuple[str, str, str, str]:
    name, country, latitude, longitude = line.split("|")
    return name, country, latitude, longitude
