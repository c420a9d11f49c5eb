"""Installs, products and what a group could do without, with unmatched names apart."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.lake import Lake
from tests.sql.conftest import conclude
from tests.sql.portfolio import APPLICATIONS, group, over_usage, sighting, stands, usage

COUNTS = ("n_municipalities", "products", "installs", "removable_installs", "removable_products", "joinable_installs")


def overlap(concluded, usages, members, in_force=None):
    return over_usage(concluded, "mart.application_overlap", usages, members, in_force)


def test_second_products_and_second_installs(concluded):
    usages = [usage("1"), usage("1", "E", application_id="elements"), usage("2"), usage("3")]
    (row,) = overlap(concluded, usages, group("1", "2", "3", "4"))
    assert [row[name] for name in COUNTS] == [3, 2, 4, 1, 1, 2]
    assert (row["sharing_index"], row["municipalities"], row["product_names"]) == (0.5, "M1|M2|M3", "Elements|WebSak")
    assert (row["n_members"], row["n_answering"], row["n_unmatched"]) == (4, 3, 0)


def test_modules_of_one_product_are_one_install(concluded):
    (row,) = overlap(concluded, [usage("1"), usage("1", "Acos modul")], group("1"))
    assert (row["installs"], row["sharing_index"]) == (1, 0.0)


def test_unmatched_names_are_no_product(concluded):
    usages = [
        usage("1"),
        usage("2", "Own", application_id=None),
        usage("1", "Own", application_id=None),
        usage("2", "Nothing said", application_id=None, functional_area=None),
        usage("2", "Counting", application_id=None, functional_area="valg"),
    ]
    rows = overlap(concluded, usages, group("1", "2"))
    assert [(row["functional_area"], row["installs"], row["n_unmatched"], row["sharing_index"]) for row in rows] == [
        ("sak_arkiv", 1, 2, 0.0),
        ("valg", 0, 1, None),
        (None, 0, 1, None),
    ]
    assert {row["n_answering"] for row in rows} == {2}


def test_the_catalogue_says_what_a_matched_product_is_for(concluded):
    (row,) = overlap(concluded, [usage("1", functional_area="valg")], group("1"))
    assert row["functional_area"] == "sak_arkiv"


def test_a_second_round_doubles_nothing_and_outsiders_are_out(concluded):
    usages = [usage(code, survey_round=each) for code in ("1", "2", "3") for each in ("2025", "2026")]
    in_force = stands(*(row for row in usages if row["survey_round"] == "2026" or row["unit_id"] == "NO-1"))
    in_force = [row for row in in_force if row["inventory_id"] != "NO-1/2026/survey-round-2026"]
    (row,) = overlap(concluded, usages, group("1", "2"), in_force)
    assert (row["installs"], row["products"], row["n_answering"]) == (2, 1, 2)
    assert (row["first_round"], row["last_round"]) == (2025, 2026)


def test_who_answered_and_who_was_only_seen(concluded):
    usages = [usage("1"), sighting("2"), sighting("2", "E", application_id="elements")]
    (row,) = overlap(concluded, usages, group("1", "2", "3"))
    assert (row["n_members"], row["n_answering"], row["n_seen"]) == (3, 1, 1)
    assert (row["n_municipalities"], row["n_seen_only"], row["installs"], row["removable_installs"]) == (2, 1, 3, 1)


def test_parts_of_one_municipality_have_one_install(concluded):
    parts = [usage("91"), usage("92"), usage("92", "E", application_id="elements")]
    members = group("91", "92", current_unit_id="NO-1", n_members=1)
    (row,) = overlap(concluded, parts, members, stands(*parts, current_unit_id="NO-1", current_name="M1"))
    assert (row["installs"], row["products"], row["n_answering"], row["municipalities"]) == (2, 2, 1, "M1")


listed = st.sets(
    st.tuples(st.sampled_from("123"), st.sampled_from("abc"), st.sampled_from(["websak", "elements", None])),
    max_size=12,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(listed)
def test_every_usage_is_in_one_count(tmp_path, rows):
    usages = [usage(code, f"{name} {product}", application_id=product) for code, name, product in sorted(rows, key=str)]
    tables = {
        "core.application_usage": usages,
        "core.inventory_in_force": stands(*usages),
        "core.group_member": group("1", "2", "3"),
        "reference.application": APPLICATIONS,
    }
    found = conclude(Lake(tmp_path), "mart.application_overlap", tables)
    assert found["installs"].sum() == len({(code, product) for code, _, product in rows if product})
    assert found["n_unmatched"].sum() == len([product for _, _, product in rows if product is None])
    for row in found.to_dicts():
        assert row["removable_installs"] == row["installs"] - row["n_municipalities"]
        assert row["joinable_installs"] == row["installs"] - row["products"]


def test_one_unmatched_name_seen_by_two_sources_is_one(concluded):
    own = {"application_id": None, "name_as_written": "Own"}
    (row,) = overlap(concluded, [sighting("1", **own), sighting("1", **own, origin_id="another")], group("1"))
    assert row["n_unmatched"] == 1


def test_a_number_that_was_used_again_is_another_municipality(concluded):
    assert overlap(concluded, [usage("1", municipality_name="Another")], group("1")) == []
