-- Shares of one collaboration cannot exceed the whole.
select collaboration_id, sum(ownership_share_pct) as total_pct
from core.collaboration_member
group by collaboration_id
having sum(ownership_share_pct) > 100.5
