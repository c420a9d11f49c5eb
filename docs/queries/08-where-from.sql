-- Where does this number come from: which facts, in which document and place, published when, how good?
-- Change the observation in the condition; mart.cost_observation lists them.
select fact, value, tier, is_second_hand, publisher, published_on, origin_title, url, evidence_locator
from mart.provenance
where observation_id = 'no-indre-ostfold-ikomm-2017/2017/contract/running/UNKNOWN/user'
order by fact, fact_id
