"""The daemon at work: what is put into the inbox is released by itself, and so is its correction and its removal."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dagster as dg
import duckdb
import openpyxl
import pytest
from dagster._core.events import DagsterEvent, StepMaterializationData

from assets import automation
from assets.automation import Asked, inbox
from assets.definitions import definitions
from assets.instance import open_instance
from pipelines.example_round import write_example
from pipelines.settings import CHECKOUT, Home
from tests.assets.test_building import content
from tests.assets.test_dev import free_port, wait_for_page
from tests.conftest import munibench

PATIENCE_SECONDS = 600
DROPPED, BESIDE = "9911", "9915"


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Workbooks of two municipalities that the example round does not have."""
    folder = tmp_path_factory.mktemp("round")
    write_example(folder, CHECKOUT / "data", f"{DROPPED},{BESIDE}", "10-12", "2025", 7, with_faults=False)
    return {number: next(folder.glob(f"*{number}.xlsx")) for number in (DROPPED, BESIDE)}


@pytest.fixture
def served(built_example, tmp_path) -> Iterator[Home]:
    """`munibench dev` over a copy of the built example home, stopped at the end."""
    home = Home(home=tmp_path / "home")
    shutil.copytree(built_example[0].root, home.root)
    home.inbox.mkdir(exist_ok=True)
    port, log = free_port(), (tmp_path / "log").open("w+")
    served = subprocess.Popen(
        [str(Path(sys.executable).parent / "munibench"), "dev", "--port", str(port)],
        env=os.environ | {"MUNIBENCH_HOME": str(home.root)},
        stdout=log,
        stderr=log,
    )
    try:
        wait_for_page(port)
        yield home
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(PATIENCE_SECONDS)


def drop(workbook: Path, home: Home) -> None:
    """Put a workbook into the inbox under its own name, all at once."""
    unfinished = home.inbox / f".{workbook.name}"
    shutil.copyfile(workbook, unfinished)
    unfinished.replace(home.inbox / workbook.name)


def staff(home: Home) -> dict[str, float]:
    """IT staff by municipality in the released marts, of those two that the test puts in."""
    with duckdb.connect(home.warehouse, read_only=True) as connection:
        rows = connection.execute(
            """select municipality_code, it_fte from mart.staffing
               join core.survey_response using (unit_id, origin_id) where municipality_code in (?, ?)""",
            [DROPPED, BESIDE],
        ).fetchall()
    return dict(rows)


def released_soon(home: Home, holds: Callable[[dict[str, float]], bool]) -> float:
    """Seconds until what is released holds; looks again for as long as a slow machine may take."""
    start = time.monotonic()
    while not holds(staff(home)):
        assert time.monotonic() < start + PATIENCE_SECONDS, (staff(home), runs(home))
        time.sleep(0.2)
    return time.monotonic() - start


def runs(home: Home) -> dict[str, str]:
    """Every run's state by its id."""
    with open_instance(home) as instance:
        return {run.run_id: run.status.value for run in instance.get_runs()}


def corrected(workbook: Path, it_staff: float) -> None:
    """Write another number of IT staff into a workbook."""
    book = openpyxl.load_workbook(workbook)
    cell = next(
        row[1]
        for sheet in book
        for row in sheet.iter_rows()
        if len(row) > 1 and row[0].value in ("it_fte", "IT-årsverk")
    )
    cell.value = it_staff
    book.save(workbook)


def test_a_drop_a_correction_a_removal_and_two_drops_are_released_without_a_click(served, workbooks, tmp_path):
    before, empty = len(runs(served)), content(served.root)
    drop(workbooks[DROPPED], served)
    took = {"drop": released_soon(served, lambda found: set(found) == {DROPPED})}
    first = staff(served)[DROPPED]

    again = tmp_path / workbooks[DROPPED].name
    shutil.copyfile(workbooks[DROPPED], again)
    corrected(again, first + 1)
    os.utime(again, (1_000_000_000, 1_000_000_000))
    unfinished = served.inbox / f".{again.name}"
    shutil.copy2(again, unfinished)
    unfinished.replace(served.inbox / again.name)
    took["correction"] = released_soon(served, lambda found: found.get(DROPPED) == first + 1)

    (served.inbox / again.name).unlink()
    took["removal"] = released_soon(served, lambda found: not found)
    assert content(served.root) == empty

    for workbook in workbooks.values():
        drop(workbook, served)
    took["two drops"] = released_soon(served, lambda found: set(found) == {DROPPED, BESIDE})
    assert staff(served)[DROPPED] == first
    print(took)

    at_once, patience = content(served.root), time.monotonic() + PATIENCE_SECONDS
    while set(runs(served).values()) != {"SUCCESS"}:
        assert time.monotonic() < patience, runs(served)
        time.sleep(0.2)
    assert len(runs(served)) - before == 8, "a refresh and a release for each of the four"
    munibench("build", home=served.root)
    assert content(served.root) == at_once, "the release is what the whole line makes of the same inbox"


