"""What each cost pool holds and what it leaves out, in one line and six languages: figures compare only where this holds.

Belongs here: the line beside each pool of the budget sheet, and the heading above them. Does not belong here: the pools
themselves (schemas/codes), what they are called (schemas/labels).
"""

from collections.abc import Mapping

from schemas.codes import COST_POOLS
from schemas.labels import LANGUAGES, six

HOLDS_HEADING = six(
    "Hva posten omfatter|Kva posten omfattar|Vad posten omfattar|Hvad posten omfatter|Mitä erä kattaa|What the pool holds"
)
_LINES: Mapping[str, str] = {
    "staff_central": (
        "Lønn, pensjon og arbeidsgiveravgift for ansatte i IT-enheten. Ikke innleide og ikke IT-folk ansatt i andre enheter."
        "|Løn, pensjon og arbeidsgivaravgift for tilsette i IT-eininga. Ikkje innleigde og ikkje IT-folk tilsette i andre einingar."
        "|Lön, pension och arbetsgivaravgift för anställda i IT-enheten. Inte inhyrda och inte IT-personal anställd i andra enheter."
        "|Løn, pension og lønafgifter for ansatte i IT-enheden. Ikke indlejede og ikke IT-folk ansat i andre enheder."
        "|IT-yksikön työntekijöiden palkat, eläkkeet ja sivukulut. Ei vuokratyövoimaa eikä muiden yksiköiden IT-väkeä."
        "|Pay, pension and employer's contributions of those employed in the IT unit. Not hired people, nor IT people employed elsewhere."
    ),
    "staff_in_departments": (
        "Lønn mv. for dem i andre enheter som har IT som oppgave, etter stillingsandel. Ikke vanlige brukere uten avtalt andel."
        "|Løn mv. for dei i andre einingar som har IT som oppgåve, etter stillingsdel. Ikkje vanlege brukarar utan avtalt del."
        "|Lön m.m. för dem i andra enheter som har IT som uppgift, efter tjänstandel. Inte vanliga användare utan avtalad andel."
        "|Løn mv. for dem i andre enheder, der har IT som opgave, efter stillingsandel. Ikke almindelige brugere uden aftalt andel."
        "|Muiden yksiköiden IT-tehtäviä hoitavien palkat osuuden mukaan. Ei tavallisia käyttäjiä ilman sovittua osuutta."
        "|Pay of those in other units who have IT as a task, by share of post. Not ordinary users without an agreed share."
    ),
    "hardware_client": (
        "PC-er, skjermer, nettbrett og annet utstyr til ansatte, kjøpt eller leid i året. Ikke mobiltelefoner, elevutstyr eller avskrivninger."
        "|PC-ar, skjermar, nettbrett og anna utstyr til tilsette, kjøpt eller leigd i året. Ikkje mobiltelefonar, elevutstyr eller avskrivingar."
        "|Datorer, skärmar, surfplattor och annan utrustning för anställda, köpt eller leasad under året. Inte mobiltelefoner, elevutrustning eller avskrivningar."
        "|Pc'er, skærme, tablets og andet udstyr til ansatte, købt eller leaset i året. Ikke mobiltelefoner, elevudstyr eller afskrivninger."
        "|Henkilöstön tietokoneet, näytöt, tabletit ja muut laitteet, vuoden ostot ja vuokrat. Ei matkapuhelimia, oppilaslaitteita eikä poistoja."
        "|PCs, screens, tablets and other equipment of staff, bought or leased in the year. Not mobile phones, pupils' devices or depreciation."
    ),
    "hardware_server_network": (
        "Servere, lagring, svitsjer, trådløst nett og samband, kjøpt eller leid i året. Ikke avskrivninger og ikke drift eller sky kjøpt av andre."
        "|Tenarar, lagring, svitsjar, trådlaust nett og samband, kjøpt eller leigd i året. Ikkje avskrivingar og ikkje drift eller sky kjøpt av andre."
        "|Servrar, lagring, switchar, trådlöst nät och förbindelser, köpt eller leasat under året. Inte avskrivningar och inte drift eller moln köpt av andra."
        "|Servere, lager, switche, trådløst net og forbindelser, købt eller leaset i året. Ikke afskrivninger og ikke drift eller cloud købt af andre."
        "|Palvelimet, tallennus, kytkimet, langaton verkko ja yhteydet, vuoden ostot ja vuokrat. Ei poistoja eikä muilta ostettua käyttöä tai pilveä."
        "|Servers, storage, switches, wireless and lines, bought or leased in the year. Not depreciation, nor operations or cloud bought from others."
    ),
    "depreciation": (
        "Årets avskrivninger på IT-investeringer. Ikke det samme kjøpet en gang til under utstyr, og ikke renter."
        "|Avskrivingane i året på IT-investeringar. Ikkje det same kjøpet ein gong til under utstyr, og ikkje renter."
        "|Årets avskrivningar på IT-investeringar. Inte samma köp en gång till under utrustning, och inte räntor."
        "|Årets afskrivninger på IT-investeringer. Ikke det samme køb en gang til under udstyr, og ikke renter."
        "|IT-investointien vuoden poistot. Ei samaa hankintaa toiseen kertaan laitteissa, eikä korkoja."
        "|The year's depreciation of IT investments. Not the same purchase once more under equipment, and no interest."
    ),
    "licences_platform": (
        "Operativsystem, kontorstøtte, e-post, identitet, databaser, sikkerhetskopi. Ikke fagsystemer."
        "|Operativsystem, kontorstøtte, e-post, identitet, databasar, tryggingskopi. Ikkje fagsystem."
        "|Operativsystem, kontorsstöd, e-post, identitet, databaser, säkerhetskopiering. Inte verksamhetssystem."
        "|Operativsystem, kontorstøtte, e-mail, identitet, databaser, sikkerhedskopi. Ikke fagsystemer."
        "|Käyttöjärjestelmät, toimisto-ohjelmat, sähköposti, tunnistus, tietokannat, varmistus. Ei toimialajärjestelmiä."
        "|Operating systems, office, mail, identity, databases, backup. Not line-of-business applications."
    ),
    "licences_line_of_business": (
        "Lisens, abonnement og vedlikehold for fagsystemer i alle enheter. Ikke drift som faktureres for seg."
        "|Lisens, abonnement og vedlikehald for fagsystem i alle einingar. Ikkje drift som blir fakturert for seg."
        "|Licens, abonnemang och underhåll för verksamhetssystem i alla enheter. Inte drift som faktureras för sig."
        "|Licens, abonnement og vedligeholdelse for fagsystemer i alle enheder. Ikke drift, der faktureres for sig."
        "|Kaikkien yksiköiden toimialajärjestelmien lisenssit, tilaukset ja ylläpito. Ei erikseen laskutettua käyttöpalvelua."
        "|Licences, subscriptions and maintenance of line-of-business applications in all units. Not operations invoiced apart."
    ),
    "operations_contract": (
        "Drift, brukerstøtte og skykapasitet kjøpt av leverandør, selskap eller vertskommune. Ikke lisenser som faktureres for seg."
        "|Drift, brukarstøtte og skykapasitet kjøpt av leverandør, selskap eller vertskommune. Ikkje lisensar som blir fakturerte for seg."
        "|Drift, användarstöd och molnkapacitet köpt av leverantör, bolag eller värdkommun. Inte licenser som faktureras för sig."
        "|Drift, brugersupport og cloudkapacitet købt af leverandør, selskab eller værtskommune. Ikke licenser, der faktureres for sig."
        "|Toimittajalta, yhtiöltä tai isäntäkunnalta ostettu käyttö, tuki ja pilvikapasiteetti. Ei erikseen laskutettuja lisenssejä."
        "|Operations, support and cloud capacity bought from a supplier, company or host. Not licences invoiced apart."
    ),
    "consultants_projects": (
        "Innleide konsulenter, innføring av systemer og utviklingsprosjekter ført i drift. Ikke egne ansatte og ikke det som er aktivert."
        "|Innleigde konsulentar, innføring av system og utviklingsprosjekt førte i drift. Ikkje eigne tilsette og ikkje det som er aktivert."
        "|Inhyrda konsulter, införande av system och utvecklingsprojekt bokförda på driften. Inte egna anställda och inte det som aktiverats."
        "|Indlejede konsulenter, indførelse af systemer og udviklingsprojekter ført på driften. Ikke egne ansatte og ikke det, der er aktiveret."
        "|Konsultit, järjestelmien käyttöönotot ja kehityshankkeet käyttömenoina. Ei omaa henkilöstöä eikä aktivoitua."
        "|Hired consultants, introduction of systems and development charged to operations. Not own staff, nor what was capitalised."
    ),
    "telephony_fixed": (
        "Fasttelefoner, sentralbord og abonnement på dem. Ikke mobil og ikke datasamband."
        "|Fasttelefonar, sentralbord og abonnement på dei. Ikkje mobil og ikkje datasamband."
        "|Fasta telefoner, växel och deras abonnemang. Inte mobil och inte dataförbindelser."
        "|Fastnettelefoner, omstilling og deres abonnementer. Ikke mobil og ikke dataforbindelser."
        "|Kiinteät puhelimet, vaihde ja niiden liittymät. Ei matkapuhelimia eikä tietoliikenneyhteyksiä."
        "|Fixed telephones, the switchboard and their subscriptions. Not mobile telephony, nor data lines."
    ),
    "telephony_mobile": (
        "Mobiltelefoner til ansatte, abonnement og mobildata. Ikke fasttelefoni."
        "|Mobiltelefonar til tilsette, abonnement og mobildata. Ikkje fasttelefoni."
        "|Mobiltelefoner till anställda, abonnemang och mobildata. Inte fast telefoni."
        "|Mobiltelefoner til ansatte, abonnementer og mobildata. Ikke fastnettelefoni."
        "|Henkilöstön matkapuhelimet, liittymät ja mobiilidata. Ei kiinteitä puhelimia."
        "|Mobile phones of staff, subscriptions and mobile data. Not fixed telephony."
    ),
    "school_devices": (
        "PC-er og nettbrett til elever, kjøpt eller leid i året. Ikke utstyr til lærere og andre ansatte."
        "|PC-ar og nettbrett til elevar, kjøpt eller leigd i året. Ikkje utstyr til lærarar og andre tilsette."
        "|Datorer och surfplattor till elever, köpta eller leasade under året. Inte utrustning till lärare och andra anställda."
        "|Pc'er og tablets til elever, købt eller leaset i året. Ikke udstyr til lærere og andre ansatte."
        "|Oppilaiden tietokoneet ja tabletit, vuoden ostot ja vuokrat. Ei opettajien eikä muun henkilöstön laitteita."
        "|PCs and tablets for pupils, bought or leased in the year. Not equipment of teachers and other staff."
    ),
    "pupils_as_users": (
        "Lisenser og støtte til elevkontoer; «med» betyr at elever betjenes. Skriv 0 når det ikke er en egen kostnad. Ikke elevutstyr."
        "|Lisensar og støtte til elevkontoar; «med» tyder at elevar blir tente. Skriv 0 når det ikkje er ein eigen kostnad. Ikkje elevutstyr."
        "|Licenser och stöd för elevkonton; ”ingår” betyder att elever betjänas. Skriv 0 när det inte är en egen kostnad. Inte elevutrustning."
        "|Licenser og support til elevkonti; »med« betyder, at elever betjenes. Skriv 0, når det ikke er en særskilt udgift. Ikke elevudstyr."
        "|Oppilastilien lisenssit ja tuki; ”mukana” tarkoittaa, että oppilaita palvellaan. Kirjoita 0, jos erillistä kustannusta ei ole. Ei oppilaslaitteita."
        "|Licences and support of pupils' accounts; “in” means that pupils are served. Write 0 where it is no cost of its own. Not pupils' devices."
    ),
    "printing": (
        "Skrivere, kopimaskiner, utskriftstjeneste og pris per side. Ikke papir og porto."
        "|Skrivarar, kopimaskiner, utskriftsteneste og pris per side. Ikkje papir og porto."
        "|Skrivare, kopiatorer, utskriftstjänst och pris per sida. Inte papper och porto."
        "|Printere, kopimaskiner, printtjeneste og pris pr. side. Ikke papir og porto."
        "|Tulostimet, kopiokoneet, tulostuspalvelu ja sivuhinnat. Ei paperia eikä postimaksuja."
        "|Printers, copiers, the print service and its price per page. Not paper and postage."
    ),
    "premises": (
        "Husleie, strøm og kjøling for serverrom og IT-enhetens lokaler. Ikke andre bygg."
        "|Husleige, straum og kjøling for tenarrom og lokala til IT-eininga. Ikkje andre bygg."
        "|Hyra, el och kyla för serverrum och IT-enhetens lokaler. Inte andra byggnader."
        "|Husleje, strøm og køling til serverrum og IT-enhedens lokaler. Ikke andre bygninger."
        "|Palvelintilojen ja IT-yksikön tilojen vuokra, sähkö ja jäähdytys. Ei muita rakennuksia."
        "|Rent, power and cooling of server rooms and of the IT unit. Not other buildings."
    ),
    "integration_security": (
        "Integrasjonsplattform, overvåking, brannmur og sikkerhetstjenester kjøpt av andre. Ikke egne ansatte og ikke sikkerhetskopi."
        "|Integrasjonsplattform, overvaking, brannmur og tryggleikstenester kjøpte av andre. Ikkje eigne tilsette og ikkje tryggingskopi."
        "|Integrationsplattform, övervakning, brandvägg och säkerhetstjänster köpta av andra. Inte egna anställda och inte säkerhetskopiering."
        "|Integrationsplatform, overvågning, firewall og sikkerhedsydelser købt af andre. Ikke egne ansatte og ikke sikkerhedskopi."
        "|Integraatioalusta, valvonta, palomuuri ja ostetut tietoturvapalvelut. Ei omaa henkilöstöä eikä varmistusta."
        "|Integration platform, monitoring, firewall and security services bought from others. Not own staff, nor backup."
    ),
    "shared_company_overhead": (
        "Kommunens del av ledelse, administrasjon og egenkapital i felles selskap eller enhet. Ikke det den betaler for drift og lisenser."
        "|Kommunen sin del av leiing, administrasjon og eigenkapital i felles selskap eller eining. Ikkje det han betaler for drift og lisensar."
        "|Kommunens del av ledning, administration och kapital i gemensamt bolag eller enhet. Inte det den betalar för drift och licenser."
        "|Kommunens andel af ledelse, administration og kapital i fælles selskab eller enhed. Ikke det, den betaler for drift og licenser."
        "|Kunnan osuus yhteisen yhtiön tai yksikön johdosta, hallinnosta ja pääomasta. Ei käytöstä ja lisensseistä maksettavaa."
        "|The municipality's share of management, administration and capital of a joint company or unit. Not what it pays for operations and licences."
    ),
}
HOLDS: Mapping[str, Mapping[str, str]] = {pool: six(_LINES[pool]) for pool in COST_POOLS}


def is_explanation(heading: str) -> bool:
    """Whether a column holds these lines: it was sent out so, and is no answer."""
    return " ".join(heading.split()).casefold() in {HOLDS_HEADING[language].casefold() for language in LANGUAGES}
