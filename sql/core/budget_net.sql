-- Budget lines without value-added tax where it comes back, in the currency of their unit. What was said stands beside.
-- Where nobody said whether tax is in, the ends are widened by the rate. Lines of one unit, year and measure that are in
-- several currencies are changed into the country's own at the rate of the year; without a rate there is no amount.
-- grain: unit_id x fiscal_year x measure x cost_pool x origin_id
with country as (
    select unit_id, max(country_code) as country_code from reference.municipality group by unit_id
),

mixed as (
    select unit_id, fiscal_year, measure, origin_id, count(distinct currency) > 1 as is_mixed
    from core.budget_line
    where amount_mid is not null or amount_low is not null or amount_high is not null
    group by unit_id, fiscal_year, measure, origin_id
),

placed as (
    select
        line.*,
        country.country_code,
        case when mixed.is_mixed and level.currency is not null then level.currency else line.currency end
            as net_currency,
        case
            when not mixed.is_mixed or level.currency is null or level.currency = line.currency then 1
            else factor.nok_factor / own.nok_factor
        end as exchange
    from core.budget_line as line
    left join country on line.unit_id = country.unit_id
    left join mixed
        on
            line.unit_id = mixed.unit_id and line.fiscal_year = mixed.fiscal_year
            and line.measure = mixed.measure and line.origin_id = mixed.origin_id
    left join reference.price_level as level
        on country.country_code = level.country_code and line.fiscal_year = level.year
    left join core.price_factor as factor
        on
            country.country_code = factor.country_code and line.currency = factor.currency
            and line.fiscal_year = factor.year
    left join core.price_factor as own
        on
            country.country_code = own.country_code and level.currency = own.currency
            and line.fiscal_year = own.year
),

taxed as (
    select
        placed.*,
        vat_rate.rate_mid_pct,
        case
            when placed.vat = 'excluded' or coalesce(not vat_rate.is_compensated, false) then 'as_said'
            when placed.vat = 'included' and vat_rate.rate_mid_pct is not null then 'taken_out'
            else 'not_known'
        end as vat_treatment,
        1 + vat_rate.rate_low_pct / 100 as least_tax,
        1 + vat_rate.rate_mid_pct / 100 as middle_tax,
        1 + vat_rate.rate_high_pct / 100 as most_tax
    from placed
    left join reference.vat_rate as vat_rate
        on placed.country_code = vat_rate.country_code and placed.fiscal_year = vat_rate.year
)

select
    unit_id,
    fiscal_year,
    measure,
    cost_pool,
    scope,
    vat,
    rate_mid_pct as vat_rate_pct,
    vat_treatment,
    currency as currency_said,
    net_currency as currency,
    amount_low as said_low,
    amount_mid as said_mid,
    amount_high as said_high,
    amount_low * exchange / case when vat_treatment = 'as_said' then 1 else most_tax end as net_low,
    amount_mid * exchange / case when vat_treatment = 'taken_out' then middle_tax else 1 end as net_mid,
    amount_high * exchange * case
        when vat_treatment = 'taken_out' then 1 / least_tax
        -- Tax that is said to be in, at a rate nobody knows, only lowers the amount.
        when vat_treatment = 'not_known' and vat = 'unknown' then most_tax
        else 1
    end as net_high,
    origin_id
from taxed
