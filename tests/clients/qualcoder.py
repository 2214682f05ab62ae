"""A program that works on QualCoder's projects makes one, codes passages in it, and hands it out as REFI-QDA too.

QualCoder itself is in no package index; this one holds its tables, and its own tests compare them with QualCoder's.
"""

import sys
from pathlib import Path

from exegete.database import QualcoderDatabase
from exegete.new_project import about_line, creation_date, creation_statements, write_project
from exegete.refi_export import RefiQdaExporter
from exegete.sessions import CodingSuggestion

folder = Path(sys.argv[1])
TEXTS = {
    "The bridge 🌉 is safe, an engineer said.\nRepairs cost 3 million.": ("The bridge 🌉 is safe", "Repairs"),
    "e\u0301te\u0301 – 中文 and العربية, all of it.\n\nThe end": ("e\u0301te\u0301", "中文", "العربية", "it.\n\nThe"),
}
statements = creation_statements("tester", about_line("1"), creation_date())
write_project(folder / "back.qda", statements)
database = QualcoderDatabase(str(folder / "back.qda"), read_only=False)
codes = [database.add_code(name, "tester", color="#FF0000") for name in ("Claim", "Source")]
coded: list[CodingSuggestion] = []
for text, quotes in TEXTS.items():
    name = f"{len(coded)}.txt"
    file = database.import_text_file(name, text, "tester", memo="from a test")["id"]
    for number, quote in enumerate(quotes):
        start = text.index(quote)
        place = start, start + len(quote)
        database.add_coding(file, codes[number % 2], *place, quote, "tester", memo=f"note {number}")
        coded.append(CodingSuggestion(file, name, codes[number % 2], str(number % 2), *place, quote))
RefiQdaExporter(database).export_to_qdpx(coded, str(folder / "back.qdpx"))
database.close()
print(f"{len(TEXTS)} texts, {len(coded)} passages coded, and the same as a REFI-QDA project")
