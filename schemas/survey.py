"""The survey workbook: its sheets, what each column asks, and who answered.

Belongs here: sheets and their headings, derived from the tables they fill. Does not belong here: reading
or writing a workbook (pipelines/workbook).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from schemas.budget import BUDGET_LINE, SURVEY_SIZE
from schemas.codes import FORM_CODES
from schemas.columns import at_least, code, day, matches, text, whole
from schemas.inventory import APPLICATION_USAGE, answers
from schemas.labels import six
from schemas.origins import origin_id
from schemas.reference import MUNICIPALITY_COUNTRIES, municipality_code
from schemas.table import Table


@dataclass(frozen=True)
class Field:
    """One thing a sheet asks: `headings` by language, `aliases` other headings people use, reviewed.

    Without a required column the rows of a sheet say nothing; another one that is not there was not asked.
    """

    name: str
    headings: Mapping[str, str]
    required: bool = True
    aliases: tuple[str, ...] = ()

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(folded(word) for word in (self.name, *self.headings.values(), *self.aliases))

    def is_named_in(self, heading: str) -> bool:
        """Whether the heading names this field, in whatever unit."""
        return folded(heading) in self.words

    def means(self, heading: str) -> bool:
        """Whether the column can be read as this field: a figure in thousands or with VAT is another figure."""
        return self.is_named_in(heading) and (self.name not in FIGURES or has_known_unit(heading))


@dataclass(frozen=True)
class Sheet:
    """One sheet: `titles` by language, its columns in order. The first column tells one row from another."""

    name: str
    titles: Mapping[str, str]
    fields: tuple[Field, ...]

    def means(self, title: str) -> bool:
        return folded(title) in {folded(word) for word in (self.name, *self.titles.values())}


# Columns of figures, and all that may stand in brackets behind their headings. Thousands, a month, a price per user or
# VAT included are not among it: such a column is never read as whole units a year.
FIGURES = {"account", "budget", "number", "users", "annual_licence", "annual_operations", "option_years"}
_UNIT_WORDS = (
    "kr kroner kronor euro euroa € nok sek dkk eur hele heile hela kokonaisia i eks ekskl exkl excl ex uten utan uden ilman"
    " excluded mva moms alv vat år years year vuotta vuodessa per pr 31.12 1.1 antall antal tal stk ca aktive aktiva"
    " kontoer konton konti"
)
KNOWN_UNITS = frozenset(_UNIT_WORDS.split())


def has_known_unit(heading: str) -> bool:
    """Whether every word in brackets behind a heading is a reviewed one that leaves its figures as they are."""
    said = re.findall(r"\(([^)]*)\)|\[([^\]]*)\]", re.sub(r"\b20\d{2}\b", " ", heading.casefold()))
    return all(
        word.strip(".:*") in {*KNOWN_UNITS, ""} for parts in said for word in re.split(r"[\s,;/]+", "".join(parts))
    )


@lru_cache(maxsize=4096)
def folded(heading: str) -> str:
    """A heading without what does not tell it from another: case, blanks, what stands in brackets, a year, marks."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading.replace("_", " "))
    bare = re.sub(r"\b20\d{2}\b", " ", bare)
    return " ".join(bare.casefold().split()).strip(" :*.\u200b\ufeff")


def year_in(heading: str) -> int | None:
    """The year a heading names, as in `Regnskap 2025`."""
    found = re.findall(r"\b(20\d{2})\b", heading)
    return int(found[0]) if len(found) == 1 else None


