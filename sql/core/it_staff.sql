-- IT staff as claims state it, in persons, and as a survey answers it, in full-time equivalents.
-- It is a lower bound where a source says that IT staff remain outside the unit.
-- grain: unit_id x year x staff_unit x origin_id
select
    claim.unit_id,
    claim.year,
    'person' as staff_unit,
    claim.low,
    claim.mid,
    claim.high,
    coalesce(outside.cost_pool is not null, false) as is_lower_bound,
    claim.claim_id,
    claim.origin_id
from core.claim as claim
left join core.scope_statement as outside
    on
        claim.unit_id = outside.collaboration_id
        and outside.cost_pool = 'staff_in_departments'
        and outside.scope = 'out'
        and outside.cost_basis = 'running'
where claim.kind = 'it_staff'
union all
select
    unit_id,
    year,
    'fte' as staff_unit,
    low,
    mid,
    high,
    false as is_lower_bound,
    cast(null as varchar) as claim_id,
    origin_id
from core.survey_size
where size = 'it_fte'
