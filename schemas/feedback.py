"""What the report to a sender says around the faults, in six languages.

Belongs here: headings, counts and comparisons of `munibench check`; {names} are filled in. Does not belong here: what a
faulty cell is told (schemas/messages), the layout (pipelines/feedback_text).
"""

from schemas.labels import Labels, six

COUNTED = six(
    "{n_read} rader lest, {n_kept} godtatt, {n_rejected} avvist, {n_unanswered} ikke besvart, {n_superseded} erstattet"
    "|{n_read} rader lesne, {n_kept} godtekne, {n_rejected} avviste, {n_unanswered} ikkje svara, {n_superseded} erstatta"
    "|{n_read} rader lästa, {n_kept} godtagna, {n_rejected} avvisade, {n_unanswered} inte besvarade, {n_superseded} ersatta"
    "|{n_read} rækker læst, {n_kept} godtaget, {n_rejected} afvist, {n_unanswered} ikke besvaret, {n_superseded} erstattet"
    "|luettu {n_read} riviä, hyväksytty {n_kept}, hylätty {n_rejected}, vastaamatta {n_unanswered}, korvattu {n_superseded}"
    "|{n_read} rows read, {n_kept} accepted, {n_rejected} rejected, {n_unanswered} not answered, {n_superseded} superseded"
)
FAULTS = six("Å rette|Å rette|Att rätta|At rette|Korjattavaa|To mend")
HELD_BACK = six("Følger av dette|Følgjer av dette|Följer av detta|Følger af dette|Tästä seuraa|Follows from this")
TO_CONFIRM = six("Å bekrefte|Å stadfeste|Att bekräfta|At bekræfte|Vahvistettavaa|To confirm")
NOTES = six("Merknader|Merknader|Anmärkningar|Bemærkninger|Huomautuksia|Notes")
RECEIVED = six("Lest|Lese|Läst|Læst|Luettu|Read")
MISSING = six(
    "Svar som mangler|Svar som manglar|Svar som saknas|Svar, der mangler|Puuttuvat vastaukset|Answers missing"
)
ROWS = six("rad {rows}|rad {rows}|rad {rows}|række {rows}|rivi {rows}|row {rows}")
KEPT_ASIDE = six(
    "kolonnen {heading} er lagt til side, celler: {n}|kolonnen {heading} er lagd til side, celler: {n}"
    "|kolumnen {heading} är lagd åt sidan, celler: {n}|kolonnen {heading} er lagt til side, celler: {n}"
    "|sarake {heading} on pantu sivuun, soluja: {n}|column {heading} kept aside, cells: {n}"
)
OF_ROWS = six(
    "{n} av {n_rows} rader|{n} av {n_rows} rader|{n} av {n_rows} rader|{n} af {n_rows} rækker|{n} / {n_rows} riviä"
    "|{n} of {n_rows} rows"
)
MISSING_KIND: Labels = {
    "not_asked": six("ikke spurt|ikkje spurt|inte frågat|ikke spurgt|ei kysytty|not asked"),
    "not_answered": six("ikke besvart|ikkje svara|inte besvarat|ikke besvaret|ei vastattu|not answered"),
    "not_applicable": six("ikke aktuelt|ikkje aktuelt|inte aktuellt|ikke relevant|ei koske|not applicable"),
    "unknown": six("ukjent|ukjent|okänt|ukendt|ei tiedossa|unknown"),
}
TENFOLD = six(
    "Stemmer dette? {municipality}, {what}: {now} mot {before} ({compared_with}), tidobbelt eller mer"
    "|Stemmer dette? {municipality}, {what}: {now} mot {before} ({compared_with}), tidobbelt eller meir"
    "|Stämmer detta? {municipality}, {what}: {now} mot {before} ({compared_with}), tiofalt eller mer"
    "|Passer dette? {municipality}, {what}: {now} mod {before} ({compared_with}), tidobbelt eller mere"
    "|Pitääkö tämä paikkansa? {municipality}, {what}: {now}, aiemmin {before} ({compared_with}), yli kymmenkertainen ero"
    "|Is this right? {municipality}, {what}: {now} against {before} ({compared_with}), tenfold or more"
)
COMPARED: Labels = {
    "account": six(
        "regnskapet året før|rekneskapen året før|bokslutet året före|regnskabet året før|edellisen vuoden tilinpäätös"
        "|accounts of the year before"
    ),
    "last_round": six("forrige runde|førre runde|förra omgången|forrige runde|edellinen kierros|the last round"),
}
TOTAL: Labels = {
    "account": six(
        "sum regnskap|sum rekneskap|summa bokslut|regnskab i alt|tilinpäätös yhteensä|total of the accounts"
    ),
    "budget": six(
        "sum budsjett|sum budsjett|summa budget|budget i alt|talousarvio yhteensä|total of the budget",
    ),
    "budget_of": six(
        "budsjett for {name}|budsjett for {name}|budget för {name}|budget for {name}|talousarvio: {name}"
        "|budget of {name}"
    ),
    "applications": six(
        "antall systemer|talet på system|antal system|antal systemer|järjestelmien määrä|number of applications"
    ),
    "annual_licences": six(
        "sum årlige lisenser|sum årlege lisensar|summa årliga licenser|årlige licenser i alt"
        "|vuosilisenssit yhteensä|total of annual licences"
    ),
    "number_of": six("{name}|{name}|{name}|{name}|{name}|{name}"),
}
NOT_CONFIRMED = six(
    "Å rette eller bekrefte før innsending, tall: {n}|Å rette eller stadfeste før innsending, tal: {n}"
    "|Att rätta eller bekräfta före inskickning, tal: {n}|At rette eller bekræfte før indsendelse, tal: {n}"
    "|Korjattavaa tai vahvistettavaa ennen lähettämistä, lukuja: {n}|To mend or confirm before sending, figures: {n}"
)
HELD_ROWS = six(
    ", {n_held} å bekrefte|, {n_held} å stadfeste|, {n_held} att bekräfta|, {n_held} at bekræfte"
    "|, vahvistettava {n_held}|, {n_held} to confirm"
)
READY = six(
    "Klar til å sendes.|Klar til å sendast.|Klar att skickas.|Klar til at blive sendt.|Valmis lähetettäväksi."
    "|Ready to send."
)
NOT_READY = six(
    "Å rette før innsending: {n}|Å rette før innsending: {n}|Att rätta före inskickning: {n}"
    "|At rette før indsendelse: {n}|Korjattavaa ennen lähettämistä: {n}|To mend before sending: {n}"
)
