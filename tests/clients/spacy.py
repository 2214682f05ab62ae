"""spaCy takes the JSON Lines as examples, and its own converter the CoNLL file."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from spacy.training import Example

folder = Path(sys.argv[1])
nlp = spacy.blank("xx")
spans = apart = 0
for line in (folder / "spacy-jsonl.jsonl").read_text(encoding="utf-8").splitlines():
    record = json.loads(line)
    doc = nlp.make_doc(record["text"])
    all_ = [*record["entities"], *record["spans"].get("sc", [])]
    fitting = [s for s in all_ if doc.char_span(s[0], s[1]) is not None]
    apart += len(all_) - len(fitting)
    record["spans"] = {"sc": [tuple(s) for s in fitting]}
    example = Example.from_dict(doc, {"entities": [], "spans": record["spans"]})
    assert [(s.start_char, s.end_char, s.label_) for s in example.reference.spans["sc"]] == record["spans"]["sc"]
    spans += len(fitting)
assert spans > 15
with tempfile.TemporaryDirectory() as out:
    conll = folder / "conll.conll"
    command = [sys.executable, "-m", "spacy", "convert", str(conll), out, "-c", "ner"]
    subprocess.run(command, check=True, capture_output=True)
    (made,) = Path(out).glob("*.spacy")
    docs = list(DocBin().from_disk(made).get_docs(nlp.vocab))
with tempfile.TemporaryDirectory() as home:
    ours = [sys.executable, "-m", "annotator", "--database", f"{home}/library.sqlite3"]
    subprocess.run([*ours, "import", str(folder / "json.json")], check=True, capture_output=True)
    binary = folder / "back.spacy"
    subprocess.run([*ours, "export", "--format", "spacy", "-o", str(binary)], check=True, capture_output=True)
    again = [*ours[:-1], f"{home}/again.sqlite3"]
    subprocess.run([*again, "import", str(binary)], check=True, capture_output=True)
    said = json.loads(subprocess.run([*again, "list", "--json"], check=True, capture_output=True).stdout)
    held = list(DocBin().from_disk(binary).get_docs(nlp.vocab))
stored = json.loads((folder / "json.json").read_bytes())["articles"]
assert sorted(doc.text for doc in held) == sorted(article["text"] for article in stored)
binary_spans = sum(len(doc.ents) + sum(map(len, doc.spans.values())) for doc in held)
assert binary_spans > 30 and len(said) == len(stored), (binary_spans, len(said), len(stored))
binary.unlink()  # it can be read only where spaCy is
entities = sum(len(doc.ents) for doc in docs)
assert entities > 25, entities
print(f"{spans} spans ({apart} that its tokens do not fit), {entities} entities in CoNLL, {binary_spans} in DocBin")
