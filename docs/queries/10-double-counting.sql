-- Which contract or claim is already inside which budget or other claim, so that the two must not be added?
select
    containment.containment_id,
    containment.kind,
    inner_claim.unit_id as inner_unit_id,
    containment.inner_claim_id,
    inner_claim.mid as inner_amount,
    outer_claim.unit_id as outer_unit_id,
    containment.outer_claim_id,
    outer_claim.mid as outer_amount,
    outer_claim.currency,
    containment.reason,
    containment.reviewed_by,
    containment.reviewed_on
from core.containment as containment
inner join core.claim as inner_claim on containment.inner_claim_id = inner_claim.claim_id
inner join core.claim as outer_claim on containment.outer_claim_id = outer_claim.claim_id
order by containment.containment_id
