"""Who pays what: a table per class of costs, a member a row, a key a column."""

from pipelines.report import keys
from pipelines.report.words import Words

WORDS = Words("en")


def row(name, key, own, pays, **other):
    return {
        "unit_id": f"NO-{name}", "municipality_name": name, "cost_key": key, "scope_class": "OPS", "year": 2025,
        "own_cost_nok": own, "pays_nok": pays,
        "difference_nok": None if pays is None else pays - own, "n_members": 2, "n_with_cost": 2,
    } | other  # fmt: skip


def test_a_cell_says_what_is_paid_and_the_change():
    rows = [row("Hole", "equal", 100.0, 150.0), row("Modum", "equal", 200.0, 150.0, year=2024)]
    [block] = keys.blocks(WORDS, rows)
    assert list(block.table.headings) == ["Municipality", "Today", "equal"]
    assert [[(cell.text, cell.value, cell.small) for cell in line] for line in block.table.rows] == [
        [("Hole (2025)", None, ()), ("100", 100.0, ()), ("150", 150.0, ("+50",))],
        [("Modum (2024)", None, ()), ("200", 200.0, ()), ("150", 150.0, ("-50",))],
    ]


def test_without_an_answer_from_all_there_is_nothing_to_share_out():
    rows = [row("Hole", "equal", 100.0, None, n_with_cost=1), row("Modum", "equal", None, None, n_with_cost=1)]
    [block] = keys.blocks(WORDS, rows)
    assert block.table is None and "1 of 2 members" in block.text


def test_a_key_without_figures_has_no_column():
    rows = [row("Hole", "equal", 100.0, 100.0), row("Hole", "users", 100.0, None)]
    [block] = keys.blocks(WORDS, rows)
    assert list(block.table.headings) == ["Municipality", "Today", "equal"]


def test_two_members_of_one_name_are_two():
    rows = [row("Våler", "equal", own, 150.0, unit_id=unit) for unit, own in (("NO-3114", 100.0), ("NO-3419", 200.0))]
    [block] = keys.blocks(WORDS, rows)
    assert [line[1].value for line in block.table.rows] == [100.0, 200.0]


def test_the_measure_is_named_where_the_release_tells_it():
    [block] = keys.blocks(WORDS, [row("Hole", "equal", 100.0, 100.0, measure="budget")])
    assert block.table.caption.endswith(": operations, budget, NOK")
