"""From a document to a mart and back to the words, by the commands a person uses."""

import csv
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.conftest import DATA

SAID = (
    "Asker velger Atea\n\nAsker kommune har inngått avtale med Atea om IT-drift. Avtalen er verdt 48 millioner kroner "
    "over fire år, med opsjon på to år. Den omfatter drift, nettverk og telefoni. Den gjelder fra 1. mars 2021. "
    "3000 brukere får ny løsning."
)


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """A home and a copy of the shipped data, for a review writes into it."""
    shutil.copytree(DATA, tmp_path / "data")
    documents = tmp_path / "home" / "inbox" / "documents"
    documents.mkdir(parents=True)
    (documents / "asker.txt").write_text(SAID)
    (documents / "asker.txt.yml").write_text(
        "publisher: Budstikka\ntitle: Asker velger Atea\ndate: 2021-02-03\nurl: https://a.example/1\n"
    )
    (documents / "vei.txt").write_text("Asker kommune bygger vei for 90 millioner kroner.")
    return os.environ | {
        "MUNIBENCH_HOME": str(tmp_path / "home"),
        "MUNIBENCH_DATA": str(tmp_path / "data"),
        "NO_COLOR": "1",
    }


def run(place, *arguments, check=True):
    command = [str(Path(sys.executable).parent / "munibench"), *arguments]
    return subprocess.run(command, env=place, capture_output=True, text=True, check=check)


def waiting(place):
    return {each["kind"]: each for each in json.loads(run(place, "review", "claims", "--json").stdout)}


def rows(place, sql):
    with duckdb.connect(Path(place["MUNIBENCH_HOME"]) / "warehouse.duckdb", read_only=True) as connection:
        return connection.sql(sql).fetchall()


def test_an_accepted_claim_is_in_the_mart_and_leads_back_to_its_words(place):
    run(place, "build")
    assert rows(place, "select count(*) from core.claim where unit_id like 'no-asker%'") == [(0,)]
    assert rows(place, "select file, why_nothing from core.document where n_proposals = 0") == [
        ("vei.txt", "it is not about IT")
    ]
    proposals = waiting(place)
    wanted = ["contract_total", "contract_years", "option_years", "users", "supplier", "collaboration_form", "member"]
    accepted = [part for kind in wanted for part in ("--accept", proposals[kind]["proposal_id"])]
    run(place, "review", "claims", *accepted, "--by", "kari")
    run(place, "review", "claims", "--refuse", proposals["start_date"]["proposal_id"], "--by", "kari")
    assert waiting(place) == {}
    done = run(place, "build")
    assert "0 proposals of 2 documents wait" in done.stdout
    [(low, mid, high, tier, form)] = rows(
        place,
        "select per_low_nok, per_mid_nok, per_high_nok, evidence_tier, form_code from mart.cost_observation "
        "where unit_id like 'no-asker%' and denominator = 'user'",
    )
    assert mid == pytest.approx(48e6 / 4 / 3000) and low < mid < high and tier == "C" and form == 7
    [(start, end, digest)] = rows(
        place, "select locator_start, locator_end, document_sha256 from core.claim where claim_id = "
        "'no-asker-atea-2021-contract-total'"
    )  # fmt: skip
    kept = Path(place["MUNIBENCH_HOME"]) / "snapshots" / f"{digest}.text"
    assert kept.read_text()[start:end].startswith("48 millioner kroner")
    scope = rows(place, "select scope_in from mart.cost_observation where unit_id like 'no-asker%' limit 1")
    assert scope == [("hardware_server_network|operations_contract|telephony_fixed",)]
    facts = rows(place, "select fact from mart.provenance where observation_id like 'no-asker%' order by fact")
    assert ("contract_total",) in facts and ("users",) in facts


def test_no_sentence_is_written_into_the_evidence(place):
    accepted = [part for each in waiting(place).values() for part in ("--accept", each["proposal_id"])]
    run(place, "review", "claims", *accepted)
    for path in (Path(place["MUNIBENCH_DATA"]) / "evidence").glob("*.csv"):
        assert "inngått avtale" not in path.read_text() and "får ny løsning" not in path.read_text()


