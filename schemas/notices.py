"""What a sender is told of a whole file, answer or row, in six languages.

Belongs here: answers that stand or fall as a whole, rows whose cells are out of place, amounts that cannot be used.
Does not belong here: what a single cell is told (schemas/messages, which takes these in).
"""

from schemas.labels import six

NOTICES: dict[str, dict[str, str]] = {
    "last_answer_stands": six(
        "filen er ikke godtatt som svar fra {value}; det som sist ble godtatt, gjelder til filen er rettet eller fjernet"
        "|fila er ikkje godteken som svar frå {value}; det som sist vart godteke, gjeld til fila er retta eller fjerna"
        "|filen är inte godtagen som svar från {value}; det som senast godtogs gäller tills filen rättats eller tagits bort"
        "|filen er ikke godtaget som svar fra {value}; det, der sidst blev godtaget, gælder, til filen er rettet eller fjernet"
        "|tiedostoa ei hyväksytty vastaukseksi: {value}; viimeksi hyväksytty on voimassa, kunnes tiedosto korjataan tai poistetaan"
        "|the file is not accepted as the answer of {value}; what was last accepted stands until it is mended or removed"
    ),
    "last_answer_lost": six(
        "det som sist ble godtatt fra {value}, finnes ikke lenger; send svaret på nytt"
        "|det som sist vart godteke frå {value}, finst ikkje lenger; send svaret på nytt"
        "|det som senast godtogs från {value} finns inte längre; skicka svaret på nytt"
        "|det, der sidst blev godtaget fra {value}, findes ikke længere; send svaret igen"
        "|viimeksi hyväksyttyä vastausta ei enää ole: {value}; lähettäkää vastaus uudelleen"
        "|what was last accepted of {value} is no longer there; send the answer again"
    ),
    "confirms_nothing": six(
        "bekreftelsen gjelder et tall som ikke lenger står slik: {value}; slett linjen eller bekreft på nytt"
        "|stadfestinga gjeld eit tal som ikkje lenger står slik: {value}; slett linja eller stadfest på nytt"
        "|bekräftelsen gäller ett tal som inte längre står så: {value}; ta bort raden eller bekräfta igen"
        "|bekræftelsen gælder et tal, der ikke længere står sådan: {value}; slet linjen eller bekræft igen"
        "|vahvistus koskee lukua, joka on muuttunut: {value}; poistakaa rivi tai vahvistakaa uudelleen"
        "|the confirmation is about a figure that is no longer so: {value}; delete the line or confirm again"
    ),
    "form_missing": six(
        "samarbeidsformen (0-7) mangler; tallene kan ikke plasseres og brukes ikke i sammenligningen før den er oppgitt"
        "|samarbeidsforma (0-7) manglar; tala kan ikkje plasserast og blir ikkje brukte i samanlikninga før ho er oppgjeven"
        "|samverkansformen (0-7) saknas; talen kan inte placeras och används inte i jämförelsen förrän den har angetts"
        "|samarbejdsformen (0-7) mangler; tallene kan ikke placeres og bruges ikke i sammenligningen, før den er oplyst"
        "|yhteistyömuoto (0-7) puuttuu; lukuja ei voi sijoittaa eikä käyttää vertailussa ennen kuin se on ilmoitettu"
        "|the form of collaboration (0-7) is missing; the figures cannot be placed, nor compared, until it is stated"
    ),
    "shifted_right": six(
        "svarene i raden står én celle for langt til høyre fra og med denne: {value}; flytt dem tilbake"
        "|svara i rada står éi celle for langt til høgre frå og med denne: {value}; flytt dei tilbake"
        "|svaren på raden står en cell för långt till höger från och med denna: {value}; flytta tillbaka dem"
        "|svarene i rækken står én celle for langt til højre fra og med denne: {value}; flyt dem tilbage"
        "|rivin vastaukset ovat tästä solusta alkaen yhden solun liian oikealla: {value}; siirtäkää ne takaisin"
        "|the answers of the row stand one cell too far to the right from this one on: {value}; move them back"
    ),
    "shifted_left": six(
        "svarene i raden står én celle for langt til venstre fra og med denne: {value}; flytt dem tilbake"
        "|svara i rada står éi celle for langt til venstre frå og med denne: {value}; flytt dei tilbake"
        "|svaren på raden står en cell för långt till vänster från och med denna: {value}; flytta tillbaka dem"
        "|svarene i rækken står én celle for langt til venstre fra og med denne: {value}; flyt dem tilbage"
        "|rivin vastaukset ovat tästä solusta alkaen yhden solun liian vasemmalla: {value}; siirtäkää ne takaisin"
        "|the answers of the row stand one cell too far to the left from this one on: {value}; move them back"
    ),
    "open_amount": six(
        "{value} er åpent i en ende; skriv et beløp, «ca.» og et beløp, eller fra-til"
        "|{value} er ope i ein ende; skriv eit beløp, «ca.» og eit beløp, eller frå-til"
        "|{value} är öppet i ena änden; skriv ett belopp, ”ca” och ett belopp, eller från-till"
        "|{value} er åbent i den ene ende; skriv et beløb, »ca.« og et beløb, eller fra-til"
        "|{value} on toisesta päästä avoin; kirjoittakaa summa, ”noin” ja summa tai alue"
        "|{value} is open at one end; write an amount, “about” and an amount, or a range"
    ),
    "repeated_pool": six(
        "posten står flere ganger med ulike beløp: {value}; legg dem sammen på én rad"
        "|posten står fleire gonger med ulike beløp: {value}; legg dei saman på éi rad"
        "|posten finns flera gånger med olika belopp: {value}; lägg ihop dem på en rad"
        "|posten står flere gange med forskellige beløb: {value}; læg dem sammen på én række"
        "|erä on useaan kertaan eri summin: {value}; laskekaa ne yhteen yhdelle riville"
        "|the pool stands more than once with other amounts: {value}; add them up in one row"
    ),
}
