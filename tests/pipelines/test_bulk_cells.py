"""Rows told sound text by text are those that the sheet's own rules keep, with the same values."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import inventory, reference, repeats
from pipelines.bulk_cells import Places, SoundRows, table_of, with_faults
from pipelines.gazetteer import Gazetteer
from pipelines.validation import Batch, validate
from tests.conftest import DATA

AREAS = inventory.area_words(reference.functional_areas(DATA / "reference").valid)
GAZETTEER = Gazetteer(reference.municipalities(DATA / "reference").valid)
DAYS = [None, "2024-01-01", "31.12.2026", "2024-02-30", "1. mai 2023", "vet ikke"]
CELLS = {
    "municipality_code": ["0301", "301", " 0301", "0180", "580", "9999", "x", None],
    "survey_round": ["2026", " 2026", "2026", "1899", "next", None],
    "country_code": ["NO", "Norge", "SE", "FI", None, "kr"],
    "name_as_written": ["Gerica", " Profil ", "vet ikke", " ", None],
    "vendor_as_written": ["X", "ukjent", None],
    "functional_area": ["pleie_omsorg", "Pleie og omsorg", "romfart", "vet ikke", " ", None],
    "hosting": ["saas", "Lokal", "månen", "vet ikke", None],
    "users": ["12", "ca. 120", "10-50", "50-10", "<10", "100+", "2.500", "-3", "mange", None],
    "annual_licence": ["1200.5", "1 200,50", "2.500", "-1", "2.5OO", "kr 5", "vet ikke", None],
    "currency": ["NOK", "nok", "kr", " KR. ", "kr\ufeff", "USD", "vet ikke", None],
    "contract_start": DAYS,
    "contract_end": DAYS,
    "has_dpia": ["ja", "x", "kanskje", None],
}
OPTIONAL = sorted(set(CELLS) - {"municipality_code", "survey_round", "name_as_written"})


def batches_of(chance):
    """Batches of one file: some columns, mostly cells in which nothing is wrong."""
    fields = [name for name in CELLS if name not in chance.sample(OPTIONAL, chance.randrange(4))]

    def row():
        return {name: CELLS[name][0] if chance.random() < 0.8 else chance.choice(CELLS[name]) for name in fields}

    return [[row() for _ in range(chance.randrange(200))] for _ in range(3)], fields


@settings(deadline=None, max_examples=6)
@given(chance=st.randoms(use_true_random=True), times=st.sampled_from([0, 100]))  # remembered, or read anew
def test_sound_rows_are_the_valid_rows(chance, times):
    rows, fields = batches_of(chance)
    table, places = table_of(fields), Places(GAZETTEER)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(repeats, "TIMES_WORTH_KNOWING", times)
        sound = SoundRows(table, fields, places, AREAS)
        for batch in rows:
            received = pl.DataFrame(batch, schema=dict.fromkeys(fields, pl.String())).with_row_index("source_row", 2)
            typed, is_sound = sound.read(received)
            slow = with_faults(table, received, places, AREAS)
            place = {"origin": "o", "file": "f", "sheet": "s"}
            marked = slow.received.with_columns(**{name: pl.lit(value) for name, value in place.items()}).with_columns(
                row_number="source_row"
            )
            valid = validate(Batch(table, slow.typed, marked, slow.faults)).valid
            assert typed.filter(is_sound).equals(valid)
            assert dict(typed.schema) == table.types


def test_a_number_is_the_municipality_of_its_own_country():
    fields = ["municipality_code", "survey_round", "country_code", "name_as_written"]
    rows = [("0580", "2026", "SE", "a"), ("580", "2026", "SE", "a"), ("580", "2026", "FI", "b")]
    received = pl.DataFrame(rows, schema=fields, orient="row").with_row_index("source_row", 2)
    typed, is_sound = SoundRows(table_of(fields), fields, Places(GAZETTEER), AREAS).read(received)
    assert is_sound.to_list() == [True, True, True]
    assert typed["municipality_code"].to_list() == ["0580", "0580", "580"]
