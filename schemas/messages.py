"""What each rule says to the person who filled in the cell, in six languages.

Belongs here: one short sentence per rule and language; {value} is what was received. Does not belong here: the rules
(schemas/columns, schemas/table), where the cell is.
"""

from schemas.labels import LANGUAGES
from schemas.notices import NOTICES
from schemas.questions import QUESTIONS


def _said(nb: str, nn: str, sv: str, da: str, fi: str, en: str) -> dict[str, str]:
    return dict(zip(LANGUAGES, (nb, nn, sv, da, fi, en), strict=True))


_NUMBER = _said(
    "{value} er ikke et tall",
    "{value} er ikkje eit tal",
    "{value} är inte ett tal",
    "{value} er ikke et tal",
    "{value} ei ole luku",
    "{value} is not a number",
)
_REPEATED = _said(
    "samme rad står flere ganger: {value}",
    "same rad står fleire gonger: {value}",
    "samma rad finns flera gånger: {value}",
    "samme række står flere gange: {value}",
    "sama rivi on useaan kertaan: {value}",
    "the same row stands more than once: {value}",
)
_ENDS = _said(
    "den nedre grensen er over den øvre",
    "den nedre grensa er over den øvre",
    "den nedre gränsen är över den övre",
    "den nedre grænse er over den øvre",
    "alaraja on yläraja suurempi",
    "the lower end is above the upper one",
)
MESSAGES: dict[str, dict[str, str]] = {
    "number": _NUMBER,
    "finite": _NUMBER,
    "too_large": _said(
        "{value} er et for stort tall; se etter nuller for mye og om enheten er riktig",
        "{value} er eit for stort tal; sjå etter nullar for mykje og om eininga er rett",
        "{value} är ett för stort tal; se efter om det finns för många nollor och om enheten stämmer",
        "{value} er et for stort tal; se efter, om der er for mange nuller, og om enheden er rigtig",
        "{value} on liian suuri luku; tarkista, onko siinä liikaa nollia ja onko yksikkö oikea",
        "{value} is too large a number; look for noughts too many and for the right unit",
    ),
    "whole_number": _said(
        "{value} er ikke et helt tall",
        "{value} er ikkje eit heilt tal",
        "{value} är inte ett heltal",
        "{value} er ikke et helt tal",
        "{value} ei ole kokonaisluku",
        "{value} is not a whole number",
    ),
    "ambiguous_number": _said(
        "{value} kan være tusener eller desimaler; skriv uten punktum eller komma",
        "{value} kan vere tusen eller desimalar; skriv utan punktum eller komma",
        "{value} kan vara tusental eller decimaler; skriv utan punkt eller komma",
        "{value} kan være tusinder eller decimaler; skriv uden punktum eller komma",
        "{value} voi olla tuhansia tai desimaaleja; kirjoita ilman pistettä tai pilkkua",
        "{value} may be thousands or decimals; write it without a dot or comma",
    ),
    "percent": _said(
        "{value} er en prosent; skriv antallet",
        "{value} er ein prosent; skriv talet",
        "{value} är en procent; skriv antalet",
        "{value} er en procent; skriv antallet",
        "{value} on prosentti; kirjoita lukumäärä",
        "{value} is a percentage; write the number",
    ),
    "other_currency": _said(
        "{value} er i en annen valuta enn raden",
        "{value} er i ein annan valuta enn rada",
        "{value} är i en annan valuta än raden",
        "{value} er i en anden valuta end rækken",
        "{value} on eri valuutassa kuin rivi",
        "{value} is in another currency than the row",
    ),
    "at_least": _said(
        "{value} er for lite",
        "{value} er for lite",
        "{value} är för litet",
        "{value} er for lille",
        "{value} on liian pieni",
        "{value} is too small",
    ),
    "at_most": _said(
        "{value} er for stort",
        "{value} er for stort",
        "{value} är för stort",
        "{value} er for stor",
        "{value} on liian suuri",
        "{value} is too large",
    ),
    "date": _said(
        "{value} er ikke en dato; skriv 31.12.2026",
        "{value} er ikkje ein dato; skriv 31.12.2026",
        "{value} är inte ett datum; skriv 2026-12-31",
        "{value} er ikke en dato; skriv 31.12.2026",
        "{value} ei ole päivämäärä; kirjoita 31.12.2026",
        "{value} is not a date; write 2026-12-31",
    ),
    "yes_no": _said(
        "{value} er verken ja eller nei",
        "{value} er verken ja eller nei",
        "{value} är varken ja eller nej",
        "{value} er hverken ja eller nej",
        "{value} ei ole kyllä eikä ei",
        "{value} is neither yes nor no",
    ),
    "one_of": _said(
        "{value} er ikke i listen; velg fra listen i cellen",
        "{value} er ikkje i lista; vel frå lista i cella",
        "{value} finns inte i listan; välj från listan i cellen",
        "{value} er ikke på listen; vælg fra listen i cellen",
        "{value} ei ole luettelossa; valitse solun luettelosta",
        "{value} is not in the list; choose from the list in the cell",
    ),
    "form": _said(
        "{value} har ikke riktig form",
        "{value} har ikkje rett form",
        "{value} har inte rätt form",
        "{value} har ikke den rette form",
        "{value} on väärässä muodossa",
        "{value} does not have the right form",
    ),
    "required": _said(
        "svaret mangler",
        "svaret manglar",
        "svaret saknas",
        "svaret mangler",
        "vastaus puuttuu",
        "the answer is missing",
    ),
    "duplicate_row": _REPEATED,
    "repeated_question": _REPEATED,
    "no_amount_unless_in": _said(
        "posten er ikke med, men har et beløp",
        "posten er ikkje med, men har eit beløp",
        "posten ingår inte, men har ett belopp",
        "posten er ikke med, men har et beløb",
        "erä ei sisälly, mutta sillä on summa",
        "the pool is not in, but has an amount",
    ),
    "contract_start_not_after_contract_end": _said(
        "avtalen slutter før den begynner",
        "avtalen sluttar før han byrjar",
        "avtalet slutar innan det börjar",
        "aftalen slutter, før den begynder",
        "sopimus päättyy ennen alkuaan",
        "the contract ends before it starts",
    ),
    "formula_error": _said(
        "formelen gir en feil: {value}",
        "formelen gir ein feil: {value}",
        "formeln ger ett fel: {value}",
        "formlen giver en fejl: {value}",
        "kaava antaa virheen: {value}",
        "the formula gives an error: {value}",
    ),
    "formula_without_value": _said(
        "formelen er aldri regnet ut; åpne og lagre filen i regnearket: {value}",
        "formelen er aldri rekna ut; opne og lagre fila i reknearket: {value}",
        "formeln har aldrig räknats ut; öppna och spara filen i kalkylprogrammet: {value}",
        "formlen er aldrig regnet ud; åbn og gem filen i regnearket: {value}",
        "kaavaa ei ole laskettu; avaa ja tallenna tiedosto taulukkolaskennassa: {value}",
        "the formula was never calculated; open and save the file in the spreadsheet: {value}",
    ),
    "merged_cell": _said(
        "cellene er slått sammen; del dem og skriv hver sin verdi",
        "cellene er slått saman; del dei og skriv kvar sin verdi",
        "cellerna är sammanfogade; dela dem och skriv var sitt värde",
        "cellerne er flettet; del dem, og skriv hver sin værdi",
        "solut on yhdistetty; erota ne ja kirjoita kullekin arvo",
        "the cells are merged; split them and write a value in each",
    ),
    "cell_count": _said(
        "raden har feil antall celler: {value}",
        "rada har feil tal på celler: {value}",
        "raden har fel antal celler: {value}",
        "rækken har forkert antal celler: {value}",
        "rivillä on väärä määrä soluja: {value}",
        "the row has the wrong number of cells: {value}",
    ),
    "unknown_municipality": _said(
        "ingen kommune har nummeret {value} i dette året og landet",
        "ingen kommune har nummeret {value} i dette året og landet",
        "ingen kommun har numret {value} det året i landet",
        "ingen kommune har nummeret {value} i det år og land",
        "millään kunnalla ei ole numeroa {value} tuona vuonna maassa",
        "no municipality has the number {value} in that year and country",
    ),
    "made_up": _said(
        "svaret på Eksempeldata er {value}: oppdiktede tall brukes ikke her; skriv nei hvis tallene er virkelige",
        "svaret på Eksempeldata er {value}: oppdikta tal blir ikkje brukte her; skriv nei om tala er verkelege",
        "svaret på Exempeldata är {value}: påhittade tal används inte här; skriv nej om talen är verkliga",
        "svaret på Eksempeldata er {value}: opdigtede tal bruges ikke her; skriv nej, hvis tallene er virkelige",
        "Esimerkkiaineisto-vastaus on {value}: keksittyjä lukuja ei käytetä tässä; kirjoita ei, jos luvut ovat aitoja",
        "the answer to Example data is {value}: made-up figures are not used here; write no where the figures are real",
    ),
    "not_made_up": _said(
        "her brukes bare oppdiktede tall, med ja på Eksempeldata; send virkelige tall til det vanlige bygget",
        "her blir berre oppdikta tal brukte, med ja på Eksempeldata; send verkelege tal til det vanlege bygget",
        "här används bara påhittade tal, med ja på Exempeldata; skicka verkliga tal till det vanliga bygget",
        "her bruges kun opdigtede tal, med ja til Eksempeldata; send virkelige tal til det almindelige byg",
        "tässä käytetään vain keksittyjä lukuja, Esimerkkiaineisto: kyllä; lähetä aidot luvut tavalliseen kokoamiseen",
        "only made-up figures are used here, with yes to Example data; send real figures to the ordinary build",
    ),
    "missing_sheet": _said(
        "arket mangler; funnet: {value}",
        "arket manglar; funne: {value}",
        "bladet saknas; hittade: {value}",
        "arket mangler; fundet: {value}",
        "taulukko puuttuu; löytyi: {value}",
        "the sheet is missing; found: {value}",
    ),
    "missing_column": _said(
        "kolonnen mangler; funnet: {value}",
        "kolonnen manglar; funne: {value}",
        "kolumnen saknas; hittade: {value}",
        "kolonnen mangler; fundet: {value}",
        "sarake puuttuu; löytyi: {value}",
        "the column is missing; found: {value}",
    ),
    "other_unit": _said(
        "kolonnen er i en annen enhet enn skjemaet spør om; funnet: {value}",
        "kolonnen er i ei anna eining enn skjemaet spør om; funne: {value}",
        "kolumnen har en annan enhet än formuläret frågar efter; hittade: {value}",
        "kolonnen har en anden enhed, end skemaet spørger om; fundet: {value}",
        "sarakkeen yksikkö on toinen kuin lomakkeessa; löytyi: {value}",
        "the column is in another unit than is asked for; found: {value}",
    ),
    "repeated_sheet": _REPEATED,
    "repeated_column": _said(
        "kolonnen står flere ganger; funnet: {value}",
        "kolonnen står fleire gonger; funne: {value}",
        "kolumnen finns flera gånger; hittade: {value}",
        "kolonnen står flere gange; fundet: {value}",
        "sarake on useaan kertaan; löytyi: {value}",
        "the column stands more than once; found: {value}",
    ),
    "headings_rejected": _said(
        "raden kan ikke leses før overskriftene er rettet: {value}",
        "rada kan ikkje lesast før overskriftene er retta: {value}",
        "raden kan inte läsas förrän rubrikerna är rättade: {value}",
        "rækken kan ikke læses, før overskrifterne er rettet: {value}",
        "riviä ei voi lukea ennen kuin otsikot on korjattu: {value}",
        "the row cannot be read until the headings are mended: {value}",
    ),
    "submission_rejected": _said(
        "brukes ikke før feilene i filen eller arket om kommunen er rettet",
        "blir ikkje brukt før feila i fila eller arket om kommunen er retta",
        "används inte förrän felen i filen eller bladet om kommunen är rättade",
        "bruges ikke, før fejlene i filen eller arket om kommunen er rettet",
        "ei käytetä ennen kuin tiedoston tai kuntataulukon virheet on korjattu",
        "not used until the faults of the file or of the sheet about the municipality are mended",
    ),
    "no_respondent": _said(
        "det står ikke hvem som svarer: legg ved arket om kommunen, eller kolonnene kommunenummer og runde",
        "det står ikkje kven som svarer: legg ved arket om kommunen, eller kolonnane kommunenummer og runde",
        "det framgår inte vem som svarar: bifoga bladet om kommunen, eller kolumnerna kommunkod och omgång",
        "det står ikke, hvem der svarer: vedlæg arket om kommunen, eller kolonnerne kommunenummer og runde",
        "vastaaja puuttuu: liitä kuntataulukko tai sarakkeet kuntanumero ja kierros",
        "it does not say who answers: add the sheet about the municipality, or columns municipality number and round",
    ),
    "no_answer": _said("ikke besvart", "ikkje svara", "inte besvarad", "ikke besvaret", "ei vastattu", "not answered"),
    "not_in_template": _said(
        "står ikke i skjemaet og brukes ikke: {value}",
        "står ikkje i skjemaet og blir ikkje brukt: {value}",
        "finns inte i formuläret och används inte: {value}",
        "står ikke i skemaet og bruges ikke: {value}",
        "ei kuulu lomakkeeseen eikä sitä käytetä: {value}",
        "is not in the workbook and is not used: {value}",
    ),
    "total_line": _said(
        "summelinjen {value} er ikke lest",
        "summelinja {value} er ikkje lesen",
        "summaraden {value} har inte lästs",
        "sumlinjen {value} er ikke læst",
        "summariviä {value} ei luettu",
        "the line {value} adds up others and is not read",
    ),
    "example_line": _said(
        "{value} begynner som eksempellinjen og er ikke lest; skriv navnet uten det hvis systemet er i bruk",
        "{value} byrjar som eksempellinja og er ikkje lesen; skriv namnet utan det om systemet er i bruk",
        "{value} börjar som exempelraden och har inte lästs; skriv namnet utan det om systemet används",
        "{value} begynder som eksempellinjen og er ikke læst; skriv navnet uden det, hvis systemet er i brug",
        "{value} alkaa kuin esimerkkirivi eikä sitä luettu; kirjoita nimi ilman sitä, jos järjestelmä on käytössä",
        "{value} begins like the example line and is not read; write the name without it where it is in use",
    ),
    "hidden_sheet": _said(
        "det skjulte arket {value} er lest",
        "det skjulte arket {value} er lese",
        "det dolda bladet {value} har lästs",
        "det skjulte ark {value} er læst",
        "piilotettu taulukko {value} luettiin",
        "the hidden sheet {value} was read",
    ),
    "same_content": _said(
        "samme innhold som {value}; teller én gang",
        "same innhald som {value}; tel éin gong",
        "samma innehåll som {value}; räknas en gång",
        "samme indhold som {value}; tæller én gang",
        "sama sisältö kuin {value}; lasketaan kerran",
        "the same content as {value}; it counts once",
    ),
    "currency_where_amount": _said(
        "valutaen mangler",
        "valutaen manglar",
        "valutan saknas",
        "valutaen mangler",
        "valuutta puuttuu",
        "the currency is missing",
    ),
    "other_year": _said(
        "overskriften {value} er for et annet år enn runden",
        "overskrifta {value} er for eit anna år enn runden",
        "rubriken {value} gäller ett annat år än omgången",
        "overskriften {value} gælder et andet år end runden",
        "otsikko {value} koskee muuta vuotta kuin kierros",
        "the heading {value} is of another year than the round",
    ),
    "unreadable": _said(
        "filen kan ikke leses: {value}",
        "fila kan ikkje lesast: {value}",
        "filen kan inte läsas: {value}",
        "filen kan ikke læses: {value}",
        "tiedostoa ei voi lukea: {value}",
        "the file cannot be read: {value}",
    ),
}
for _stem in ("", "users_", "amount_"):
    for _low, _high in (("low", "mid"), ("mid", "high"), ("low", "high")):
        MESSAGES[f"{_stem}{_low}_not_above_{_stem}{_high}"] = _ENDS
MESSAGES |= NOTICES
MESSAGES |= QUESTIONS
OTHER = _said(
    "dette holder ikke ({rule}): {value}",
    "dette held ikkje ({rule}): {value}",
    "detta håller inte ({rule}): {value}",
    "dette holder ikke ({rule}): {value}",
    "tämä ei pidä ({rule}): {value}",
    "this does not hold ({rule}): {value}",
)
SHOWN_CHARACTERS = 120


def sentence(rule: str, value: str | None, language: str) -> str:
    """What a rule says in a language; a long value is shortened and says so."""
    shown = "" if value is None else value if len(value) <= SHOWN_CHARACTERS else f"{value[:SHOWN_CHARACTERS]}…"
    said = MESSAGES.get(rule, OTHER)
    return said[language].replace("{rule}", rule).replace("{value}", f'"{shown}"').replace(' ""', "").replace('""', "")
