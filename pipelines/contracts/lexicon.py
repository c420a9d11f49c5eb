"""Words of amounts, counts and hedges in six languages: the vocabulary of the grammar, and nothing that reads.

Belongs here: words with their meaning, by language where languages differ. Does not belong here: patterns
(pipelines/contracts/amounts, terms, dates), numerals (pipelines/contracts/numerals).
"""

from __future__ import annotations

from pipelines.contracts.cues import words

THOUSAND, MILLION, MILLIARD = 1e3, 1e6, 1e9
MULTIPLIERS = {
    **dict.fromkeys(
        words(
            """
            tusen tusind tuhat tuhatta thousand
            """
        ),
        THOUSAND,
    ),
    **dict.fromkeys(
        words(
            """
            mill million millioner millionar millionen miljon miljoner mio mn mln miljoona miljoonaa miljoonan milj
            millions
            """
        ),
        MILLION,
    ),
    **dict.fromkeys(
        words(
            """
            milliard milliarder milliardar miljard miljarder mrd mia md mdr miljardi miljardia miljardin bn
            """
        ),
        MILLIARD,
    ),
}
# The long scale everywhere but in English.
BILLIONS = ("billion", "billioner", "billionar", "biljon", "biljoner", "biljoona", "biljoonaa", "billions")
# One word for multiplier and currency; None is the country's own krone.
MONEY_UNITS: dict[str, tuple[float, str | None]] = {
    "mnok": (MILLION, "NOK"),
    "msek": (MILLION, "SEK"),
    "mdkk": (MILLION, "DKK"),
    "meur": (MILLION, "EUR"),
    "mkr": (MILLION, None),
    "mdkr": (MILLIARD, None),
    "miokr": (MILLION, None),
    "tkr": (THOUSAND, None),
    "tnok": (THOUSAND, "NOK"),
    "knok": (THOUSAND, "NOK"),
    "tsek": (THOUSAND, "SEK"),
    "tdkk": (THOUSAND, "DKK"),
    "teur": (THOUSAND, "EUR"),
}
CURRENCY_WORDS: dict[str, str | None] = {
    **dict.fromkeys(("kr", "krone", "kroner", "kronor", "krona", "skattekroner", "skattekronor"), None),
    **dict.fromkeys(("nok",), "NOK"),
    **dict.fromkeys(("sek",), "SEK"),
    **dict.fromkeys(("dkk",), "DKK"),
    **dict.fromkeys(("eur", "euro", "euroa", "euron", "euros", "€"), "EUR"),
    **dict.fromkeys(("gbp", "£", "pund", "pounds"), "GBP"),
    **dict.fromkeys(("usd", "$", "dollar", "dollars"), "USD"),
}
NATIONAL = {"norske": "NOK", "svenska": "SEK", "svenske": "SEK", "danske": "DKK", "danska": "DKK", "norska": "NOK"}
KRONE_OF = {"NO": "NOK", "SE": "SEK", "DK": "DKK"}

