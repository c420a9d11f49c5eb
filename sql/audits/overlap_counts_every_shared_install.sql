-- A shared application is so many installs of its area: the overlap cannot count fewer.
select
    shared.group_id,
    shared.functional_area,
    sum(shared.n_municipalities) as shared_installs,
    max(overlap.installs) as installs
from mart.shared_application as shared
left join mart.application_overlap as overlap
    on shared.group_id = overlap.group_id and shared.functional_area = overlap.functional_area
group by shared.group_id, shared.functional_area
having sum(shared.n_municipalities) > coalesce(max(overlap.installs), 0)
