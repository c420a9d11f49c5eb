"""Who a text is about: municipalities, suppliers, the form of their collaboration.

Belongs here: names in running text, inflected, at the document's date; whether a municipality takes part or is only a
place. Does not belong here: what is agreed (pipelines/contracts/facts), the register itself (pipelines/gazetteer).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

import polars as pl

from pipelines.contracts import cues
from pipelines.contracts.clean import Cleaned
from pipelines.contracts.dates import Published
from pipelines.contracts.numerals import numerals

_CAPITALISED = re.compile(r"[A-ZÅÄÖÆØÉ][\wåäöæøé'’-]*")
MUNICIPAL = re.compile(
    r" (?:kommun\w*|Kommun\w*|[Ss]tad\b|[Ss]tads\b|bys?\b(?! (?:[A-ZÅÄÖÆØ]|the\b|an?\b|its\b))|"
    r"kaupunki\w*|kaupungi\w*|kunta\b|kunnan|[Mm]unicipality|"
    r"herad\w*|City Council|county council)|-bys?\b"
)
_PLURAL_BEFORE = re.compile(
    r"(?:kommunene|kommunar|kommunane|kommunerna|kommunerne|kommuner|kommuner som ska samarbeta är|"
    r"byen|byene|bykommunen|"
    r"city of|cities of|town of|municipality of|municipalities of|municipalities|staden|kunnat|kaupungit)[ (:]*$"
)
_COUNCIL_BEFORE = re.compile(
    r"(?:bystyr\w*|kommunestyr\w*|formannskap\w*|rådmann\w*|ordfører\w*|ordførar\w*|kommunedirektør\w*|kommunalsjef\w*|"
    r"kommunstyrelse\w*|kommunfullmäktige|kommunalråd\w*|kommunchef\w*|it-chef\w*|it-sjef\w*|ikt-sjef\w*|borgmester\w*|"
    r"byråd\w*|kommunalbestyrelse\w*|digitaliserings(?:chef|sjef|direktør)\w*|kommunaldirektør\w*|it-direktør\w*|"
    r"politikerne|politikerna|kaupunginjohtaja|kunnanjohtaja) (?:i|in) $"
)
# The verb may stand first: `I juni annonserade Västerås en upphandling`.
_ACTS_BEFORE = re.compile(
    r"\b(?:annonserade|tecknade|tecknar|valde|upphandlade|upphandlar|köper|köpte|beslutade|outsourcade|inngikk|inngår|"
    r"valgte|velger|kjøper|kjøpte|signerte|undertegnet|indgik|indgår|vælger|køber|købte|udliciterede|underskrev) $"
)
# Finnish names act without a word for what they are.
_ACTS_BEHIND = re.compile(
    r" (?:on|oli|ei|totesi|toteaa|päätti|päättää|valitsi|valitsee|hankkii|hankki|ostaa|osti|ulkoistaa|ulkoisti|"
    r"siirtyy|siirtyi|siirtää|sopi|solmi|aikoo|irtisanoo|irtisanoi|kilpailuttaa|kilpailutti|maksaa|maksoi|"
    r"luopuu|tilasi|tilaa) [a-zäö]"
)
_MOVES = re.compile(r"\b(?:fra|från|frå|from|til|till|to|utanför|utenfor|near|nær|nära|ved|vid)\s+$")
_PLACE = re.compile(r"\b(?:i|på|in|at|hos|av|for)\s+$")
_LEFT_OUT = re.compile(r"^\s*(?:oräknat|undantaget|exkluderat|unntatt|undtagen|excluded|not included)")
_LEFT_OUT_BEFORE = re.compile(r"(?:utom|förutom|bortsett fra|bortset fra|except|unntatt|undtagen|med unntak av)\s+$")
_OWNED_BEFORE = re.compile(
    r"(?:fram til nå|frem til nå|hittil|hidtil|hittills|tidligere|tidigare|før)\b[^.]*\b(?:eid|eigd|ejet|ägt|ägd)"
)
# What a sentence says of those who stayed outside, were asked, or did likewise.
_NOT_PART = re.compile(
    r"\btrakk seg\b|\btrekt seg\b|\bavböj\w*|\btakka nei\b|\btakket nei\b|\btackat nej\b|"
    r"\bfølger (?:prosjekt|saken)|\bwatching\b|\bsprang fra\b"
    r"|\bovervejede\b|\bvurderte\b|\bspurt om\b|\bspørsmål om\b|\bulkopuolelle\b|\bfår inte\b|"
    r"\be(?:i)?gne (?:innkjøp|løsninger)|\bindførte det samme\b"
    r"|\bblant kundene\b|\bbland kunderna\b|\bblandt kunderne\b|\bneighbouring\b|\bhar sett til\b|"
    r"\bsneglar\b|\bhar (?:även|også) hatt\b|\bomfattas inte\b"
    r"|\b(?:inte|ikke|ikkje) med\b|\bvar med i de indledende\b|\bjättäyty\w*|\bhoppade? av\b|\bräknade också\b"
    r"|\bneuvotteluja\b|\bharkits\w*|\bmiettivät\b|\bforhandl\w+ med\b|\bsom tovholder\b"
    r"|\bli[gk]nende (?:avtale|aftale|kontrakt)\w*|\bliknande (?:avtal|kontrakt)\w*"
    r"|\bsimilar (?:deal|contract|agreement)s?\b"
    r"|\bvalgte en annen\b|\bvalde ei anna\b|\bvalgte (?:å|at) fortsette\b|\btanken å gå sammen\b"
    r"|\bikke bestemt seg\b|\bhaft problem\b|\bnabokommunen\b|\bgrannkommunen\b|\bjärjestää .{0,30}itse\b"
)
_GROUP = re.compile(r"^(?:kommun|city)|(?:kommunene|kommunane|kommuner|kommunerna|kommunerne)$")
# `Falkenbergs it-kostnad`: what belongs to a municipality whose IT is spoken of.
_ITS_IT = re.compile(r"s (?:it|ikt|data)[- ]\w", re.IGNORECASE)
_SMALL = cues.words(
    """
    i og och men for fra av på til det den de da når nå også både samt dette disse alle nu då också även som hos med
    from the in and city of kommunene kommunerna kommunerne kommuner byen staden danish swedish norwegian finnish skal
    vil kan mens medan därför ved vid efter
    """
)


_LEAD = 700
_COUNTED = re.compile(r"\b(?=(\w+) (?:\w+ )?(?:[\w-]*kommun\w*|kuntaa?|municipalit\w+)\b)")
_HOW_MANY = {
    word: value
    for language in ("nb", "sv", "da", "fi", "en")
    for word, value in numerals(language).items()
    if 2 <= value <= 20
} | {str(value): value for value in range(2, 21)}


@dataclass(frozen=True)
class Mention:
    """A municipality named at a place. `is_sure` is false where several bear the name at one time."""

    name: str
    country_code: str
    is_sure: bool
    start: int
    end: int
    takes_part: bool


_FINNISH = {
    "vesi": "veden", "lahti": "lahden", "järvi": "järven", "salmi": "salmen", "koski": "kosken", "joki": "joen",
    "mäki": "mäen", "lampi": "lammen", "niemi": "niemen", "saari": "saaren", "ranta": "rannan", "maa": "maan",
    "Turku": "Turun", "Helsinki": "Helsingin", "Tampere": "Tampereen", "pää": "pään", "kallio": "kallion",
}  # fmt: skip


def _finnish_genitive(name: str) -> tuple[str, ...]:
    """`Äänekoski` -> `Äänekosken`; a plain n where no ending is known."""
    known = next((name[: -len(end)] + of for end, of in _FINNISH.items() if name.lower().endswith(end.lower())), None)
    return (known.capitalize() if known else f"{name}n",)


@dataclass(frozen=True)
class Supplier:
    """A firm or municipal company that delivers IT; `kind` is private or municipal."""

    name: str
    kind: str
    country_code: str


class Names:
    """Municipalities and suppliers by the first word of each of their names."""

    def __init__(self, municipalities: pl.DataFrame, suppliers: pl.DataFrame) -> None:
        self._places: dict[str, list[tuple[tuple[str, ...], dict[str, object]]]] = {}
        for row in municipalities.iter_rows(named=True):
            written = {row["name"], *(row["alternative_names"] or "").split("|")}
            for name in filter(None, written):
                for form in (name, *(_finnish_genitive(name) if row["country_code"] == "FI" else ())):
                    words = tuple(form.split())
                    self._places.setdefault(words[0], []).append((words, row))
        self._countries = frozenset(municipalities["country_code"])
        self._suppliers: dict[str, Supplier] = {}
        for row in suppliers.iter_rows(named=True):
            supplier = Supplier(row["name"], row["kind"], row["country_code"])
            for name in filter(None, (row["name"], *(row["aliases"] or "").split("|"))):
                self._suppliers[name] = supplier
        longest_first = sorted(self._suppliers, key=len, reverse=True)
        self._supplier = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?=(?:s|n|lle|lta|ltä|sta)?(?![\w-]))"
        )

    def suppliers(self, text: str) -> list[tuple[Supplier, int, int]]:
        """Known suppliers in the order of the text."""
        return [(self._suppliers[m.group()], m.start(), m.end()) for m in self._supplier.finditer(text)]

    def municipalities(self, text: Cleaned, countries: Iterable[str], published: Published) -> list[Mention]:
        """Municipalities named in the text, as the register has them at its date; inflected as in `Tierps`."""
        allowed = set(countries)
        found: list[Mention] = []
        end = 0
        for match in _CAPITALISED.finditer(text.text):
            if match.start() < end:
                continue
            named = self._named(text.text, match, allowed, published)
            if named is None:
                # A municipality of a neighbouring country, if it is called one.
                named = self._named(text.text, match, self._countries - allowed, published)
                if named is None or not MUNICIPAL.match(text.text, named[1]):
                    continue
            name, last, rows = named
            if _is_of_something_else(text.text, match.start(), last, self._places):
                continue
            country = str(rows[0]["country_code"])
            acts = country == "FI" and _ACTS_BEHIND.match(text.text, last) is not None
            takes_part = acts or _takes_part(text.text, match.start(), last)
            found.append(Mention(name, country, _is_sure(rows), match.start(), last, takes_part))
            end = last
        return _only_main(text.text, _lists_take_part(text.text, found))

    def _named(
        self, text: str, match: re.Match[str], allowed: Set[str], published: Published
    ) -> tuple[str, int, list[dict[str, object]]] | None:
        """The longest name that begins here; a genitive s may stand behind it."""
        word = match.group()
        best: tuple[str, int, list[dict[str, object]]] | None = None
        for first in dict.fromkeys((word, word.removesuffix("s"))):
            if first not in self._places:
                continue
            for words, row in self._places[first]:
                if row["country_code"] not in allowed or not _holds(row, published):
                    continue
                name, country = " ".join(words), row["country_code"]
                if not re.compile(rf"{re.escape(name)}s?(?![\w-])").match(text, match.start()):
                    continue
                last = match.start() + len(name)
                if best is None or last > best[1]:
                    best = str(row["name"]) if country == "FI" else name, last, [row]
                elif last == best[1]:
                    best[2].append(row)
        return best


def _is_sure(rows: Sequence[dict[str, object]]) -> bool:
    """Whether the name means one municipality at any one time; a new number does not make it another."""
    spans = sorted(
        ((row["valid_from"], row["valid_to"]) for row in rows), key=lambda span: (span[0] is not None, span[0])
    )
    return all(
        earlier[1] is not None and later[0] is not None and earlier[1] <= later[0]  # type: ignore[operator]
        for earlier, later in itertools.pairwise(spans)
    )


def _holds(row: dict[str, object], published: Published) -> bool:
    """Whether a municipality was one when the text was published; without a date any time will do."""
    if published.low is None or published.high is None:
        return True
    begins, ends = row["valid_from"], row["valid_to"]
    # A text may look back or ahead a few years over a merger.
    return (begins is None or begins.year <= published.high.year + 3) and (  # type: ignore[attr-defined]
        ends is None or ends.year >= published.low.year - 3  # type: ignore[attr-defined]
    )


def _is_of_something_else(text: str, start: int, end: int, places: dict[str, list]) -> bool:
    """Whether the name is a person's or a part of a longer one, such as `Kari Lund` or `Lidén Data`."""
    behind = text[end : end + 40]
    following = re.match(r"s? ([A-ZÅÄÖÆØ][\w-]*)", behind)
    if following and not re.match(r"(?:Kommun|Stad|City|Municipality)", following[1]) and not following[1].isupper():
        return True
    if following and following[1] in ("AS", "AB", "IKS", "IKT", "IT", "Oy", "KF", "ASA"):
        return True
    if behind.startswith("-") and not MUNICIPAL.match(behind):
        return True
    if MUNICIPAL.match(behind.removeprefix("s")):
        return False
    before = re.search(r"([A-ZÅÄÖÆØ](?:[\w-]+|\.)) $", text[max(0, start - 30) : start])
    if before is None:
        return False
    word = before[1]
    return not (word.lower() in _SMALL or word.split("-")[0] in places or _GROUP.search(word.lower()))


