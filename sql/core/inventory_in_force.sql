-- Which inventory stands for each municipality of today: a survey answer before a sighting, then the later round as a
-- number, then the later day. Where only parts of a municipality that merged have answered, all parts of that round
-- stand; where the municipality itself has, it stands alone. One that was split is no single municipality and has none.
-- grain: inventory_id
with inventory as (
    select
        inventory_id,
        unit_id,
        municipality_name,
        inventory_kind,
        survey_round,
        seen_on,
        origin_id,
        count(*) as n_rows
    from core.application_usage
    group by inventory_id, unit_id, municipality_name, inventory_kind, survey_round, seen_on, origin_id
),

-- A day of the answer that is years away from its round is a slip and says nothing of when contracts were looked up.
dated as (
    select
        inventory.*,
        successor.current_unit_id,
        cast(inventory.survey_round as integer) as round_year,
        case
            when abs(year(response.answered_on) - cast(inventory.survey_round as integer)) <= 1 then response.answered_on
        end as answered_on
    from inventory
    inner join reference.municipality_successor as successor
        on inventory.unit_id = successor.unit_id and inventory.municipality_name = successor.name
    left join core.survey_response as response
        on
            inventory.unit_id = response.unit_id and inventory.survey_round = response.survey_round
            and inventory.origin_id = response.origin_id and response.status = 'in_force'
    where not successor.is_split
),

-- Two of one name are told apart by their county.
today as (
    select
        unit_id,
        case
            when count(*) over (partition by country_code, name) > 1
                then name || ' (' || coalesce(county_name, municipality_code) || ')'
            else name
        end as name
    from reference.municipality
    where valid_to is null
),

ranked as (
    select
        dated.*,
        rank() over (
            partition by current_unit_id
            order by
                case inventory_kind when 'survey' then 1 else 2 end asc,
                round_year desc nulls last,
                seen_on desc nulls last,
                case when unit_id = current_unit_id then 1 else 2 end asc
        ) as place
    from dated
)

select
    ranked.inventory_id,
    ranked.current_unit_id,
    today.name as current_name,
    ranked.unit_id,
    ranked.municipality_name,
    ranked.inventory_kind,
    ranked.survey_round,
    ranked.seen_on,
    coalesce(ranked.seen_on, ranked.answered_on, make_date(ranked.round_year, 1, 1)) as as_of,
    case
        when ranked.seen_on is not null then 'seen_on'
        when ranked.answered_on is not null then 'answered_on'
        else 'round'
    end as as_of_basis,
    ranked.n_rows,
    count(*) over (partition by ranked.current_unit_id) as n_inventories,
    ranked.origin_id
from ranked
inner join today on ranked.current_unit_id = today.unit_id
where ranked.place = 1
