-- One municipality through renumbering and renaming is one unit. One that went into a merger beside others, or was
-- split, stays itself: its figures are not those of what came after.
-- grain: unit_id
with follows as (
    select
        successor.unit_id,
        successor.name,
        successor.current_unit_id,
        successor.is_split,
        municipality.valid_from,
        coalesce(municipality.valid_to, date '9999-12-31') as valid_to
    from reference.municipality_successor as successor
    inner join reference.municipality as municipality
        on successor.unit_id = municipality.unit_id and successor.name = municipality.name
),

-- Two that became the same one and lived at the same time: neither is it.
beside as (
    select distinct one.unit_id, one.name
    from follows as one
    inner join follows as other
        on
            one.current_unit_id = other.current_unit_id
            and one.unit_id <> other.unit_id
            and one.valid_from < other.valid_to
            and other.valid_from < one.valid_to
),

-- A number that has been given twice is its latest holder's.
latest as (
    select unit_id, arg_max(name, valid_from) as name from reference.municipality group by unit_id
)

select
    latest.unit_id,
    max(
        case
            when follows.current_unit_id is null or follows.is_split then latest.unit_id
            when beside.unit_id is not null then latest.unit_id
            else follows.current_unit_id
        end
    ) as entity_id
from latest
left join follows on latest.unit_id = follows.unit_id and latest.name = follows.name
left join beside on latest.unit_id = beside.unit_id and latest.name = beside.name
group by latest.unit_id
