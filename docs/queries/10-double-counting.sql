-- Which contract or claim is already inside which budget or other claim, so that the two must not be added?
select kind, inner_unit_id, inner_claim_id, outer_unit_id, outer_claim_id, reason, reviewed_by, reviewed_on
from core.containment
order by kind, inner_unit_id, inner_claim_id, outer_claim_id, containment_id
