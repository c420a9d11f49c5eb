"""Files of every kind to text; what cannot be read says why and where."""

import email.message
import hashlib
import io
import random
import zipfile

import docx
import pytest

from pipelines.contracts import documents
from pipelines.contracts.document import load, parse
from pipelines.faults import UserError

SAID = "Asker kommune har inngått avtale med Atea om IT-drift. Avtalen er verdt 12 millioner kroner over fire år."


def page(text: str) -> bytes:
    return (
        f"<html lang='nb'><head><title>Ny avtale</title><meta property='og:site_name' content='Budstikka'>"
        f"<meta property='article:published_time' content='2021-03-04T10:00:00'></head><body><nav>Forsiden 99 millioner"
        f"</nav><article><h1>Ny avtale</h1><p>{text}</p><p>{'Kommunen er fornøyd med valget. ' * 12}</p></article>"
        f"<footer>Abonner for 199 kroner</footer></body></html>"
    ).encode()


def pdf(text: str) -> bytes:
    stream = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode("latin-1")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        b"/Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    return out + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % table


def word(text: str) -> bytes:
    made = docx.Document()
    made.core_properties.title = "Ny avtale"
    made.add_paragraph(text)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def mail(text: str) -> bytes:
    message = email.message.EmailMessage()
    message["Subject"], message["From"], message["Date"] = (
        "Ny avtale",
        "post@asker.no",
        "Thu, 04 Mar 2021 10:00:00 +0100",
    )
    message.set_content(text)
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="avtale.pdf")
    return message.as_bytes()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", SAID.encode()),
        ("a.txt", SAID.encode("cp1252")),
        ("a.html", page(SAID)),
        ("a.pdf", pdf(SAID)),
        ("a.docx", word(SAID)),
        ("a.eml", mail(SAID)),
    ],
    ids=["utf-8", "windows-1252", "html", "pdf", "docx", "eml"],
)
def test_every_kind_gives_the_same_facts_at_their_words(name, content, names, tmp_path):
    (tmp_path / name).write_bytes(content)
    document, reading = documents.read_file(tmp_path / name, names)
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    found = {each.kind: each for each in reading.proposals}
    assert found["contract_total"].mid == 12e6 and found["contract_years"].mid == 4
    start, end = found["contract_total"].places[0]
    assert document.text[start:end].startswith("12 millioner kroner")


def test_a_page_says_what_it_is_and_its_frame_is_left_out():
    document = parse("a.html", page(SAID), {})
    assert (document.title, document.publisher, document.published) == ("Ny avtale", "Budstikka", "2021-03-04")
    assert "99 millioner" not in document.text and "199 kroner" not in document.text


def test_a_mail_names_what_was_not_read():
    document = parse("a.eml", mail(SAID), {})
    assert document.published == "2021-03-04" and "avtale.pdf" in (document.note or "")


def test_a_sidecar_goes_before_the_page(tmp_path):
    (tmp_path / "a.html").write_bytes(page(SAID))
    (tmp_path / "a.html.yml").write_text("publisher: Asker kommune\ndate: 2021-03-01\nkind: press_release\n")
    document = load(tmp_path / "a.html")
    assert (document.publisher, document.published, document.kind) == ("Asker kommune", "2021-03-01", "press_release")


def test_a_list_of_sources_is_a_sidecar_of_each(tmp_path):
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "sources.yml").write_text("- file: a.txt\n  publisher: Budstikka\n  published_on: 2021\n")
    assert load(tmp_path / "a.txt").published == "2021"


def test_a_first_line_of_json_is_about_the_document_and_offsets_stay(names, tmp_path):
    text = f'{{"publisher": "Budstikka", "date": "2021-03"}}\n{SAID}'
    (tmp_path / "a.txt").write_text(text)
    document, reading = documents.read_file(tmp_path / "a.txt", names)
    assert document.publisher == "Budstikka"
    for each in reading.proposals:
        start, end = each.places[0]
        assert text[start:end] == document.text[start:end]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xls", b"x", "give txt, html"),
        ("a.pdf", b"%PDF-1.4 broken", "cannot be read as PDF"),
        ("a.docx", b"PK broken", "cannot be read as a Word document"),
        ("a.docx", bomb(), "declares entities"),
        ("a.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "declares entities"),
        ("a.xml", b"<rss/>", "no eForms notice"),
        ("a.txt", b"x" * (21 * 1024 * 1024), "at most 20 MiB"),
    ],
)
def test_what_cannot_be_read_says_so(name, content, said):
    with pytest.raises(UserError, match=said):
        parse(name, content, {})


@pytest.mark.parametrize("sidecar", ["- a\n", "publisher: [", "date: i fjor\n", "kind: poem\n"])
def test_a_sidecar_that_says_nothing_usable_is_a_fault(sidecar, tmp_path):
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "a.yml").write_text(sidecar)
    with pytest.raises(UserError):
        load(tmp_path / "a.txt")


def test_a_folder_knows_copies_and_names_what_it_leaves_out(names, tmp_path):
    (tmp_path / "one.txt").write_text(SAID)
    (tmp_path / "one.txt.yml").write_text("url: https://a.example/1\npublisher: A\n")
    (tmp_path / "two.txt").write_text(SAID.replace(". ", ".\n"))
    (tmp_path / "two.txt.yml").write_text("url: https://b.example/2\npublisher: B\n")
    (tmp_path / "bad.pdf").write_bytes(b"broken")
    found, rejects = documents.read_folder(tmp_path, names, tmp_path / "store")
    assert [(each.files, len(each.urls)) for each in found] == [(("one.txt", "two.txt"), 2)]
    assert [(each["file"], each["rule"]) for each in rejects] == [("documents/bad.pdf", "unreadable_document")]
    assert (tmp_path / "store" / f"{found[0].document.sha256}.text").read_text() == SAID


@pytest.mark.parametrize("make", [pdf, word, mail])
def test_damaged_documents_are_read_or_refused_in_a_sentence(make):
    sound, kind = make(SAID), {pdf: "pdf", word: "docx", mail: "eml"}[make]
    for seed in range(200):
        chance, content = random.Random(seed), bytearray(sound)  # noqa: S311
        for _ in range(chance.choice((1, 3, 10))):
            content[chance.randrange(len(content))] = chance.choice((0, 34, 60, 61, 63, 255))
        try:
            parse(f"a.{kind}", bytes(content), {})
        except UserError as error:
            assert str(error).startswith(f"a.{kind}: ")


def test_a_mail_in_an_encoding_nobody_knows_is_refused():
    content = mail(SAID).replace(b'charset="utf-8"', b'charset="klingon"')
    assert b"klingon" in content
    with pytest.raises(UserError, match=r"a.eml: it cannot be read as an e-mail: unknown encoding: klingon"):
        parse("a.eml", content, {})


def test_a_word_document_whose_text_is_broken_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(SAID))) as sound, zipfile.ZipFile(out, "w") as broken:
        for name in sound.namelist():
            broken.writestr(name, sound.read(name)[: 400 if name == "word/document.xml" else None])
    with pytest.raises(UserError, match=r"a.docx: it cannot be read as a Word document"):
        parse("a.docx", out.getvalue(), {})
