-- How does my municipality compare with its population band and the municipalities nearest in size, and with how many?
-- Same scope, year, measure and denominator; change the unit in the first condition.
select
    year, measure, scope_class, denominator, own_value_nok, peer_group_kind, peer_group, n_peers,
    peer_low, peer_median, peer_high
from mart.peer_comparison
where unit_id = 'NO-3316' and denominator = 'inhabitant'
order by year, measure, scope_class, peer_group_kind
