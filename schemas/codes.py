"""Code lists: the closed vocabularies that columns draw from.

Belongs here: codes with their meaning in a few words. Does not belong here: lists that have a source of
their own and live in data/ (municipalities, applications, functional areas, collaboration forms).
"""

COUNTRIES = {
    "NO": "Norway",
    "SE": "Sweden",
    "DK": "Denmark",
    "FI": "Finland",
    "EA": "euro area",
    "IS": "Iceland",
    "DE": "Germany",
    "US": "United States",
    "UK": "United Kingdom",
    "GLOBAL": "several countries",
}
# The currency people pay in; a country that is not here is several.
CURRENCY_OF = {
    "NO": "NOK",
    "SE": "SEK",
    "DK": "DKK",
    "FI": "EUR",
    "EA": "EUR",
    "DE": "EUR",
    "IS": "ISK",
    "UK": "GBP",
    "US": "USD",
}
CURRENCIES = {"NOK": "NO", "SEK": "SE", "DKK": "DK", "EUR": "FI", "GBP": "UK", "USD": "US", "ISK": "IS"}
FORM_CODES = tuple(range(8))

DENOMINATORS = {
    "user": "active user account",
    "workstation": "PC or other IT workplace",
    "connection_point": "connection to a network or service",
    "employee": "employed person",
    "fte": "full-time equivalent",
    "inhabitant": "inhabitant on 1 January",
    "pupil": "pupil",
}
SURVEY_SIZES = {
    **{name: meaning for name, meaning in DENOMINATORS.items() if name != "inhabitant"},
    "it_fte": "IT staff, full-time equivalents",
}
# In the order in which one stands for a unit in a comparison: what was paid, agreed, planned, said.
MEASURES = {
    "account": "what was paid, by the accounts",
    "contract": "what parties agreed to pay",
    "budget": "what was planned to be paid",
    "claim": "what somebody said is paid",
}
COST_POOLS = {
    "staff_central": "staff of the IT unit",
    "staff_in_departments": "IT staff employed in other departments",
    "hardware_client": "PCs, thin clients and other user equipment",
    "hardware_server_network": "servers, storage and networks",
    "depreciation": "depreciation of capitalised assets",
    "licences_platform": "licences for operating systems, office and platform software",
    "licences_line_of_business": "licences for line-of-business applications",
    "operations_contract": "operations bought from others",
    "consultants_projects": "consultants and projects",
    "telephony_fixed": "fixed telephony",
    "telephony_mobile": "mobile telephony",
    "school_devices": "devices for pupils",
    "pupils_as_users": "pupils served as users",
    "printing": "printing",
    "premises": "premises and power",
    "integration_security": "integration and security services",
    "shared_company_overhead": "overhead of a shared company",
}
SCOPES = {"in": "included in the amount", "out": "not included", "unknown": "nobody has said"}

# A class is comparable because all its pools are in and, where one amount covers several pools, no other is.
_OPS = (
    "staff_central",
    "hardware_client",
    "hardware_server_network",
    "depreciation",
    "licences_platform",
    "operations_contract",
)
CLASS_POOLS = {
    "OPS": _OPS,
    "OPS_LOB": (*_OPS, "licences_line_of_business"),
    # pupils_as_users says who is counted, not what is paid.
    "TOTAL": tuple(pool for pool in COST_POOLS if pool != "pupils_as_users"),
}
SCOPE_CLASSES = {
    "OPS": "operations: staff, hardware, platform and operations, nothing else",
    "OPS_LOB": "OPS and line-of-business licences, nothing else",
    "TOTAL": "every cost pool",
    "PARTIAL": "a pool that OPS needs is known to be left out: comparable with nothing",
    "UNKNOWN": "whether a pool is in has not been said: comparable only within one source",
}

TIERS = {
    "A": "official source or survey",
    "B": "contract notice",
    "C": "journalist",
    "D": "a party's or supplier's own claim",
}
CLAIM_KINDS = (
    "contract_total",
    "annual_value",
    "investment",
    "saving",
    "bid",
    "penalty",
    "ceiling",
    "other_money",
    "users",
    "workstations",
    "connection_points",
    "employees",
    "pupils",
    "inhabitants",
    "it_staff",
    "supplier_staff",
    "applications",
    "servers",
    "contract_years",
    "option_years",
    "start_date",
    "end_date",
    "member",
    "supplier",
    "collaboration_form",
    "ownership_share",
    "other_count",
    "other_date",
)
QUALIFIERS = {
    "exact": "as stated, to the last digit",
    "exact_rounded": "as stated, but round",
    "approx": "about: 10 % either way",
    "slightly_above": "up to 10 % above",
    "slightly_below": "up to 10 % below",
    "at_least": "no upper end",
    "more_than": "no upper end",
    "well_above": "no upper end",
    "at_most": "no lower end",
    "range": "between two stated ends",
    "order_of_magnitude": "tens, hundreds or thousands of something",
    "digit_count": "so many digits",
    "few": "a few, or a few hundred or thousand",
    "planned": "intended, not yet done",
    "derived": "follows from other stated figures",
    "considered": "an alternative under study",
}
PERIODS = {
    "once": "one amount",
    "per_year": "each year",
    "per_half_year": "each half year",
    "per_quarter": "each quarter",
    "per_month": "each month",
    "total": "over the base years of the term",
    "total_with_options": "over the base years and all options",
}
COLLABORATION_STATUSES = ("in_force", "planned", "signed", "study", "postponed", "ended", "start_up", "unknown")
MEMBER_KINDS = {
    "municipality": "a municipality",
    "county": "a county municipality",
    "unnamed_group": "several municipalities that the source does not name",
}
MEMBER_ROLES = ("member", "host", "customer")
ORIGIN_KINDS = (
    "news",
    "official_letter",
    "press_release",
    "report",
    "register",
    "survey",
    "web_page",
    "minutes",
    "statistics",
    "software",
    "method",
    "example",
)
HOSTING = ("local", "joint", "vendor", "saas", "hybrid", "unknown")
PRICING_METRICS = ("user", "inhabitant", "flat", "case", "device", "unknown")
CRITICALITIES = ("low", "medium", "high", "critical", "unknown")
MATCH_METHODS = {
    "exact": "the catalogue's own name",
    "alias": "a reviewed alias",
    "reviewed": "a person decided",
    "none": "no name matched",
}
AMOUNT_STATUSES = {
    "stated": "the amount is in the row",
    "not_answered": "the pool is in the figures, and nobody wrote its amount",
    "rejected": "an amount was written that cannot be used; quality.reject says why",
    "held": "an amount was written and is left out until a person confirms it",
    "not_asked": "the pool is not said to be in the figures, so no amount is asked",
}
VAT_REGIMES = {
    "compensated": "Norway since 2004: the tax comes back, figures are without it",
    "before_compensation": "Norway before 2004: bought services carry a tax that own staff does not; not adjusted",
    "another_country": "rules of another country, not adjusted",
}
VAT = ("excluded", "included", "unknown")
SEVERITIES = {
    "rejected": "the row is left out",
    "held": "left out until a person confirms it",
    "told": "said only; nothing is left out",
}
SIZE_BASES = {
    "stated": "the source gives it",
    "register": "population register, summed over members",
    "survey": "answered in a survey",
}
CHANGE_TYPES = ("merge", "continues_in_merger", "rename", "renumber", "split", "split_into_merger")