STATUSES = {"in_force": "its answers are in the core tables", "superseded": "a newer submission stands for it"}
RESPONSE = Table(
    "core.survey_response",
    "What a municipality sent in for a round, and who answered; the newest accepted one is in force",
    ("submission",),
    (
        text(
            "submission",
            "The workbook, the folder of tables, or the file and respondent of a joint table",
            "example/2025/example_2025_3316.xlsx",
        ),
        text("source_file", "File that says who answered", "example/2025/example_2025_3316.xlsx"),
        text("file_sha256", "Digest of that file's bytes", "0" * 64),
        code("status", "Whether its answers are used", STATUSES, "in_force"),
        text("superseded_by", "The submission that stands for it", None, required=False),
        text(
            "rejected_file",
            "File that lies in its place in the inbox and was not accepted, so that what was accepted before stands",
            None,
            required=False,
        ),
        text("unit_id", "Municipality that answered", "NO-3316"),
        code("country_code", "Country", MUNICIPALITY_COUNTRIES, "NO"),
        municipality_code(),
        text("municipality_name", "Name of the municipality in the register", "Modum"),
        text("survey_round", "Survey round", "2025", rules=(matches("20[0-9]{2}", "a year"),)),
        code(
            "form_code",
            "Form of collaboration today",
            FORM_CODES,
            0,
            required=False,
            references="reference.collaboration_form.form_code",
        ),
        text("respondent", "Function of the person who answered", "IT manager", required=False),
        day("answered_on", "Day of the answer", datetime.date(2025, 10, 1), required=False),
        origin_id("example-round-2025"),
    ),
)
SUPERSEDED_ANSWER = Table(
    "core.superseded_answer",
    "A cell of a submission that a newer one stands for; used for nothing, lost to nobody",
    ("source_file", "sheet", "row_number", "column"),
    (
        text("source_file", "File it was received in", "svar fra Modum.xlsx"),
        text("sheet", "Sheet of the file", "Systemer"),
        whole("row_number", "Row of the sheet, counted from 1 with headings", 7, rules=(at_least(1),)),
        text("column", "What was asked", "annual_licence"),
        text("value", "The text as received", "250000"),
        text(
            "submission",
            "Submission it belongs to",
            "svar fra Modum.xlsx",
            references="core.survey_response.submission",
        ),
        text("superseded_by", "The submission that stands for it", "svar fra Modum 2.xlsx"),
        text("unit_id", "Municipality that answered", "NO-3316"),
        text("survey_round", "Survey round", "2025"),
        origin_id("example-round-2025"),
    ),
)


def _field(name: str, headings: str, aliases: str = "", *, required: bool = True) -> Field:
    return Field(name, six(headings), required, tuple(aliases.split("|")) if aliases else ())