def _takes_part(text: str, start: int, end: int) -> bool:
    """Whether the words around say that the municipality acts; being a place is not enough."""
    before, behind = text[max(0, start - 90) : start], text[end : end + 40]
    low = before.lower()
    genitive = 1 if behind.startswith("s") else 0
    if _LEFT_OUT.match(behind) or _LEFT_OUT_BEFORE.search(low) or _OWNED_BEFORE.search(low):
        return False
    if (
        MUNICIPAL.match(behind[genitive:])
        or _ITS_IT.match(behind)
        or _PLURAL_BEFORE.search(low)
        or _COUNCIL_BEFORE.search(low)
        or _ACTS_BEFORE.search(low)
    ):
        return True
    if _MOVES.search(low) or _PLACE.search(low):
        return False
    follows = re.match(r"s? [a-zåäöæø]", behind)
    begins = (
        not before.strip() or before.endswith(" – ") or before.rstrip(' –-"«“')[-1:] in (".", "!", "?", ":", "\n", "")
    )
    return bool(follows and begins)


def _lists_take_part(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Names listed together take part together, unless the list is of what was left out or of former owners."""
    groups: list[list[Mention]] = []
    for mention in found:
        between = text[groups[-1][-1].end : mention.start] if groups else "?"
        if groups and re.fullmatch(
            r"s?(?: kommun\w*)?(?:,| og| och| samt| även| också| også| and| ja| &|, og|, och|, and) (?:kommun\w* )?",
            between,
        ):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    settled = []
    for group in groups:
        before = text[max(0, group[0].start - 120) : group[0].start].lower()
        outside = _OWNED_BEFORE.search(before) is not None or _NOT_PART.search(_sentence(text, group)) is not None
        is_list = len({mention.name for mention in group}) > 1
        is_place = _PLACE.search(before) is not None or _MOVES.search(before) is not None
        if is_list and len({mention.name for mention in group}) in _counted(text[:_LEAD]):
            is_place = False  # `fire kommuner`, and four are named
        listed = any(mention.takes_part for mention in group) or (is_list and not is_place)
        settled += [
            replace(mention, takes_part=not outside and (listed if is_list else mention.takes_part))
            for mention in group
        ]
    return settled


def _counted(lead: str) -> set[int]:
    """How many municipalities the beginning of a text speaks of."""
    return {int(_HOW_MANY[word]) for word in _COUNTED.findall(lead.lower()) if word in _HOW_MANY}


def _only_main(text: str, found: Sequence[Mention]) -> list[Mention]:
    """Those named in the beginning, and whoever shares a sentence with them; others come later as a comparison."""
    main = {mention.name for mention in found if mention.takes_part and mention.start < _LEAD}
    if not main:
        return list(found)
    kept = set(main)
    for mention in found:
        if mention.takes_part and mention.start >= _LEAD:
            sentence = _sentence(text, [mention])
            if any(name.lower() in sentence for name in main):
                kept.add(mention.name)
    return [replace(mention, takes_part=mention.takes_part and mention.name in kept) for mention in found]


def _sentence(text: str, group: Sequence[Mention]) -> str:
    """The sentence around some names, roughly: from the last point before to the next one behind."""
    start = max(text.rfind(mark, 0, group[0].start) for mark in (". ", "\n", "? ", "! ")) + 1
    ends = [at for mark in (". ", ".\n", "\n") if (at := text.find(mark, group[-1].end)) >= 0]
    return text[start : min(ends, default=len(text))].lower()