# Phrases before a number; languages where a word hedges there only.
HEDGES: dict[str, tuple[str, ...]] = {
    "approx": (
        *("ca", "ca.", "cirka", "circa", "rundt", "om lag", "omlag", "omtrent", "omtrentlig", "omkring", "kring"),
        *("ungefär", "runt", "noin", "suunnilleen", "about", "around", "approximately", "roughly", "some"),
        *(
            "anslagsvis",
            "i omegnen af",
            "i omegn av",
            "i størrelsesorden",
            "i storleksordningen",
            "i størrelsesordenen",
        ),
    ),
    "slightly_above": (
        *(
            "drøyt",
            "drøye",
            "drøy",
            "godt og vel",
            "i overkant av",
            "litt over",
            "noe over",
            "like over",
            "såvidt over",
        ),
        *("drygt", "dryga", "drygt och väl", "strax över", "lite över", "något över", "lidt over", "lige over"),
        *("godt og vel", "runsaat", "runsas", "runsaan", "reilut", "reilu", "reilun", "hieman yli", "vähän yli"),
        *("just over", "a little over", "slightly over", "slightly more than", "a little more than"),
    ),
    "well_above": (
        *(
            "godt over",
            "langt over",
            "vel over",
            "klart over",
            "et godt stykke over",
            "et godt stykke på den andre siden av",
        ),
        *("klart över", "långt över", "väl över", "en bra bit över", "væsentligt over", "betydeligt over"),
        *("reilusti yli", "selvästi yli", "well over", "far more than", "well above"),
    ),
    "slightly_below": (
        *(
            "nesten",
            "snaut",
            "snaue",
            "knapt",
            "knappe",
            "knapp",
            "i underkant av",
            "nærmere",
            "litt under",
            "like under",
        ),
        *("rett under", "bortimot", "bort imot", "henimot", "opp under", "tett på", "nesten hele", "nestan"),
        *("knappt", "knappa", "närmare", "nästan", "strax under", "lite under", "i underkant av", "nära"),
        *("knap", "næsten", "lige under", "tæt på", "lidt under", "vajaat", "vajaa", "vajaan", "lähes", "melkein"),
        *("hieman alle", "almost", "nearly", "just under", "close to", "a little under", "slightly less than"),
    ),
    "at_most": (
        *(
            "opptil",
            "opp til",
            "inntil",
            "opp mot",
            "oppimot",
            "maks",
            "maks.",
            "maksimalt",
            "maksimum",
            "høyst",
            "høgst",
        ),
        *("ikke mer enn", "ikkje meir enn", "mindre enn", "færre enn", "lavere enn", "under", "for inntil"),
        *("upp till", "uppemot", "upp emot", "uppåt", "högst", "max", "maximalt", "som mest", "mindre än", "färre än"),
        *("op til", "op imod", "op mod", "højst", "maksimalt", "mindre end", "færre end", "højest"),
        *("enintään", "jopa", "alle", "korkeintaan", "up to", "at most", "no more than", "less than", "fewer than"),
    ),
    "at_least": (
        *("minst", "minimum", "ikke mindre enn", "i alle fall", "åtminstone", "lägst", "mindst", "i hvert fald"),
        *("vähintään", "ainakin", "at least", "no less than"),
    ),
    "more_than": (
        *("over", "mer enn", "meir enn", "flere enn", "fleire enn", "yver", "över", "mer än", "fler än", "mere end"),
        *("flere end", "yli", "enemmän kuin", "more than", "above"),
    ),
}
HEDGES_OF_LANGUAGE = {
    ("vel", "nb"): "slightly_above",
    ("vel", "nn"): "slightly_above",
    ("godt", "da"): "slightly_above",
    ("hen ved", "da"): "slightly_below",
    ("henved", "da"): "slightly_below",
}
BETWEEN = ("mellom", "mellan", "mellem", "between")
FROM = ("fra", "från", "frå", "from")
AND = ("og", "och", "and", "ja", "to")
TO = ("til", "till", "to", "upp", "-", "–", "—")

