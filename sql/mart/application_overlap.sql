-- Products and installs of a group for one purpose. An install is a municipality x product, however many names or
-- modules it is listed under. A name that matched no product is counted apart: whether two of them are one product,
-- nobody has said.
-- grain: group_id x functional_area x survey_round
with used as (
    select
        member.group_id,
        member.current_unit_id,
        member.n_members,
        usage.municipality_name,
        usage.survey_round,
        usage.application_id,
        application.canonical_name,
        usage.name_as_written,
        case
            when application.application_id is not null then application.functional_area
            else usage.functional_area
        end as functional_area
    from core.application_usage as usage
    inner join core.group_member as member
        on usage.unit_id = member.unit_id and usage.municipality_name = member.name
    left join reference.application as application on usage.application_id = application.application_id
),

answering as (
    select group_id, survey_round, n_members, count(distinct current_unit_id) as n_answering
    from used
    group by group_id, survey_round, n_members
),

installed as (
    select
        group_id,
        survey_round,
        functional_area,
        current_unit_id,
        application_id,
        max(canonical_name) as canonical_name,
        max(municipality_name) as municipality_name
    from used
    where application_id is not null
    group by group_id, survey_round, functional_area, current_unit_id, application_id
),

matched as (
    select
        group_id,
        survey_round,
        functional_area,
        count(*) as installs,
        count(distinct application_id) as products,
        count(distinct current_unit_id) as n_municipalities,
        array_to_string(list_sort(list(distinct municipality_name)), '|') as municipalities,
        array_to_string(list_sort(list(distinct canonical_name)), '|') as product_names
    from installed
    group by group_id, survey_round, functional_area
),

unmatched_name as (
    select distinct group_id, survey_round, functional_area, current_unit_id, name_as_written
    from used
    where application_id is null
),

unmatched as (
    select group_id, survey_round, functional_area, count(*) as n_unmatched
    from unmatched_name
    group by group_id, survey_round, functional_area
),

area as (
    select group_id, survey_round, functional_area from matched
    union
    select group_id, survey_round, functional_area from unmatched
)

select
    area.group_id,
    area.functional_area,
    area.survey_round,
    answering.n_members,
    answering.n_answering,
    coalesce(matched.n_municipalities, 0) as n_municipalities,
    matched.municipalities,
    coalesce(matched.products, 0) as products,
    matched.product_names,
    coalesce(matched.installs, 0) as installs,
    coalesce(matched.installs - matched.n_municipalities, 0) as removable_installs,
    coalesce(matched.products - 1, 0) as removable_products,
    coalesce(matched.installs - matched.products, 0) as joinable_installs,
    1 - cast(matched.products as double) / matched.installs as sharing_index,
    coalesce(unmatched.n_unmatched, 0) as n_unmatched
from area
inner join answering
    on
        area.group_id = answering.group_id and area.survey_round = answering.survey_round
left join matched
    on
        area.group_id = matched.group_id and area.survey_round = matched.survey_round
        and area.functional_area is not distinct from matched.functional_area
left join unmatched
    on
        area.group_id = unmatched.group_id and area.survey_round = unmatched.survey_round
        and area.functional_area is not distinct from unmatched.functional_area
