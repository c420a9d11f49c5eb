-- For each functional area: how many installs and products, how many could be removed, how much is shared already?
-- The sharing index is 1 - products / installs. Of n_answering members all is known that they listed, of n_seen only what
-- a register saw.
select
    functional_area, n_answering, n_seen, installs, products, removable_installs, joinable_installs,
    sharing_index, n_unmatched
from mart.application_overlap
where group_id = 'no-ringerike-utredning-2022'
order by joinable_installs desc, functional_area asc nulls last
