-- For shared applications: when do the contracts end, first and last, with and without options?
-- From last_end_with_options on, every member that gave an end is free; the earliest such day comes first.
select
    canonical_name, n_municipalities, n_with_end, n_without_end, first_end, last_end,
    first_end_with_options, last_end_with_options
from mart.contract_window
where group_id = 'no-ringerike-utredning-2022' and n_municipalities >= 2 and n_with_end >= 1
order by n_without_end, last_end_with_options nulls last, application_id
