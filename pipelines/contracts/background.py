"""What a text tells besides its matter: other municipalities, and what was long ago.

Belongs here: telling that a sentence is background. Does not belong here: what it says (values, counts, spans).
"""

from __future__ import annotations

import re

from pipelines.contracts.clean import PARAGRAPH
from pipelines.contracts.expression import Expression
from pipelines.contracts.scene import Scene
from pipelines.contracts.who import Party

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]|[.,]\d)")
_LABEL = re.compile(r"[*•· ]*((?:19|20)\d\d):")
_TEASER = re.compile(r"^(?:läs|les|læs|lue|read) (?:också|även|mer|mera|også|meir|myös|lisää|also|more)\b")
# What a municipality might have, or all of a country's schools.
_NOBODYS = re.compile(
    r"\b(?:en|ein|a|an) (?:medelstor|medelstort|mellemstor|middels stor|gjennomsnittlig|genomsnittlig|gennemsnitlig|"
    r"typisk|typical|average|mid-sized) (?:kommun\w*|by|stad|city|municipality)\b"
    r"|\b(?:svenska|norske|danske|swedish|norwegian|danish) (?:skolor|skoler|schools)\b"
)
_YEARS_AGO = 2
_THERE = re.compile(r"^[–\"«»' -]*(?:her|där|der|här|there|siellä|dit)\b")


def is_nobodys(low: str) -> bool:
    """Whether a sentence tells of a made-up municipality, or of a whole country."""
    return _NOBODYS.search(low) is not None


def is_elsewhere(scene: Scene, of: Party, expression: Expression) -> bool:
    """Whether the sentence, or the one before where this one points back, names other municipalities only or none that
    there is, or leads to another article."""
    here, _, _ = scene.around(expression.start)
    if _TEASER.match(here.low) or is_nobodys(here.low):
        return True
    sentences = [here]
    if _THERE.match(here.low) and here.number:
        sentences.append(scene.sentences[here.number - 1])
    named = {
        mention.name
        for sentence in sentences
        for mention in scene.mentions
        if sentence.start <= mention.start < sentence.end
    }
    return bool(of.members) and bool(named) and not named & set(of.members)


def is_long_past(scene: Scene, expression: Expression) -> bool:
    """Whether every year named beside something is some years before the text; without its date nothing is told.

    Beside is its sentence, and the year that its line begins with, as in a list of what happened.
    """
    if scene.published.low is None:
        return False
    sentence, _, _ = scene.around(expression.start)
    line = scene.text.text[scene.text.text.rfind(PARAGRAPH, 0, expression.start) + 1 :]
    label = _LABEL.match(line)
    years = [int(year) for year in (*_YEAR.findall(sentence.low), *([label[1]] if label else []))]
    return bool(years) and max(years) <= scene.published.low.year - _YEARS_AGO
