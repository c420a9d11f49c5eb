"""Files of a folder: what is read, passed over by name, refused; hostile ones stop nothing."""

import io
import os
import zipfile

import pytest

from pipelines.workbook import limits
from pipelines.workbook.limits import Refusal
from pipelines.workbook.pages import open_book
from pipelines.workbook.received import Received, received_in
from tests.pipelines.workbook.conftest import SAVED_AT, application, read_bytes, read_folder, workbook

USAGE = "raw.survey_applications"


def zipped(**parts: bytes) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return box.getvalue()


def reasons(folder):
    return [(file.name, file.refusal.rule if file.refusal else None) for file in received_in(folder)]


def test_a_zip_of_workbooks_is_opened_and_no_path_leaves_it(tmp_path):
    content = workbook(tmp_path / "a.xlsx", application(name_as_written="x")).read_bytes()
    (tmp_path / "a.xlsx").unlink()
    names = ["modum/a.xlsx", "../ut.xlsx", "/etc/ut.xlsx", "C:\\ut.xlsx", "..\\ut.xlsx", "~$a.xlsx", "__MACOSX/a.xlsx"]
    with zipfile.ZipFile(tmp_path / "svar.zip", "w") as archive:
        for name in names:
            archive.writestr(name, content)
    assert [rule for _, rule in reasons(tmp_path)] == [None, *["unsafe_path"] * 4]
    assert read_folder(tmp_path)[USAGE]["file"].to_list() == ["svar.zip/modum/a.xlsx"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["svar.zip"]


def test_lock_files_and_unfinished_downloads_are_passed_over_by_name(tmp_path):
    for name in ("~$a.xlsx", ".hidden.xlsx", "a.xlsx.part", "b.tmp", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_bytes(b"x")
    assert reasons(tmp_path) == []


def test_a_link_out_of_the_inbox_is_refused(tmp_path):
    outside = tmp_path / "outside.xlsx"
    outside.write_bytes(b"secret")
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.xlsx").symlink_to(outside)
    [file] = received_in(inbox)
    assert file.refusal.rule == "outside_the_inbox" and file.content == b""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_rights_is_refused(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"x")
    (tmp_path / "a.xlsx").chmod(0)
    assert reasons(tmp_path) == [("a.xlsx", "unreadable")]


def test_a_name_that_is_no_text_is_shown_and_read(tmp_path):
    workbook(tmp_path / "a.xlsx", application(name_as_written="x"))
    (tmp_path / "a.xlsx").rename(os.fsdecode(os.fsencode(tmp_path) + b"/svar \xe5'\"\n.xlsx"))
    assert read_folder(tmp_path)[USAGE]["file"].to_list() == ["svar \\udce5'\"\n.xlsx"]


def refusal(content: bytes, name="a.xlsx") -> str:
    with pytest.raises(Refusal) as refused:
        open_book(Received(name, "", content, SAVED_AT))
    return refused.value.rule


def test_a_bomb_of_zeros_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 10 * limits.MEBIBYTE)
    assert refusal(zipped(**{"xl/workbook.xml": b"0" * 20 * limits.MEBIBYTE})) == "too_large_unpacked"
    (tmp_path / "a.zip").write_bytes(zipped(**{"a.csv": b"0" * 20 * limits.MEBIBYTE}))
    assert reasons(tmp_path) == [("a.zip", "too_large_unpacked")]


def test_a_file_over_the_limit_is_not_even_opened(monkeypatch, tmp_path):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(b"0" * 11)
    assert reasons(tmp_path) == [("a.csv", "too_large")]


def test_a_zip_that_lies_about_its_sizes_is_not_believed(monkeypatch):
    content = bytearray(zipped(**{"xl/workbook.xml": b"0" * 20 * limits.MEBIBYTE}))
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 10 * limits.MEBIBYTE)
    at = content.rindex(b"PK\x01\x02") + 24  # the unpacked size in the directory
    content[at : at + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(content)) in ("too_large_unpacked", "unreadable")


def test_entities_are_refused_wherever_they_stand():
    for name in ("xl/workbook.xml", "xl/sharedStrings.xml", "content.xml", "xl/_rels/workbook.xml.rels"):
        bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'
        assert refusal(zipped(**{name: bomb})) == "entity_declaration"


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "MAX_PARTS", 3)
    assert refusal(zipped(**{f"{number}.xml": b"" for number in range(4)})) == "too_many_parts"


def test_one_cell_in_the_last_corner_does_not_fill_the_memory(tmp_path):
    path = workbook(tmp_path / "a.xlsx", application(name_as_written="x"))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts["xl/worksheets/sheet4.xml"] = parts["xl/worksheets/sheet4.xml"].replace(b"</sheetData>", last)
    assert refusal(zipped(**parts)) == "too_many_cells"


def test_a_million_repeats_of_a_filled_cell_are_refused():
    content = (
        b'<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><table:table table:name="A">'
        b'<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" '
        b'table:number-columns-repeated="900"><text:p>x</text:p></table:table-cell></table:table-row>'
        b"</table:table></office:document-content>"
    )
    assert refusal(zipped(**{"content.xml": content}), "a.ods") == "too_many_cells"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\x00" * 100, b"PAR1", b"PAR1PAR1"])
def test_what_only_begins_like_a_workbook_is_unreadable(content):
    assert refusal(content) == "unreadable"


def test_a_zip_in_a_zip_is_named(tmp_path):
    (tmp_path / "a.zip").write_bytes(zipped(**{"b.zip": zipped(**{"c.xlsx": b""})}))
    assert reasons(tmp_path) == [("a.zip/b.zip", "unknown_kind")]


def test_a_damaged_workbook_is_refused_wherever_it_is_cut(tmp_path):
    whole = workbook(tmp_path / "a.xlsx", application(name_as_written="x")).read_bytes()
    for end in range(100, len(whole), 500):
        raw = read_bytes("a.xlsx", whole[:end])
        assert raw["raw.survey_notice"]["rule"].to_list() == ["unreadable"]
