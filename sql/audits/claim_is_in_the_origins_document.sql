-- The document a claim points into is the document of its origin.
select claim.claim_id, claim.origin_id
from core.claim as claim
inner join reference.origin as origin on claim.origin_id = origin.origin_id
where origin.document_sha256 is null or origin.document_sha256 <> claim.document_sha256
