"""Members, supplier, form of collaboration and shares of ownership, as proposals.

Belongs here: which of the named parties plays which part. Does not belong here: finding names
(pipelines/contracts/parties).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.contracts.claim import Proposal
from pipelines.contracts.cues import either
from pipelines.contracts.expression import Expression
from pipelines.contracts.parties import MUNICIPAL, Mention, Supplier
from pipelines.contracts.scene import Scene

_COMPANY = (
    r"(?<![\w-])[a-z]?[A-ZÅÄÖÆØ][\w&.'’-]*(?: (?:&|og|och) ?[A-ZÅÄÖÆØ][\w-]*)?"
    r"(?: (?!A/S)[A-ZÅÄÖÆØ][\w&.-]*){0,3}(?: A/S)?"
)
_WITH = re.compile(
    rf"(?:[Aa]vtal\w*|[Aa]ftale\w*|[Kk]ontrakt\w*|[Cc]ontract|[Dd]eal|[Aa]greement|"
    rf"[Ss]opimu\w*)(?: om [^.\n]{{0,50}}?)? (?:med|with) (?P<name>{_COMPANY})"
)
_CHOSEN = re.compile(rf"(?:valgt|valgte|vald|valde|valt|tildelt|tilldelat|chosen|selected) (?P<name>{_COMPANY})")
_HAS_WON = re.compile(
    rf"(?P<name>{_COMPANY}) (?:har |has )?(?:fått|fikk|fick|får|fik|vant|vann|vundet|vunnit|vunnet|"
    rf"vinner|vinder|wins|won"
    r"|been (?:selected|awarded|chosen)|tildeles|tilldelas)\b[^.]{0,25}?(?:oppdrag\w*|kontrakt\w*|avtal\w*|aftal\w*|"
    r"uppdrag\w*|order\w*|upphandling\w*|udbud\w*|konkurrans\w*|by\b|contract|deal)"
)
_FIRM = re.compile(rf"(?P<name>{_COMPANY} (?:AS|ASA|AB|A/S|ApS|Oy|Oyj))\b")
_DELIVERS_BEFORE = either(
    r"""
    (?:avtal\w*|aftale\w*|kontrakt\w*|contract|deal|agreement)_(?:om_[^.]{0,60})?(?:med|with)_$
    (?:tilldel\w*|tildel\w*|awarded)(?:_\w+){0,3}_$
    (?:levert|levererat|levereras|leveret|drifta|driftet|drivs|drives)_av_$
    (?:valgt|valgte|vald|valde|valt|valgt|chosen|selected|chose)_$ det_blir_$ \bhos_$ \bfirma_$
    (?:uppdraget|oppdraget|kontrakten|ordern|avtalen)_(?:har_)?(?:gått|gikk|gick|går)_till?_$
    (?:kontrakten|oppdraget|avtalen|uppdraget)_(?:er|är|ble|blev)_(?:tildelt|tilldelad|tilldelat|tildelt)_$
    (?:beställt|bestilt|beställer|bestiller|hankkii|hankkia)_[^.]{0,70}?(?:från|fra|av|frå)?_$ contract_to_$
    deal_to_$ chose_a_consortium_of_$
    (?:affären|kontrakten|oppdraget|uppdraget)_går_(?:därmed_|dermed_|nå_|nu_)?till?_$
    (?:awarded|hands?|given)_[^.]{0,30}_to_$ services?_(?:agreement|contract)_with_$ outsourc\w*_[^.]{0,30}_to_$
    ulkoista\w*_[^.]{0,40}_$ (?:betal\w*)[^.]{0,80}_for_$ hands_[^.]{0,40}to_$
    (?:outsourc\w*|bort|ut)_[^.]{0,60}(?:till?|to)_$ leverandør(?:en)?_$ leverantör(?:en)?_$ \btar_$
    (?:setter|sätter|sætter)_[^.]{0,80}_till?_$ (?:kjøp\w*|köp\w*|køb\w*)_[^.]{0,60}(?:av|af|fra|från|frå|hos)_$
    """
)
_DELIVERS_AFTER = re.compile(
    r"^(?: (?:AS|AB|A/S|ASA|Oy|Oyj|IKS))?,?(?: som [^,.]{0,60},| which [^,.]{0,60},)? (?:(?:som|"
    r"har fått förtroendet att|har fått oppdraget med å|skal|ska|"
    r"vil|will|har|has|kommer att|nå|nu) ){0,2}"
    r"(?:overto[kg]\w*|overta\w*|överto[gk]\w*|överta\w*|t(?:a[rk]?|og) över|took over|"
    r"tagit över|ta[rk]? over|tatt over|t(?:ar|og|agit) hem|kn[ei]p\w*|"
    r"segrande ur|seirende ut|sejrende ud|"
    r"tar hand|ta hand|takes? over|overtager|får ta|vant|"
    r"(?:får|fikk|fick|fik) (?:därmed |dermed |nu |nå )?(?:avtal|aftal|kontrakt|uppdrag|oppdrag)e[tn]|"
    r"vann|vinn\w*|vind\w*|won|wins?|lever\w*|drifte?\w*|driv\w*|sköt\w*|etablere\w*|selge\w*|sälja|"
    r"drar nytta|står for|svarar för|tilldel\w*|tildel\w*|blir (?:ny )?leverand\w*|"
    r"blir (?:ny )?leverant\w*|över\b)"
    r"|^(?::s|s|:n|n)? (?:nya |nye )?(?:avtal|kontrakt|aftale|sopimus)\w* "
    r"(?:löper|gäller|løper|gjelder|gælder|varer|varar)\b"
    r"|^s (?:\w+ ){0,3}(?:affär|avtal|kontrakt|order|ordre|uppdrag|oppdrag|aftale)\w* (?:med|hos|för|for|i) "
    r"|^ (?:har |has )?(?:fått|fikk|fick|får|fik|vundet|vunnit|been (?:selected|awarded|chosen))\b"
    r"|^(?: \w+){0,3}?(?: oy)?(?::n|n)?(?: \([^)]*\))? kanssa\b|^(?: \w+){0,2}(?: oy)?:?(?:lta|ltä|lle)\b"
)
_NO_SUPPLIER = either(
    r"""
    vann_först vant_først först_sikret i_dag_er_det diskvalificer\w* stänga_ute luopu\w* irtisano\w*
    konkurrer\w* tapt\w* förlora\w* blandt_andre bland_andra blant_annet maskinvar\w* hårdvar\w* tidligere
    tidigare hittil hidtil har_kosta har_kostet nuvarande_leverant\w* i_förtid tek_\w+_heim etter_\w+_år_hos
    til_no ersätter_avtal\w* erstatter_avtal\w* erstatter_aftal\w* avløser_avtal\w* afløser_aftal\w* avlöser_avtal\w*
    replaces_the
    """
)
_FORMER_BEFORE = re.compile(
    r"(?:nuvarande|nåværende|noverande|nuværende|tidligere|tidlegare|tidigare|forrige|førre|förra|former|present)"
    r" (?:\w+-?)?(?:leverand\w+|leverant\w+|supplier|provider)?,? ?$"
)
# Who takes the work back has no supplier of it any more.
_TAKEN_HOME = either(
    r"""
    \btek_(?:\w+_){0,4}heim \btar_(?:\w+_){0,4}hjem(?:_igjen)?_it \btar_hem_it \btar_tilbake_(?:it|drift)
    \bhjemtag\w* \bhemtag\w* \btar_it\w*_tilbake \binsourc\w* \btar_tillbaka_it
    """
)
# A unit or company of the municipalities' own, and what a sentence calls it.
_JOINT = either(
    r"""
    \biks\b vertskommun\w* värdkommun\w* kommunalförbund\w* \bnämnd\w* it-nämnd\w* it-bolag\w* it-fællesskab\w*
    it-kontor\w* ikt-kontor\w* interkommunal\w* \bikt_\w+ fælles_it felles_(?:it|ikt) gemensam\w*_it kuntayht\w*
    §_?60 yhteis\w*_(?:tieto\w*|yhtiö\w*|ict\w*) tietohallintoyhtiö\w* samler_[^.]{0,40}it-afdelinger
    slår?_(?:samman|sammen|ihop)_(?:sina|sine|sin)_it
    \bit-selskap\b
    """
)
_COMPANY_FORM = either(
    r"""
    interkommunal\w*_(?:it-|ikt-|data)?(?:selskap|foretak)\w* \biks\b kommunalförbund\w*
    fælleskommunal\w*_selskab \bkuntayhtym\w* felleseid\w*_selskap felles_it-selskap nytt?_it-selskap
    nytt?_ikt-selskap gemensamt_(?:it-)?bolag kommunägt_bolag kommunalt_(?:eid|eigd)_selskap
    perustivat_[^.]{0,90}\boy\b tietohallintoyhtiö\w* yhteis\w*_yhtiö\w* inhouse-?(?:yhtiö|bolag) in-house-yhtiö §_?60
    \b(?:eies|eigd|eiges|ägs|ejes)_av_kommun
    """
)
_HOST_FORM = either(
    r"""
    vertskommun\w* värdkommun\w* vertskommune\w* gemensam\w*_(?:it-|ikt-)?nämnd\w* \bit-nämnd\w* \ben_nämnd\b
    fælles_(?:it-|ikt-)?(?:service\w*|driftscent\w*|it-\w+) §_?27\b isäntäkun\w*
    felles_(?:it|ikt)-(?:avdeling|organisasjon|enhet)\w*
    gemensam_(?:it|ikt)-(?:avdelning|organisation|enhet|verksamhet)\w*
    joint_(?:it|ict)_(?:unit|department|organi\w+) slå_samman_sina_it slår_(?:sammen|samman)_(?:sine|sina)_it
    fælles_it-drift
    """
)
_AGREED = re.compile(r"\bavtal\w*|\baftale\w*|\bkontrakt\w*|\bcontract")
_STUDY = re.compile(r"\butred\w+|\balternativ\w*|\butreda\b|\bvurder\w+")
_OUTSOURCED = either(
    r"""
    \boutsourc\w* utkontrakter\w* (?:driften?|it)_utlagd lagt_ut_driften setter_bort sätta_ut \bexternt\b
    """
)
_LEGAL = {"kommunalförbund": "kommunalförbund", "iks": "IKS", "nämnd": "gemensam nämnd", "vertskommune": "vertskommune"}
_IS_FIRM = re.compile(r" (?:AS|ASA|AB|A/S|ApS|Oy|Oyj)$")
_SHARES = re.compile(
    r"(?:eier|äger|ejer|own)\w* (?:henholdsvis|respektive|"
    r"respectively)? ?(?P<shares>[0-9][0-9 ,.]*(?:og|och|and|ja) [0-9,.]+) ?(?:prosent|procent|%|"
    r"percent|per cent)"
)


@dataclass(frozen=True)
class Party:
    """Who makes the arrangement: names of members, the supplier as written, and the words for all of it."""

    members: tuple[str, ...]
    supplier: Supplier | None
    supplier_written: str | None
    supplier_place: tuple[int, int] | None

    @property
    def subject(self) -> str:
        members = ", ".join(self.members)
        return f"{self.supplier_written}: {members}" if self.supplier_written else members


def party(scene: Scene) -> Party:
    """Members in the order they are named, and the supplier where one is said to deliver."""
    members = tuple(dict.fromkeys(mention.name for mention in scene.mentions if mention.takes_part))
    found = _supplier(scene, members)
    if found is None:
        return Party(members, None, None, None)
    supplier, start, end = found
    return Party(members, supplier, scene.text.text[start:end], (start, end))


def of_joint_unit(scene: Scene, of: Party) -> bool:
    """Whether the text is of a unit or company that municipalities have together, and no firm delivers."""
    return (of.supplier is None or of.supplier.kind == "municipal") and _JOINT.search(scene.text.lower) is not None


def names_joint_unit(low: str) -> bool:
    """Whether a company, an association or a host of several municipalities is spoken of."""
    return _COMPANY_FORM.search(low) is not None or _HOST_FORM.search(low) is not None


def proposals(scene: Scene, of: Party) -> list[Proposal]:
    """Members, supplier, form and shares of ownership, each with its place."""
    found = [_member(scene, of, mention) for mention in scene.mentions if mention.takes_part]
    if of.supplier_place is not None:
        place = scene.place(*of.supplier_place)
        found.append(Proposal("supplier", (place,), 0.8, of.subject, unit="text", value_text=of.supplier_written))
    form = _form(scene, of)
    if form is not None:
        code, start, end, note = form
        found.append(
            Proposal(
                "collaboration_form",
                (scene.place(start, end),),
                0.7,
                of.subject,
                code,
                code,
                code,
                unit="form",
                note=note,
            )
        )
    return [*found, *_shares(scene)]


def stated(expression: Expression, kind: str, scene: Scene, of: Party, confidence: float, **more: object) -> Proposal:
    """An expression as a fact of the arrangement, with its place in the text as printed."""
    return Proposal(
        kind,
        (scene.place(expression.start, expression.end),),
        confidence,
        of.subject,
        expression.low,
        expression.mid,
        expression.high,
        expression.rounding_half_width,
        expression.qualifier,
        **more,  # type: ignore[arg-type]
    )


def _member(scene: Scene, of: Party, mention: Mention) -> Proposal:
    place = scene.place(mention.start, mention.end)
    sure = 0.9 if mention.is_sure else 0.5
    note = None if mention.is_sure else "several municipalities bear the name"
    return Proposal("member", (place,), sure, of.subject, unit="text", value_text=mention.name, note=note)


def _supplier(scene: Scene, members: tuple[str, ...]) -> tuple[Supplier, int, int] | None:
    """The party that most words say delivers; a municipal company needs such words, a name alone is not enough."""
    text = scene.text.text
    if _TAKEN_HOME.search(scene.text.lower):
        return None
    scores: dict[str, tuple[float, Supplier, int, int]] = {}

    def add(supplier: Supplier, start: int, end: int) -> None:
        before, behind = text[max(0, start - 120) : start], text[end : end + 90]
        sentence, _, _ = scene.around(start)
        score = 0.0
        if _DELIVERS_BEFORE.search(before.lower()):
            score += 1
        if _DELIVERS_AFTER.search(behind.lower()):
            score += 1
        if score and _NO_SUPPLIER.search(sentence.low):
            score -= 0.6
        if _FORMER_BEFORE.search(before.lower()):
            score -= 1
        if supplier.name in scores:
            had = scores[supplier.name]
            first = had if had[0] > 0 else (score, supplier, start, end)
            scores[supplier.name] = (had[0] + score, supplier, first[2], first[3])
        else:
            scores[supplier.name] = (score, supplier, start, end)

    for supplier, start, end in scene.suppliers:
        add(supplier, start, end)
    known = [(start, end) for _, start, end in scene.suppliers]
    for pattern in (_WITH, _CHOSEN, _HAS_WON, _FIRM):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if pattern is _FIRM and text[:start].endswith(" i "):
                continue  # `IT-kommuner i Skåne AB`: the end of a longer name
            name = match["name"].split(". ")[0].rstrip(".,")  # a point ends the sentence, and the name
            end = start + len(name)
            if any(a < end and start < b for a, b in known) or name.split()[0].removesuffix("s") in members:
                continue
            is_public = re.search(r"[Kk]ommun|[Rr]egion|KS\b", name) and not _IS_FIRM.search(name)
            is_place = any(start <= mention.start < end for mention in scene.mentions) and MUNICIPAL.match(text, end)
            if is_public or is_place or any(mention.name == name for mention in scene.mentions):
                continue
            add(Supplier(name, "private", scene.country_code or ""), start, end)
    best = max(scores.values(), key=lambda each: (each[0], -each[2]), default=None)
    if best is not None and best[0] > 0:
        return best[1:]
    # One firm alone beside a contract delivers it, unless the sentence says that it did not.
    private = [each for each in scores.values() if each[1].kind == "private" and each[0] == 0]
    if len(private) == len(scores) == 1 and _AGREED.search(scene.text.lower):
        sentence, _, _ = scene.around(private[0][2])
        return None if _NO_SUPPLIER.search(sentence.low) else private[0][1:]
    return None


def _form(scene: Scene, of: Party) -> tuple[int, int, int, str | None] | None:
    """The code, the place of the words and the legal form; none where alternatives are studied."""
    low = scene.text.lower
    company, host = _COMPANY_FORM.search(low), _HOST_FORM.search(low)
    studied = _STUDY.findall(low)
    if len(studied) >= 4 and of.supplier is None:
        return None
    if of.supplier is not None and of.supplier_place is not None and of.supplier.kind == "private":
        return 7, *of.supplier_place, None
    if of.supplier is not None and of.supplier_place is not None:
        if _AGREED.search(low):
            return 5, *of.supplier_place, None
        return 6, *(company.span() if company else of.supplier_place), None
    if company is not None and (host is None or company.start() < host.start()):
        return 6, *company.span(), _legal(company.group())
    if host is not None:
        return 4, *host.span(), _legal(host.group())
    outsourced = None if _TAKEN_HOME.search(low) else _OUTSOURCED.search(low)
    return (7, *outsourced.span(), None) if outsourced else None


def _legal(words: str) -> str | None:
    return next((name for stem, name in _LEGAL.items() if stem in words), None)


def _shares(scene: Scene) -> list[Proposal]:
    """`A, B og C, som eier henholdsvis 70, 16 og 14 prosent`: names and shares in the same order."""
    found = []
    for match in _SHARES.finditer(scene.text.lower):
        shares = [
            (number.group(), match.start("shares") + number.start())
            for number in re.finditer(r"[0-9]+(?:[.,][0-9]+)?(?![0-9])", match["shares"])
        ]
        sentence, _, _ = scene.around(match.start())
        named = [m for m in scene.mentions if sentence.start <= m.start < match.start()]
        if len(named) != len(shares):
            continue
        for mention, (written, at) in zip(named, shares, strict=True):
            share = float(written.replace(",", "."))
            found.append(
                Proposal(
                    "ownership_share",
                    (scene.place(at, at + len(written)),),
                    0.85,
                    mention.name,
                    share,
                    share,
                    share,
                    unit="percent",
                    value_text=mention.name,
                )
            )
    return found
