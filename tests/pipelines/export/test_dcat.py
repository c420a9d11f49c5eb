"""What DCAT-AP-NO 2 asks of a catalogue, a data set and a distribution."""

import json

import pytest

from pipelines.export import dcat
from pipelines.export.package import Written
from pipelines.tables import TABLES

MANDATORY = {
    "dcat:Catalog": {
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dct:publisher",
        "dcat:contactPoint",
        "dcat:dataset",
    },
    "dcat:Dataset": {
        "dct:title",
        "dct:description",
        "dct:identifier",
        "dct:publisher",
        "dcat:contactPoint",
        "dcat:theme",
    },
    "dcat:Distribution": {"dcat:accessURL", "dct:format", "dct:license"},
    "foaf:Agent": {"foaf:name"},
    "vcard:Organization": {"vcard:fn"},
}
FILES = [
    Written("mart.staffing.csv", TABLES["mart.staffing"], 3, 100, "a" * 64),
    Written("mart.staffing.parquet", TABLES["mart.staffing"], 3, 90, "b" * 64),
]


def described(contact="it@example.org"):
    publication = dcat.Publication("Modum kommune", contact, "https://data.example/it/", "NLOD-2.0")
    return dcat.description(FILES, publication, "c" * 64, "2026-03-01")


def linked(node):
    """Every @id that a property of the node points at."""
    for name, values in node.items():
        if not name.startswith("@"):
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, dict) and "@id" in value:
                    yield value["@id"]


def test_what_the_profile_asks_for_is_there():
    nodes = described()["@graph"]
    assert {node["@type"] for node in nodes} == set(MANDATORY)
    for node in nodes:
        assert MANDATORY[node["@type"]] <= set(node), node["@id"]


def test_titles_are_norwegian_and_english():
    for node in described()["@graph"]:
        if "dct:title" in node:
            assert {title["@language"] for title in node["dct:title"]} == {"nb", "en"}
            assert len({title["@value"] for title in node["dct:title"]}) == 2


def test_what_is_linked_inside_the_folder_is_described():
    graph = described()["@graph"]
    here = {node["@id"] for node in graph}
    assert len(here) == len(graph)
    own = {target for node in graph for target in linked(node) if "data.example/it/#" in target}
    assert own <= here
    catalogue, dataset = graph[0], graph[1]
    assert [each["@id"] for each in catalogue["dcat:dataset"]] == [dataset["@id"]]
    assert len(dataset["dcat:distribution"]) == len(FILES)


def test_a_distribution_has_one_licence_by_its_official_name():
    for node in described()["@graph"]:
        if node["@type"] == "dcat:Distribution":
            assert node["dct:license"] == {"@id": f"{dcat.AUTHORITY}/licence/NLOD_2_0"}


def test_every_prefix_is_declared():
    whole = described()
    names = {name for node in whole["@graph"] for name in (*node, node["@type"]) if ":" in name}
    assert {name.split(":")[0] for name in names} <= set(whole["@context"])


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        ("it@example.org", {"vcard:hasEmail": {"@id": "mailto:it@example.org"}}),
        ("https://example.org/it", {"vcard:hasURL": {"@id": "https://example.org/it"}}),
    ],
)
def test_a_contact_is_an_e_mail_or_a_web_address(contact, expected):
    (node,) = [node for node in described(contact)["@graph"] if node["@type"] == "vcard:Organization"]
    assert expected.items() <= node.items()


def test_a_contact_that_nobody_gave_is_not_made_up():
    assert "contactPoint" not in json.dumps(described(None))
