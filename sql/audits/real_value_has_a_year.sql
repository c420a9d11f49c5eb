-- A fact without a year is never moved in prices.
select observation_id from mart.cost_observation where year is null and per_mid_nok_real is not null