def look(home: Home, instance: dg.DagsterInstance, cursor: str | None) -> tuple[str, list[tuple[str, str]]]:
    """One look of the sensor: the new cursor, and job and run key of what it asks for."""
    context = dg.build_sensor_context(instance=instance, cursor=cursor, definitions=definitions())
    result = inbox(context)
    requests = result.run_requests if isinstance(result, dg.SensorResult) else []
    new = result.cursor if isinstance(result, dg.SensorResult) else context.cursor
    return str(new), [(str(request.job_name), str(request.run_key)) for request in requests or []]


def executable(job: str) -> frozenset[dg.AssetKey]:
    """The tables that a job makes."""
    return frozenset(definitions().get_repository_def().get_job(job).asset_layer.executable_asset_keys)


@pytest.fixture
def at_rest(built_example, tmp_path, monkeypatch) -> Iterator[tuple[Home, dg.DagsterInstance]]:
    """A copy of the built example home, with nothing running."""
    home = Home(home=tmp_path / "home")
    shutil.copytree(built_example[0].root, home.root)
    home.inbox.mkdir(exist_ok=True)
    monkeypatch.setenv("MUNIBENCH_HOME", str(home.root))
    monkeypatch.setattr(automation, "SECONDS_BETWEEN_LOOKS", 0)
    with open_instance(home) as instance:
        yield home, instance


def test_a_released_and_unchanged_inbox_asks_for_nothing(at_rest):
    cursor = None
    for _ in range(3):
        cursor, asked = look(*at_rest, cursor)
        assert asked == []


def test_a_change_is_asked_for_once_and_so_is_its_return(at_rest):
    home, _ = at_rest
    cursor, _ = look(*at_rest, None)
    keys = []
    for received in (b"one", b"two", b"one"):
        (home.inbox / "a.xlsx").write_bytes(received)
        cursor, asked = look(*at_rest, cursor)
        cursor, again = look(*at_rest, cursor)
        assert again == []
        assert [job for job, _ in asked] == ["refresh_surveys"]
        keys += [key for _, key in asked]
    assert len(set(keys)) == 3
    assert Asked.model_validate_json(cursor).count == 3


def test_a_figure_of_the_home_makes_the_whole_line_anew(at_rest):
    home, _ = at_rest
    cursor, _ = look(*at_rest, None)
    home.reference.mkdir(exist_ok=True)
    (home.reference / "consumer_price.csv").write_bytes(b"country_code,year,index_2015_100,source\n")
    cursor, asked = look(*at_rest, cursor)
    assert [job for job, _ in asked] == ["build"]
    assert look(*at_rest, cursor)[1] == []
    (home.inbox / "a.xlsx").write_bytes(b"one")
    assert [job for job, _ in look(*at_rest, cursor)[1]] == ["refresh_surveys"]


def test_a_file_that_is_growing_is_asked_for_when_it_is_done(at_rest, monkeypatch):
    home, _ = at_rest
    path, cursor = home.inbox / "a.xlsx", look(*at_rest, None)[0]
    path.write_bytes(b"half")
    with monkeypatch.context() as while_looking:
        while_looking.setattr(automation.time, "sleep", lambda _: path.write_bytes(b"half and the other"))
        cursor, asked = look(*at_rest, cursor)
        assert asked == []
    assert [job for job, _ in look(*at_rest, cursor)[1]] == ["refresh_surveys"]


def test_a_new_place_asks_once_for_the_whole_line(at_rest):
    home, _ = at_rest
    home.warehouse.unlink()
    cursor, asked = None, []
    for _ in range(4):
        cursor, more = look(*at_rest, cursor)
        asked += more
    assert [job for job, _ in asked] == ["build"]


def test_every_table_that_reads_another_follows_it_and_every_asset_has_a_freshness():
    for spec in definitions().resolve_all_asset_specs():
        assert spec.freshness_policy is not None, spec.key
        assert (spec.automation_condition is not None) == bool(list(spec.deps)), spec.key


