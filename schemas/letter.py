"""The letter that goes with a survey workbook, in six languages.

Belongs here: its sentences; {names} are filled in. Does not belong here: the workbook's own guidance (schemas/guidance),
who is written to (pipelines/letters).
"""

from schemas.labels import six

SUBJECT = six(
    "Kartlegging av IT i {municipality}, runde {round}|Kartlegging av IT i {municipality}, runde {round}"
    "|Kartläggning av IT i {municipality}, omgång {round}|Kortlægning af IT i {municipality}, runde {round}"
    "|IT-kartoitus, {municipality}, kierros {round}|Survey of IT in {municipality}, round {round}"
)
PARAGRAPHS = (
    six(
        "Skjemaet {workbook} ber om fire ting: hvem som svarer, budsjett {round} og regnskap {year_before} for IT, ansatte og brukere ved utgangen av {year_before}, og systemene dere bruker."
        "|Skjemaet {workbook} ber om fire ting: kven som svarar, budsjett {round} og rekneskap {year_before} for IT, tilsette og brukarar ved utgangen av {year_before}, og systema de bruker."
        "|Formuläret {workbook} frågar efter fyra saker: vem som svarar, budget {round} och bokslut {year_before} för IT, anställda och användare vid utgången av {year_before}, och systemen ni använder."
        "|Skemaet {workbook} beder om fire ting: hvem der svarer, budget {round} og regnskab {year_before} for IT, ansatte og brugere ved udgangen af {year_before}, og de systemer, I bruger."
        "|Lomake {workbook} kysyy neljää asiaa: kuka vastaa, IT:n talousarvio {round} ja tilinpäätös {year_before}, henkilöstö ja käyttäjät vuoden {year_before} lopussa sekä käytössä olevat järjestelmät."
        "|The workbook {workbook} asks four things: who answers, budget {round} and accounts {year_before} of IT, staff and users at the end of {year_before}, and the applications in use."
    ),
    six(
        "Beløp skrives i hele kroner uten mva. Arket om budsjett sier i én linje hva hver kostnadsart omfatter; følg den, for tallene sammenlignes bare når alle regner likt."
        "|Beløp skriv de i heile kroner utan mva. Arket om budsjett seier i éi line kva kvar kostnadsart omfattar; følg ho, for tala blir berre samanlikna når alle reknar likt."
        "|Belopp skrivs i hela kronor utan moms. Bladet om budget säger på en rad vad varje kostnadsslag omfattar; följ den, för talen jämförs bara när alla räknar lika."
        "|Beløb skrives i hele kroner uden moms. Arket om budget siger på én linje, hvad hver udgiftsart omfatter; følg den, for tallene sammenlignes kun, når alle regner ens."
        "|Summat kirjoitetaan kokonaisina euroina ilman alv:tä. Talousarviotaulukko kertoo rivillä, mitä kukin kustannuslaji kattaa; noudattakaa sitä, sillä lukuja verrataan vain, kun kaikki laskevat samoin."
        "|Amounts are whole currency units without VAT. The budget sheet says in one line what each cost pool holds; follow it, for figures compare only where all count alike."
    ),
    six(
        "En tom celle betyr ikke besvart. Skriv «vet ikke» når svaret ikke er kjent. Oppgi samarbeidsformen (0-7); uten den kan tallene ikke plasseres."
        "|Ei tom celle tyder ikkje svara. Skriv «veit ikkje» når svaret ikkje er kjent. Oppgje samarbeidsforma (0-7); utan ho kan tala ikkje plasserast."
        "|En tom cell betyder inte besvarad. Skriv ”vet ej” när svaret inte är känt. Ange samverkansformen (0-7); utan den kan talen inte placeras."
        "|En tom celle betyder ikke besvaret. Skriv »ved ikke«, når svaret ikke er kendt. Angiv samarbejdsformen (0-7); uden den kan tallene ikke placeres."
        "|Tyhjä solu tarkoittaa, ettei ole vastattu. Kirjoittakaa ”ei tiedossa”, kun vastausta ei tiedetä. Ilmoittakaa yhteistyömuoto (0-7); ilman sitä lukuja ei voi sijoittaa."
        "|An empty cell means not answered. Write “unknown” where the answer is not known. State the form of collaboration (0-7); without it the figures cannot be placed."
    ),
    six(
        "Skriv ikke navn på personer. Svarene brukes i en sammenligning mellom {members} med grenser for usikkerhet."
        "|Skriv ikkje namn på personar. Svara blir brukte i ei samanlikning mellom {members} med grenser for uvisse."
        "|Skriv inga personnamn. Svaren används i en jämförelse mellan {members} med gränser för osäkerheten."
        "|Skriv ikke navne på personer. Svarene bruges i en sammenligning mellem {members} med grænser for usikkerheden."
        "|Älkää kirjoittako henkilöiden nimiä. Vastauksia käytetään vertailussa, jossa ovat mukana {members} ja jossa epävarmuudella on rajat."
        "|Do not write names of people. The answers are used in a comparison of {members} with bounds of uncertainty."
    ),
    six(
        "Send arbeidsboken tilbake til den dere fikk dette brevet fra. Gi den gjerne det samme navnet; et nytt svar erstatter det forrige når det er godtatt."
        "|Send arbeidsboka tilbake til den de fekk dette brevet frå. Gje ho gjerne det same namnet; eit nytt svar erstattar det førre når det er godteke."
        "|Skicka arbetsboken tillbaka till den ni fick detta brev från. Ge den gärna samma namn; ett nytt svar ersätter det förra när det är godtaget."
        "|Send arbejdsbogen tilbage til den, I fik dette brev fra. Giv den gerne det samme navn; et nyt svar erstatter det forrige, når det er godtaget."
        "|Lähettäkää työkirja takaisin sille, jolta saitte tämän kirjeen. Käyttäkää mieluiten samaa nimeä; uusi vastaus korvaa edellisen, kun se on hyväksytty."
        "|Send the workbook back to whoever sent you this letter, under the same name if you can; a new answer replaces the last one once it is accepted."
    ),
)
AND = six("og|og|och|og|ja|and")
