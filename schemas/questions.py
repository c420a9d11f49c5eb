"""What is asked where a figure is hard to believe, in six languages.

Belongs here: the sentence of every plausibility rule, put together from what is divided by what. Does not belong here:
bounds (data/plausibility.csv), the rules themselves (schemas/plausibility).
"""

from schemas.labels import LANGUAGES, six
from schemas.plausibility import ABOVE, BELOW, IMPOSSIBLE, RATIOS

NUMERATOR = {
    "user": six("brukere|brukarar|användare|brugere|käyttäjiä|users"),
    "workstation": six("arbeidsplasser|arbeidsplassar|arbetsplatser|arbejdspladser|työasemia|workstations"),
    "employee": six("ansatte|tilsette|anställda|ansatte|työntekijöitä|employees"),
    "fte": six("årsverk|årsverk|årsarbetare|årsværk|henkilötyövuosia|full-time equivalents"),
    "it_fte": six("årsverk i IT|årsverk i IT|årsarbetare inom IT|årsværk i it|IT-henkilötyövuosia|IT staff"),
    "pupil": six("elever|elevar|elever|elever|oppilaita|pupils"),
    "size": six("antallet|talet|antalet|antallet|määrä|the number"),
    "cost": six(
        "summen av beløpene|summen av beløpa|summan av beloppen|summen af beløbene|summien yhteismäärä|the sum of the amounts"
    ),
    "account": six(
        "regnskapet for posten|rekneskapen for posten|bokslutet för posten|regnskabet for posten|erän tilinpäätös"
        "|the accounts of the pool"
    ),
    "licences": six(
        "systemenes lisenser|lisensane til systema|systemens licenser|systemernes licenser|järjestelmien lisenssit"
        "|the licences of the applications"
    ),
    "operations": six(
        "systemenes drift|drifta av systema|systemens drift|systemernes drift|järjestelmien käyttö"
        "|the operations of the applications"
    ),
    "licence": six(
        "systemets lisens|lisensen til systemet|systemets licens|systemets licens|järjestelmän lisenssi"
        "|the licence of the application"
    ),
    "application_users": six(
        "systemets brukere|brukarane av systemet|systemets användare|systemets brugere|järjestelmän käyttäjät"
        "|the users of the application"
    ),
    "typical_licence": six(
        "en typisk lisens|ein typisk lisens|en typisk licens|en typisk licens|tyypillinen lisenssi|a typical licence"
    ),
    "typical_operations": six(
        "typisk drift av et system|typisk drift av eit system|typisk drift av ett system|typisk drift af et system"
        "|järjestelmän tyypillinen käyttö|typical operations of an application"
    ),
}
DENOMINATOR = {
    "user": six("brukere|brukarar|användare|brugere|käyttäjiin|users"),
    "workstation": six("arbeidsplasser|arbeidsplassar|arbetsplatser|arbejdspladser|työasemiin|workstations"),
    "employee": six("ansatte|tilsette|anställda|ansatte|työntekijöihin|employees"),
    "fte": six("årsverk|årsverk|årsarbetare|årsværk|henkilötyövuosiin|full-time equivalents"),
    "it_fte": six("årsverk i IT|årsverk i IT|årsarbetare inom IT|årsværk i it|IT-henkilötyövuosiin|IT staff"),
    "inhabitant": six("innbyggere|innbyggjarar|invånare|indbyggere|asukkaisiin|inhabitants"),
    "budget": six("budsjettet|budsjettet|budgeten|budgettet|talousarvioon|the budget"),
    "licence_lines": six(
        "budsjettets lisenser|lisensane i budsjettet|budgetens licenser|budgettets licenser|talousarvion lisensseihin"
        "|the licences of the budget"
    ),
    "operations_lines": six(
        "budsjettets drift og lisenser|drift og lisensar i budsjettet|budgetens drift och licenser"
        "|budgettets drift og licenser|talousarvion käyttöön ja lisensseihin|the operations and licences of the budget"
    ),
    "application": six("ett system|eitt system|ett system|ét system|yhteen järjestelmään|one application"),
    "last_round": six("forrige runde|førre runde|förra omgången|forrige runde|edelliseen kierrokseen|the last round"),
}
FIGURE = six(
    "{numerator} mot {denominator}: {value}"
    "|{numerator} mot {denominator}: {value}"
    "|{numerator} mot {denominator}: {value}"
    "|{numerator} mod {denominator}: {value}"
    "|{numerator} verrattuna {denominator}: {value}"
    "|{numerator} against {denominator}: {value}"
)
MENDED = six(
    "Rett tallet, eller bekreft at det stemmer|Rett talet, eller stadfest at det stemmer"
    "|Rätta talet, eller bekräfta att det stämmer|Ret tallet, eller bekræft, at det passer"
    "|Korjaa luku tai vahvista, että se on oikein|Mend the figure, or confirm that it is right"
)
MONEY_BELOW = six(
    "er uvanlig lite. Er beløpene skrevet i tusen?|er uvanleg lite. Er beløpa skrivne i tusen?"
    "|är ovanligt litet. Är beloppen skrivna i tusental?|er usædvanlig lidt. Er beløbene skrevet i tusinder?"
    "|on epätavallisen vähän. Ovatko summat tuhansina?|is unusually little. Are the amounts in thousands?"
)
MONEY_ABOVE = six(
    "er uvanlig mye. Er beløpene skrevet i kroner, og bare for ett år?"
    "|er uvanleg mykje. Er beløpa skrivne i kroner, og berre for eitt år?"
    "|är ovanligt mycket. Är beloppen skrivna i kronor, och bara för ett år?"
    "|er usædvanlig meget. Er beløbene skrevet i kroner, og kun for ét år?"
    "|on epätavallisen paljon. Ovatko summat euroina ja vain yhdeltä vuodelta?"
    "|is unusually much. Are the amounts in whole units of the currency, and of one year only?"
)
COUNT_BELOW = six(
    "er uvanlig få. Er tallet skrevet i tusen?|er uvanleg få. Er talet skrive i tusen?"
    "|är ovanligt få. Är talet skrivet i tusental?|er usædvanlig få. Er tallet skrevet i tusinder?"
    "|on epätavallisen vähän. Onko luku tuhansina?|is unusually few. Is the number in thousands?"
)
COUNT_ABOVE = six(
    "er uvanlig mange. Er det talt riktig?|er uvanleg mange. Er det talt rett?|är ovanligt många. Är det rätt räknat?"
    "|er usædvanlig mange. Er det talt rigtigt?|on epätavallisen paljon. Onko laskettu oikein?"
    "|is unusually many. Has it been counted right?"
)
CANNOT_BE = six(
    "kan ikke stemme; rett tallet|kan ikkje stemme; rett talet|kan inte stämma; rätta talet"
    "|kan ikke passe; ret tallet|ei voi pitää paikkaansa; korjaa luku|cannot be; mend the figure"
)
COUNTED = ("user", "workstation", "employee", "fte", "it_fte", "pupil", "size", "application_users")


def _asked(rule: str, side: str, language: str) -> str:
    numerator, denominator = RATIOS[rule]
    figure = (
        FIGURE[language]
        .replace("{numerator}", NUMERATOR[numerator][language])
        .replace("{denominator}", DENOMINATOR[denominator][language])
    )
    if side == IMPOSSIBLE:
        return f"{figure} {CANNOT_BE[language]}"
    is_count = numerator in COUNTED
    doubt = {
        BELOW: COUNT_BELOW if is_count else MONEY_BELOW,
        ABOVE: COUNT_ABOVE if is_count else MONEY_ABOVE,
    }[side]
    return f"{figure} {doubt[language]} {MENDED[language]}"


QUESTIONS: dict[str, dict[str, str]] = {
    f"{rule}_{side}": {language: _asked(rule, side, language) for language in LANGUAGES}
    for rule in RATIOS
    for side in (BELOW, ABOVE, IMPOSSIBLE)
}
