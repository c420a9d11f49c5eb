"""The page is small by construction: it grows with the group, and not with what others have answered."""

import duckdb
import pytest

from pipelines.report import rows
from tests.pipelines.report import release
from tests.pipelines.report.test_rows import rows_of

# What a phone opens without waiting, for 30 municipalities with 150 systems each.
LARGEST_PAGE_BYTES = 600_000


@pytest.mark.parametrize("n_members", [1, 6, 30])
def test_a_group_of_any_size_is_written_and_small(sized, n_members):
    made = sized(n_members)
    for path in made.folder.iterdir():
        limit = rows.LARGEST_FILE_BYTES if path.suffix == ".js" else LARGEST_PAGE_BYTES
        assert path.stat().st_size <= limit, path.name
    assert all(name in made.text() for _, name in map(release.member, range(n_members)))


def test_six_members_take_less_than_a_third_of_a_megabyte(sized):
    assert (sized(6).folder / "index.html").stat().st_size < 333_000


def test_other_municipalities_make_no_page_larger(sized):
    """300 others answer everything: what is carried of them is their cells' figures, no row of a crowded cell."""
    few, many = sized(6, 40), sized(6, 300)
    sizes = [sum(path.stat().st_size for path in made.folder.iterdir()) for made in (few, many)]
    assert sizes[1] < sizes[0] * 1.02
    carried = {row["unit_id"] for row in many.content.rows["mart.cost_observation"] if not row["is_own"]}
    assert {row["unit_id"] for row in many.content.rows["mart.staffing"] if not row["is_own"]} == set()
    assert carried == {"no-company-0", "no-company-1", "no-company-2"}


def test_only_the_groups_rows_and_what_the_comparison_uses_are_carried(sized):
    made = sized(6)
    members = {release.member(number)[0] for number in range(6)}
    own = made.content.rows["mart.cost_observation"]
    assert {row["unit_id"] for row in own if row["is_own"]} == members
    # Of others: accounts in the class of the view, per user and inhabitant, that stand for their unit.
    others = {
        (row["form_code"], row["scope_class"], row["denominator"], row["superseded_by"])
        for row in own if not row["is_own"]
    }  # fmt: skip
    assert others == {(5, "UNKNOWN", "user", None), (5, "UNKNOWN", "inhabitant", None)}
    for name in ("mart.peer_comparison", "mart.cost_over_time", "mart.risk_gap", "mart.cost_without_size"):
        assert {row["unit_id"] for row in made.content.rows[name]} <= members, name
    assert {row["file"] for row in made.content.rows["quality.reject"]} == {"Bygd 0.xlsx"}
    assert "nobody-cites-this" not in {row["origin_id"] for row in made.content.rows["reference.origin"]}


def test_every_row_of_the_group_is_on_the_page_or_beside_it(sized):
    made = sized(6)
    brought = rows_of(made.folder, "report.nb.html")
    with duckdb.connect(made.warehouse, read_only=True) as connection:
        count = lambda sql: connection.execute(sql).fetchone()[0]  # noqa: E731 - one number
        own = "unit_id in (select unit_id from core.group_member)"
        assert len(brought["risks-table"]) == count(f"select count(*) from mart.risk_gap where {own}")
        assert len(brought["over-time-table"]) == count(f"select count(*) from mart.cost_over_time where {own}")
        assert len(brought["shared-table"]) == count("select count(*) from mart.shared_application")
        facts = count(f"""select count(distinct fact_id) from mart.provenance where observation_id in
                          (select observation_id from mart.cost_observation where {own} or form_code = 5
                           and superseded_by is null and measure = 'account'
                           and denominator in ('user', 'inhabitant'))""")
        assert len(brought["facts"]) == facts


@pytest.mark.parametrize("n_members", [1, 6])
def test_a_group_with_no_answer_is_told_so(sized, n_members):
    made = sized(n_members, n_answered=0)
    text = made.text("report.en.html")
    assert "No rows for this group in this release." in text and f"0 of {n_members}" in text
    assert "from elsewhere" in text and "the group&#39;s own answers, n" not in text


def test_a_group_of_one_shares_with_nobody(sized):
    made = sized(1)
    overlap = made.text("report.en.html").split('<section id="overlap"')[1].split("</section>")[0]
    assert "No rows for this group in this release." in overlap
