"""A pool that the sheet names is a line or a reject, in the accounts and in the budget, whatever its cells say."""

import polars as pl
import pytest

from schemas.budget import BUDGET_LINE
from schemas.codes import COST_POOLS
from tests.pipelines.conftest import pool


def told(settled):
    return settled.rejects.select("row_number", "column_name", "rule", "severity").sort(pl.all()).rows()


def kept(settled, measure="account"):
    named = ("cost_pool", "scope", "amount_status", "amount_mid")
    return settled.valid.filter(pl.col("measure") == measure).select(named).rows()


def test_what_is_in_without_a_usable_amount_stays_and_says_why(lines):
    settled = lines(
        pool("premises", account="mycket"),
        pool("printing", account=None),
        pool("telephony_fixed", account="vet ej"),
        pool("telephony_mobile", account=0),
        pool("depreciation", account=-5),
        pool("school_devices", account="100000+"),
    )
    assert kept(settled) == [
        ("premises", "in", "rejected", None),
        ("printing", "in", "not_answered", None),
        ("telephony_fixed", "in", "not_answered", None),
        ("telephony_mobile", "in", "stated", 0.0),
        ("depreciation", "in", "rejected", None),
        ("school_devices", "in", "rejected", None),
    ]
    assert set(settled.valid.filter(pl.col("measure") == "budget")["amount_status"]) == {"stated"}
    assert told(settled) == [
        (2, "account", "number", "rejected"),
        (3, "account", "no_answer", "told"),
        (4, "account", "no_answer", "told"),
        (6, "account", "at_least", "rejected"),
        (7, "account", "open_amount", "rejected"),
    ]
    assert settled.valid.select(pl.col("amount_low").is_null() == pl.col("amount_mid").is_null()).to_series().all()


def test_what_is_not_in_is_asked_for_no_amount_and_keeps_its_scope_where_one_is_given(lines):
    settled = lines(
        pool("premises", "ingår inte", None, None, None, None),
        pool("printing", "vet ej", None, None),
        pool("depreciation", "ingår inte", 10, None),
        pool("telephony_fixed", "vet ej", 10, 20),
    )
    assert kept(settled) == [
        ("premises", "out", "not_asked", None),
        ("printing", "unknown", "not_asked", None),
        ("depreciation", "out", "rejected", None),
        ("telephony_fixed", "unknown", "rejected", None),
    ]
    assert kept(settled, "budget")[2:] == [
        ("depreciation", "out", "not_asked", None),
        ("telephony_fixed", "unknown", "rejected", None),
    ]
    assert [row[:3] for row in told(settled)] == [
        (4, "account", "no_amount_unless_in"),
        (5, "account", "no_amount_unless_in"),
        (5, "budget", "no_amount_unless_in"),
    ]


@pytest.mark.parametrize(("scope", "rule"), [("kanske", "one_of"), (None, "required"), ("#REF!", "formula_error")])
def test_a_scope_that_cannot_be_read_is_unknown_and_its_amount_is_not_used(lines, scope, rule):
    settled = lines(pool("premises", scope, 10, None))
    assert kept(settled) == [("premises", "unknown", "rejected", None)]
    assert kept(settled, "budget") == [("premises", "unknown", "not_asked", None)]
    assert told(settled) == [(2, "scope", rule, "rejected")]


def test_a_currency_or_vat_that_cannot_be_read(lines):
    settled = lines(
        pool("premises", currency="pund sterling"),
        pool("printing", vat="kanske"),
        pool("depreciation", currency=None),
        pool("telephony_fixed", "ingår inte", None, None, currency="?"),
    )
    assert kept(settled) == [
        ("premises", "in", "rejected", None),
        ("printing", "in", "stated", 100.0),
        ("depreciation", "in", "rejected", None),
        ("telephony_fixed", "out", "not_asked", None),
    ]
    assert settled.valid.filter(pl.col("measure") == "account").select("currency", "vat").rows() == [
        ("SEK", "excluded"),
        ("SEK", "unknown"),
        ("SEK", "excluded"),
        ("SEK", "excluded"),
    ]
    assert told(settled) == [
        (2, "currency", "one_of", "rejected"),
        (3, "vat", "one_of", "rejected"),
        (4, "currency", "required", "rejected"),
        (5, "currency", "one_of", "rejected"),
    ]


def test_lines_of_another_currency_than_the_others_are_lines_of_that_currency(lines):
    settled = lines(
        pool("premises"), pool("printing", currency="EUR", account="ca 12"), pool("depreciation", currency="kr")
    )
    assert settled.valid.filter(pl.col("measure") == "account").select("currency", "amount_mid").rows() == [
        ("SEK", 100.0),
        ("EUR", 12.0),
        ("SEK", 100.0),
    ]
    assert told(settled) == []


def test_a_formula_that_was_never_calculated_is_an_amount_that_cannot_be_used(lines):
    settled = lines(pool("premises"), change=lambda page: page.__setitem__("C2", "=1+1"))
    assert kept(settled) == [("premises", "in", "rejected", None)]
    assert kept(settled, "budget") == [("premises", "in", "stated", 200.0)]
    assert told(settled) == [(2, "account", "formula_without_value", "rejected")]


def test_a_row_that_names_no_pool_is_rejected_whole(lines):
    settled = lines(pool("kaffe"), pool(None), pool("premises"))
    assert kept(settled) == [("premises", "in", "stated", 100.0)]
    assert told(settled) == [(2, "cost_pool", "one_of", "rejected"), (3, "cost_pool", "required", "rejected")]


def test_a_pool_that_stands_twice_with_other_amounts_has_none_and_with_the_same_it_counts_once(lines):
    settled = lines(
        pool("premises", account=100),
        pool("premises", account=300),
        pool("printing", account="x"),
        pool("printing", account=50),
    )
    assert kept(settled) == [("premises", "in", "rejected", None), ("printing", "in", "stated", 50.0)]
    assert kept(settled, "budget") == [("premises", "in", "stated", 200.0), ("printing", "in", "stated", 200.0)]
    assert told(settled) == [
        (2, "cost_pool", "repeated_pool", "rejected"),
        (3, "cost_pool", "duplicate_row", "rejected"),
        (3, "cost_pool", "repeated_pool", "rejected"),
        (4, "account", "number", "rejected"),
        (5, "cost_pool", "duplicate_row", "rejected"),
    ]


def test_a_submission_that_is_not_accepted_has_no_lines_and_one_reason_a_row(lines):
    settled = lines(pool("premises", account="x"), pool("printing"), municipality_code="9999")
    assert settled.valid.height == 0
    assert [row[0::2] for row in told(settled)] == [(2, "submission_rejected"), (3, "submission_rejected")]


def test_every_pool_of_the_form_is_two_lines(lines):
    settled = lines(*(pool(code, account=None if n % 2 else n) for n, code in enumerate(COST_POOLS)))
    assert settled.valid.select("cost_pool", "measure").n_unique() == 2 * len(COST_POOLS)
    assert settled.valid.height == 2 * len(COST_POOLS) and dict(settled.valid.schema) == BUDGET_LINE.types
    assert set(settled.valid["fiscal_year"]) == {2027, 2028}
