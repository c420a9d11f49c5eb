"""The house itself: who may import whom, one SELECT, schema and asset per mart, the README's tree against the disk."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from assets.definitions import definitions
from pipelines.settings import CHECKOUT
from pipelines.tables import FILLED, TABLES

DRAWERS = ["schemas", "pipelines", "assets", "tests"]
MODULES = [path for drawer in DRAWERS for path in sorted((CHECKOUT / drawer).rglob("*.py"))]
LONGEST = 400


def imported(path: Path) -> set[str]:
    """Top names of everything a module imports, inside functions too."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names.add(str(node.module).split(".")[0])
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_imports_run_one_way(path):
    drawer = path.relative_to(CHECKOUT).parts[0]
    later = set(DRAWERS[DRAWERS.index(drawer) + 1 :])
    assert not imported(path) & later
    if drawer not in ("assets", "tests"):
        assert not imported(path) & {"dagster", "dagster_webserver"}
    if path.name != "snapshot.py" and drawer != "tests":
        assert not imported(path) & {"requests", "urllib", "http", "socket", "httpx"} or path.name == "dev.py"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_modules_open_with_a_charter_and_stay_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert path.stem not in ("utils", "helpers")
    if path.name == "__init__.py":
        assert "import" not in text
    elif path.parts[-2] != "tests" and "tests" not in path.parts:
        charter = " ".join((ast.get_docstring(ast.parse(text)) or "").split())
        assert "Belongs here:" in charter and "Does not belong here:" in charter
    else:
        assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize(
    "path", [path for path in MODULES if "tests" not in path.parts], ids=lambda path: str(path.relative_to(CHECKOUT))
)
def test_public_functions_say_what_they_give(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    public = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and len(node.body) > 3
    ]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


def test_one_select_schema_and_asset_per_table():
    assets = {key.to_user_string().replace("/", ".") for key in definitions().resolve_all_asset_keys()}
    assert set(FILLED) <= assets
    selects = {f"{path.parent.name}.{path.stem}" for path in (CHECKOUT / "sql").glob("[!a]*/*.sql")}
    assert selects <= set(TABLES)
    assert {name for name in TABLES if name.startswith("mart.")} <= selects


def test_every_asset_says_what_it_is():
    for spec in definitions().resolve_all_asset_specs():
        assert spec.group_name != "default", spec.key
        assert spec.kinds and spec.description, spec.key
        name = spec.key.to_user_string().replace("/", ".")
        if name in TABLES:
            schema = spec.metadata["dagster/column_schema"]
            assert [column.name for column in schema.columns] == [column.name for column in TABLES[name].columns]
        if name.startswith("mart."):
            lineage = spec.metadata["dagster/column_lineage"].deps_by_column
            assert set(lineage) == set(TABLES[name].types)
            assert any(lineage.values())


def test_the_promised_columns_of_the_marts():
    """Names that users build on; more may come, none may go."""
    promised = {
        "mart.cost_observation": "observation_id unit_id unit_name country_code form_code year measure scope_class "
        "denominator currency cost_low cost_mid cost_high per_low_nok per_mid_nok per_high_nok per_low_nok_real "
        "per_mid_nok_real per_high_nok_real price_year evidence_tier origin_id superseded_by",
        "mart.cost_by_form": "form_code form denominator scope_class n n_units low median high "
        "geometric_mean ci_low ci_high worst_tier order_robust price_year",
        "mart.provenance": "observation_id origin_title url publisher published_on evidence_locator tier",
        "mart.published_benchmark": "country year denominator value low high currency n source",
        "mart.staffing": "unit_id year it_fte users it_fte_per_1000_users is_fragile",
        "mart.shared_application": "application_id group_id n_municipalities municipalities total_cost_nok users "
        "price_spread",
        "mart.application_overlap": "functional_area group_id municipalities products installs removable_installs "
        "sharing_index",
        "mart.application_price": "application_id group_id unit_id survey_round pricing_metric currency price_low "
        "price_mid price_high group_min group_median group_max",
        "mart.contract_window": "application_id group_id first_end last_end first_end_with_options "
        "last_end_with_options",
        "mart.group_inventory": "group_id n_members n_answering n_seen shared_products shared_installs "
        "removable_installs tied_up_nok tied_up_unknown_metric_nok first_common_start first_common_end n_free_now "
        "n_critical_without_dpia n_single_vendor",
        "core.inventory_in_force": "current_unit_id unit_id inventory_kind survey_round seen_on as_of n_rows",
        "mart.risk_gap": "unit_id survey_round name_as_written application_id gap dpia processor_agreement",
        "quality.reject": "origin file sheet row_number column_name rule value severity cell sentence",
        "quality.reject_summary": "table_name rule column_name severity n_rows n_files",
        "quality.release_difference": "table_name key column kind before after",
    }
    for name, columns in promised.items():
        assert set(columns.split()) <= set(TABLES[name].types), name


