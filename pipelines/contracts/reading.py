"""A document's text to proposals: the one way in, and why a text gives nothing.

Belongs here: whether a text is about municipal IT at all, the order of the readers. Does not belong here: the readers
themselves (amounts, terms, dates, parties, facts), files (pipelines/contracts/document).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from pipelines.contracts import facts, who
from pipelines.contracts.amounts import amounts
from pipelines.contracts.claim import Proposal, merged
from pipelines.contracts.clean import Cleaned, cleaned
from pipelines.contracts.cues import either
from pipelines.contracts.dates import Published, dates
from pipelines.contracts.parties import Mention, Names
from pipelines.contracts.scene import Scene
from pipelines.contracts.sentences import sentences
from pipelines.contracts.terms import terms
from pipelines.contracts.tokens import tokens

COUNTRIES_OF = {
    "nb": ("NO",),
    "nn": ("NO",),
    "sv": ("SE",),
    "da": ("DK",),
    "fi": ("FI",),
    "en": ("NO", "SE", "DK", "FI"),
}
# Words that one language has and its neighbours do not.
_TELLING = {
    "nb": "ikke og av til har blir fra også som på etter mellom avtalen kommunen kroner millioner ble skal hun ansatte "
    "seg noen blitt vært kommunene enn",
    "nn": "ikkje og av til har vert frå også som på etter mellom avtala kommunen kroner millionar vart skal ho "
    "seg nokre blitt vore kommunane enn",
    "sv": "inte och av till har blir från också som på efter mellan avtalet kommunen kronor miljoner blev hon är för "
    "sig några blivit varit kommunerna än kommun kommuns stad",
    "da": "ikke og af til har bliver fra også som på efter mellem aftalen kommunen kroner millioner blev skal hun mio "
    "sig nogle blevet været kommunerne end udbud",
    "fi": "ei ja on että sekä mukaan kunta kaupunki sopimus euroa miljoonaa vuoden myös ovat ole",
    "en": "not and of to has will from also which on after between the contract municipality million was shall she",
}  # fmt: skip
_LETTERS_OF = {frozenset("äö"): ("sv", "fi"), frozenset("æø"): ("nb", "nn", "da")}
_WORDS_OF = {language: frozenset(words.split()) for language, words in _TELLING.items()}
_IT = either(
    r"""
    \b(?:it|ikt|ict|edb|adb)\b(?!s_) \b(?:it|ikt|ict|data|asp|pc|server|sky|cloud)-\w+ \bdatadrift\w*
    \bdatasent\w* \bdatacent\w* \boutsourc\w* \bfagsystem\w* \bverksamhetssystem\w*
    \b\w*(?:løn|lønns|löne|personale?|økonomi|ekonomi|sak|arkiv|journal|elev|data)system\w* \bprogramvar\w*
    \bmjukvar\w* \bsoftware\b \bservere?\b \bservrar\b \bdatanät\w* \bdatanett\w* \bdatanet\w* \bfibernät\w*
    \bnätverk\w* \bdatatjenest\w* \bdatatjänst\w* \bdatorer\b \bpc-er\b \bdigitaliser\w* \bservicedesk\b
    \bhelpdesk\b \bdata_centre\w* \b(?:managed_)?hosting\b \bservers?\b \bapplications?\b \bcloud\b
    \bchromebook\w* \bnettbrett\w* \bsurfplatt\w* \bläsplatt\w* \b\w*lærings?plattform\w* \b\w*lärplattform\w*
    \btelefoni\w* \bsentralbord\w* \bnettverk\w* \bnetværk\w* \bbrukerstøtte\w* \bdatarom\w* \btietokone\w*
    \btyöasem\w* \btietoliiken\w* \btietojärjestelm\w* \btietohallin\w* \bict-\w+ \btietotekni\w* \bikt\w*
    \bhelseplattform\w* \bskole?plattform\w* \boffice_365\b \bmicrosoft_365\b \bm365\b \bgoogle_workspace\b
    \b\w*kommunikasjonsteknologi\b \binformasjonsteknologi\b \binformationstekni?k?\w*
    """
)
# Municipalities together, as a unit of theirs speaks for them.
_TOGETHER = either(
    r"""
    \bkommune(?:r|rne|ne)s?\b \bkommunane\b \bkommuner(?:na)?s?\b \bkunnat\b \bkuntien\b \bmunicipalities\b
    """
)
# Words that are IT only beside others, and a firm known for IT is one of them.
_WEAK = re.compile(
    r"\b[\w-]*system(?:et|er|en|a|s)?\b|\bapp(?:en|er)?\b|\blisens\w*|\blicens\w*|\bdigital\w*|\bskyen\b|\bprogram\b"
)
_ENOUGH_WEAK = 3
# Whoever a text is about when it is no municipality: banks, regions, the state, firms.
_OTHERS = re.compile(
    r"\b\w*bank(?:en)?\b|\bregion(?:en)? |\bfylkeskommun\w*|\blandsting\w*|\bstatens?\b|"
    r"\bmyndighet\w*|\bskattef\w*|\bdirektorat\w*|\bstyrelsen\b"
    r"|\bdepartement\w*|\bhelseforetak\w*|\buniversitet\w*|\bsykehus\w*|\bsjukhus\w*|\b\w*företag\w*|\b\w*konsern\w*|\bindustri\w*"
)
_OPENING = 200
_EARLY = 500


@dataclass(frozen=True)
class Text:
    """What is read: the words, and what is known of where they come from. `country_code` overrides the language's."""

    text: str
    language: str | None = None
    published: str | None = None
    publisher: str | None = None
    title: str | None = None
    is_official: bool = False
    country_code: str | None = None

    @cached_property
    def cleaned(self) -> Cleaned:
        return cleaned(self.text)