# What is counted -> unit; a noun counts with its endings.
COUNTED: dict[str, frozenset[str]] = {
    # Trades that are counted as users where they are said to use what is bought, and not at all elsewhere.
    "role": words(
        """
        saksbehandlere saksbehandlarar handläggare sagsbehandlere undersköterskor sykepleiere sjukepleiarar
        sjuksköterskor sygeplejersker lærere lærarar lärare teachers pedagoger leger læger vårdanställda
        """
    ),
    "user": words(
        """
        bruker brukere brukarar brukarane brukerne sluttbrukere it-brukere ikt-brukere systembrukere databrukere
        pc-brukere användare användarna it-användare slutanvändare bruger brugere slutbrugere it-brugere brugerne
        pc-brugere käyttäjä käyttäjää users käyttäjälle käyttäjän loppukäyttäjää sluttbrukarar brukerkontoer
        användarkonton konton
        """
    ),
    "workstation": words(
        """
        maskiner desktops pöytäkoneita kannettavaa pc pc-er pcer pc'er pc:er pcar pc-ar arbeidsstasjoner
        arbeidsstasjonar datamaskiner datamaskinar arbeidsplasser it-arbeidsplasser klienter klientar it-arbetsplatser
        datorer datorarbetsplatser arbetsstationer arbejdsstationer arbejdspladser it-arbejdspladser pc-arbejdspladser
        computere computers computer pcs workstations tietokonetta työasemaa työasemia bærbare pc-arbeidsplasser
        pc-arbetsplatser it-arbeidsplassar
        """
    ),
    "connection_point": words(
        """
        tilknytningspunkter tilknytningspunkt tilkoblingspunkter tilkoplingspunkt nettpunkter anslutningspunkter
        anslutningar tilslutningspunkter tilslutninger liittymää connections
        """
    ),
    "fte": words(
        """
        årsverk årsverker årsarbetare årsarbeidere årsværk fuldtidsstillinger heltidstjänster stillinger stillingar
        heltidsstillinger henkilötyövuotta htv fte tjänster årsverka
        """
    ),
    "employee": words(
        """
        ansatte tilsette medarbeidere medarbeidarar anställda medarbetare medarbejdere medarbeiderne medarbetarna
        medarbejderne henkilöstöä ansat työntekijää työntekijän työntekijälle employees staff kommuneansatte
        it-ansatte ikt-ansatte it-medarbejdere it-medarbetare it-medarbeidere ikt-medarbeidere it-anställda personar
        it-personer it-folk it-teknikere it-tekniker teknikere it-konsulenter it-konsulter konsulenter konsulter
        driftsteknikere it-specialister it-spesialister fagfolk specialister
        """
    ),
    "person": words(
        """
        personer personar personen henkilöä henkeä people persons mann hoder
        """
    ),
    "pupil": words(
        """
        school-pupils elever elevar skoleelever skolelever grunnskoleelever oppilasta koululaista opiskelijaa pupils
        students elevene eleverna studenter barn
        """
    ),
    "inhabitant": words(
        """
        innbyggere innbyggjarar invånare kommuninvånare indbyggere borgere borgare asukasta asukkaan inhabitants
        residents citizens
        """
    ),
    "municipality": words(
        """
        kommuner kommunar kommunene kommunerna kommunerne kuntaa municipalities
        """
    ),
    "server": words(
        """
        servere serverar servrar palvelinta servers virtuelle
        """
    ),
    "application": words(
        """
        applikasjoner applikasjonar fagsystemer fagsystem fagapplikasjoner it-systemer it-system applikationer
        fagsystemet verksamhetssystem fagprogrammer sovellusta tietojärjestelmää applications systemer system systems
        järjestelmää datasystemer programmer it-løsninger
        """
    ),
    "cooperation": words(
        """
        ikt-samarbeid it-samarbeid samarbeid samarbeten it-samarbeten samarbejder
        """
    ),
}
UNIT_OF_NOUN = {noun: unit for unit, nouns in COUNTED.items() for noun in nouns}
# Words that may stand between a number and what it counts.
BETWEEN_NUMBER_AND_NOUN = words(
    """
    aktive aktiva faste nye nya kommunale kommunala kommunalt anställda kommunanställda administrative administrativa
    tynne tunna stasjonære bærbare bärbara virtuelle virtuella ulike olika forskellige samtidige eksisterende slike
    business school it- virksomhetskritiske av de dei der samlede totalt tietokone active different municipal employed
    local virtual it ikt ikt-
    """
)
# per <word> -> what an amount is per, or the period it covers.
PER_UNIT = {
    **dict.fromkeys(
        ("bruker", "brukar", "användare", "bruger", "käyttäjä", "user", "sluttbruker", "brukerkonto"), "user"
    ),
    **dict.fromkeys(
        ("innbygger", "innbyggjar", "invånare", "indbygger", "asukas", "inhabitant", "capita"), "inhabitant"
    ),
    **dict.fromkeys(
        ("pc", "arbeidsplass", "arbetsplats", "arbejdsplads", "dator", "computer", "klient"), "workstation"
    ),
    **dict.fromkeys(
        ("it-arbetsplats", "it-arbeidsplass", "workstation", "pc-plass", "enhet", "arbeidsstasjon"), "workstation"
    ),
    **dict.fromkeys(
        ("ansatt", "tilsett", "anställd", "medarbetare", "medarbejder", "medarbeider", "employee"), "employee"
    ),
    **dict.fromkeys(("elev", "pupil", "student", "oppilas"), "pupil"),
    **dict.fromkeys(("årsverk", "årsværk", "årsarbetare", "fte"), "fte"),
    **dict.fromkeys(("tilknytningspunkt", "anslutning", "anslutningspunkt", "tilkobling"), "connection_point"),
}
UNIT_CASES = {"asukasta": "inhabitant", "käyttäjää": "user", "oppilasta": "pupil", "työasemaa": "workstation"}
PERIOD_NOUNS = {
    **dict.fromkeys(("år", "året", "års", "aar", "year", "annum", "vuosi", "vuodessa", "vuotta"), "per_year"),
    **dict.fromkeys(
        ("måned", "måneden", "månad", "månaden", "md", "mnd", "month", "kuukausi", "kuukaudessa"), "per_month"
    ),
    **dict.fromkeys(("kvartal", "kvartalet", "quarter"), "per_quarter"),
    **dict.fromkeys(("halvår", "halvåret"), "per_half_year"),
}
PERIOD_ADVERBS = {
    **dict.fromkeys(
        words(
            """
            årlig årlige årleg årlege årligt årligen årliga årskostnad årskostnaden yearly annual annually vuosittain
            vuotuinen vuotuiset vuodessa årsbasis årspris årsprisen årsavgift
            """
        ),
        "per_year",
    ),
    **dict.fromkeys(
        words(
            """
            månedlig månedsprisen månedspris månadskostnaden månadspriset månedlige månadlig månatlig månedligt
            månadsvis monthly
            """
        ),
        "per_month",
    ),
    **dict.fromkeys(
        words(
            """
            halvårlig halvårleg halvårligt halvårsvis
            """
        ),
        "per_half_year",
    ),
    **dict.fromkeys(
        words(
            """
            kvartalsvis kvartalsvist quarterly
            """
        ),
        "per_quarter",
    ),
}
TIMES_A_YEAR = {"per_year": 1, "per_half_year": 2, "per_quarter": 4, "per_month": 12}
PER = (
    "per",
    "pr",
    "pr.",
    "/",
    "för",
    "hver",
    "hvert",
    "varje",
    "kvar",
    "kvart",
    "a",
    "an",
    "om",
    "i",
    "each",
    "every",
    "på",
)
