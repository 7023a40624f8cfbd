"""Each format is read back with a library that is not ours."""

from __future__ import annotations

import io
import json
from pathlib import Path

import duckdb
import jsonschema
import networkx as nx
import pytest
import rdflib
from click.testing import CliRunner
from prov.model import ProvDerivation, ProvDocument
from pybrat.parser import BratParser

from quoth.archive import open_archive
from quoth.archive.loading import load_all
from quoth.archive.writing import store
from quoth.cli import main
from quoth.cli.export import FORMATS
from quoth.domain import QuotationType
from quoth.export.archives import Format, export
from tests.archive.examples import letter, statement
from tests.export.examples import nested, simple

ROOT = Path(__file__).parent.parent.parent
# The parts of the published contexts that are used, so that no test needs a network.
ANNO = {
    "oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "id": "@id",
    "type": "@type",
    "as": "http://www.w3.org/ns/activitystreams#", "AnnotationPage": "as:OrderedCollectionPage",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "Annotation": "oa:Annotation",
    "SpecificResource": "oa:SpecificResource", "TextualBody": "oa:TextualBody", "body": {"@id": "oa:hasBody"},
    "target": {"@id": "oa:hasTarget"}, "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector"}, "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector", "exact": "oa:exact", "prefix": "oa:prefix",
    "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end", "value": "rdf:value",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
}  # fmt: skip
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SCHEMA = rdflib.Namespace("https://schema.org/")
READINGS = [
    letter(),
    simple(),
    nested(),
    statement("Ferries 🚢 sail, “café” & <b>all</b>; \n say \"so\"", about="islanders", url="https://courant.example/1"),
    statement("the boats are old", quotation=QuotationType.INDIRECT, about="boats"),
]  # fmt: skip
COUNT = sum(len(reading.attributions) for reading in READINGS)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("formats") / "archive.db"
    with open_archive(place, write=True) as opened:
        for reading in READINGS:
            store(opened, reading)
    return place


def exported(path: Path, format: str, out: Path | None = None) -> str:
    stream = io.BytesIO()
    with open_archive(path) as opened:
        export(opened, Format(format), out, stream)
    return stream.getvalue().decode()


def contents() -> list[tuple[str, ...]]:
    return [
        tuple(span.of(reading.article.text) for span in attribution.content)
        for reading in READINGS
        for attribution in reading.attributions
    ]


def test_json_lines_are_readings(path):
    schema = json.loads((ROOT / "docs" / "reading.schema.json").read_text(encoding="utf-8"))
    lines = exported(path, "jsonl").removesuffix("\n").split("\n")
    for line in lines:
        jsonschema.validate(json.loads(line), schema)
    assert [json.loads(line) for line in lines] == [reading.to_dict() for reading in READINGS]


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_tables_are_read_by_duckdb(path, tmp_path, format):
    out = tmp_path / f"statements.{format}"
    exported(path, format, out)
    reader = f"read_csv('{out}', header = true, all_varchar = true)" if format == "csv" else f"read_parquet('{out}')"
    rows = duckdb.sql(f"SELECT words, speaker, hand, about, outlet FROM {reader} ORDER BY id::INTEGER").fetchall()
    assert len(rows) == COUNT
    about = "the islanders" if format == "csv" else ["the islanders"]
    assert rows[1] == ("“The islanders will never sell their boats.”", "Oona Brandt", "second-hand", about,
                       "The Lindow Herald")  # fmt: skip
    (last,) = [row for row in rows if "🚢" in row[0]]
    assert last[0] == '“Ferries 🚢 sail, “café” & <b>all</b>; \n say "so"”'