@dataclass(frozen=True)
class Reading:
    """Proposals in the order of the text; `why_nothing` says what was missing where there are none."""

    language: str
    country_code: str | None
    proposals: list[Proposal]
    why_nothing: str | None


def read(text: Text, names: Names) -> Reading:
    """Every fact the text states surely enough to be proposed. Offsets are in `text.text`."""
    said = text.cleaned
    language = spoken({"no": "nb"}.get(text.language or "", text.language), said)
    published = Published.of(text.published)
    countries = (text.country_code,) if text.country_code else COUNTRIES_OF[language]
    mentions = names.municipalities(said, countries, published)
    members = [mention for mention in mentions if mention.takes_part]
    country = text.country_code or _country(members, countries)
    suppliers = names.suppliers(said.text)
    reason = _why_not(said, members, len(suppliers), language)
    if reason is not None:
        return Reading(language, country, [], reason)
    words = tokens(said.text, said.lower, language)
    scene = Scene(
        said,
        sentences(said),
        words,
        published,
        mentions,
        suppliers,
        country,
        language,
        text.is_official,
        amounts(words, country, language),
        terms(words, language),
        dates(said, published),
    )
    party = who.party(scene)
    proposals = merged([*who.proposals(scene, party), *facts.proposals(scene, party)])
    return Reading(language, country, proposals, None if proposals else "it names a municipality and IT, and no fact")


def spoken(told: str | None, said: Cleaned) -> str:
    """The language as told, or by words that only one of them has; bokmål where nothing tells."""
    if told in _WORDS_OF:
        return str(told)
    counts = Counter(re.findall(r"[^\W\d_]+", said.lower[:4000]))
    scores = {name: sum(counts[word] for word in words) for name, words in _WORDS_OF.items()}
    for letters, languages in _LETTERS_OF.items():
        n_words = sum(n for word, n in counts.items() if letters & set(word))
        for name in languages:
            scores[name] += n_words
    return max(scores, key=lambda name: scores[name])


def _country(members: list[Mention], countries: tuple[str, ...]) -> str | None:
    if len(countries) == 1:
        # A krone may be either country's where a paper tells of a neighbour's municipalities.
        is_abroad = bool(members) and all(member.country_code not in countries for member in members)
        return None if is_abroad else countries[0]
    seen = Counter(mention.country_code for mention in members)
    return seen.most_common(1)[0][0] if seen else None


def _why_not(said: Cleaned, members: list[Mention], n_suppliers: int, language: str) -> str | None:
    """Why the text is not about a municipality's IT, or null."""
    if not said.text.strip():
        return "there is no text in it"
    together = list(_TOGETHER.finditer(said.lower))
    speak_together = len(together) > 1 and together[0].start() < _EARLY and who.names_joint_unit(said.lower)
    if not members and not speak_together:
        return "no municipality takes part in it"
    opening = said.lower[:_OPENING]
    is_of_others = _OTHERS.search(opening) is not None and "kommun" not in opening
    if is_of_others and not any(member.start < _OPENING for member in members):
        return "it is about somebody else than a municipality"
    hits = [
        hit
        for hit in _IT.finditer(said.lower)
        if not (language == "en" and hit.group() == "it" and said.text[hit.start() : hit.end()] != "IT")  # it is a word
    ]
    weak = len(_WEAK.findall(said.lower)) + n_suppliers
    if len(hits) < 2 and not any(hit.start() < _EARLY for hit in hits) and weak < _ENOUGH_WEAK:
        return "it is not about IT"
    return None
