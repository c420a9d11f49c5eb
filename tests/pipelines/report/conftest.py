"""A small released file with one group, and the page written from it."""

from pathlib import Path

import duckdb
import pytest

from pipelines.report import page, tables
from pipelines.report.tables import Content

GROUP = "six"
TEXT_THAT_RUNS = '=HYPERLINK("http://x.example","y")'
TEXT_WITH_TAGS = "<script>document.title='taken'</script>"

ALTERNATIVE = """
create table mart.alternative as select * from (values
  ('six', 'The six', 0, 'as today', false, 'user', 'OPS', 2024, 7, 7, 8000.25, 9000.5, 12000.0, 7, 0, 0, 0, 'A',
   true, false, 7, 600.0, 700.5, 900.0, 3, 2.8, 7.0, 3.1, 5.2, 6, 5, 40, 12, 9, 123456.5, date '2027-01-01',
   date '2028-06-30', null, null, 'no analogue', 2, 3, 4, 'each council', true, null),
  ('six', 'The six', 4, 'hosted', false, 'user', 'OPS', 2024, 1, 1, 9100.0, null, 9300.0, 0, 0, 0, 1, 'D',
   true, true, 0, null, null, null, 0, null, null, null, null, 6, 0, null, null, null, null, null,
   null, 1000000.0, 3000000.0, 'one analogue', null, null, null, 'host', null, $tags),
  ('six', 'The six', 7, 'private outsourcing', true, 'user', null, null, 0, 0, null, null, null, 0, 0, 0, 0,
   null, false, false, 0, null, null, null, 0, null, null, null, null, 6, 0, null, null, null, null, null,
   null, null, null, null, null, null, null, null, null, null)
) as t(group_id, group_name, form_code, form, is_reference_only, denominator, scope_class, price_year, n,
  n_units, cost_per_user_low, cost_per_user_median, cost_per_user_high, n_tier_a, n_tier_b, n_tier_c, n_tier_d,
  worst_tier, has_evidence, rests_on_claims_only, n_inhabitant, cost_per_inhabitant_low, cost_per_inhabitant_median,
  cost_per_inhabitant_high, n_staff, staff_per_1000_users_low, staff_per_1000_users_high,
  members_staff_per_1000_users_low, members_staff_per_1000_users_high, n_members, n_members_answered, shared_installs,
  shared_products, removable_installs, tied_up_cost_nok, first_common_start, first_common_end, transition_low_nok,
  transition_high_nok, transition_note, n_units_under_three_staff, n_critical_without_dpia, n_single_vendor, decided_by,
  order_robust, note)
"""
REST = """
create table reference.collaboration_form as select * from (values
  (0, 'as today', 'som i dag', false), (4, 'hosted', 'vertskommune', false),
  (7, 'private outsourcing', 'privat', true)) as t(form_code, form, form_nb, is_reference_only);
create table core.group_member as select * from (values
  ('six', 'NO-3310', 'Hole', 'NO-3310'), ('six', 'NO-3316', 'Modum', 'NO-3316'))
  as t(group_id, unit_id, name, current_unit_id);
create table mart.cost_by_form as select * from (values
  (0, 'as today', 'OPS', 'user', 2, 2, 8000.25, 9000.5, 12000.0, 7000.5, 8000.5, 11000.0, 'A', 2024),
  (4, 'hosted', 'OPS', 'user', 1, 1, 9100.0, null, 9300.0, 9000.0, null, 9200.0, 'D', 2024))
  as t(form_code, form, scope_class, denominator, n, n_units, low, median, high, nominal_low,
       nominal_median, nominal_high, worst_tier, price_year);
alter table mart.cost_by_form add column ci_low double;
alter table mart.cost_by_form add column ci_high double;
create table mart.cost_observation as select * from (values
  ('a/2024', 'Hole & <Co>', 0, 2024, 'account', 'OPS', 'user', 8000.25, 8000.25, 8000.25, 7000.5, 7000.5, 7000.5,
   'A', 2024, null),
  ('b/2024', 'Modum', 0, 2024, 'account', 'OPS', 'user', 11000.0, 11500.0, 12000.0, 10000.0, 10500.0, 11000.0,
   'A', 2024, null),
  ('c/2024', 'Hosted', 4, 2024, 'claim', 'OPS', 'user', 9100.0, 9200.0, 9300.0, 9000.0, 9100.0, 9200.0,
   'D', 2024, null),
  ('d/2024', 'Another', 0, 2024, 'account', 'OPS', 'inhabitant', 600.0, 600.0, 600.0, 600.0, 600.0, 600.0,
   'A', 2024, null))
  as t(observation_id, unit_name, form_code, year, measure, scope_class, denominator, per_low_nok_real,
       per_mid_nok_real, per_high_nok_real, per_low_nok, per_mid_nok, per_high_nok, evidence_tier, price_year,
       superseded_by);
create table mart.provenance as select * from (values
  ('a/2024', 'f1', 'licences', 500.0, 'doc', 'Document', 'http://x.example', 'P', '2024', 'page 3', 'A'),
  ('b/2024', 'f2', 'licences', 600.0, 'doc', 'Document', 'javascript:alert(1)', 'P', '2024', 'page 4', 'A'))
  as t(observation_id, fact_id, fact, value, origin_id, origin_title, url, publisher, published_on, evidence_locator,
       tier);
create table reference.origin as select * from (values
  ('doc', 'report', 'Document', 'P', 'https://x.example/doc', '2024', 'CC BY'),
  ('bad', 'report', 'Bad address', 'P', 'javascript:alert(1)', '2024', 'CC BY'))
  as t(origin_id, kind, title, publisher, url, published, licence);
create table mart.shared_application as select 'six' as group_id, 'Elements' as canonical_name, 'sak' as
  functional_area, '2025' as survey_round, 2 as n_municipalities, 'Hole|Modum' as municipalities;
create table mart.contract_window as select 'six' as group_id, 'Elements' as canonical_name, '2025' as survey_round,
  2 as n_municipalities, date '2026-01-01' as first_end, date '2027-01-01' as last_end,
  date '2027-01-01' as first_end_with_options, date '2029-01-01' as last_end_with_options;
create table quality.reject_summary as select 'core.x' as table_name, 'at_least' as rule, 'users' as column_name,
  3 as n_rows, 1 as n_files, 'file.xlsx' as example_file, $runs as example_value;
create table reference.convention as select * from (values
  ('price_year', '2024', 'Prices of'), ('interval_from_n', '6', 'Least number')) as t(convention, value, meaning);
create table quality.release as select 'abc123' as content_hash;
create table mart.limit as select 'six' as group_id, 1 as limit_number,
  'English limit' as text_en, 'Norsk begrensning' as text_nb;
"""


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("report") / "warehouse.duckdb"
    said = {"$tags": "'" + TEXT_WITH_TAGS.replace("'", "''") + "'", "$runs": "'" + TEXT_THAT_RUNS + "'"}
    script = ALTERNATIVE + ";" + REST
    for mark, text in said.items():
        script = script.replace(mark, text)
    with duckdb.connect(path) as connection:
        for schema in ("mart", "core", "reference", "quality"):
            connection.execute(f"create schema {schema}")
        connection.execute(script)
    return path


@pytest.fixture(scope="session")
def content(warehouse) -> Content:
    return tables.read(warehouse, GROUP)


@pytest.fixture(scope="session")
def site(content, tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("site")
    page.write(content, out)
    return out