def graph(text: str, context: object) -> rdflib.Graph:
    document = json.loads(text)
    document["@context"] = context
    return rdflib.Graph().parse(data=json.dumps(document), format="json-ld")


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_web_annotations_point_at_the_words(path):
    text = exported(path, "webannotation")
    assert json.loads(text)["@context"] == "http://www.w3.org/ns/anno.jsonld"
    found = graph(text, ANNO)
    assert len(set(found.subjects(rdflib.RDF.type, OA.Annotation))) == COUNT
    texts = {reading.article.url: reading.article.text for reading in READINGS if reading.article.url}
    checked = 0
    for target in set(found.objects(None, OA.hasTarget)):
        source = texts.get(str(found.value(target, OA.hasSource)))
        if source is None:
            continue
        selectors = {found.value(each, rdflib.RDF.type): each for each in found.objects(target, OA.hasSelector)}
        position, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
        start, end = (found.value(position, name).toPython() for name in (OA.start, OA.end))
        exact, prefix, suffix = (str(found.value(quote, name)) for name in (OA.exact, OA.prefix, OA.suffix))
        assert source[start:end] == exact
        assert source[:start].endswith(prefix)
        assert source[end:].startswith(suffix)
        checked += 1
    assert checked >= 8


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_schema_org_has_quotations_and_claims(path):
    found = graph(exported(path, "schemaorg"), {"@vocab": "https://schema.org/"})
    quotations = list(found.subjects(rdflib.RDF.type, SCHEMA.Quotation))
    claims = list(found.subjects(rdflib.RDF.type, SCHEMA.Claim))
    assert len(quotations) + len(claims) == sum(bool(spans) for spans in contents())
    (boats,) = found.subjects(SCHEMA.text, rdflib.Literal("“The islanders will never sell their boats.”"))
    creator = found.value(boats, SCHEMA.creator)
    assert str(found.value(creator, SCHEMA.name)) == "Oona Brandt"
    assert str(creator) == "http://www.wikidata.org/entity/Q1"
    assert str(found.value(boats, SCHEMA.isPartOf)) == "https://herald.example/letter"
    parent = found.value(boats, SCHEMA.isBasedOn)
    assert str(found.value(found.value(parent, SCHEMA.creator), SCHEMA.name)) == "Weavers of Lindow"
    article = found.value(boats, SCHEMA.isPartOf)
    assert str(found.value(article, SCHEMA.datePublished)) == "2024-03-05"


def test_prov_says_quoted_from_attributed_to_and_primary_source(path):
    document = ProvDocument.deserialize(content=exported(path, "prov"), format="json")
    derived = list(document.get_records(ProvDerivation))
    kinds = [str(next(iter(each.get_asserted_types()))) for each in derived]
    assert kinds.count("prov:Quotation") == COUNT
    assert kinds.count("prov:PrimarySource") >= 2
    assert "wasAttributedTo" in document.get_provn()
    assert "Oona Brandt" in document.get_provn()


def test_brat_is_read_by_another_reader(path, tmp_path):
    folder = tmp_path / "brat"
    exported(path, "brat", folder)
    assert "Attribution" in (folder / "annotation.conf").read_text()
    for place in folder.glob("*.txt"):
        with place.open(encoding="utf-8", newline="") as file:
            assert file.read() in {reading.article.text for reading in READINGS}
    examples = sorted(BratParser(error="raise").parse(str(folder)), key=lambda example: example.id)
    for reading, example in zip(READINGS, examples, strict=True):
        assert len(example.events) == len(reading.attributions)
        for entity in example.entities:
            words = " ".join(reading.article.text[span.start : span.end] for span in entity.spans)
            assert words == entity.mention
        sources = [
            argument.mention for event in example.events for argument in event.arguments if argument.type == "Source"
        ]
        text = reading.article.text
        assert sorted(sources) == sorted(
            " ".join(s.of(text) for s in a.source) for a in reading.attributions if a.source
        )


def test_graphml_is_read_by_networkx(path, tmp_path):
    out = tmp_path / "graph.graphml"
    exported(path, "graphml", out)
    found = nx.read_graphml(out)
    labels = {data["label"]: node for node, data in found.nodes(data=True)}
    edge = found.edges[labels["Oona Brandt"], labels["the islanders"]]
    assert edge == {"id": edge["id"], "weight": 3.0, "direct": 2, "negative": 1}
    assert found.nodes[labels["Oona Brandt"]]["statements"] >= 4


def test_old_versions_come_on_request(tmp_path):
    with open_archive(tmp_path / "a.db", write=True) as opened:
        for words in ("We will never sell.", "We will not sell."):
            store(opened, statement(words, url="https://courant.example/1"))
        for format in ("csv", "jsonl"):
            streams = [io.BytesIO(), io.BytesIO()]
            for stream, every in zip(streams, (False, True), strict=True):
                export(opened, Format(format), None, stream, all_versions=every)
            assert [b"never" in stream.getvalue() for stream in streams] == [False, True]


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_the_command_knows_every_format(path, tmp_path):
    assert tuple(Format) == FORMATS
    for format in FORMATS:
        out = tmp_path / format
        done = run("export", path, format, "--out", out)
        assert (done.exit_code, done.stderr) == (0, f"Exported: {out}\n")
        assert out.exists()
    assert len(run("export", path, "jsonl").stdout.splitlines()) == len(READINGS)


@pytest.mark.parametrize("arguments", [["parquet"], ["brat"], ["csv", "--out", "/no/such/folder/x.csv"]])
def test_what_cannot_be_written_is_one_line(path, arguments):
    done = run("export", path, *arguments)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


def test_an_empty_archive_can_be_exported(tmp_path):
    with open_archive(tmp_path / "a.db", write=True) as opened:
        assert list(load_all(opened)) == []
    for format in FORMATS:
        assert run("export", tmp_path / "a.db", format, "--out", tmp_path / f"out-{format}").exit_code == 0
    assert json.loads((tmp_path / "out-webannotation").read_text())["items"] == []