def test_the_readme_draws_the_house_as_it_stands():
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    drawn = re.search(r"```tree\n(.*?)```", readme, re.S)
    assert drawn
    for line in drawn.group(1).splitlines():
        folder, _, names = line.partition(": ")
        for name in names.split():
            path = CHECKOUT / folder.strip() / name
            assert path.exists() or path.with_suffix(".py").exists(), f"{folder}{name}"
    for drawer in ("schemas", "pipelines", "assets"):
        listed = next(line for line in drawn.group(1).splitlines() if line.startswith(f"{drawer}/"))
        on_disk = {path.stem for path in (CHECKOUT / drawer).iterdir() if not path.name.startswith("__")}
        assert set(listed.partition(": ")[2].split()) == on_disk


def test_nothing_committed_names_a_machine_or_an_index():
    texts = [
        path
        for pattern in ("*.py", "*.sql", "*.md", "*.toml", "*.txt", "*.yaml", "Makefile", ".ci/run")
        for path in CHECKOUT.rglob(pattern)
        if not {".venv", "var", ".git", "build"} & set(path.relative_to(CHECKOUT).parts)
    ]
    assert len(texts) > 50
    for path in texts:
        found = re.findall(r"--index-url|--find-links|/ho[m]e/\w+|/w[o]rk/", path.read_text(encoding="utf-8"))
        assert not found or path.name == "test_house.py", path


def test_the_lock_holds_every_dependency_with_hashes():
    lock = (CHECKOUT / "requirements.txt").read_text(encoding="utf-8")
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    runtime = re.search(r"\ndependencies = \[(.*?)\n\]", project, re.S).group(1)
    wanted = [re.split(r"[\[><=]", name)[0].lower() for name in re.findall(r'"([^"]+)"', runtime)]
    pinned = [line.split("==")[0].split("[")[0] for line in lock.splitlines() if "==" in line]
    assert set(wanted) <= set(pinned)
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "http" not in re.sub(r"^(httptools|httpx|httpcore)\S*", "", lock, flags=re.M)


def test_every_dependency_has_its_reason():
    reasons = (CHECKOUT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    names = re.findall(r'^    "([A-Za-z][\w.-]*)', project.split("[project.scripts]")[0], re.M)
    assert len(names) >= 20
    assert [name for name in names if f"`{name.lower()}`" not in reasons] == []


def committed(*flags: str) -> list[str]:
    """What git keeps, by path from the top of the checkout."""
    if not (CHECKOUT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", *flags], cwd=CHECKOUT, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


def test_nothing_that_is_ignored_was_committed():
    """A virtual environment or state under var/ that slipped in before it was ignored would travel with every clone."""
    assert committed("--ignored", "--exclude-standard") == []


def test_nothing_lies_at_the_top_that_does_not_belong_there():
    """A downloaded package once did."""
    drawers = {".ci", "assets", "data", "docs", "pipelines", "schemas", "sql", "tests"}
    locks = {f"requirements{kind}.txt" for kind in ("", "-bench", "-dev", "-older-client")}
    single = {".gitignore", "LICENSE", "Makefile", "README.md", "pyproject.toml", "workspace.yaml"}
    assert {path.partition("/")[0] for path in committed()} == drawers | locks | single


def test_every_package_is_installed():
    """An editable install hides a package that the list has forgotten."""
    listed = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["packages"]
    drawers = ("schemas", "pipelines", "assets")
    there = [path.parent for drawer in drawers for path in (CHECKOUT / drawer).rglob("__init__.py")]
    assert sorted(listed) == sorted(".".join(path.relative_to(CHECKOUT).parts) for path in there)
