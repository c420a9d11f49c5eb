-- Between which days the contracts of a group for one product end, without and with options, by inventories in force.
-- Options run in whole months from the day after the last day, so that a contract to the end of a month stays one.
-- An answer of more than a hundred years of options is a slip (a year typed for a number): it counts as no answer.
-- grain: group_id x application_id
with contract as (
    select
        member.group_id,
        member.n_members,
        inventory.current_unit_id,
        inventory.current_name,
        inventory.inventory_kind,
        cast(inventory.survey_round as integer) as round_year,
        usage.application_id,
        usage.contract_start,
        usage.contract_end,
        usage.contract_end + 1 as next_day,
        case when usage.option_years <= 100 then cast(floor(usage.option_years * 12 + 0.5) as integer) end
            as option_months
    from core.inventory_in_force as inventory
    inner join core.application_usage as usage on inventory.inventory_id = usage.inventory_id
    inner join core.group_member as member
        on inventory.unit_id = member.unit_id and inventory.municipality_name = member.name
    where usage.application_id is not null
),

-- Months counted from the year 0: year = month_number // 12.
moved as (
    select
        contract.*,
        year(next_day) * 12 + month(next_day) - 1 + option_months as month_number
    from contract
),

first_of_month as (
    select
        moved.*,
        make_date(
            cast(floor(cast(month_number as double) / 12) as integer),
            cast(month_number - 12 * floor(cast(month_number as double) / 12) + 1 as integer),
            1
        ) as moved_month
    from moved
),

prolonged as (
    select
        first_of_month.*,
        case
            when option_months > 0
                then moved_month + cast(least(day(next_day), day(last_day(moved_month))) as integer) - 2
            else contract_end
        end as end_with_options
    from first_of_month
),

-- A municipality may have several contracts for the modules of one product, and for the parts it merged from.
municipality as (
    select
        group_id,
        application_id,
        n_members,
        current_unit_id,
        current_name,
        inventory_kind,
        round_year,
        count(*) = count(contract_end) as is_every_end_known,
        count(case when contract_end is not null and option_months is null then 1 end) as n_without_options,
        min(contract_start) as first_start,
        max(contract_start) as last_start,
        min(contract_end) as first_end,
        max(contract_end) as last_end,
        min(end_with_options) as first_end_with_options,
        max(end_with_options) as last_end_with_options
    from prolonged
    group by group_id, application_id, n_members, current_unit_id, current_name, inventory_kind, round_year
)

select
    municipality.group_id,
    municipality.application_id,
    application.canonical_name,
    application.functional_area,
    min(municipality.round_year) as first_round,
    max(municipality.round_year) as last_round,
    municipality.n_members,
    count(*) as n_municipalities,
    count(case when municipality.inventory_kind = 'sighting' then 1 end) as n_seen_only,
    array_to_string(list_sort(list(municipality.current_name)), '|') as municipalities,
    count(case when municipality.is_every_end_known then 1 end) as n_with_end,
    count(case when not municipality.is_every_end_known then 1 end) as n_without_end,
    count(case when municipality.n_without_options > 0 then 1 end) as n_without_options,
    min(municipality.first_start) as first_start,
    max(municipality.last_start) as last_start,
    min(municipality.first_end) as first_end,
    max(municipality.last_end) as last_end,
    min(municipality.first_end_with_options) as first_end_with_options,
    max(municipality.last_end_with_options) as last_end_with_options
from municipality
inner join reference.application as application on municipality.application_id = application.application_id
group by
    municipality.group_id, municipality.application_id, application.canonical_name, application.functional_area,
    municipality.n_members
