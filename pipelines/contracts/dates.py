"""Days, months, seasons and relative dates as intervals, held against the day of publication.

Belongs here: reading an isolated date strictly, day before month. Does not belong here: what happens on it.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from pipelines.cells import MONTH_NUMBERS
from pipelines.contracts.clean import Cleaned
from pipelines.contracts.expression import Expression

Interval = tuple[datetime.date | None, datetime.date | None]
_MONTH = "|".join(
    sorted((*MONTH_NUMBERS, "jan", "feb", "apr", "aug", "sept", "okt", "nov", "des", "dec"), key=len, reverse=True)
)
_SHORT = {"jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9, "okt": 10, "nov": 11, "des": 12, "dec": 12}
_YEAR = r"(?:19|20)[0-9]{2}"
SEASONS = {
    3: ("våren", "vår", "våras", "foråret", "keväällä", "kevät", "spring"),
    6: ("sommeren", "sommaren", "sommer", "sommar", "kesällä", "summer"),
    9: ("høsten", "hausten", "hösten", "efteråret", "syksyllä", "autumn", "höst", "haust", "høst"),
    12: ("vinteren", "vintern", "vinter", "talvella", "winter"),
}
_SEASON_MONTH = {word: month for month, words in SEASONS.items() for word in words}
_SEASON = "|".join(sorted(_SEASON_MONTH, key=len, reverse=True))
_ORDINALS = {
    **{str(number): number for number in range(1, 5)},
    **dict.fromkeys(("første", "fyrste", "första", "first"), 1),
    **dict.fromkeys(("andre", "andra", "andet", "second"), 2),
    **dict.fromkeys(("tredje", "third"), 3),
    **dict.fromkeys(("fjerde", "fjärde", "fourth"), 4),
}


@dataclass(frozen=True)
class Published:
    """When a document was published, as far as known: both ends are null where it is not."""

    low: datetime.date | None = None
    high: datetime.date | None = None

    @classmethod
    def of(cls, written: str | None) -> Published:
        """From a year, a month or a day. Raises ValueError for anything else."""
        if written is None:
            return cls()
        if re.fullmatch(_YEAR, written):
            return cls(datetime.date(int(written), 1, 1), datetime.date(int(written), 12, 31))
        if re.fullmatch(rf"{_YEAR}-[0-9]{{2}}", written):
            return cls(*_month(int(written[:4]), int(written[5:])))
        day = datetime.date.fromisoformat(written[:10])
        return cls(day, day)

    @property
    def year(self) -> int | None:
        return self.low.year if self.low and self.high and self.low.year == self.high.year else None


def dates(text: Cleaned, published: Published) -> list[Expression]:
    """Dates in the order of the text, none inside another; the longest reading of each place."""
    found: list[Expression] = []
    for pattern, read in _COMPILED:
        for match in pattern.finditer(text.lower):
            read_date = read(match, published)
            if read_date is None:
                continue
            (low, high), qualifier = read_date
            found.append(
                Expression("date", match.start(), match.end(), qualifier=qualifier, date_low=low, date_high=high)
            )
    found.sort(key=lambda each: (each.start, -each.end))
    kept: list[Expression] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def _month(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _number_of_month(word: str) -> int:
    return _SHORT[word] if word in _SHORT else int(MONTH_NUMBERS[word].removeprefix("month"))


Read = tuple[Interval, str] | None


def _full(match: re.Match[str], published: Published) -> Read:
    day = _day(int(match["year"]), _number_of_month(match["month"]), int(match["day"]))
    return ((day, day), "exact") if day else None


def _numbered(match: re.Match[str], published: Published) -> Read:
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    return ((day, day), "exact") if day else None


def _no_year(match: re.Match[str], published: Published) -> Read:
    """The nearest such day: within half a year of publication either way."""
    month, day = _number_of_month(match["month"]), int(match["day"])
    if not 1 <= day <= 31:
        return None
    if published.low is None or published.low != published.high:
        year = published.year
        fixed = _day(year, month, day) if year else None
        return (fixed, fixed), "day_no_year"
    day_of, near = published.low, [_day(published.low.year + shift, month, day) for shift in (-1, 0, 1)]
    best = min((each for each in near if each), key=lambda each: abs((each - day_of).days), default=None)
    return ((best, best), "day_no_year") if best else None


def _month_of_year(match: re.Match[str], published: Published) -> Read:
    low, high = _month(int(match["year"]), _number_of_month(match["month"]))
    before = match["before"].strip() if match["before"] else ""
    if before in ("innen", "innan", "inden", "senest", "senast", "by", "before"):
        return (None, high), "deadline"
    if before in ("sista", "siste", "sidste"):
        return (high, high), "exact"
    return (low, high), "month"


def _season(match: re.Match[str], published: Published) -> Read:
    first = _SEASON_MONTH[match["season"]]
    return _quarter_from(int(match["year"]), first), "season"


def _quarter_from(year: int, first: int) -> Interval:
    last_year, last = (year, first + 2) if first + 2 <= 12 else (year + 1, first + 2 - 12)
    return datetime.date(year, first, 1), _month(last_year, last)[1]


def _next_season(match: re.Match[str], published: Published) -> Read:
    first = _SEASON_MONTH[match["season"]]
    if published.low is None or published.high is None:
        return (None, None), "season_next"
    year = published.low.year
    low, high = _quarter_from(year, first)
    if low is not None and low <= published.high:
        low, high = _quarter_from(year + 1, first)
    return (low, high), "season_next"


def _quarter(match: re.Match[str], published: Published) -> Read:
    number = _ORDINALS[match["number"]]
    return _quarter_from(int(match["year"]), 3 * number - 2), "quarter"


def _half_year(match: re.Match[str], published: Published) -> Read:
    number = _ORDINALS[match["number"]]
    year = int(match["year"])
    if number > 2:
        return None
    return (_month(year, 6 * number - 5)[0], _month(year, 6 * number)[1]), "half_year"


def _ago(match: re.Match[str], published: Published) -> Read:
    """A month's precision, either side of the day so long ago."""
    if published.low is None or published.high is None:
        return (None, None), "relative"
    months = 6 if "hal" in match["what"] else 12
    low, high = _shifted(published.low, -months), _shifted(published.high, -months)
    return (_month(low.year, low.month)[0], _month(high.year, high.month)[1]), "relative"


