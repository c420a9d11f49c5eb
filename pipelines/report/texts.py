"""The report's own texts, Norwegian and English.

Belongs here: titles, sentences, what stands on a button. Does not belong here: codes and sentences of the marts
(glossary), headings of columns (headings), the form of a number (words).
"""

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
        "Ingenting her er en rangering. Naboer med samme definisjon skiller seg med en faktor på 2,1–2,3, så en "
        "forskjell mellom former som hviler på noen få enheter, ligger innenfor det.",
        "Nothing here is a ranking. Neighbours with the same definition differ by a factor of 2.1-2.3, so a "
        "difference between forms that rests on a handful of units is inside that.",
    ),
    "legend": ("Slik leses tallene", "How to read the figures"),
    "legend_n": (
        "n er antall enheter: en kommune telles én gang, uansett hvor mange tall, år og kommunenumre den har. "
        "Bokstaven er det svakeste kildetrinnet: A offisiell kilde eller undersøkelse, B kunngjøring av kontrakt, "
        "C nyhet skrevet av journalist, D påstand fra part eller leverandør.",
        "n is the number of units: a municipality counts once, whatever figures, years and numbers it has had. The "
        "letter is the weakest evidence tier: A official source or survey, B contract notice, C news by a "
        "journalist, D claim by a party or supplier.",
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
        "Alt på denne siden er oppdiktet for å vise hvordan den virker: kommunene, svarene og tallene.",
        "Everything on this page is made up to show how it works: the municipalities, the answers and the figures.",
    ),
    "decision": ("Beslutningsbilde: formene side om side", "Decision view: the forms side by side"),
    "decision_note": (
        "Hver kolonne er en samarbeidsform. Gruppens egne svar står først; annen evidens for samme form står ved "
        "siden av og blandes aldri med dem. Median står ikke der enhetene er ulike eller for få.",
        "Each column is a form of collaboration. The group's own answers stand first; other evidence of the same "
        "form stands beside them and is never mixed with them. No median stands where units are unlike or too few.",
    ),
    "keys": (
        "Hvem betaler mer eller mindre under hver fordelingsnøkkel",
        "Who pays more or less under each cost-sharing key",
    ),
    "costs": ("Kostnad per bruker og år, etter form", "Cost per user and year, by form"),
    "costs_note": (
        "En linje per form, land, mål og omfang: fra laveste til høyeste, med median og enkeltverdier. Ulike "
        "omfang, nevnere, land og mål slås aldri sammen. En observasjon som en annen står for, er ikke tegnet, men "
        "står i tabellen. Der flere enn {most} enheter står i en linje, er bare gruppens egne tegnet "
        "og listet for seg.",
        "A line per form, country, measure and scope: from the lowest to the highest, with the median and single "
        "values. Unlike scopes, denominators, countries and measures are never pooled. An observation that another "
        "stands for is not drawn but is in the table. Where more than {most} units stand in a line, only the group's "
        "own are drawn and listed one by one.",
    ),
    "real": ("Reelle kroner", "Real kroner"),
    "nominal": ("Nominelle kroner", "Nominal kroner"),
    "price_of": ("prisnivå {year}", "prices of {year}"),
    "not_drawn": (
        "Enheter uten verdi i disse prisene, ikke tegnet: {n}",
        "Units without a value in these prices, not drawn: {n}",
    ),
    "nothing_to_draw": ("Ingen verdi å tegne.", "No value to draw."),
    "denominator": ("Nevner", "Denominator"),
    "all": ("alle", "all"),
    "form": ("Form", "Form"),
    "filter": ("Utvalg", "Filter"),
    "search": ("Søk i tabellen", "Search the table"),
    "chart_table": ("Tallene bak figuren", "The numbers behind the chart"),
    "table": ("Tabell", "Table"),
    "summary_table": ("Sammendrag per form", "Summary by form"),
    "observations": ("Observasjoner", "Observations"),
    "peers": ("Egen kommune mot lignende kommuner", "Own municipality against similar ones"),
    "peers_note": (
        "Hver kommune mot kommuner med likt folketall og mot de ti nærmeste i størrelse, samme omfang, år og "
        "nevner. Figuren viser hver kommunes nyeste år i det omfanget flest har; tabellen har alle. Prikken er "
        "egen verdi, streken går fra laveste til høyeste blant de andre, den loddrette streken er medianen.",
        "Each municipality against those of similar population and against the ten nearest in size, same scope, "
        "year and denominator. The chart shows the newest year of each in the scope that most have; the table has "
        "all. The dot is the own value, the line goes from the lowest to the highest of the others, the tick is "
        "their median.",
    ),
    "own": ("egen verdi", "own value"),
    "over_time": ("Kostnad over tid", "Cost over time"),
    "staffing": ("Bemanning", "Staffing"),
    "overlap": ("Overlapp i fagsystemer", "Overlap of applications"),
    "overlap_note": (
        "Tallet i ruten er antall systemer som begge kommunene bruker, hvert system én gang. På diagonalen: "
        "systemer som kommunen deler med minst én annen.",
        "The number is how many applications both municipalities use, each application once. On the diagonal: "
        "applications that the municipality shares with at least one other.",
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
    "rejected": ("Hva som ble avvist eller holdt tilbake", "What was rejected or held"),
    "conventions": ("Konvensjoner", "Conventions"),
    "limits": ("Begrensninger", "Limits"),
    "sources": ("Kilder", "Sources"),
    "sources_note": (
        "Hvert faktum står én gang, med dokument, sted i dokumentet og kildetrinn. En lenke fra en observasjon "
        "viser bare faktaene bak den.",
        "Every fact stands once, with document, place in the document and evidence tier. A link from an "
        "observation shows only the facts behind it.",
    ),
    "origin": ("opphav", "origin"),
    "low": ("lav", "low"),
    "median": ("median", "median"),
    "high": ("høy", "high"),
    "yes": ("ja", "yes"),
    "no": ("nei", "no"),
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
    "row_user": ("Kostnad per bruker og år, kr", "Cost per user and year, NOK"),
    "row_tiers": ("Evidens per kildetrinn", "Evidence by tier"),
    "row_inhabitant": ("Kostnad per innbygger og år, kr", "Cost per inhabitant and year, NOK"),
    "row_staff": ("IT-ansatte per 1 000 brukere", "IT staff per 1,000 users"),
    "row_members_staff": ("IT-ansatte per 1 000 brukere i medlemmene", "IT staff per 1,000 users at the members"),
    "row_shared": ("Felles systemer: produkter / installasjoner", "Shared applications: products / installs"),
    "row_removable": ("Installasjoner som kan fjernes", "Removable installs"),
    "row_tied": ("Bundet i felles systemer, kr per år", "Tied up in shared applications, NOK a year"),
    "row_window": ("Første felles kontraktvindu, uten opsjoner", "First common contract window, without options"),
    "row_transition": ("Overgangskostnad, kr", "Transition cost, NOK"),
    "row_fragile": ("Medlemmer med færre enn tre IT-ansatte", "Members with fewer than three IT staff"),
    "row_dpia": ("Kritiske systemer uten DPIA", "Critical applications without DPIA"),
    "row_vendor": ("Medlemmer med over halvparten fra én leverandør", "Members with more than half from one vendor"),
    "row_decided": ("Hvem bestemmer", "Who decides"),
    "row_order": ("Står rekkefølgen uten én kilde?", "Does the order hold without one source?"),
    "row_note": ("Merknad", "Note"),
    "not_estimated": ("ikke beregnet", "not estimated"),
    "short": ("Kort fortalt", "In short"),
    "short_first": (
        "{k} av {n} samarbeidsformer har en kostnad per bruker i kildene.",
        "{k} of {n} forms of collaboration have a cost per user in the sources.",
    ),
    "short_span": ("{low} til {high} kroner per bruker og år", "{low} to {high} NOK per user and year"),
    "short_note": ("n = {n}, svakeste kildetrinn {tier}, {scope}", "n = {n}, weakest tier {tier}, {scope}"),
    "short_empty": (
        "For form {forms} har ingen kilde her en kostnad per bruker. De rutene er grå.",
        "For form {forms} no source here has a cost per user. Their cells are grey.",
    ),
    "short_few": (
        "Ingen to sammenlignbare former (samme land, mål, nevner og omfang) har {n} enheter eller flere hver. "
        "Naboer med samme definisjon skiller seg med en faktor på 2,1–2,3. Derfor kan ingen virkning av "
        "samarbeidsformen leses av tallene.",
        "No two comparable forms (same country, measure, denominator and scope) have {n} units or more each. "
        "Neighbours with the same definition differ by a factor of 2.1-2.3. So no effect of the form of "
        "collaboration can be read from the figures.",
    ),
    "only_nominal": ("bare i datidens kroner", "only in kroner of its time"),
    "keys_note": (
        "Dagens sum av det medlemmene selv har oppgitt, fordelt på fire måter. Endring er det kommunen ville "
        "betalt mindre hva den betaler i dag; minus er mindre å betale. Året står ved hver kommune.",
        "Today's sum of what the members have stated, shared out in four ways. Change is what the municipality "
        "would pay less what it pays today; minus is less to pay. The year stands beside each municipality.",
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
        "IT-ansatte i kommuner og fellesskap, der en kilde eller et svar oppgir dem. Under tre betyr at driften "
        "hviler på enkeltpersoner.",
        "IT staff of municipalities and joint units, where a source or an answer gives them. Under three means "
        "that operations rest on single persons.",
    ),
    "risks_note": (
        "Systemer som kommunen selv kaller viktige eller kritiske, uten DPIA eller databehandleravtale.",
        "Applications that the municipality itself calls important or critical, without a DPIA or a processor "
        "agreement.",
    ),
    "statistics_note": (
        "For den som vil etterprøve: kostnad mot størrelse, celler trukket mot det felles, og om rekkefølgen står "
        "når én kilde tas bort.",
        "For those who check: cost against size, cells drawn towards what they have in common, and whether the "
        "order holds when one source is left out.",
    ),
    "rejected_note": (
        "Alt som ble mottatt og ikke brukt i hele utgivelsen, med grunnen. Ingenting blir borte.",
        "All that was received and not used in the whole release, with the reason. Nothing disappears.",
    ),
    "conventions_note": (
        "Valg av metode som gjelder for alle tall på siden. De kan endres i én fil og er en del av utgivelsen.",
        "Choices of method in force for every number on the page. They can be changed in one file and are part of "
        "the release.",
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
    "row_beside": ("Ved siden av: annen evidens, kr", "Beside it: other evidence, NOK"),
    "row_answered": ("Medlemmer som har sendt systemliste", "Members that have sent an application inventory"),
    "row_window_options": ("Det samme, med opsjoner brukt", "The same, options used"),
    "row_hosting": ("Hvor systemene kjører", "Where applications run"),
    "short_comparable": (
        "Disse formene kan sammenlignes, med {n} enheter eller flere hver i samme land, mål, nevner og omfang: "
        "{forms}. For alle andre kan ingen virkning av formen leses av tallene.",
        "These forms can be compared, with {n} units or more each of the same country, measure, denominator and "
        "scope: {forms}. For all others no effect of the form can be read from the figures.",
    ),
    "short_open": ("ingen ende er kjent", "neither end is known"),
    "short_least": (
        "fra {value} kroner per bruker og år, øvre ende er åpen",
        "from {value} NOK per user and year, the upper end is open",
    ),
    "short_most": (
        "inntil {value} kroner per bruker og år, nedre ende er åpen",
        "up to {value} NOK per user and year, the lower end is open",
    ),
    "short_held": (
        "{n} svar holdes tilbake til noen bekrefter dem, og er ikke med i noe tall her.",
        "{n} answers are held until a person confirms them, and are in no figure here.",
    ),
    "from_group": ("gruppens egne svar", "the group's own answers"),
    "from_elsewhere": ("fra andre steder", "from elsewhere"),
    "beside": ("Ved siden av", "Beside it"),
    "own_beside": (
        "{n} av gruppens enheter har svart på annen måte og er ikke med ({definitions})",
        "{n} of the group's units answered in another way and are not in it ({definitions})",
    ),
    "of_units": ("{k} av {n}", "{k} of {n}"),
    "today": ("Gruppen i dag", "The group today"),
    "the_group": ("Gruppen", "The group"),
    "today_note": (
        "Dette er det samme uansett hvilken form gruppen velger.",
        "This is the same whichever form the group chooses.",
    ),
    "seen_only": ("{n} kjent bare fra en observasjon", "{n} known from a sighting only"),
    "blank_only": ("{n} har svart uten å liste systemer", "{n} have answered and listed no application"),
    "beside_metric": (
        "i tillegg {value} der ingen har sagt hva prisen regnes av",
        "besides {value} where nobody has said what the price is counted by",
    ),
    "beside_inhabitant": (
        "i tillegg {value} som betales per innbygger og ikke faller når brukere deles",
        "besides {value} that is paid per inhabitant and does not fall when users are shared",
    ),
    "beside_currency": (
        "{n} installasjoner i annen valuta er ikke med",
        "{n} installs in another currency are not counted",
    ),
    "free_now": ("{n} felles systemer er fri nå", "{n} shared applications are free now"),
    "without_window": ("{n} felles systemer mangler en kontraktslutt", "{n} shared applications lack a contract end"),
    "hosting_not_answered": ("ikke svart for {n}", "not answered for {n}"),
    "risk_not_answered": ("{n} til kan være det; svar mangler", "{n} more may be; answers are missing"),
    "overlap_table": ("Systemer som hver to kommuner deler", "Applications that each two municipalities share"),
    "over_time_legend": (
        "Heltrukket blå: reelle kroner. Stiplet rød: nominelle kroner. Alle har samme skala. Figuren viser én "
        "serie per kommune; tabellen har alle.",
        "Solid blue: real kroner. Dashed red: nominal kroner. All share one scale. The chart shows one series for "
        "each municipality; the table has all.",
    ),
    "one_year_only": (
        "Ingen kommune har mer enn ett år ennå, så det er ingen linje å tegne.",
        "No municipality has more than one year yet, so there is no line to draw.",
    ),
    "without_size": ("Kostnader uten størrelse", "Costs without a size"),
    "without_size_note": (
        "Disse kostnadene er ikke med i noen sammenligning, fordi ingen størrelse hører til dem.",
        "These costs are in no comparison, because no size belongs to them.",
    ),
    "others_without_size": ("Utenfor gruppen gjelder det {n} enheter.", "Outside the group this holds for {n} units."),
    "held": ("Holdt tilbake", "Held"),
    "held_note": (
        "Disse svarene er usannsynlige eller kan ikke plasseres. De er ikke med i noe tall før en person bekrefter "
        "dem.",
        "These answers are implausible or cannot be placed. They are in no figure until a person confirms them.",
    ),
    "facts": ("Fakta bak tallene", "Facts behind the figures"),
    "documents": ("Dokumenter", "Documents"),
    "mark_others": ("åpen: andre; fylt: gruppens egne", "hollow: others; filled: the group's own"),
    "mark_span": ("laveste til høyeste", "lowest to highest"),
    "mark_median": ("median", "median"),
    "mark_interval": ("95 % intervall", "95 % interval"),
    "n_rows": ("{n} rader", "{n} rows"),
    "show_all": ("Vis alle", "Show all"),
    "show_more": ("Vis flere", "Show more"),
    "loading": ("Åpnes …", "Opening …"),
    "needs_script": (
        "Radene hentes med skript fra en fil ved siden av siden. Uten skript: se regnearket.",
        "The rows are loaded by a script from a file beside this page. Without scripts: see the workbook.",
    ),
    "rows_missing": (
        "Radene ligger i {file}, som må ligge i samme mappe som denne siden.",
        "The rows are in {file}, which must lie in the same folder as this page.",
    ),
    "rows_shown": ("{shown} av {found} vist, {n} i alt", "{shown} of {found} shown, {n} in all"),
    "rows_target": ("Bare det lenken viser til: {found} av {n}", "Only what the link leads to: {found} of {n}"),
    "name_carried": ("videreført prisindeks", "carried price index"),
    "flag_carried": (
        "prisindeksen for året er ikke ute. Den siste er ført videre: minst uendret, mest 5 % i året, midt etter "
        "siste kjente endring. Intervallet er utvidet tilsvarende.",
        "the price index of the year is not out. The last one is carried forward: at least unchanged, at most 5 % "
        "a year, in the middle by the last known change. The interval is widened accordingly.",
    ),
    "name_rate_carried": ("videreført valutakurs", "carried exchange rate"),
    "flag_rate_carried": (
        "året har ingen gjennomsnittskurs ennå. Kursen for siste hele år er brukt.",
        "the year has no average exchange rate yet. That of the last full year is used.",
    ),
    "name_other_year": ("størrelse fra et annet år", "size of another year"),
    "flag_other_year": (
        "antallet brukere eller innbyggere er hentet fra et annet år, høyst to år unna. Intervallet er utvidet.",
        "the number of users or inhabitants is taken from another year, two years away at most. The interval is "
        "widened.",
    ),
    "name_lower_bound": ("minst dette", "at least this"),
    "flag_lower_bound": (
        "en kostnad som er med i regnskapet, mangler et brukbart beløp. Summen er en nedre grense, og øvre ende er "
        "åpen.",
        "a cost that is in the figures lacks a usable amount. The sum is a lower bound, and the upper end is open.",
    ),
    "name_tax_unknown": ("ukjent merverdiavgift", "tax not known"),
    "flag_tax_unknown": (
        "ingen har sagt om beløpet er med merverdiavgift. Intervallet er utvidet med satsen.",
        "nobody has said whether the amount includes value-added tax. The interval is widened by the rate.",
    ),
    "name_second_hand": ("sitert fra et annet dokument", "quoted from another document"),
    "flag_second_hand": (
        "et beløp er sitert fra et annet dokument enn det som er lest.",
        "an amount is quoted from another document than the one that was read.",
    ),
    "answered": ("{k} av {n} har svart", "{k} of {n} answered"),
    "definition": (
        "{scope}, etter {whose}: med {inside}; uten {outside}",
        "{scope}, as {whose}: with {inside}; without {outside}",
    ),
}
