"""Taguette's own models hold a project with highlights, and its own export copies it into a file of its own."""

import re
import sys
from pathlib import Path

from taguette import database, extract

PAGES = {
    "<h1>Storm 🌉</h1><p>The bridge <b>is safe</b>, an engineer said.</p>": ("The bridge is safe", "🌉"),
    "<p>e\u0301te\u0301 &amp; 中文</p><ul><li>العربية</li><li>end</li></ul>": ("e\u0301te\u0301 & 中", "العربية"),
}

folder = Path(sys.argv[1])
session = database.connect(f"sqlite:///{folder / 'server.sqlite3'}")()
session.transfers.add(database.User(login="admin"))
project = database.Project(name="Bridges", description="")
project.members.append(database.ProjectMember(user_login="admin", privileges=database.Privileges.ADMIN))
tags = [database.Tag(project=project, path=path, description="") for path in ("Claim", "Source")]
session.transfers.add(project)
count = 0
for number, (html, quotes) in enumerate(PAGES.items()):
    names = {"name": str(number), "description": "", "filename": f"{number}.html"}
    document = database.Document(**names, project=project, contents=html, text_direction="LEFT_TO_RIGHT")
    session.transfers.add(document)
    seen = re.sub(r"<[^>]+>", "", html).replace("&amp;", "&")
    for quote in quotes:
        start = len(seen[: seen.index(quote)].encode())
        end = start + len(quote.encode())
        snippet = extract.extract(html, start, end)
        assert re.sub(r"<[^>]+>", "", snippet).replace("&amp;", "&") == quote, (snippet, quote)
        highlight = database.Highlight(document=document, start_offset=start, end_offset=end, snippet=snippet)
        highlight.tags.append(tags[count % 2])
        session.transfers.add(highlight)
        count += 1
session.commit()
copy = database.connect(f"sqlite:///{folder / 'back.sqlite3'}")()
copy.add(database.User(login="admin"))
copy.commit()
database.copy_project(session, copy, project.id, "admin")
copy.commit()
copy.close()
print(f"{len(PAGES)} documents, {count} highlights")
