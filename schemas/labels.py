"""What a code is called on the workbook, in six languages.

Belongs here: one label per code and language. Does not belong here: other words people use for a code
(schemas/words), what a code means to the warehouse (schemas/codes).
"""

from collections.abc import Mapping

LANGUAGES = ("nb", "nn", "sv", "da", "fi", "en")
Labels = Mapping[str, Mapping[str, str]]


def six(line: str) -> dict[str, str]:
    """Six texts separated by |, in the order of LANGUAGES."""
    return dict(zip(LANGUAGES, line.split("|"), strict=True))


def _labels(lines: Mapping[str, str]) -> Labels:
    return {code: six(line) for code, line in lines.items()}


COST_POOL = _labels(
    {
        "staff_central": "Ansatte i IT-enheten|Tilsette i IT-eininga|Personal i IT-enheten|Medarbejdere i IT-enheden|IT-yksikön henkilöstö|Staff of the IT unit",
        "staff_in_departments": "IT-ansatte i andre enheter|IT-tilsette i andre einingar|IT-personal i andra enheter|IT-medarbejdere i andre enheder|Muiden yksiköiden IT-henkilöstö|IT staff of other departments",
        "hardware_client": "PC-er og annet brukerutstyr|PC-ar og anna brukarutstyr|Datorer och annan användarutrustning|Pc'er og andet brugerudstyr|Työasemat ja muut käyttäjälaitteet|PCs and other user equipment",
        "hardware_server_network": "Servere, lagring og nett|Tenarar, lagring og nett|Servrar, lagring och nät|Servere, lager og netværk|Palvelimet, tallennus ja verkot|Servers, storage and networks",
        "depreciation": "Avskrivninger|Avskrivingar|Avskrivningar|Afskrivninger|Poistot|Depreciation",
        "licences_platform": "Lisenser for plattform og kontorstøtte|Lisensar for plattform og kontorstøtte|Licenser för plattform och kontorsstöd|Licenser til platform og kontorstøtte|Alusta- ja toimisto-ohjelmistojen lisenssit|Platform and office licences",
        "licences_line_of_business": "Lisenser for fagsystemer|Lisensar for fagsystem|Licenser för verksamhetssystem|Licenser til fagsystemer|Toimialajärjestelmien lisenssit|Line-of-business licences",
        "operations_contract": "Drift kjøpt av andre|Drift kjøpt av andre|Drift köpt av andra|Drift købt af andre|Muilta ostettu käyttöpalvelu|Operations bought from others",
        "consultants_projects": "Konsulenter og prosjekter|Konsulentar og prosjekt|Konsulter och projekt|Konsulenter og projekter|Konsultit ja hankkeet|Consultants and projects",
        "telephony_fixed": "Fasttelefoni|Fasttelefoni|Fast telefoni|Fastnettelefoni|Kiinteä puhelin|Fixed telephony",
        "telephony_mobile": "Mobiltelefoni|Mobiltelefoni|Mobiltelefoni|Mobiltelefoni|Matkapuhelin|Mobile telephony",
        "school_devices": "Elevutstyr|Elevutstyr|Elevutrustning|Elevudstyr|Oppilaslaitteet|Devices for pupils",
        "pupils_as_users": "Elever som brukere|Elevar som brukarar|Elever som användare|Elever som brugere|Oppilaat käyttäjinä|Pupils as users",
        "printing": "Utskrift|Utskrift|Utskrift|Print|Tulostus|Printing",
        "premises": "Lokaler og strøm|Lokale og straum|Lokaler och el|Lokaler og strøm|Tilat ja sähkö|Premises and power",
        "integration_security": "Integrasjon og sikkerhet|Integrasjon og tryggleik|Integration och säkerhet|Integration og sikkerhed|Integraatio ja tietoturva|Integration and security",
        "shared_company_overhead": "Felleskostnader i selskap|Felleskostnader i selskap|Gemensamma kostnader i bolag|Fællesudgifter i selskab|Yhteisen yhtiön yleiskulut|Overhead of a shared company",
    }
)
SIZE = _labels(
    {
        "user": "Brukere med aktiv konto|Brukarar med aktiv konto|Användare med aktivt konto|Brugere med aktiv konto|Käyttäjät, joilla on aktiivinen tili|Users with an active account",
        "workstation": "PC-er og andre arbeidsplasser|PC-ar og andre arbeidsplassar|Datorer och andra arbetsplatser|Pc'er og andre arbejdspladser|Työasemat|PCs and other workplaces",
        "connection_point": "Tilknytningspunkter|Tilknytingspunkt|Anslutningspunkter|Tilslutningspunkter|Liittymäpisteet|Connection points",
        "employee": "Ansatte|Tilsette|Anställda|Ansatte|Työntekijät|Employees",
        "fte": "Årsverk|Årsverk|Årsarbetare|Årsværk|Henkilötyövuodet|Full-time equivalents",
        "pupil": "Elever|Elevar|Elever|Elever|Oppilaat|Pupils",
        "it_fte": "Årsverk i IT|Årsverk i IT|Årsarbetare inom IT|Årsværk i IT|IT-henkilötyövuodet|IT staff, full-time equivalents",
    }
)
HOSTING = _labels(
    {
        "local": "egen drift|eiga drift|egen drift|egen drift|oma käyttö|own operation",
        "joint": "felles drift|felles drift|gemensam drift|fælles drift|yhteinen käyttö|joint operation",
        "vendor": "hos leverandør|hos leverandør|hos leverantör|hos leverandør|toimittajalla|at the vendor",
        "saas": "skytjeneste|skyteneste|molntjänst|cloudtjeneste|pilvipalvelu|cloud service",
        "hybrid": "blandet|blanda|blandad|blandet|sekamuotoinen|mixed",
        "unknown": "vet ikke|veit ikkje|vet ej|ved ikke|ei tiedossa|unknown",
    }
)
PRICING_METRIC = _labels(
    {
        "user": "per bruker|per brukar|per användare|pr. bruger|käyttäjää kohti|per user",
        "inhabitant": "per innbygger|per innbyggjar|per invånare|pr. indbygger|asukasta kohti|per inhabitant",
        "flat": "fast pris|fast pris|fast pris|fast pris|kiinteä hinta|flat price",
        "case": "per sak|per sak|per ärende|pr. sag|asiaa kohti|per case",
        "device": "per enhet|per eining|per enhet|pr. enhed|laitetta kohti|per device",
        "unknown": "vet ikke|veit ikkje|vet ej|ved ikke|ei tiedossa|unknown",
    }
)
CRITICALITY = _labels(
    {
        "low": "lav|låg|låg|lav|matala|low",
        "medium": "middels|middels|medel|mellem|keskitaso|medium",
        "high": "høy|høg|hög|høj|korkea|high",
        "critical": "kritisk|kritisk|kritisk|kritisk|kriittinen|critical",
        "unknown": "vet ikke|veit ikkje|vet ej|ved ikke|ei tiedossa|unknown",
    }
)
SCOPE = _labels(
    {
        "in": "med|med|ingår|med|mukana|in",
        "out": "ikke med|ikkje med|ingår inte|ikke med|ei mukana|out",
        "unknown": "vet ikke|veit ikkje|vet ej|ved ikke|ei tiedossa|unknown",
    }
)
VAT = _labels(
    {
        "excluded": "eks. mva.|eks. mva.|exkl. moms|ekskl. moms|ilman alv|VAT excluded",
        "included": "inkl. mva.|inkl. mva.|inkl. moms|inkl. moms|sis. alv|VAT included",
        "unknown": "vet ikke|veit ikkje|vet ej|ved ikke|ei tiedossa|unknown",
    }
)
YES, NO = six("ja|ja|ja|ja|kyllä|yes"), six("nei|nei|nej|nej|ei|no")
FORM = _labels(
    {
        "0": "0 som i dag|0 som i dag|0 som i dag|0 som i dag|0 kuten nyt|0 as today",
        "1": "1 som i dag, formalisert|1 som i dag, formalisert|1 som i dag, formaliserat|1 som i dag, formaliseret|1 kuten nyt, sovittu|1 as today, formalised",
        "2": "2 felles drift på noen områder|2 felles drift på nokre område|2 gemensam drift på vissa områden|2 fælles drift på nogle områder|2 yhteinen käyttö osin|2 shared operation in some areas",
        "3": "3 felles ressurser på noen områder|3 felles ressursar på nokre område|3 gemensamma resurser på vissa områden|3 fælles ressourcer på nogle områder|3 yhteiset resurssit osin|3 shared resources in some areas",
        "4": "4 ny IT-organisasjon hos én kommune|4 ny IT-organisasjon hos ein kommune|4 ny IT-organisation hos en kommun|4 ny IT-organisation hos én kommune|4 uusi IT-organisaatio yhdessä kunnassa|4 new IT organisation hosted by one municipality",
        "5": "5 eksisterende kommunalt IT-selskap|5 eksisterande kommunalt IT-selskap|5 befintligt kommunalt IT-bolag|5 eksisterende kommunalt IT-selskab|5 olemassa oleva kunnallinen IT-yhtiö|5 existing municipal IT company",
        "6": "6 nytt IT-selskap|6 nytt IT-selskap|6 nytt IT-bolag|6 nyt IT-selskab|6 uusi IT-yhtiö|6 new IT company",
        "7": "7 privat utsetting|7 privat utsetjing|7 privat utläggning|7 privat udlicitering|7 yksityinen ulkoistus|7 private outsourcing",
    }
)
COUNTRY = _labels(
    {
        "NO": "Norge|Noreg|Norge|Norge|Norja|Norway",
        "SE": "Sverige|Sverige|Sverige|Sverige|Ruotsi|Sweden",
        "DK": "Danmark|Danmark|Danmark|Danmark|Tanska|Denmark",
        "FI": "Finland|Finland|Finland|Finland|Suomi|Finland",
    }
)
LABELS: Mapping[str, Labels] = {
    "cost_pool": COST_POOL,
    "size": SIZE,
    "hosting": HOSTING,
    "pricing_metric": PRICING_METRIC,
    "criticality": CRITICALITY,
    "scope": SCOPE,
    "vat": VAT,
    "form_code": FORM,
}


def label(column: str, code: str, language: str) -> str:
    """What a code of a column is called; the code itself where the column has no labels, as currencies have not."""
    return LABELS[column][code][language] if column in LABELS else code
