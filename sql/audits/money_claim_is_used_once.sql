-- Two usable claims of one kind about one unit would count the same money twice or hide one of them.
select unit_id, kind, coalesce(per_denominator, 'whole') as per, count(*) as n
from core.claim
where kind in ('contract_total', 'annual_value', 'investment', 'contract_years', 'option_years', 'users')
group by unit_id, kind, coalesce(per_denominator, 'whole')
having count(*) > 1