def _shifted(day: datetime.date, months: int) -> datetime.date:
    index = day.year * 12 + day.month - 1 + months
    return datetime.date(index // 12, index % 12 + 1, 1)


def _this_year_out(match: re.Match[str], published: Published) -> Read:
    if published.low is None or published.high is None:
        return (None, None), "until_year_end"
    return (published.low, datetime.date(published.high.year, 12, 31)), "until_year_end"


def _turn_of_year(match: re.Match[str], published: Published) -> Read:
    if match["year"]:
        year = int(match["year"])
    elif published.year is not None and published.low is not None:
        year = published.low.year if published.low.month > 1 else published.low.year - 1
    else:
        return (None, None), "turn_of_year"
    return (datetime.date(year, 12, 31), datetime.date(year + 1, 1, 1)), "turn_of_year"


def _part_of_year(match: re.Match[str], published: Published) -> Read:
    year, part = int(match["year"]), match["part"]
    months = (1, 4) if part.startswith(("start", "begyn", "bör", "early", "inled", "alku", "beg")) else (9, 12)
    if part.startswith(("midten", "mitten", "mid")):
        months = (5, 8)
    return (_month(year, months[0])[0], _month(year, months[1])[1]), "part_of_year"


def _whole_year(match: re.Match[str], published: Published) -> Read:
    year = int(match["year"])
    return (datetime.date(year, 1, 1), datetime.date(year, 12, 31)), "year"


def _other_year(match: re.Match[str], published: Published) -> Read:
    shift = 1 if match["what"].startswith(("neste", "nästa", "næste", "next")) else 0
    if published.year is None:
        return (None, None), "relative_year"
    year = published.year + shift
    return (datetime.date(year, 1, 1), datetime.date(year, 12, 31)), "relative_year"


_DAY = r"(?P<day>[0-9]{1,2})"
_DAY_MARK = r"(?:\.|:e|st|nd|rd|th)?"
_IN_YEAR = rf"(?P<year>{_YEAR})(?!\w)"
_ORDINAL = "|".join(_ORDINALS)
_PARTS = (
    "starten|begynnelsen|begyndelsen|början|inledningen|midten|mitten|slutten|slutet|slutningen|utgangen|utgången|udgangen"
    "|løpet|end|start|early|mid|late"
)
_BEFORE = "innen|innan|inden|senest|senast|by|before|sista|siste|sidste"
# A year is none before thousands, a currency, a slash or a hyphen: 2022/3176, 2000-talet, 2019 kroner.
_NO_YEAR = r"(?![\w/]|-[0-9a-zæøå]|[.,][0-9]| [0-9]{3}| (?:kr|kroner|kronor|mill))"
_PATTERNS: list[tuple[str, Callable[[re.Match[str], Published], Read]]] = [
    (rf"(?<![\w.])(?:den )?{_DAY}{_DAY_MARK} ?(?:of )?(?P<month>{_MONTH})\.? {_IN_YEAR}", _full),
    (rf"(?<!\w)(?P<month>{_MONTH}) {_DAY}(?:st|nd|rd|th)?, {_IN_YEAR}", _full),
    (rf"(?<![\w.]){_DAY}\. ?(?P<month>[0-9]{{1,2}})\. ?{_IN_YEAR}", _numbered),
    (rf"(?<![\w-])(?P<year>{_YEAR})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?![\w-])", _numbered),
    (rf"(?<![\w.,])(?:den )?{_DAY}{_DAY_MARK} ?(?:of )?(?P<month>{_MONTH})(?!\w)", _no_year),
    (rf"(?<!\w)(?P<before>(?:{_BEFORE}) )?(?P<month>{_MONTH})(?: måned| månad)? {_IN_YEAR}", _month_of_year),
    (rf"(?<!\w)(?P<season>{_SEASON}) {_IN_YEAR}", _season),
    (rf"(?<!\w)(?:til|till|to|før|inför) (?:the )?(?P<season>{_SEASON})(?! [0-9])(?!\w)", _next_season),
    (rf"(?<!\w)(?P<number>{_ORDINAL})\.? kvartal(?:et)? (?:av |i |af )?{_IN_YEAR}", _quarter),
    (rf"(?<!\w)(?P<number>{_ORDINAL})\.? halvår(?:et)? (?:av |i |af )?{_IN_YEAR}", _half_year),
    (
        r"(?<!\w)for (?P<what>(?:et|eit) halvt år|(?:et|eit) halvår|ett år|et år|eitt år) (?:siden|sidan|sedan)(?!\w)",
        _ago,
    ),
    (r"(?<!\w)för (?P<what>ett halvår|ett halvt år|ett år) sedan(?!\w)", _ago),
    (r"(?<!\w)(?P<what>half a year|a year) ago(?!\w)", _ago),
    (r"(?<!\w)(?:ut året|året ut|året ud|resten av året|resten af året)(?!\w)", _this_year_out),
    (
        r"(?<!\w)(?:ved|vid|omkring|rundt|fra|från|til|till|innen|før) årsskift(?:et|e)"
        rf"(?: (?P<year>{_YEAR})(?:[/-][0-9]+)?)?(?!\w)",
        _turn_of_year,
    ),
    (rf"(?<!\w)(?P<part>{_PARTS})(?: av| af| på| of| in)? (?:året )?{_IN_YEAR}", _part_of_year),
    (r"(?<!\w)(?P<what>neste år|nästa år|næste år|next year)(?!\w)", _other_year),
    (rf"(?<![\w.,/-])(?:år )?(?P<year>{_YEAR}){_NO_YEAR}", _whole_year),
]
_COMPILED = [(re.compile(pattern), read) for pattern, read in _PATTERNS]
