"""What the report says, in Norwegian and English, and how it writes a number.

Belongs here: sentences, headings, the form of a number. Does not belong here: which numbers are shown (tables) and
where (page).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pipelines.report.glossary import CODES, sentence_in_norwegian
from schemas.messages import MESSAGES, sentence

LANGUAGES = ("nb", "en")
NO_BREAK = "\N{NARROW NO-BREAK SPACE}"
DASH = "\N{EN DASH}"

# key -> (bokmål, English)
TEXTS: dict[str, tuple[str, str]] = {
    "title": ("IT-kostnader og samarbeidsformer", "IT costs and forms of collaboration"),
    "other_language": ("English", "Norsk (bokmål)"),
    "skip": ("Til innholdet", "To the content"),
    "contents": ("Innhold", "Contents"),
    "group": ("Gruppe", "Group"),
    "members": ("Medlemmer", "Members"),
    "release": ("Utgivelse (innholdsavtrykk)", "Release (content digest)"),
    "intro": (
        "Ingenting her er en rangering. Naboer med samme definisjon skiller seg med en faktor på to, så en forskjell "
        "mellom former som hviler på noen få rader, ligger innenfor det.",
        "Nothing here is a ranking. Neighbours with the same definition differ by a factor of two, so a difference "
        "between forms that rests on a handful of rows is inside that.",
    ),
    "legend": ("Slik leses tallene", "How to read the figures"),
    "legend_n": (
        "n er antall observasjoner. Bokstaven er det svakeste kildetrinnet: A offisiell kilde eller undersøkelse, "
        "B kunngjøring av kontrakt, C nyhet skrevet av journalist, D påstand fra part eller leverandør.",
        "n is the number of observations. The letter is the weakest evidence tier: A official source or survey, "
        "B contract notice, C news by a journalist, D claim by a party or supplier.",
    ),
    "legend_weak": ("Skravert: hviler bare på trinn C og D.", "Hatched: rests on tiers C and D only."),
    "legend_none": ("Grå: ingen evidens.", "Grey: no evidence."),
    "no_evidence": ("ingen evidens", "no evidence"),
    "only_claims": ("bare C/D", "C/D only"),
    "reference_only": ("bare til sammenlikning", "for reference only"),
    "not_in_release": ("Ikke i denne utgivelsen", "Not in this release"),
    "no_rows": ("Ingen rader for denne gruppen i denne utgivelsen.", "No rows for this group in this release."),
    "example_rows": ("Eksempeldata (oppdiktet)", "Example data (made up)"),
    "example_note": (
        "Alt på denne siden er oppdiktet, kommunene også, for å vise hvordan den virker.",
        "Everything on this page is made up, the municipalities too, to show how it works.",
    ),
    "decision": ("Beslutningsbilde: formene side om side", "Decision view: the forms side by side"),
    "decision_note": (
        "Hver kolonne er en samarbeidsform. Median står ikke der observasjonene er ulike eller for få.",
        "Each column is a form of collaboration. No median stands where observations are unlike or too few.",
    ),
    "keys": (
        "Hvem betaler mer eller mindre under hver fordelingsnøkkel",
        "Who pays more or less under each cost-sharing key",
    ),
    "costs": ("Kostnad per bruker og år, etter form", "Cost per user and year, by form"),
    "costs_note": (
        "Hver prikk er én observasjon, streken er dens nedre og øvre grense. Ulike omfang, nevnere og land slås aldri "
        "sammen. Observasjoner som en annen står for, er ikke tegnet, men står i tabellen.",
        "Each dot is one observation, the line its lower and upper bound. Unlike scopes, denominators and countries "
        "are never pooled. Observations that another stands for are not drawn but are in the table.",
    ),
    "real": ("Reelle kroner", "Real kroner"),
    "nominal": ("Nominelle kroner", "Nominal kroner"),
    "price_of": ("prisnivå {year}", "prices of {year}"),
    "not_drawn": ("Ikke tegnet, uten midtverdi eller år: {n}", "Not drawn, without a middle value or a year: {n}"),
    "nothing_to_draw": ("Ingen verdi å tegne.", "No value to draw."),
    "denominator": ("Nevner", "Denominator"),
    "all": ("alle", "all"),
    "form": ("Form", "Form"),
    "filter": ("Utvalg", "Filter"),
    "search": ("Søk i tabellen", "Search the table"),
    "shown_rows": ("rader vist", "rows shown"),
    "chart_table": ("Tallene bak figuren", "The numbers behind the chart"),
    "table": ("Tabell", "Table"),
    "summary_table": ("Sammendrag per form", "Summary by form"),
    "observations": ("Observasjoner", "Observations"),
    "peers": ("Egen kommune mot lignende kommuner", "Own municipality against similar ones"),
    "peers_note": (
        "Hver kommune mot kommuner med likt folketall og mot de ti nærmeste i størrelse, samme omfang, år og nevner. "
        "Prikken er egen verdi, streken går fra laveste til høyeste blant de andre, den loddrette streken er medianen.",
        "Each municipality against those of similar population and against the ten nearest in size, same scope, year "
        "and denominator. The dot is the own value, the line goes from the lowest to the highest of the others, the "
        "tick is their median.",
    ),
    "own": ("egen verdi", "own value"),
    "over_time": ("Kostnad over tid", "Cost over time"),
    "staffing": ("Bemanning", "Staffing"),
    "overlap": ("Overlapp i fagsystemer", "Overlap of applications"),
    "overlap_note": (
        "Tallet i ruten er antall systemer som begge kommunene bruker. På diagonalen: systemer som kommunen deler med "
        "minst én annen.",
        "The number is how many applications both municipalities use. On the diagonal: applications that the "
        "municipality shares with at least one other.",
    ),
    "areas": ("Per fagområde", "By functional area"),
    "shared": ("Felles systemer", "Shared applications"),
    "windows": ("Når kan vi gå sammen: kontraktvinduer", "When can we go together: contract windows"),
    "windows_note": (
        "Tykk strek: fra første til siste kontraktslutt. Tynn strek: med opsjoner brukt. Figuren viser de {shown} "
        "systemene flest har, av {n}; tabellen har alle.",
        "Thick line: from the first to the last contract end. Thin line: with options used. The chart shows the "
        "{shown} applications that most have, of {n}; the table has all.",
    ),
    "risks": ("Kritiske systemer uten vurdering", "Critical applications without an assessment"),
    "statistics": ("Til etterprøving: størrelse og følsomhet", "To check: size and sensitivity"),
    "rejected": ("Hva som ble avvist", "What was rejected"),
    "conventions": ("Konvensjoner", "Conventions"),
    "limits": ("Begrensninger", "Limits"),
    "sources": ("Kilder", "Sources"),
    "sources_title": ("Hvor tallene kommer fra", "Where the numbers come from"),
    "sources_note": (
        "Per observasjon: hvert faktum bak tallet, med dokument, sted i dokumentet og kildetrinn.",
        "Per observation: every fact behind the number, with document, place in the document and evidence tier.",
    ),
    "back": ("Til hovedsiden", "To the main page"),
    "origin": ("opphav", "origin"),
    "low": ("lav", "low"),
    "median": ("median", "median"),
    "high": ("høy", "high"),
    "yes": ("ja", "yes"),
    "no": ("nei", "no"),
    "start": ("Velg språk", "Choose a language"),
    "workbook_first": ("Forklaring", "Explanation"),
    "user": ("bruker", "user"),
    "employee": ("ansatt", "employee"),
    "fte": ("årsverk", "full-time equivalent"),
    "workstation": ("arbeidsplass (PC)", "workstation"),
    "inhabitant": ("innbygger", "inhabitant"),
    "connection_point": ("tilkoblingspunkt", "connection point"),
    "per": ("Per", "Per"),
    "equal": ("likt", "equal"),
    "inhabitants": ("innbyggere", "inhabitants"),
    "users": ("brukere", "users"),
    "third_equal_two_thirds_inhabitants": ("1/3 likt, 2/3 innbyggere", "1/3 equal, 2/3 inhabitants"),
    "kostra_group": ("KOSTRA-gruppe", "KOSTRA group"),
    "nearest_size": ("nærmest i størrelse", "nearest in size"),
    # Rows of the decision view.
    "row_user": ("Kostnad per bruker og år, kr", "Cost per user and year, NOK"),
    "row_tiers": ("Evidens per trinn", "Evidence by tier"),
    "row_inhabitant": ("Kostnad per innbygger og år, kr", "Cost per inhabitant and year, NOK"),
    "row_staff": ("IT-ansatte per 1 000 brukere", "IT staff per 1,000 users"),
    "row_members_staff": ("Dagens medlemmer, per 1 000 brukere", "Today's members, per 1,000 users"),
    "row_shared": ("Felles systemer: produkter / installasjoner", "Shared applications: products / installs"),
    "row_removable": ("Installasjoner som kan fjernes", "Removable installs"),
    "row_tied": ("Bundet, kr per år (uten innbyggerlisenser)", "Tied up, NOK a year (no per-inhabitant licences)"),
    "row_window": ("Første felles kontraktvindu", "First common contract window"),
    "row_transition": ("Overgangskostnad, kr", "Transition cost, NOK"),
    "row_fragile": ("Enheter med færre enn tre IT-ansatte", "Units with fewer than three IT staff"),
    "row_dpia": ("Kritiske systemer uten DPIA", "Critical applications without DPIA"),
    "row_vendor": ("Systemer med bare én leverandør", "Applications with a single vendor"),
    "row_decided": ("Hvem bestemmer", "Who decides"),
    "row_order": ("Står rekkefølgen uten én kilde?", "Does the order hold without one source?"),
    "row_note": ("Merknad", "Note"),
    "not_estimated": ("ikke beregnet", "not estimated"),
    "short": ("Kort fortalt", "In short"),
    "short_first": (
        "{k} av {n} samarbeidsformer har en kostnad per bruker i virkelige kilder.",
        "{k} of {n} forms of collaboration have a cost per user in real sources.",
    ),
    "short_span": ("{low} til {high} kroner per bruker og år", "{low} to {high} NOK per user and year"),
    "short_note": ("n = {n}, svakeste kildetrinn {tier}, {scope}", "n = {n}, weakest tier {tier}, {scope}"),
    "short_empty": (
        "For form {forms} har ingen kilde her en kostnad per bruker. De rutene er grå.",
        "For form {forms} no source here has a cost per user. Their cells are grey.",
    ),
    "short_few": (
        "Ingen form har {n} observasjoner eller flere. Derfor kan ingen virkning av samarbeidsformen leses av tallene.",
        "No form has {n} observations or more. So no effect of the form of collaboration can be read from the figures.",
    ),
    "only_nominal": ("bare i datidens kroner", "only in kroner of its time"),
    "keys_note": (
        "Dagens sum av det medlemmene selv har oppgitt, fordelt på fire måter. Endring er det kommunen ville betalt "
        "mindre hva den betaler i dag; minus er mindre å betale. Året er det siste kommunen har oppgitt.",
        "Today's sum of what the members have stated, shared out in four ways. Change is what the municipality would "
        "pay less what it pays today; minus is less to pay. The year is the last that the municipality has stated.",
    ),
    "keys_incomplete": (
        "{k} av {n} medlemmer har oppgitt denne kostnaden, så det er ingen sum å fordele.",
        "{k} of {n} members have stated this cost, so there is no sum to share out.",
    ),
    "over_time_note": (
        "Samme enhet år for år, i årets kroner og i kroner fra ett år. Enheter sammenlignes ikke her.",
        "The same unit year by year, in kroner of the year and in kroner of one year. Units are not compared here.",
    ),
    "staffing_note": (
        "IT-ansatte i kommuner og fellesskap, der en kilde eller et svar oppgir dem. Under tre betyr at driften hviler "
        "på enkeltpersoner.",
        "IT staff of municipalities and joint units, where a source or an answer gives them. Under three means that "
        "operations rest on single persons.",
    ),
    "risks_note": (
        "Systemer som kommunen selv kaller viktige eller kritiske, uten DPIA eller databehandleravtale.",
        "Applications that the municipality itself calls important or critical, without a DPIA or a processor "
        "agreement.",
    ),
    "statistics_note": (
        "For den som vil etterprøve: kostnad mot størrelse, celler trukket mot det felles, og om "
        "rekkefølgen står når én "
        "kilde tas bort.",
        "For those who check: cost against size, cells drawn towards what they have in common, and whether the order "
        "holds when one source is left out.",
    ),
    "rejected_note": (
        "Alt som ble mottatt og ikke brukt, med grunnen. Ingenting blir borte.",
        "All that was received and not used, with the reason. Nothing disappears.",
    ),
    "conventions_note": (
        "Valg av metode som gjelder for alle tall på siden. De kan endres i én fil og er en del av utgivelsen.",
        "Choices of method in force for every number on the page. They can be changed in one file and are part of the "
        "release.",
    ),
    "limits_note": (
        "Les disse før tallene brukes i en beslutning.",
        "Read these before the numbers are used in a decision.",
    ),
    "mart.size_curve": ("Kostnad mot størrelse", "Cost against size"),
    "mart.cost_pooled": ("Celler trukket mot det felles", "Cells drawn towards what they have in common"),
    "mart.source_order_check": ("Rekkefølgen uten én kilde", "The order without one source"),
    "mart.cost_sharing_key": ("Fordelingsnøkler", "Cost-sharing keys"),
    "mart.risk_gap": ("Viktige systemer uten vurdering", "Important applications without an assessment"),
    "quality.reject_summary": ("Avviste rader", "Rejected rows"),
    "answered": ("{k} av {n} har svart", "{k} of {n} answered"),
}

# Headings of table columns; a column that is not here is headed by its own name.
HEADINGS: dict[str, tuple[str, str]] = {
    "unit_name": ("Enhet", "Unit"), "unit_id": ("Enhet", "Unit"), "year": ("År", "Year"), "measure": ("Mål", "Measure"),
    "form_code": ("Form", "Form"), "form": ("Form", "Form"), "scope_class": ("Omfang", "Scope"), "n": ("n", "n"),
    "denominator": ("Nevner", "Denominator"), "low": ("Lav", "Low"), "median": ("Median", "Median"),
    "high": ("Høy", "High"), "nominal_low": ("Nominell lav", "Nominal low"), "n_units": ("Enheter", "Units"),
    "nominal_median": ("Nominell median", "Nominal median"), "nominal_high": ("Nominell høy", "Nominal high"),
    "worst_tier": ("Svakeste trinn", "Worst tier"), "note": ("Merknad", "Note"), "evidence_tier": ("Trinn", "Tier"),
    "per_low_nok": ("Nominell lav", "Nominal low"), "per_mid_nok": ("Nominell", "Nominal"),
    "per_high_nok": ("Nominell høy", "Nominal high"), "per_low_nok_real": ("Reell lav", "Real low"),
    "per_mid_nok_real": ("Reell", "Real"), "per_high_nok_real": ("Reell høy", "Real high"),
    "superseded_by": ("Erstattet av", "Superseded by"), "cost_key": ("Nøkkel", "Key"), "pays_nok": ("Betaler", "Pays"),
    "own_cost_nok": ("I dag", "Today"), "difference_nok": ("Endring", "Change"),
    "total_cost_nok": ("Sum kr", "Sum NOK"),
    "own_value_nok": ("Egen", "Own"), "peer_group_kind": ("Slags", "Kind"), "peer_group": ("Gruppe", "Group"),
    "n_peers": ("Antall", "Number"), "peer_low": ("Lav", "Low"), "peer_q1": ("Nedre kvartil", "Lower quartile"),
    "peer_median": ("Median", "Median"), "peer_q3": ("Øvre kvartil", "Upper quartile"), "peer_high": ("Høy", "High"),
    "functional_area": ("Fagområde", "Area"), "products": ("Produkter", "Products"),
    "product_names": ("Navn", "Names"), "installs": ("Installasjoner", "Installs"),
    "removable_installs": ("Kan fjernes", "Removable"), "sharing_index": ("Deling", "Sharing index"),
    "canonical_name": ("System", "Application"), "n_municipalities": ("Kommuner", "Municipalities"),
    "municipalities": ("Hvilke", "Which"), "users": ("Brukere", "Users"), "n_with_cost": ("Med kostnad", "With cost"),
    "geometric_mean": ("Geometrisk snitt", "Geometric mean"), "ci_low": ("95 % nedre", "95 % lower"),
    "ci_high": ("95 % øvre", "95 % upper"), "price_year": ("Prisnivå", "Prices of"),
    "first_end": ("Første slutt", "First end"), "last_end": ("Siste slutt", "Last end"),
    "first_end_with_options": ("Første med opsjon", "First with options"),
    "last_end_with_options": ("Siste med opsjon", "Last with options"), "n_with_end": ("Med slutt", "With end"),
    "n_without_end": ("Uten slutt", "Without end"), "table_name": ("Tabell", "Table"), "rule": ("Regel", "Rule"),
    "column_name": ("Kolonne", "Column"), "n_rows": ("Rader", "Rows"), "n_files": ("Filer", "Files"),
    "example_file": ("Eksempel: fil", "Example: file"), "example_value": ("Eksempel: verdi", "Example: value"),
    "convention": ("Konvensjon", "Convention"), "value": ("Verdi", "Value"), "meaning": ("Betydning", "Meaning"),
    "fact": ("Faktum", "Fact"), "origin_title": ("Dokument", "Document"), "evidence_locator": ("Sted", "Place"),
    "tier": ("Trinn", "Tier"), "published_on": ("Utgitt", "Published"), "publisher": ("Utgiver", "Publisher"),
    "title": ("Dokument", "Document"), "licence": ("Lisens", "Licence"), "origin_id": ("Opphav", "Origin"),
    "it_fte_low": ("IT-ansatte lav", "IT staff low"), "it_fte": ("IT-ansatte", "IT staff"),
    "it_fte_high": ("IT-ansatte høy", "IT staff high"), "staff_unit": ("Enhet for ansatte", "Staff unit"),
    "it_fte_per_1000_users": ("Per 1 000 brukere", "Per 1,000 users"), "is_fragile": ("Under tre", "Under three"),
    "nominal_nok": ("Nominell", "Nominal"), "real_nok": ("Reell", "Real"), "survey_round": ("Runde", "Round"),
    "municipality_name": ("Kommune", "Municipality"), "name_as_written": ("System", "Application"),
    "gap": ("Mangler", "Missing"), "criticality": ("Kritisk", "Critical"),
    "observation_id": ("Observasjon", "Observation"), "scope": ("Omfang", "Scope"),
    "country_code": ("Land", "Country"), "pool": ("Kilder", "Sources"), "slope": ("Helning", "Slope"),
    "slope_low": ("Helning, nedre", "Slope, lower"), "slope_high": ("Helning, øvre", "Slope, upper"),
    "at_10000_nok": ("Ved 10 000 innbyggere", "At 10,000 inhabitants"),
    "at_60000_nok": ("Ved 60 000 innbyggere", "At 60,000 inhabitants"),
    "size_low": ("Minste enhet", "Smallest unit"), "size_high": ("Største enhet", "Largest unit"),
    "size_class": ("Størrelse", "Size"), "raw_nok": ("Som oppgitt", "Raw"), "shrunk_nok": ("Trukket", "Drawn"),
    "shrunk_low_nok": ("Trukket, nedre", "Drawn, lower"), "shrunk_high_nok": ("Trukket, øvre", "Drawn, upper"),
    "weight": ("Egen vekt", "Own weight"), "prior_sd_log": ("Spredning", "Spread"),
    "other_form_code": ("Dyrere form", "Dearer form"), "left_out_origin_id": ("Uten kilden", "Without the source"),
    "median_nok": ("Median", "Median"), "other_median_nok": ("Median, dyrere", "Median, dearer"),
    "median_without_nok": ("Median uten", "Median without"),
    "other_median_without_nok": ("Median uten, dyrere", "Median without, dearer"),
    "order_holds": ("Rekkefølgen står", "Order holds"), "is_comparable": ("Sammenlignbart", "Comparable"),
    "cost_basis": ("Grunnlag", "Basis"), "change_pct": ("Reell endring, %", "Real change, %"),
    "n_years": ("Antall år", "Years"), "is_constant_set": ("Samme medlemmer", "Same members"),
}  # fmt: skip


# What people call things stays as they wrote it.
NAMES = frozenset(
    ("unit_name", "municipality_name", "municipalities", "canonical_name", "name_as_written", "product_names", "title",
     "origin_title", "publisher", "licence", "example_value", "example_file", "value", "column_name", "table_name",
     "convention")
)  # fmt: skip


class Words:
    """Texts and number forms of one language, `nb` or `en`."""

    def __init__(self, language: str, areas: Mapping[str, tuple[str, str]] = MappingProxyType({})) -> None:
        """`areas` are functional areas by code, in the order of LANGUAGES."""
        self.language = language
        self._index = LANGUAGES.index(language)
        self._codes = {**CODES, **areas}

    def __call__(self, key: str, **values: object) -> str:
        """One text; a key without a text is a fault of the program and raises KeyError."""
        return TEXTS[key][self._index].format(**values) if values else TEXTS[key][self._index]

    def heading(self, column: str) -> str:
        return HEADINGS[column][self._index] if column in HEADINGS else column

    def code(self, value: str) -> str:
        """A code in words where there are words for it, and as it is where not."""
        said = TEXTS.get(value) or self._codes.get(value)
        if said is not None:
            return said[self._index]
        return (sentence_in_norwegian(value) if self.language == "nb" else None) or value

    def number(self, value: float | int | None, decimals: int | None = None) -> str:
        """`1 234,5` in Norwegian, `1,234.5` in English; an empty value is a dash."""
        if value is None:
            return DASH
        if decimals is None:
            decimals = 0 if isinstance(value, int) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
        text = f"{value:,.{decimals}f}"
        if decimals and isinstance(value, float) and value.is_integer():
            text = f"{value:,.0f}"
        if self.language == "en":
            return text
        return text.replace(",", NO_BREAK).replace(".", ",")

    def any(self, column: str, value: Any) -> str:
        """Whatever stands in a cell, as text. A year is no amount and has no thousands."""
        if value is None:
            return DASH
        if isinstance(value, bool):
            return self("yes" if value else "no")
        if isinstance(value, (int, float)):
            return str(value) if column in ("year", "price_year", "form_code") else self.number(value)
        if isinstance(value, (datetime.date, datetime.datetime)):
            return value.isoformat()[:10]
        if column in NAMES:
            return str(value).replace("|", ", ")
        if column == "rule" and value in MESSAGES:
            return sentence(str(value), None, self.language).strip(" :")
        return ", ".join(self.code(each) for each in str(value).split("|"))