def test_sensors_and_the_schedule_run_from_the_start():
    repository = definitions().get_repository_def()
    assert {sensor.name for sensor in repository.sensor_defs} == {"inbox", "follow"}
    assert all(sensor.default_status is dg.DefaultSensorStatus.RUNNING for sensor in repository.sensor_defs)
    assert [schedule.default_status for schedule in repository.schedule_defs] == [dg.DefaultScheduleStatus.RUNNING]
    for name in ("build", "refresh_surveys", "refresh_reference", "release"):
        job = repository.get_job(name)
        assert job.description and executable(name)


def test_reference_figures_are_all_read_anew_and_no_survey_is():
    names = {key.to_user_string() for key in executable("refresh_reference")}
    assert {"reference/consumer_price", "reference/exchange_rate", "reference/municipality"} <= names
    after = dg.AssetSelection.assets(*executable("refresh_reference")).downstream()
    evidence = {dg.AssetKey(["core", name]) for name in ("claim", "collaboration", "containment", "contract")}
    assert evidence <= after.resolve(definitions().get_repository_def().asset_graph), "read anew by what follows"
    assert not any(name.startswith("raw/") or name == "core/survey_response" for name in names)


@pytest.mark.parametrize("job", ["refresh_surveys", "refresh_reference"])
def test_a_job_makes_whatever_lies_between_two_of_its_tables(job):
    """Or that follows it, and the second of the two is made again, and all that reads it."""
    graph = definitions().get_repository_def().asset_graph
    made = dg.AssetSelection.assets(*executable(job))
    assert (made.downstream() & made.upstream()).resolve(graph) == executable(job)


def test_what_follows_is_asked_for_whole_and_never_after_a_failure(at_rest):
    """A conventions file that cannot be read stops the release; mended, one look asks for the rest in one go."""
    home, instance = at_rest
    release, whole = dg.AssetKey(["release", "warehouse"]), definitions()
    follow = dg.evaluate_automation_conditions(defs=whole, instance=instance)
    assert follow.total_requested == 0

    def refreshed_and_followed() -> bool:
        nonlocal follow
        place = {"place": {"config": {"waits_its_turn": False}}}
        job = whole.get_repository_def().get_job("refresh_surveys")
        done = job.execute_in_process(instance=instance, run_config={"resources": place}, raise_on_error=False)
        follow = dg.evaluate_automation_conditions(defs=whole, instance=instance, cursor=follow.cursor)
        return done.success

    (home.root / "conventions.toml").write_text("[annuity_rate\n", encoding="utf-8")
    assert not refreshed_and_followed()
    assert follow.get_num_requested(release) == 0
    follow = dg.evaluate_automation_conditions(defs=whole, instance=instance, cursor=follow.cursor)
    assert follow.total_requested == 0
    (home.root / "conventions.toml").unlink()
    assert refreshed_and_followed()
    names = [spec.key for spec in whole.resolve_all_asset_specs() if spec.key.path[0] in ("mart", "quality")]
    left = {key.to_user_string() for key in (*names, release) if follow.get_num_requested(key) == 0}
    refreshed = {"quality/correction", "quality/proposal"}  # of the job itself
    assert left == refreshed


def test_a_look_before_the_last_table_of_a_refresh_is_made_asks_for_nothing(at_rest):
    """Whichever is the last: what does not read it waits for it too, so that one run holds all that follows."""
    _, instance = at_rest
    whole, job = definitions(), "refresh_surveys"
    follow = dg.evaluate_automation_conditions(defs=whole, instance=instance)

    def requested_but_for(last: set[dg.AssetKey]) -> int:
        nonlocal follow
        line = whole.get_repository_def().get_job(job)
        running = instance.create_run_for_job(line, status=dg.DagsterRunStatus.STARTED)
        for key in executable(job) - last:
            made = StepMaterializationData(dg.AssetMaterialization(key))
            event = DagsterEvent("ASSET_MATERIALIZATION", job, event_specific_data=made)
            instance.report_dagster_event(event, running.run_id)
        follow = dg.evaluate_automation_conditions(defs=whole, instance=instance, cursor=follow.cursor)
        return follow.total_requested

    made_last = [dg.AssetKey(["core", name]) for name in ("missing_answer", "superseded_answer")]
    assert [requested_but_for({key}) for key in made_last] == [0, 0]
    assert requested_but_for(set())
    assert follow.get_num_requested(dg.AssetKey(["release", "warehouse"])) == 1