def test_a_second_value_of_a_unit_is_refused_and_may_be_inside_another(place):
    proposals = waiting(place)
    run(place, "review", "claims", "--accept", proposals["contract_total"]["proposal_id"])
    second = Path(place["MUNIBENCH_HOME"]) / "inbox" / "documents" / "second.txt"
    second.write_text(SAID.replace("48 millioner", "12 millioner").replace("Asker velger", "Asker betaler"))
    second.with_name("second.txt.yml").write_text("publisher: Budstikka\ndate: 2021-02-05\nurl: https://a.example/2\n")
    [other] = [
        each["proposal_id"]
        for each in json.loads(run(place, "review", "claims", "--json").stdout)
        if each["kind"] == "contract_total"
    ]
    refused = run(place, "review", "claims", "--accept", other, check=False)
    assert refused.returncode == 2 and "has a claim of the kind contract_total already" in refused.stderr
    run(
        place,
        "review",
        "claims",
        "--accept",
        other,
        "--unit",
        "no-asker-part",
        "--inside",
        "no-asker-atea-2021-contract-total",
    )
    run(place, "build")
    assert ("no-asker-part-contract-total", "no-asker-atea-2021-contract-total") in rows(
        place, "select inner_claim_id, outer_claim_id from core.containment"
    )


def test_a_changed_page_reopens_its_claims(place):
    proposals = waiting(place)
    run(place, "review", "claims", "--accept", proposals["contract_total"]["proposal_id"])
    page = Path(place["MUNIBENCH_HOME"]) / "inbox" / "documents" / "asker.txt"
    page.write_text(SAID.replace("48 millioner", "50 millioner"))
    assert waiting(place)["contract_total"]["status"] == "reopened"


def test_a_changed_reader_shows_what_it_would_read_otherwise(place):
    proposals = waiting(place)
    run(place, "review", "claims", "--accept", proposals["contract_total"]["proposal_id"])
    assert "0 accepted claims" in run(place, "review", "claims", "--drift").stdout
    claims = Path(place["MUNIBENCH_DATA"]) / "evidence" / "claims.csv"
    review = Path(place["MUNIBENCH_HOME"]) / "review" / "claims.csv"
    claims.write_text(claims.read_text().replace("48000000", "47000000"))
    lines = list(csv.reader(review.open()))
    lines[1][lines[0].index("mid")], lines[1][0] = "47000000.0", "earlier"
    csv.writer(review.open("w")).writerows(lines)
    shown = run(place, "review", "claims", "--drift").stdout
    assert "then 4.7e+07" in shown and "1 accepted claims would now be read otherwise" in shown


def test_a_document_without_a_publisher_cannot_be_cited(place):
    (Path(place["MUNIBENCH_HOME"]) / "inbox" / "documents" / "asker.txt.yml").unlink()
    refused = run(place, "review", "claims", "--accept", waiting(place)["contract_total"]["proposal_id"], check=False)
    assert refused.returncode == 2 and "asker.txt.yml" in refused.stderr


def test_at_the_keyboard(place):
    """A real terminal: refuse the first, edit the second, accept the third, put the fourth off, quit."""
    order = json.loads(run(place, "review", "claims", "--json").stdout)
    assert order[2]["kind"] in ("contract_total", "supplier", "member", "collaboration_form")
    keys = "x\nr\na\na\nl\nq\n"
    own, other = pty.openpty()
    command = [str(Path(sys.executable).parent / "munibench"), "review", "claims", "--by", "kari"]
    streams = {"stdin": other, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    with subprocess.Popen(command, env=place, text=True, **streams) as asked:
        os.write(own, keys.encode())
        said, _ = asked.communicate(timeout=120)
    os.close(own)
    os.close(other)
    assert asked.returncode == 0, said
    assert "'x' is none of them" in said and "accepted as no-asker-atea-2021" in said
    with (Path(place["MUNIBENCH_HOME"]) / "review" / "claims.csv").open() as file:
        assert [line["decision"] for line in csv.DictReader(file)] == ["refuse", "accept", "accept", "later"]


def test_reading_shows_the_words_and_keeps_nothing(place):
    home = Path(place["MUNIBENCH_HOME"])
    document = home / "inbox" / "documents" / "asker.txt"
    before = sorted(path for path in home.rglob("*"))
    shown = run(place, "read", str(document)).stdout
    assert "contract_total 48 000 000 NOK" in shown and "48 millioner kroner" in shown
    spoken = json.loads(run(place, "read", "--json", str(document)).stdout)
    assert set(spoken) == {"document", "claims"} and spoken["document"]["publisher"] == "Budstikka"
    required = [
        "kind",
        "low",
        "mid",
        "high",
        "unit",
        "currency",
        "period",
        "subject",
        "qualifier",
        "document_sha256",
        "start",
        "end",
        "confidence",
    ]
    assert all(set(required) <= set(claim) for claim in spoken["claims"])
    assert sorted(path for path in home.rglob("*")) == before
    missing = run(place, "read", "no such file.txt", check=False)
    assert missing.returncode == 2 and "cannot be read" in missing.stderr and "Traceback" not in missing.stderr