ABOUT = Sheet(
    "about",
    six("Om kommunen|Om kommunen|Om kommunen|Om kommunen|Kunnasta|About"),
    (
        _field("field", "Spørsmål|Spørsmål|Fråga|Spørgsmål|Kysymys|Question"),
        _field("value", "Svar|Svar|Svar|Svar|Vastaus|Answer"),
    ),
)
ABOUT_FIELDS = (
    _field(
        "municipality_code",
        "Kommunenummer|Kommunenummer|Kommunkod|Kommunekode|Kuntanumero|Municipality number",
        "Kommunenr|Kommunenr.|Kommune nr|Knr|Kommunnummer|Kommunenummer/-kode|Kuntakoodi|Municipality code",
    ),
    _field("country_code", "Land|Land|Land|Land|Maa|Country", "Landkode|Landskod|Country code"),
    _field("survey_round", "Runde|Runde|Omgång|Runde|Kierros|Round", "Undersøkelsesår|Kartleggingsår|Survey round"),
    _field(
        "form_code",
        "Samarbeidsform i dag (0-7)|Samarbeidsform i dag (0-7)|Samverkansform i dag (0-7)|Samarbejdsform i dag (0-7)"
        "|Yhteistyömuoto nyt (0-7)|Form of collaboration today (0-7)",
        required=False,
    ),
    _field(
        "respondent",
        "Besvart av (rolle)|Svara av (rolle)|Besvarat av (roll)|Besvaret af (rolle)|Vastaaja (rooli)|Answered by (role)",
        required=False,
    ),
    _field(
        "answered_on",
        "Besvart dato|Svardato|Besvarat datum|Besvaret dato|Vastauspäivä|Answered on",
        required=False,
    ),
    _field(
        "is_example",
        "Eksempeldata|Eksempeldata|Exempeldata|Eksempeldata|Esimerkkiaineisto|Example data",
        required=False,
    ),
)
BUDGET = Sheet(
    "budget",
    six(
        "Budsjett og regnskap|Budsjett og rekneskap|Budget och bokslut|Budget og regnskab|Talousarvio ja tilinpäätös"
        "|Budget and accounts"
    ),
    (
        _field(
            "cost_pool",
            "Kostnadsart|Kostnadsart|Kostnadsslag|Udgiftsart|Kustannuslaji|Cost pool",
            "Post|Kostnad|Kostnadsgruppe|Cost type|Kostnadspost",
        ),
        _field(
            "scope",
            "Inngår (med/ikke med/vet ikke)|Inngår (med/ikkje med/veit ikkje)|Ingår (ingår/ingår inte/vet ej)"
            "|Indgår (med/ikke med/ved ikke)|Sisältyy (mukana/ei mukana/ei tiedossa)|Included (in/out/unknown)",
            "Med i tallene|Inkludert",
        ),
        _field(
            "account",
            "Regnskap året før|Rekneskap året før|Bokslut året före|Regnskab året før|Edellisen vuoden tilinpäätös"
            "|Account, year before",
            "Regnskap|Rekneskap|Bokslut|Regnskab|Tilinpäätös|Account|Accounts",
            required=False,
        ),
        _field(
            "budget",
            "Budsjett i år|Budsjett i år|Budget i år|Budget i år|Tämän vuoden talousarvio|Budget, this year",
            "Budsjett|Budget|Talousarvio",
            required=False,
        ),
        _field("currency", "Valuta|Valuta|Valuta|Valuta|Valuutta|Currency", required=False),
        _field("vat", "Mva.|Mva.|Moms|Moms|Alv|VAT", "Merverdiavgift|Momssituation", required=False),
    ),
)
SIZES = Sheet(
    "sizes",
    six(
        "Ansatte og brukere|Tilsette og brukarar|Anställda och användare|Ansatte og brugere|Henkilöstö ja käyttäjät|Staff and users"
    ),
    (
        _field("size", "Hva telles|Kva blir talt|Vad räknas|Hvad tælles|Mitä lasketaan|What is counted", "Størrelse"),
        _field(
            "number",
            "Antall ved utgangen av året før|Tal ved utgangen av året før|Antal vid utgången av året före"
            "|Antal ved udgangen af året før|Määrä edellisen vuoden lopussa|Number at the end of the year before",
            "Antall|Tal|Antal|Määrä|Number",
        ),
    ),
)
USERS = _field(
    "users",
    "Brukere|Brukarar|Användare|Brugere|Käyttäjät|Users",
    "Antall brukere|Tal på brukarar|Antal användare|Antal brugere|Käyttäjämäärä|Number of users|Brukerantall",
    required=False,
)
APPLICATION_ALIASES = {
    name: tuple(said.split("|"))
    for name, said in {
        "name_as_written": (
            "Navn på system|Namn på system|Systemets namn|Navn på systemet|System|Applikasjon|Applikation|Fagsystem|Verksamhetssystem|Järjestelmän nimi|Sovellus|Application name|Name of application|Programvare|Program|IT-system|Datasystem|Ohjelmisto|System name|Tietojärjestelmä"
        ),
        "vendor_as_written": (
            "Leverandør/produsent|Produsent|Systemleverandør|Systemleverantör|Supplier|Järjestelmätoimittaja"
        ),
        "functional_area": ("Tjenesteområde|Tenesteområde|Område|Formål|Område/formål|Area|Tehtäväalue"),
        "hosting": ("Driftsmodell|Driftsform|Driftsløsning|Driftsmodel|Hvor driftes systemet|Isännöinti"),
        "annual_licence": (
            "Årlig lisens|Lisenskostnad|Årskostnad lisens|Årlig lisenskostnad|Årlige lisenskostnader|Lisens per år|Lisenskostnad per år|Lisenskostnad pr år|Lisenskostnad pr. år|Licenskostnad|Licenskostnad per år|Årlig licenskostnad|Licensudgift|Årlig licensudgift|Lisenssikustannus|Annual licence|Annual license|Licence cost"
        ),
        "annual_operations": (
            "Årlig drift|Driftskostnad|Driftskostnader|Årskostnad drift|Driftskostnad per år|Driftskostnad pr år|Driftskostnad pr. år|Årlig driftskostnad|Driftkostnad|Driftsudgift|Årlig driftsudgift|Käyttökustannus|Annual operations|Operations cost"
        ),
        "currency": ("Mynt"),
        "pricing_metric": ("Pris per|Betalingsmodell|Prissättning|Prissetting|Pricing metric"),
        "contract_start": ("Avtalestart|Kontraktstart|Avtalsstart|Aftalestart|Startdato|Contract start"),
        "contract_end": (
            "Avtaleslutt|Avtale utløper|Kontrakt utløper|Avtal löper ut|Avtalsslut|Aftaleudløb|Aftale udløber|Sluttdato|Utløpsdato|Kontraktens utløp|Avtalens utløp|Slutdatum|Contract end"
        ),
        "option_years": ("Opsjon|Opsjoner|Opsjonsår|Option|Optionsår|Optiovuodet"),
        "criticality": ("Viktighet|Kritisk|Samfunnskritisk"),
        "holds_sensitive_data": ("Særlige kategorier|Sensitive data|Särskilda kategorier"),
        "has_dpia": (
            "DPIA|Personvernkonsekvensvurdering|Konsekvensbedömning|Konsekvensanalyse|Tietosuojan vaikutustenarviointi"
        ),
        "has_processor_agreement": ("DBA|PUB-avtal|Data processor agreement"),
    }.items()
}


