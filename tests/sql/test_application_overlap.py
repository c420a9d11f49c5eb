"""Installs, products and what a group could do without, with unmatched names apart."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.lake import Lake
from tests.sql.conftest import conclude
from tests.sql.portfolio import APPLICATIONS, group, over_usage, usage

COUNTS = ("n_municipalities", "products", "installs", "removable_installs", "removable_products", "joinable_installs")


def overlap(concluded, usages, members):
    return over_usage(concluded, "mart.application_overlap", usages, members)


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


def test_other_rounds_and_outsiders_stay_apart(concluded):
    usages = [usage("1"), usage("2", survey_round="2024"), usage("3")]
    rows = overlap(concluded, usages, group("1", "2"))
    assert [(row["survey_round"], row["installs"]) for row in rows] == [
        ("2024", 1),
        ("2025", 1),
    ]


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
    (row,) = overlap(concluded, [usage("1", **own), usage("1", **own, origin_id="another")], group("1"))
    assert row["n_unmatched"] == 1


def test_a_number_that_was_used_again_is_another_municipality(concluded):
    assert overlap(concluded, [usage("1", municipality_name="Another")], group("1")) == []
