-- Units whose figures overlap: parts and wholes over changes of boundaries, amounts inside amounts, members and their
-- joint unit. What overlaps is not independent.
-- grain: inner_entity_id x outer_entity_id x reason
with said as (
    select
        descent.unit_id as inner_unit_id,
        descent.later_unit_id as outer_unit_id,
        'part_and_whole' as reason,
        case when descent.is_new then null else descent.since_year end as from_year,
        false as needs_same_form
    from reference.municipality_descent as descent
    union all
    select
        smaller.unit_id as inner_unit_id,
        larger.unit_id as outer_unit_id,
        'contained' as reason,
        cast(null as bigint) as from_year,
        false as needs_same_form
    from core.containment as containment
    inner join core.claim as smaller on containment.inner_claim_id = smaller.claim_id
    inner join core.claim as larger on containment.outer_claim_id = larger.claim_id
    union all
    select
        member.unit_id as inner_unit_id,
        member.collaboration_id as outer_unit_id,
        'member_of_joint_unit' as reason,
        cast(null as bigint) as from_year,
        true as needs_same_form
    from core.collaboration_member as member
    where member.unit_id is not null
)

select
    coalesce(smaller.entity_id, said.inner_unit_id) as inner_entity_id,
    coalesce(larger.entity_id, said.outer_unit_id) as outer_entity_id,
    said.reason,
    min(said.from_year) as from_year,
    bool_and(said.needs_same_form) as needs_same_form
from said
left join core.unit_entity as smaller on said.inner_unit_id = smaller.unit_id
left join core.unit_entity as larger on said.outer_unit_id = larger.unit_id
where coalesce(smaller.entity_id, said.inner_unit_id) <> coalesce(larger.entity_id, said.outer_unit_id)
group by
    coalesce(smaller.entity_id, said.inner_unit_id), coalesce(larger.entity_id, said.outer_unit_id), said.reason
