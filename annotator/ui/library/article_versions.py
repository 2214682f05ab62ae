"""Article versions: what tells articles of one title and site apart in the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from PySide6.QtCore import QCoreApplication

from annotator.model import ArticleSummary
from annotator.ui.appearance.wording import local_date, local_moment

_TITLE, _KEY, _ADDED = attrgetter("title"), attrgetter("title", "site"), attrgetter("imported_at")


def versions_among(articles: Sequence[ArticleSummary]) -> dict[str, str]:
    """What is said of each article that others share title and site with, by its id: the newest, and when the others
    were added, with the time of day where two are of one day.
    """
    often = {title for title, count in Counter(map(_TITLE, articles)).items() if count > 1}
    groups: dict[tuple[str, str | None], list[ArticleSummary]] = {}
    for article in articles if often else ():
        if article.title in often:
            groups.setdefault(_KEY(article), []).append(article)
    return {id_: said for group in groups.values() if len(group) > 1 for id_, said in _told_apart(group)}


def _told_apart(group: list[ArticleSummary]) -> list[tuple[str, str]]:
    *older, newest = sorted(group, key=_ADDED)
    days = Counter(local_date(article.imported_at) for article in group)
    said = [(newest.id, QCoreApplication.translate("ArticleVersions", "newest version"))]
    for article in older:
        day = local_date(article.imported_at)
        when = day if days[day] == 1 else local_moment(article.imported_at)
        text = QCoreApplication.translate("ArticleVersions", "older version, %1")
        said.append((article.id, text.replace("%1", when)))
    return said
