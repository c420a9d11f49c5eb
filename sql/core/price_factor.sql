-- The one place that decides country, currency, index and rate. An amount in a foreign currency is first changed into
-- the country's own at the rate of its year; then it moves by the country's own prices; then into kroner at the rate
-- of price_year. Where a part is not known there is no row, and no real value.
-- A year without an index has the last one carried; a year without a full average rate has that of the last full one.
-- grain: country_code x currency x year
with convention as (
    select max(case when convention = 'price_year' then cast(value as bigint) end) as price_year
    from reference.convention
),

rate as (
    select currency, year, nok_per_unit from reference.exchange_rate where is_full_year
),

last_rate as (
    select currency, max(year) as year from rate group by currency
),

known_rate as (
    select
        level.country_code,
        level.year,
        last_rate.currency,
        rate.nok_per_unit,
        level.year > last_rate.year as is_rate_carried
    from reference.price_level as level
    cross join last_rate
    inner join rate
        on last_rate.currency = rate.currency and least(level.year, last_rate.year) = rate.year
),

-- The country's own currency needs no rate of the year to move in its own prices.
pair as (
    select level.country_code, level.year, level.currency, cast(1 as double) as own_per_unit
    from reference.price_level as level
    union all
    select
        level.country_code,
        level.year,
        foreign_rate.currency,
        foreign_rate.nok_per_unit / own_rate.nok_per_unit as own_per_unit
    from reference.price_level as level
    inner join known_rate as foreign_rate
        on level.country_code = foreign_rate.country_code and level.year = foreign_rate.year
    inner join known_rate as own_rate
        on
            level.country_code = own_rate.country_code and level.year = own_rate.year
            and level.currency = own_rate.currency
    where foreign_rate.currency <> level.currency
)

select
    pair.country_code,
    pair.currency,
    pair.year,
    convention.price_year,
    case when pair.currency = 'NOK' then 1 else known_rate.nok_per_unit end as nok_factor,
    pair.own_per_unit * level_now.index_mid / level_then.index_high * rate_now.nok_per_unit as real_factor_low,
    pair.own_per_unit * level_now.index_mid / level_then.index_mid * rate_now.nok_per_unit as real_factor_mid,
    pair.own_per_unit * level_now.index_mid / level_then.index_low * rate_now.nok_per_unit as real_factor_high,
    pair.own_per_unit * level_now.index_mid / level_then.index_mid
    * parity_here.local_currency_per_international_dollar
    / parity_there.local_currency_per_international_dollar as parity_factor,
    level_then.is_carried as is_price_carried,
    coalesce(known_rate.is_rate_carried, false) as is_rate_carried
from pair
cross join convention
inner join reference.price_level as level_then
    on pair.country_code = level_then.country_code and pair.year = level_then.year
inner join reference.price_level as level_now
    on pair.country_code = level_now.country_code and convention.price_year = level_now.year
inner join rate as rate_now on level_now.currency = rate_now.currency and convention.price_year = rate_now.year
left join known_rate
    on
        pair.country_code = known_rate.country_code and pair.year = known_rate.year
        and pair.currency = known_rate.currency
left join reference.purchasing_power as parity_here
    on parity_here.country_code = 'NO' and convention.price_year = parity_here.year
left join reference.purchasing_power as parity_there
    on pair.country_code = parity_there.country_code and convention.price_year = parity_there.year
