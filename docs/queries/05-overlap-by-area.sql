-- For each functional area: how many installs and products, how many could be removed, how much is shared already?
-- The sharing index is 1 - products / installs.
select
    functional_area, survey_round, installs, products, removable_installs, joinable_installs,
    sharing_index, n_unmatched
from mart.application_overlap
where group_id = 'no-ringerike-utredning-2022'
order by joinable_installs desc, functional_area asc nulls last, survey_round asc