def _application_fields() -> tuple[Field, ...]:
    """The answers of an inventory; the three columns of an interval are one column on the sheet."""
    columns = answers()
    asked = [
        Field(column.name, column.headings, column.name == "name_as_written", APPLICATION_ALIASES[column.name])
        for column in columns
        if column.headings
    ]
    before_users = [column.name for column in columns].index("users_low")
    asked.insert(before_users, USERS)
    return tuple(asked)


APPLICATIONS = Sheet(
    "applications", six("Systemer|System|System|Systemer|Järjestelmät|Applications"), _application_fields()
)
# Years from the round's year to the year a column is about; a heading may name that year, and no other.
YEARS_FROM_ROUND = {"account": -1, "budget": 0, "number": -1}
SHEETS = (ABOUT, BUDGET, SIZES, APPLICATIONS)
SHEET_TABLES = {
    "about": RESPONSE.name,
    "budget": BUDGET_LINE.name,
    "sizes": SURVEY_SIZE.name,
    "applications": APPLICATION_USAGE.name,
}
TABLES = (RESPONSE, SUPERSEDED_ANSWER)
GUIDANCE = six("Veiledning|Rettleiing|Vägledning|Vejledning|Ohje|Guidance")
LISTS = six("Lister|Lister|Listor|Lister|Luettelot|Lists")
EXAMPLE_MARK = six("EKSEMPEL:|DØME:|EXEMPEL:|EKSEMPEL:|ESIMERKKI:|EXAMPLE:")
TOTALS = ("sum", "totalt", "total", "i alt", "til sammen", "summa", "totalsumma", "yhteensä", "samlet")


def is_known_page(title: str) -> bool:
    """Whether a page of the template holds no answers: guidance, lists."""
    return folded(title) in {folded(known) for titles in (GUIDANCE, LISTS) for known in titles.values()}


def is_total(text: str | None) -> bool:
    """Whether a row adds up the rows above: it is no answer of its own."""
    return text is not None and text.strip().rstrip(":").casefold() in TOTALS


def is_passed_over(text: str | None) -> bool:
    """Whether a row is the filled example line of the template."""
    return text is not None and text.strip().upper().startswith(tuple(EXAMPLE_MARK.values()))


def example_name(language: str) -> str:
    """The name on the filled example line of the template."""
    return f"{EXAMPLE_MARK[language]} {answers()[0].example}"


def is_own_example(text: str | None) -> bool:
    """Whether a row is that line as it was sent out; any other that begins like it is somebody's."""
    return text is not None and text.strip() in {example_name(language) for language in EXAMPLE_MARK}
