"""Every count on the page, recomputed from the warehouse by units: a municipality counts once."""

import re

import duckdb
import pytest

from tests.pipelines.report import release
from tests.pipelines.report.conftest import shown_text
from tests.pipelines.report.test_rows import rows_of

STANDING = "superseded_by is null"


def ask(made, sql: str):
    with duckdb.connect(made.warehouse, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def piece(made, start: str, end: str) -> str:
    text = made.text("report.en.html")
    found = re.search(f"{start}.*?{end}", text, re.S)
    assert found, start
    return found.group()


def line(made, table: str, title: str) -> list[str]:
    row = re.search(rf"{title}.*?</tr>", piece(made, f'id="{table}"', "</table>"), re.S)
    return [shown_text(cell) for cell in re.findall(r"<td.*?</td>", row.group(), re.S)]


def n_of(cell: str) -> int:
    return int(re.search(r"n = (\d+)", cell).group(1))


@pytest.mark.parametrize("n_members", [1, 6, 30])
@pytest.mark.parametrize(("denominator", "title"), [("user", "Cost per user"), ("inhabitant", "Cost per inhabitant")])
def test_n_of_the_decision_view_is_units(sized, n_members, denominator, title):
    made = sized(n_members)
    cells = line(made, "decision-table", title)
    [(own,)] = ask(
        made,
        f"""select count(distinct entity_id) from mart.cost_observation where {STANDING} and form_code = 0
            and measure = 'account' and scope_class = 'TOTAL' and denominator = '{denominator}'
            and unit_id in (select current_unit_id from core.group_member)""",
    )
    [(elsewhere,)] = ask(
        made,
        f"""select count(distinct entity_id) from mart.cost_observation where {STANDING} and form_code = 5
            and measure = 'account' and denominator = '{denominator}'""",
    )
    assert [n_of(cell) for cell in cells] == [own, 0, 0, 0, 0, elsewhere, 0, 0] == [n_members, 0, 0, 0, 0, 3, 0, 0]
    # Flags: all of the year 2026, whose prices are carried; sizes of 2025; one member lacks a pool.
    assert f"carried price index: {own} of {own}" in cells[0]
    assert f"size of another year: {own} of {own}" in cells[0]
    assert ("at least this: 1 of " in cells[0]) == (n_members > 1)


@pytest.mark.parametrize("n_members", [6, 30])
def test_a_link_from_n_leads_to_as_many_units(sized, n_members):
    made = sized(n_members)
    brought = rows_of(made.folder, "report.en.html")
    cells = re.findall(
        r"<td.*?</td>",
        re.search(r"Cost per user and year, NOK.*?</tr>", piece(made, 'id="decision-table"', "</table>"), re.S).group(),
        re.S,
    )
    table, anchor = re.search(r'href="#([^"]+)"', cells[0]).group(1).split("--")
    led_to = [cells for cells, anchors, _ in brought[table] if anchor in anchors]
    assert len(led_to) == len({cells[0][0] for cells in led_to}) == n_members
    # And from the summary by form, where the page carries the cell: form 5 alone, and the Swedish member's.
    summary = piece(made, 'id="cost-user"', "</table>")
    links = re.findall(r'href="#cost-user-single--([^"]+)"><data value="(\d+)"', summary)
    for anchor, n in links:
        units = {cells[0][0] for cells, anchors, _ in brought["cost-user-single"] if anchor in anchors}
        assert len(units) == int(n), anchor
    assert sorted(n for _, n in links) == ["1"] * 6 + ["3"]


def test_the_summary_counts_units(sized):
    made = sized(6)
    short = shown_text(piece(made, '<section id="short"', "</section>"))
    assert "2 of 8 forms of collaboration have a cost per user" in short
    assert "the group's own answers, n = 6, " in short and "from elsewhere, n = 3, " in short
    assert "(n = 40, Norway, account, all IT costs)" in short
    [(held,)] = ask(made, "select sum(n_rows) from quality.reject_summary where severity = 'held'")
    assert f"{held} answers are held" in short


def test_n_of_a_cell_by_form_is_units(sized):
    made = sized(6)
    strips = re.findall(r"<span>(\d) [^·<]+ · ([^(<]+) \(n = (\d+)\)", made.text("report.en.html"))
    assert strips
    wanted = {
        (form, n) for form, n in ask(
            made,
            f"""select form_code, count(distinct entity_id) from mart.cost_observation where {STANDING}
                group by country_code, measure, form_code, denominator, scope_class""",
        )
    }  # fmt: skip
    assert {(int(form), int(n)) for form, _, n in strips} == wanted == {(0, 45), (0, 1), (5, 3)}


def test_members_and_others_are_counted_once(sized):
    made = sized(6)
    assert line(made, "today-table", "Members that have sent")[0].startswith("6 of 6")
    costs = shown_text(piece(made, '<section id="costs"', "</section>"))
    [(n,)] = ask(
        made,
        """select count(distinct unit_id) from mart.cost_without_size
           where unit_id not in (select unit_id from core.group_member)""",
    )
    assert n == 40 and f"Outside the group this holds for {n} units." in costs


def test_a_group_in_part_says_who_is_missing(sized):
    made = sized(6, n_answered=4)
    assert line(made, "today-table", "Members that have sent")[0].startswith("4 of 6")
    assert n_of(line(made, "decision-table", "Cost per user")[0]) == 4
    keys = shown_text(piece(made, '<section id="keys"', "</section>"))
    assert "4 of 6 members have stated this cost" in keys


@pytest.mark.parametrize("n_members", [6, 30])
def test_the_matrix_counts_a_product_once(sized, n_members):
    made = sized(n_members)
    matrix = rows_of(made.folder, "report.en.html").get("overlap-table")
    if matrix:
        first = [cell[1] for cell in matrix[0][0][1:]]
        named = [cell if isinstance(cell, str) else cell[0] for cell in (row[0][0] for row in matrix)]
    else:
        html = piece(made, 'id="overlap-table"', "</table>")
        body = html.split("<tbody")[1]
        named = re.findall(r'scope="row"><div>([^<]+)<', body)
        first = [int(n) for n in re.findall(r'<data value="(\d+)"', body.split("</tr>")[0])]
    for name, n in zip(named, first, strict=True):
        [(wanted,)] = ask(
            made,
            f"""select count(distinct application_id) from mart.shared_application
                where list_contains(string_split(municipalities, '|'), '{named[0]}')
                and list_contains(string_split(municipalities, '|'), '{name}')""",
        )
        assert n == wanted, name
    assert release.PRODUCTS > max(first) > 90
