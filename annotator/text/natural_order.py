"""Natural order: names with numbers in them as people order them."""

from __future__ import annotations

import re


def natural_order(name: str) -> list[str | int]:
    """Key that names are sorted by, whatever their case: “Week 2” comes before “Week 10”."""
    return [int(part) if number % 2 else part.casefold() for number, part in enumerate(re.split(r"(\d+)", name))]
