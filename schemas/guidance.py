"""What the guidance sheet of the workbook says, in six languages.

Belongs here: the sentences a respondent reads before answering, and those of the input checks. Does not belong here:
headings (schemas/survey), labels of codes (schemas/labels), sentences about faults (schemas/messages).
"""

GUIDANCE_LINES: dict[str, tuple[str, ...]] = {
    "nb": (
        "Fyll ut de gule cellene. Overskriftene er låst; rader kan settes inn.",
        "Tom celle betyr: ikke besvart. Skriv «vet ikke» når svaret ikke er kjent, «ikke aktuelt» når spørsmålet ikke gjelder.",
        "Beløp: hele kroner per år, uten mva. 0 betyr at det ikke koster noe. En post som ikke er med i tallene, har ikke beløp.",
        "Brukere kan være et tall, «ca. 120», eller et intervall: <10, 10-50, 50-100, 100+.",
        "Datoer: 31.12.2026. Linjen som begynner med «EKSEMPEL:» blir ikke lest.",
        "Ett system per rad, også når flere kommuner deler det. Det samme navnet skrives ikke to ganger.",
        "Svarene brukes i en sammenligning med grenser for usikkerhet. Skriv ikke navn på personer.",
        "Er arket fylt ut med svar fra forrige runde, kontroller hver rad. Beløp er ikke tatt med.",
    ),
    "nn": (
        "Fyll ut dei gule cellene. Overskriftene er låste; rader kan setjast inn.",
        "Tom celle tyder: ikkje svara. Skriv «veit ikkje» når svaret ikkje er kjent, «ikkje aktuelt» når spørsmålet ikkje gjeld.",
        "Beløp: heile kroner per år, utan mva. 0 tyder at det ikkje kostar noko. Ein post som ikkje er med i tala, har ikkje beløp.",
        "Brukarar kan vere eit tal, «ca. 120», eller eit intervall: <10, 10-50, 50-100, 100+.",
        "Datoar: 31.12.2026. Linja som byrjar med «DØME:» blir ikkje lesen.",
        "Eitt system per rad, også når fleire kommunar deler det. Same namn blir ikkje skrive to gonger.",
        "Svara blir brukte i ei samanlikning med grenser for uvisse. Skriv ikkje namn på personar.",
        "Er arket fylt ut med svar frå førre runde, kontroller kvar rad. Beløp er ikkje tekne med.",
    ),
    "sv": (
        "Fyll i de gula cellerna. Rubrikerna är låsta; rader kan infogas.",
        "Tom cell betyder: inte besvarad. Skriv ”vet ej” när svaret inte är känt, ”ej aktuellt” när frågan inte gäller.",
        "Belopp: hela kronor per år, utan moms. 0 betyder att det inte kostar något. En post som inte ingår har inget belopp.",
        "Användare kan vara ett tal, ”ca 120”, eller ett intervall: <10, 10-50, 50-100, 100+.",
        "Datum: 2026-12-31. Raden som börjar med ”EXEMPEL:” läses inte.",
        "Ett system per rad, också när flera kommuner delar det. Samma namn skrivs inte två gånger.",
        "Svaren används i en jämförelse med gränser för osäkerheten. Skriv inga personnamn.",
        "Är bladet ifyllt med svar från förra omgången, kontrollera varje rad. Belopp följer inte med.",
    ),
    "da": (
        "Udfyld de gule celler. Overskrifterne er låst; rækker kan indsættes.",
        "Tom celle betyder: ikke besvaret. Skriv »ved ikke«, når svaret ikke er kendt, »ikke relevant«, når spørgsmålet ikke gælder.",
        "Beløb: hele kroner pr. år, uden moms. 0 betyder, at det ikke koster noget. En post, der ikke er med, har intet beløb.",
        "Brugere kan være et tal, »ca. 120«, eller et interval: <10, 10-50, 50-100, 100+.",
        "Datoer: 31.12.2026. Linjen, der begynder med »EKSEMPEL:«, læses ikke.",
        "Ét system pr. række, også når flere kommuner deler det. Samme navn skrives ikke to gange.",
        "Svarene bruges i en sammenligning med grænser for usikkerheden. Skriv ikke navne på personer.",
        "Er arket udfyldt med svar fra sidste runde, så kontrollér hver række. Beløb er ikke med.",
    ),
    "fi": (
        "Täytä keltaiset solut. Otsikot on lukittu; rivejä voi lisätä.",
        "Tyhjä solu tarkoittaa: ei vastattu. Kirjoita ”ei tiedossa”, kun vastausta ei tiedetä, ”ei koske”, kun kysymys ei koske.",
        "Summat: kokonaisia euroja vuodessa ilman alv:tä. 0 tarkoittaa, ettei se maksa mitään. Erällä, joka ei sisälly, ei ole summaa.",
        "Käyttäjät voi olla luku, ”noin 120” tai väli: <10, 10-50, 50-100, 100+.",
        "Päivämäärät: 31.12.2026. Riviä, joka alkaa ”ESIMERKKI:”, ei lueta.",
        "Yksi järjestelmä riviä kohti, myös kun useampi kunta jakaa sen. Samaa nimeä ei kirjoiteta kahdesti.",
        "Vastauksia käytetään vertailussa, jossa epävarmuudella on rajat. Älä kirjoita henkilöiden nimiä.",
        "Jos taulukossa on edellisen kierroksen vastauksia, tarkista jokainen rivi. Summia ei ole mukana.",
    ),
    "en": (
        "Fill in the yellow cells. Headings are locked; rows can be inserted.",
        "An empty cell means: not answered. Write “unknown” where the answer is not known, “not applicable” where the question does not apply.",
        "Amounts: whole currency units per year, VAT excluded. 0 means that it costs nothing. A pool that is not in has no amount.",
        "Users may be a number, “about 120”, or a band: <10, 10-50, 50-100, 100+.",
        "Dates: 2026-12-31. The line that begins with “EXAMPLE:” is not read.",
        "One application a row, also where several municipalities share it. The same name is not written twice.",
        "The answers are used in a comparison with bounds of uncertainty. Do not write names of people.",
        "Where a sheet holds answers of the last round, check every row. Amounts are not carried over.",
    ),
}
CHOOSE = {
    "nb": "Velg fra listen.",
    "nn": "Vel frå lista.",
    "sv": "Välj från listan.",
    "da": "Vælg fra listen.",
    "fi": "Valitse luettelosta.",
    "en": "Choose from the list.",
}
NOT_BELOW_ZERO = {
    "nb": "Skriv et tall som ikke er under null, eller «vet ikke».",
    "nn": "Skriv eit tal som ikkje er under null, eller «veit ikkje».",
    "sv": "Skriv ett tal som inte är under noll, eller ”vet ej”.",
    "da": "Skriv et tal, der ikke er under nul, eller »ved ikke«.",
    "fi": "Kirjoita luku, joka ei ole alle nollan, tai ”ei tiedossa”.",
    "en": "Write a number that is not below zero, or “unknown”.",
}
DATE = {
    "nb": "Skriv en dato, 31.12.2026.",
    "nn": "Skriv ein dato, 31.12.2026.",
    "sv": "Skriv ett datum, 2026-12-31.",
    "da": "Skriv en dato, 31.12.2026.",
    "fi": "Kirjoita päivämäärä, 31.12.2026.",
    "en": "Write a date, 2026-12-31.",
}
# With the year in its place, for the workbook of one round.
DATED_HEADINGS: dict[str, dict[str, str]] = {
    "account": {
        "nb": "Regnskap {year}",
        "nn": "Rekneskap {year}",
        "sv": "Bokslut {year}",
        "da": "Regnskab {year}",
        "fi": "Tilinpäätös {year}",
        "en": "Account {year}",
    },
    "budget": {
        "nb": "Budsjett {year}",
        "nn": "Budsjett {year}",
        "sv": "Budget {year}",
        "da": "Budget {year}",
        "fi": "Talousarvio {year}",
        "en": "Budget {year}",
    },
    "number": {
        "nb": "Antall (31.12.{year})",
        "nn": "Tal (31.12.{year})",
        "sv": "Antal (31.12.{year})",
        "da": "Antal (31.12.{year})",
        "fi": "Määrä (31.12.{year})",
        "en": "Number (31.12.{year})",
    },
}
