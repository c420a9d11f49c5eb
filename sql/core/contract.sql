-- Accepted claims about one contract's money and term, side by side. Unit costs are not contracts. A unit may have had
-- several; claims that name none belong to its one contract, called like the unit.
-- grain: unit_id x contract_id
with claimed as (
    select claim.*, coalesce(claim.contract_id, claim.unit_id) as contract
    from core.claim as claim
    where
        per_denominator is null
        and kind in ('contract_total', 'annual_value', 'investment', 'contract_years', 'option_years', 'supplier')
)

select
    unit_id,
    contract as contract_id,
    max(low) filter (where kind = 'contract_total') as total_low,
    max(mid) filter (where kind = 'contract_total') as total_mid,
    max(high) filter (where kind = 'contract_total') as total_high,
    max(rounding_half_width) filter (where kind = 'contract_total') as total_rounding,
    max(low) filter (where kind = 'annual_value') as stated_annual_low,
    max(mid) filter (where kind = 'annual_value') as stated_annual_mid,
    max(high) filter (where kind = 'annual_value') as stated_annual_high,
    max(rounding_half_width) filter (where kind = 'annual_value') as stated_annual_rounding,
    max(low) filter (where kind = 'investment') as investment_low,
    max(mid) filter (where kind = 'investment') as investment_mid,
    max(high) filter (where kind = 'investment') as investment_high,
    max(rounding_half_width) filter (where kind = 'investment') as investment_rounding,
    max(mid) filter (where kind = 'contract_years') as base_years,
    max(mid) filter (where kind = 'option_years') as option_years,
    case
        when bool_or(period = 'total_with_options') filter (where kind = 'contract_total')
            then max(mid) filter (where kind = 'contract_years') + max(mid) filter (where kind = 'option_years')
        else max(mid) filter (where kind = 'contract_years')
    end as years_of_total,
    max(currency) filter (where kind in ('contract_total', 'annual_value')) as currency,
    max(measure) filter (where kind in ('contract_total', 'annual_value')) as measure,
    max(year) filter (where kind in ('contract_total', 'annual_value')) as year,
    max(value_text) filter (where kind = 'supplier') as supplier,
    max(evidence_tier) as evidence_tier,
    bool_or(is_second_hand) as is_second_hand,
    count(*) as n_claims,
    max(origin_id) as origin_id
from claimed
group by unit_id, contract
having count(*) filter (where kind in ('contract_total', 'annual_value')) > 0
