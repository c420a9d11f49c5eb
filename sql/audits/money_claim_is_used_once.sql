-- Two usable claims of one kind about one contract would count the same money twice or hide one of them.
select
    unit_id, coalesce(contract_id, unit_id) as contract_id, kind, coalesce(per_denominator, 'whole') as per,
    count(*) as n
from core.claim
where kind in ('contract_total', 'annual_value', 'investment', 'contract_years', 'option_years')
group by unit_id, coalesce(contract_id, unit_id), kind, coalesce(per_denominator, 'whole')
having count(*) > 1
