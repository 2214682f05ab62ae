"""doccano's own import, on a database of its own, takes the lines with their spans and relations."""

import json
import os
import sys
import tempfile
from pathlib import Path

import backend

folder = Path(sys.argv[1])
home = Path(backend.__file__).parent
os.chdir(home)
sys.path.insert(0, str(home))
with tempfile.TemporaryDirectory() as place:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings.development",
        DATABASE_URL=f"sqlite:///{place}/doccano.sqlite3",
        STANDALONE="True",
        DOCCANO_HOME=place,
    )
    import django

    django.setup()
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import create_file_format
    from data_import.pipeline.readers import FileName
    from django.contrib.auth import get_user_model
    from django.core.management import call_command
    from examples.models import Example
    from labels.models import Relation, Span
    from projects.models import ProjectType, SequenceLabelingProject

    call_command("migrate", verbosity=0)
    call_command("create_roles", verbosity=0)
    user = get_user_model().objects.create_user("tester", password="a-long-password-1")
    project = SequenceLabelingProject.objects.create(
        name="Articles",
        description="x",
        created_by=user,
        project_type=ProjectType.SEQUENCE_LABELING,
        allow_overlapping=True,
        use_relation=True,
    )
    path = folder / "doccano.jsonl"
    files = [FileName(full_path=str(path), generated_name=path.name, upload_name=path.name)]
    dataset = load_dataset("RelationExtraction", create_file_format("JSONL"), files, project)
    dataset.save(user, batch_size=1_000)
    errors = [error.dict() for error in dataset.errors]
    assert not errors, errors[:2]
    wanted = sorted(
        (record["text"], one["label"], record["text"][one["start_offset"] : one["end_offset"]])
        for record in map(json.loads, path.read_text(encoding="utf-8").split("\n")[:-1])
        for one in record["entities"]
    )
    there = {example.pk: example.text for example in Example.objects.filter(project=project)}
    spans = Span.objects.filter(example__project=project).select_related("label")
    found = sorted(
        (there[s.example_id], s.label.text, there[s.example_id][s.start_offset : s.end_offset]) for s in spans
    )
    assert found == wanted
    links = Relation.objects.filter(example__project=project).count()
    assert links == 2
print(f"{len(there)} texts, {len(found)} spans, {links} relations")
